import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { transact } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { verifyRoutes } from '../certificates/public.ts'
import { recordHours, reverseEntry, approveRecords } from '../credits/public.ts'
import { verifyHours } from '../certificates/public.ts'
import { addRequirements } from '../policies/public.ts'
import { tablesOf } from './document.ts'
import { statementPaper } from './public.ts'
import { findStatements, readContent } from './store/statements.ts'

let county: TestCounty
let year: number
beforeAll(async () => {
  county = await testCounty()
  year = Number(county.door().context.today.slice(0, 4))
  const asked = {
    ...{ id: newId(), organisationId: county.tree.bureau, fromYear: year, toYear: year, category: null },
    ...{
      minCentihours: 1000,
      maxCentihours: null,
      average: false,
      unit: 'hour' as const,
      source: '年度计划',
      population: {},
    },
  }
  await county.commit(async (tx) => ok(await addRequirements(tx, [asked])))
})
afterAll(() => county.close())

const by = (login: { accountId: string; personId: string | null }) =>
  county.door({ accountId: login.accountId, personId: login.personId, name: 'x', grants: [], sessionId: 's' })

/** Hours of a person as far on their way as is asked. */
async function hours(
  personId: string,
  centihours: number,
  until: 'recorded' | 'verified' = 'verified',
  source = newId(),
) {
  const id = newId()
  const { class_lead, principal, hours_officer } = county.logins
  const draft = {
    ...{ id, personId, category: '师德', centihours, level: 'county', mode: null, startedOn: null, certificate: false },
    ...{ kind: null, evidence: [], source: { kind: 'class', id: source, title: '师德专题培训' } },
    earnedOn: `${String(year)}-01-01`,
  }
  must(await transact(by(class_lead), (tx) => recordHours(tx, [draft])))
  if (until === 'recorded') return id
  const { bureau } = county.tree
  await transact(by(principal), async (tx) => ok(await approveRecords(tx, [id], [bureau])))
  await transact(by(hours_officer), async (tx) => ok(await verifyHours(tx, [id], [bureau])))
  return id
}

const page = async (number: string, code: string, language = 'zh') =>
  (await verifyRoutes(county.pool, [statementPaper]).request(`/${number}?c=${code}&lang=${language}`)).text()

describe('a statement of hours', () => {
  test('201: [001-41] a teacher has one made, opens the PDF, and a stranger finds it genuine without the whole name', async () => {
    const teacher = county.logins.teacher
    const personId = teacher.personId ?? ''
    const entryId = await hours(personId, 1200)
    const draft = { id: newId(), kind: 'year', year }
    const made = await county.request(teacher, 'POST', '/my/hour-statements', draft)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ kind: 'year', centihours: 1200, holderName: '林知夏' })
    const again = await county.request(teacher, 'POST', '/my/hour-statements', draft)
    expect(again.body).toEqual(made.body)
    const pdf = await county.request(teacher, 'GET', `/hour-statements/${draft.id}/document`)
    expect(pdf.answer.headers.get('content-type')).toBe('application/pdf')
    const { number, code } = made.body
    const shown = await page(number, code)
    expect(shown).toContain('学时证明有效')
    expect(shown).toContain('林**')
    expect(shown).not.toContain('林知夏')
    expect(shown).toContain('要求 10，计入 12')
    expect(await page(number, code, 'en')).toContain('Genuine statement')
    expect(await page(number, 'AAAAAAAA')).toContain('查无此证书')
    expect((await county.request(county.logins.otherTown, 'GET', `/hour-statements/${draft.id}/document`)).status).toBe(
      404,
    )

    must(
      await transact(by(county.logins.hours_officer), (tx) =>
        reverseEntry(tx, entryId, { id: newId(), reason: '重复' }),
      ),
    )
    const later = verifyRoutes(county.pool, [statementPaper])
    await expect
      .poll(async () => (await later.request(`/${number}?c=${code}&lang=zh`)).text(), { timeout: 9_000, interval: 500 })
      .toContain('其中 1 条学时已被冲销')
  }, 20_000)

  test('201: a registrar has one made for a teacher of theirs; the hours officer withdraws it, and the page says so', async () => {
    const { school_registrar, hours_officer, otherRegistrar } = county.logins
    const personId = county.teachers.a[1]?.personId ?? ''
    const draft = { id: newId(), kind: 'cycle', year }
    const theirs = `/people/${personId}/hour-statements`
    expect((await county.request(otherRegistrar, 'POST', theirs, draft)).status).toBe(404)
    const made = await county.request(school_registrar, 'POST', theirs, draft)
    expect([made.status, made.body.kind]).toEqual([201, 'cycle'])
    const withdrawal = `/hour-statements/${draft.id}/withdrawal`
    expect((await county.request(school_registrar, 'POST', withdrawal, { reason: '开错了人' })).status).toBe(403)
    const withdrawn = await county.request(hours_officer, 'POST', withdrawal, { reason: '开错了人' })
    expect([withdrawn.status, withdrawn.body.withdrawnReason]).toEqual([201, '开错了人'])
    expect((await county.request(hours_officer, 'POST', withdrawal, { reason: '别的' })).body.code).toBe(
      'statement_withdrawn',
    )
    expect(await page(made.body.number, made.body.code)).toContain('原因：开错了人')
    const list = await county.request(school_registrar, 'GET', '/hour-statements?state=withdrawn')
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([draft.id])
  })

  test('202: statements of many people are issued at once, and asked again they are the same', async () => {
    const { school_registrar } = county.logins
    const personIds = county.teachers.a.flatMap(({ personId }) => personId ?? [])
    const draft = { id: newId(), kind: 'year', year, personIds }
    const asked = await county.request(school_registrar, 'POST', '/hour-statement-archives', draft)
    expect([asked.status, asked.body.jobId]).toEqual([202, draft.id])
    const before = await county.request(school_registrar, 'GET', '/hour-statements?kind=year')
    expect((await county.request(school_registrar, 'POST', '/hour-statement-archives', draft)).status).toBe(202)
    expect((await county.request(school_registrar, 'GET', '/hour-statements?kind=year')).body.total).toBe(
      before.body.total,
    )
  })

  test('422: nothing is stated of a year to come; 409: an id names one statement', async () => {
    const teacher = county.logins.teacher
    const id = newId()
    const early = await county.request(teacher, 'POST', '/my/hour-statements', { id, kind: 'year', year: 2099 })
    expect([early.status, early.body.code]).toEqual([422, 'year_not_begun'])
    await county.request(teacher, 'POST', '/my/hour-statements', { id, kind: 'year', year })
    const other = await county.request(teacher, 'POST', '/my/hour-statements', { id, kind: 'cycle', year })
    expect([other.status, other.body.code]).toEqual([409, 'id_reused'])
  })
})

