import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { markFrozen } from './public.ts'

let county: TestCounty
let owner: pg.Client
beforeAll(async () => {
  county = await testCounty()
  owner = new pg.Client({ connectionString: county.database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const today = () => county.door().context.today
const list = (...rows: readonly string[]) =>
  new TextEncoder().encode(['姓名,工号,类别,级别,形式,学时,取得日期', ...rows].join('\n'))
const registrar = () => county.logins.school_registrar
const bureau = () => county.logins.bureau_officer

async function signedList(as: Login): Promise<string> {
  const id = newId()
  const pdf = Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n9\n%%EOF',
  )
  const path = `/files?id=${id}&name=${encodeURIComponent('名册.pdf')}&purpose=evidence`
  const stored = await county.request(as, 'POST', path, pdf)
  expect(stored.status).toBe(201)
  return id
}
const record = async (as: Login, bytes: Uint8Array, part: { id?: string; listId?: string } = {}) => {
  const query = new URLSearchParams({
    id: part.id ?? newId(),
    title: '旧系统学时',
    listId: part.listId ?? (await signedList(as)),
  })
  return county.request(as, 'POST', `/credit-openings?${query.toString()}`, bytes)
}
const step = (as: Login, id: string, what: 'approval' | 'verification') =>
  county.request(as, 'POST', `/credit-openings/${id}/${what}`)
const person = (name: string) => county.person({ organisationId: county.tree.a, name })

describe('[002-15] hours earned elsewhere in this cycle', () => {
  test('200: each row is read, and says why it cannot be taken', async () => {
    const [one, other] = [await person('白露'), await person('白露')]
    const far = await county.person({ organisationId: county.tree.c, name: '外校人' })
    const day = today()
    const { status, body } = await county.request(
      registrar(),
      'POST',
      '/credit-opening-rehearsals',
      list(
        `白露,${one.staffNo},师德,县级,集中,12.5,${day}`,
        `,${one.staffNo},师德,,,8,${day.replaceAll('-', '/')}`,
        `白露,,师德,县级,集中,8,${day}`,
        `谷雨,${other.staffNo},师德,县级,集中,8,${day}`,
        `外校人,${far.staffNo},师德,县级,集中,8,${day}`,
        `白露,${one.staffNo},师德,县级,集中,12.5,${day}`,
        `白露,${one.staffNo},师德,宇宙级,冥想,很多,${addDays(day, 2)}`,
        `白露,${one.staffNo},师德,县级,集中,8,2011-05-01`,
        `,,师德,县级,集中,8,不知道`,
      ),
    )
    expect(status).toBe(200)
    const codes = body.rows.map((row: { reasons: { code: string }[] }) => row.reasons.map(({ code }) => code))
    expect(codes).toEqual([
      [],
      [],
      ['person_ambiguous'],
      ['name_differs'],
      ['person_unknown'],
      ['row_twice'],
      ['hours_unreadable', 'date_in_future', 'level_unknown', 'mode_unknown'],
      ['date_outside_cycle'],
      ['date_unreadable', 'person_unnamed'],
    ])
    expect(body).toMatchObject({ fit: 2, refused: 7, people: 1, centihours: 2050 })
    expect(body.rows[0]).toMatchObject({ level: 'county', mode: 'face-to-face', centihours: 1250, name: '白露' })
  })

  test('200: the same list goes back with the reasons beside its rows', async () => {
    const bytes = list(`无此人,X-1,师德,县级,集中,8,${today()}`)
    const { answer, status } = await county.request(
      registrar(),
      'POST',
      '/credit-opening-workbooks?name=list.csv',
      bytes,
    )
    expect(status).toBe(200)
    const grid = await readGrid(Buffer.from(await answer.arrayBuffer()))
    const rows = grid.ok ? grid.value.rows : []
    expect(rows[1]?.slice(0, 2)).toEqual(['无此人', 'X-1'])
    expect(rows[1]?.slice(-2)).toEqual(['有误', '管辖范围内没有“X-1”。'])
  })

  test('201: recorded, approved and verified by three people, posted as opening hours for ever', async () => {
    const teacher = await person('温酒')
    const bytes = list(
      `温酒,${teacher.staffNo},师德,县级,集中,12,${today()}`,
      `温酒,${teacher.staffNo},,,,3.5,${today()}`,
    )
    const [id, listId] = [newId(), await signedList(registrar())]
    const recorded = await record(registrar(), bytes, { id, listId })
    expect([recorded.status, recorded.body.state]).toEqual([201, 'recorded'])
    expect((await record(registrar(), bytes, { id, listId })).body).toEqual(recorded.body)
    expect((await step(county.logins.hours_officer, id, 'verification')).body.code).toBe('opening_not_approved')
    expect((await step(county.logins.principal, id, 'approval')).body.state).toBe('approved')
    const verified = await step(county.logins.hours_officer, id, 'verification')
    expect([verified.status, verified.body.state]).toEqual([201, 'verified'])
    expect((await step(county.logins.hours_officer, id, 'verification')).status).toBe(201)
    const { body } = await county.request(county.logins.auditor, 'GET', `/people/${teacher.id}/credits`)
    expect(body.entries).toHaveLength(2)
    expect(body.entries[1]).toMatchObject({
      direction: 'opening',
      sourceKind: 'opening',
      sourceId: id,
      centihours: 1200,
    })
    expect(body.entries[1].evidence).toMatchObject([{ kind: '签字名册', title: '名册.pdf', fileId: listId }])
    expect(body.entries[1].recordedByName).not.toBeNull()
    expect(body.chain).toMatchObject({ entries: 2, brokenAt: null, totalsAgree: true })
    const again = await record(registrar(), bytes)
    expect([again.status, again.body.code]).toEqual([422, 'opening_rows_refused'])
  })

  test('201: a returned list can be recorded anew; whoever recorded it is told why', async () => {
    const teacher = await person('苏幕遮')
    const bytes = list(`苏幕遮,${teacher.staffNo},师德,县级,集中,12,${today()}`)
    const { body } = await record(registrar(), bytes)
    const path = `/credit-openings/${body.id}/return`
    const returned = await county.request(county.logins.principal, 'POST', path, { reason: '名册没有盖章' })
    expect([returned.status, returned.body.state]).toEqual([201, 'returned'])
    const told = await county.request(registrar(), 'GET', '/notices')
    expect(told.body.items[0]).toMatchObject({ code: 'credits.opening_returned' })
    expect((await step(county.logins.principal, body.id, 'approval')).body.code).toBe('opening_not_recorded')
    expect((await record(registrar(), bytes)).status).toBe(201)
  })

  test('422: [003-31] nobody takes two steps, nor decides on a list with their own hours', async () => {
    const self = await person('自评人')
    const both = await county.login('身兼两职', [
      ['school_registrar', county.tree.a],
      ['principal', county.tree.a],
    ])
    const own = await county.login('自评人', [['principal', county.tree.a]], self.id)
    const bytes = list(`自评人,${self.staffNo},师德,县级,集中,12,${today()}`)
    const { body } = await record(both, bytes)
    expect((await step(both, body.id, 'approval')).body.code).toBe('record_by_same_account')
    expect((await step(own, body.id, 'approval')).body.code).toBe('record_own_hours')
    const { body: read } = await county.request(own, 'GET', `/credit-openings/${body.id}`)
    expect(read.refusals).toEqual({
      approve: 'record_own_hours',
      verify: 'opening_not_approved',
      return: 'record_own_hours',
    })
    const same =
      'update credit_opening set state = $2, approved_by = recorded_by, approved_for = recorded_for where id = $1'
    await expect(owner.query(same, [body.id, 'approved'])).rejects.toThrow('opening_by_three_people')
  })

  test('404 and 422: the signed list is there, and a list of another school is not', async () => {
    const teacher = await person('柳下')
    const bytes = list(`柳下,${teacher.staffNo},师德,县级,集中,12,${today()}`)
    expect((await record(registrar(), bytes, { listId: newId() })).body.code).toBe('opening_list_missing')
    const { body } = await record(registrar(), bytes)
    expect((await county.request(county.logins.otherPrincipal, 'GET', `/credit-openings/${body.id}`)).status).toBe(404)
    const heads = new TextEncoder().encode('甲,乙\n1,2')
    expect((await record(bureau(), heads)).body.code).toBe('opening_head_missing')
    const listed = await county.request(county.logins.principal, 'GET', '/credit-openings?state=recorded')
    expect(listed.body.items.map((one: { id: string }) => one.id)).toContain(body.id)
  })

  test('422, 201: a list with hours of a year that was closed says why it comes late', async () => {
    const one = await person('晚到人')
    const year = Number(today().slice(0, 4))
    await county.commit(async (tx) => {
      await markFrozen(tx, { year, edition: 1, frozenOn: today() })
      return ok()
    })
    const bytes = list(`晚到人,${one.staffNo},师德,县级,集中,8,${today()}`)
    const id = newId()
    const listId = await signedList(registrar())
    expect((await record(registrar(), bytes, { id, listId })).body.code).toBe('late_reason_needed')
    const query = new URLSearchParams({ id, listId, title: '旧系统学时', lateReason: '旧系统年后才移交' })
    const kept = await county.request(registrar(), 'POST', `/credit-openings?${query.toString()}`, bytes)
    expect([kept.status, kept.body.state]).toEqual([201, 'recorded'])
    const waiting = await county.request(county.logins.principal, 'GET', '/workbench')
    const waits = waiting.body.waiting.map(({ what }: { what: string }) => what)
    expect(waits).toContain('opening')
    expect(waits).not.toContain('opening_verification')
  })
})