describe('the stamp on a year', () => {
  const stamp = (personIds: readonly string[]) =>
    county.request(county.logins.hours_officer, 'POST', '/hour-year-stamps', { year, personIds })

  test('200: [001-41] a year is stamped once, not while hours are on their way, and again after it changed', async () => {
    const [settled = '', busy = ''] = county.teachers.b.flatMap(({ personId }) => personId ?? [])
    await hours(settled, 1200)
    await hours(busy, 300, 'recorded')
    const first = await stamp([settled, busy])
    expect(first.body.outcomes).toEqual([
      { personId: settled, outcome: 'done', code: null, onTheWay: 0 },
      { personId: busy, outcome: 'refused', code: 'hours_on_their_way', onTheWay: 300 },
    ])
    expect((await stamp([settled])).body.outcomes[0].outcome).toBe('already')
    await hours(settled, 200)
    const changed = await county.request(
      county.logins.hours_officer,
      'GET',
      `/hour-year-stamps?year=${year}&state=changed`,
    )
    expect(changed.body.items).toMatchObject([
      { personId: settled, centihours: 1400, stamp: { no: 1, verdict: 'met' } },
    ])
    expect((await stamp([settled])).body.outcomes[0].outcome).toBe('done')
    const stamped = await county.request(
      county.logins.hours_officer,
      'GET',
      `/hour-year-stamps?year=${year}&state=stamped`,
    )
    expect(stamped.body.items).toMatchObject([{ personId: settled, stamp: { no: 2, centihours: 1400 } }])
    expect(
      (await county.request(county.logins.principal, 'POST', '/hour-year-stamps', { year, personIds: [settled] }))
        .status,
    ).toBe(403)
  })

  test('200: [001-41] other work in the same number of hours changes a stamped year; a correction that comes to nothing does not', async () => {
    const { id: personId } = await county.person({ organisationId: county.tree.b, name: '同数不同事' })
    const source = newId()
    const first = await hours(personId, 900, 'verified', source)
    await stamp([personId])
    const states = async () => {
      const { hours_officer } = county.logins
      const listed = await county.request(hours_officer, 'GET', `/hour-year-stamps?year=${year}&q=同数不同事`)
      const { body } = await county.request(hours_officer, 'GET', `/people/${personId}/hour-year-stamps`)
      return [listed.body.items[0].state, body.items[0].changed]
    }
    const undo = async (id: string) =>
      must(
        await transact(by(county.logins.hours_officer), (tx) => reverseEntry(tx, id, { id: newId(), reason: '有误' })),
      )
    expect(await states()).toEqual(['stamped', false])
    await undo(first)
    const same = await hours(personId, 900, 'verified', source)
    expect(await states()).toEqual(['stamped', false])
    expect((await stamp([personId])).body.outcomes[0].outcome).toBe('already')
    await undo(same)
    await hours(personId, 900)
    expect(await states()).toEqual(['changed', true])
    expect((await stamp([personId])).body.outcomes[0].outcome).toBe('done')
    expect(await states()).toEqual(['stamped', false])
  })

  test('200: [001-41] a person sees the stamps on their own years, and so does the office that has them', async () => {
    const { personId } = county.logins.teacher
    await hours(personId ?? '', 700)
    await stamp([personId ?? ''])
    const own = () => county.request(county.logins.teacher, 'GET', '/my/hour-year-stamps')
    const mine = await own()
    expect(mine.status).toBe(200)
    expect(mine.body.items).toMatchObject([{ year, no: 1, changed: false, stampedByName: expect.any(String) }])
    await hours(personId ?? '', 100)
    expect((await own()).body.items).toMatchObject([{ year, no: 1, changed: true }])
    const path = `/people/${personId ?? ''}/hour-year-stamps`
    const seen = await county.request(county.logins.principal, 'GET', path)
    expect(seen.body.items).toEqual((await own()).body.items)
    const [other] = county.teachers.b
    expect(
      (await county.request(county.logins.principal, 'GET', `/people/${other?.personId ?? ''}/hour-year-stamps`))
        .status,
    ).toBe(404)
    expect((await county.request(county.logins.hours_officer, 'GET', '/my/hour-year-stamps')).status).toBe(403)
  })

  test('201: [001-41] what is issued of a cycle shows a row for each year, and who stamped which', async () => {
    const { id: personId } = await county.person({ organisationId: county.tree.b, name: '持证人' })
    await hours(personId, 1350)
    await stamp([personId])
    const id = newId()
    const draft = { id, kind: 'cycle', year }
    const made = await county.request(county.logins.hours_officer, 'POST', `/people/${personId}/hour-statements`, draft)
    expect(made.status).toBe(201)
    const content = await county.commit(async (tx) => {
      const { rows } = await tx.execute<{ content: string }>(sql`select content from hour_statement where id = ${id}`)
      return ok(JSON.parse(rows[0]?.content ?? ''))
    })
    const span = Array.from({ length: content.toYear - content.fromYear + 1 }, (_, at) => content.fromYear + at)
    expect(content.years.map((row: any) => row.year)).toEqual(span.filter((each) => each <= year))
    expect(content.years.find((row: any) => row.year === year).centihours).toEqual([1350])
    const on = county.door().context.today
    expect(content.stamps).toEqual([{ year, on, by: expect.any(String), verdict: 'met', changed: false }])
    const [seen] = (await county.request(county.logins.hours_officer, 'GET', `/people/${personId}/hour-year-stamps`))
      .body.items
    expect(content.stamps[0].by).toBe(seen.stampedByName)
  })

  test('200: [001-41] a statement says that the hours of a stamped year have changed since, on paper and where it is verified', async () => {
    const { id: personId } = await county.person({ organisationId: county.tree.b, name: '证后有变' })
    await hours(personId, 1350)
    await stamp([personId])
    const issue = async () => {
      const path = `/people/${personId}/hour-statements`
      const draft = { id: newId(), kind: 'year', year }
      const { body } = await county.request(county.logins.hours_officer, 'POST', path, draft)
      const [row] = await county.commit(async (tx) => ok(await findStatements(tx, [body.id])))
      return { ...body, tables: row ? tablesOf(readContent(row)) : [] }
    }
    const stampRow = ({ tables }: { tables: ReturnType<typeof tablesOf> }) =>
      tables.find(({ title }) => title === '年度验证')?.rows[0]?.[1]
    const [asked, before] = [await issue(), await issue()]
    expect(stampRow(before)).toBe('合格')
    expect(await page(asked.number, asked.code)).toMatch(/合格，[-\d]+ 验证</)
    await hours(personId, 150)
    expect(await page(before.number, before.code)).toMatch(/合格，[-\d]+ 验证；其后学时有变动/)
    expect(await page(before.number, before.code, 'en')).toContain('the hours of the year have changed since')
    const after = await issue()
    expect(stampRow(after)).toBe('合格，其后学时有变动')
    await stamp([personId])
    expect(stampRow(await issue())).toBe('合格')
  })

  test('200: nobody stamps their own year, nor does the database let them', async () => {
    const { id: personId } = await county.person({ organisationId: county.tree.a, name: '身兼两职' })
    const own = await county.login('身兼两职', [['hours_officer', county.tree.bureau]], personId)
    const tried = await county.request(own, 'POST', '/hour-year-stamps', { year, personIds: [personId] })
    expect(tried.body.outcomes).toMatchObject([{ outcome: 'refused', code: 'own_year' }])
    const row = { year, no: 1, centihours: 0, verdict: 'none', head_seq: 0 }
    const planted = county.pool.connect().then(async (client) => {
      await client.query(`begin; set local app.tenant = '${county.tenant.id}'`)
      const sql = `insert into hour_year_stamp (tenant_id, person_id, year, no, centihours, verdict, head_seq, stamped_by, stamped_for, stamper_id, stamped_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $2, now())`
      const values = [
        county.tenant.id,
        personId,
        row.year,
        row.no,
        row.centihours,
        row.verdict,
        row.head_seq,
        own.accountId,
      ]
      await client.query(sql, values).finally(() => client.query('rollback').then(() => client.release()))
    })
    await expect(planted).rejects.toThrow(/stamper_is_not_the_person/)
  })
})
