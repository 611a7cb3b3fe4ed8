import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantObjects } from '../../app/matrix-objects.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { checkCharacter } from '../../lib/identity.ts'
import { ok } from '../../lib/result.ts'
import { systemClock } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { removeExpired } from './public.ts'

let county: TestCounty
let late = 0
const idNumber = `41010219880808002${checkCharacter('41010219880808002')}`
beforeAll(async () => {
  county = await testCounty({ ...systemClock, now: () => new Date(systemClock.now().getTime() + late) })
  const { a, b, c } = county.tree
  await county.person({ organisationId: a, name: '顾云舟', staffNo: 'P-0001', idNumber })
  await county.person({ organisationId: a, name: '乔安', staffNo: 'P-0002' })
  await county.person({ organisationId: b, name: '乔安', staffNo: 'P-0003' })
  await county.person({ organisationId: c, name: '卫东来', staffNo: 'P-0004' })
}, 120_000)
afterAll(() => county.close())

const paste = (as: Login, text: string, subject = 'people', id = newId()) =>
  county.request(as, 'POST', '/pasted-lists', { id, subject, text })
const namesOf = (answer: { body: { items: { name: string; staffNo: string }[] } }) =>
  answer.body.items.map(({ staffNo }) => staffNo).sort()
const officer = () => county.logins.bureau_officer

test('201: rows with a head narrow the roster to exactly those found; same names are asked', async () => {
  const text = '姓名\t工号\t学校\r\n顾云舟\tP-0001\t\r\n乔安\t\t\r\n查无此人\t\t\r\n顾云舟\tP-0001\t\r\n'
  const pasted = await paste(officer(), text)
  expect([pasted.status, pasted.body]).toMatchObject([201, { rows: 4, found: 1, repeated: 1, asked: 1, missing: 1 }])
  const { id } = pasted.body
  expect(namesOf(await county.request(officer(), 'GET', `/people?pasted=${id}`))).toEqual(['P-0001'])
  const { body } = await county.request(officer(), 'GET', `/pasted-lists/${id}/rows`)
  expect(body.head).toEqual(['姓名', '工号', '学校'])
  expect(body.rows.map((row: { no: number; reason: string }) => [row.no, row.reason])).toEqual([
    [2, 'same_name'],
    [3, 'not_found'],
  ])
  const [choice] = body.rows[0].candidates.filter((one: { code: string }) => one.code === 'P-0003')
  const chosen = await county.request(officer(), 'POST', `/pasted-lists/${id}/choices`, { no: 2, objectId: choice.id })
  expect([chosen.status, chosen.body]).toMatchObject([201, { found: 2, asked: 0, missing: 1 }])
  expect(namesOf(await county.request(officer(), 'GET', `/people?pasted=${id}`))).toEqual(['P-0001', 'P-0003'])
  expect(namesOf(await county.request(officer(), 'GET', `/people?pasted=${id}&q=乔安`))).toEqual(['P-0003'])
  const again = await county.request(officer(), 'POST', `/pasted-lists/${id}/choices`, { no: 3, objectId: choice.id })
  expect([again.status, again.body.code]).toEqual([409, 'choice_not_offered'])
})

test('201: a registrar matches nobody of another school, and is not told that there is one', async () => {
  const pasted = await paste(county.logins.school_registrar, '工号\nP-0001\nP-0003\nP-0004\n')
  expect(pasted.body).toMatchObject({ rows: 3, found: 1, missing: 2, asked: 0 })
  const rows = await county.request(county.logins.school_registrar, 'GET', `/pasted-lists/${pasted.body.id}/rows`)
  expect(rows.body.rows.map((row: { reason: string; candidates: [] }) => [row.reason, row.candidates.length])).toEqual([
    ['code_unknown', 0],
    ['code_unknown', 0],
  ])
  const named = await paste(county.logins.school_registrar, '乔安')
  expect(named.body).toMatchObject({ found: 1, asked: 0 })
})

test('404: a pasted list is its owner’s alone, and narrows nobody else’s list', async () => {
  const { body } = await paste(officer(), 'P-0001\nP-0002')
  const other = county.logins.auditor
  expect((await county.request(other, 'GET', `/pasted-lists/${body.id}`)).status).toBe(404)
  expect((await county.request(other, 'GET', `/pasted-lists/${body.id}/rows`)).status).toBe(404)
  expect(namesOf(await county.request(other, 'GET', `/people?pasted=${body.id}`))).toEqual([])
  const choice = { no: 1, objectId: newId() }
  expect((await county.request(other, 'POST', `/pasted-lists/${body.id}/choices`, choice)).status).toBe(404)
})

test('201: an identity number is matched by its hash; neither kept nor shown in full', async () => {
  const { body } = await paste(officer(), `身份证号\n${idNumber}\n${idNumber.slice(0, 12)}999X\n`)
  expect(body).toMatchObject({ found: 1, missing: 1 })
  const rows = await county.request(officer(), 'GET', `/pasted-lists/${body.id}/rows`)
  expect(JSON.stringify(rows.body)).not.toContain(idNumber.slice(0, 12))
  const kept = await county.pool.query('select row_to_json(r)::text as text from pasted_row r')
  expect(JSON.stringify(kept.rows)).not.toContain(idNumber.slice(0, 12))
})

test('201: the same id again is the same list; with other content it is refused', async () => {
  const id = newId()
  const first = await paste(officer(), 'P-0001', 'people', id)
  expect((await paste(officer(), 'P-0001', 'people', id)).body).toEqual(first.body)
  expect((await paste(officer(), 'P-0002', 'people', id)).body.code).toBe('id_reused')
  expect((await paste(county.logins.auditor, 'P-0001', 'people', id)).status).toBe(409)
})

test('413, 422: too much is refused clearly, and so is nothing', async () => {
  const long = await paste(officer(), Array.from({ length: 5_001 }, (_, n) => `P-${n}`).join('\n'))
  expect([long.status, long.body.code]).toEqual([422, 'paste_too_long'])
  const large = await paste(officer(), `${'名'.repeat(400_000)}`)
  expect([large.status, large.body.code]).toEqual([413, 'paste_too_large'])
  const empty = await paste(officer(), ' \t\n\t ')
  expect([empty.status, empty.body.code]).toEqual([422, 'paste_empty'])
  const whole = await paste(
    officer(),
    Array.from({ length: 5_000 }, (_, n) => `P-${String(n).padStart(4, '0')}`).join('\n'),
  )
  expect([whole.status, whole.body]).toMatchObject([201, { rows: 5_000, found: 4, missing: 4_996 }])
})

test('403: whoever sees no such list has nothing to paste', async () => {
  expect((await paste(county.logins.teacher, 'P-0001')).status).toBe(403)
  const refused = await paste(county.logins.security_admin, 'P-0001')
  expect([refused.status, refused.body.code]).toEqual([403, 'paste_not_allowed'])
})

test('201: schools by name, short name or code narrow the lists that they stand in', async () => {
  const schools = await county.request(officer(), 'GET', '/organisations?kind=school')
  const [first, second] = schools.body.items
  const { body } = await paste(officer(), `${first.name}\n${second.shortName}\n没有的学校`, 'organisations')
  expect(body).toMatchObject({ found: 2, missing: 1 })
  const listed = await county.request(officer(), 'GET', `/organisations?pasted=${body.id}`)
  expect(listed.body.items.map(({ id }: { id: string }) => id).sort()).toEqual([first.id, second.id].sort())
})

test('200: every list that a pasted list narrows answers', async () => {
  const { body } = await paste(officer(), 'P-0001')
  const lists = ['people', 'organisations', 'programmes', 'plans', 'classes', 'enrolments', 'enrolment-counts']
    .concat(['credit-records', 'credit-standings', 'certificates', 'transfers', 'role-grants', 'account-states'])
    .concat(['corrections'])
  for (const list of lists) {
    const answer = await county.request(officer(), 'GET', `/${list}?pasted=${body.id}`)
    expect([list, answer.status]).toEqual([list, 200])
  }
  const looks = await county.request(county.logins.auditor, 'GET', `/unmaskings?pasted=${newId()}`)
  expect([looks.status, looks.body.items]).toEqual([200, []])
})

test('200: those who are to be put into a class are narrowed to the pasted ones, who applied from wherever', async () => {
  const { own } = await plantObjects(county)
  await county.commit(async (tx) => {
    await tx.execute(sql`update enrolment set state = 'admitted', holds_place = true where id = ${own.enrolmentId}`)
    return ok()
  })
  const [admitted, other] = await county.commit(async (tx) =>
    ok(
      (
        await tx.execute<{ staffNo: string }>(sql`select staff_no as "staffNo" from person
          where id in (${own.personId}, ${county.teachers.c[0]?.personId}) order by id = ${own.personId} desc`)
      ).rows,
    ),
  )
  const provider = county.logins.provider
  const waiting = async (text: string) => {
    const { body } = await paste(provider, text)
    const answer = await county.request(provider, 'GET', `/classes/${own.classId}/members?pasted=${body.id}`)
    return [body.found, answer.body.unassigned.length]
  }
  expect(await waiting(admitted?.staffNo ?? '')).toEqual([1, 1])
  // A provider meets those who applied to it, and nobody else of any school.
  expect(await waiting(other?.staffNo ?? '')).toEqual([0, 0])
})

test('404: after a day a pasted list is over, and the daily work removes it', async () => {
  const { body } = await paste(officer(), 'P-0001')
  late = 25 * 3_600_000
  expect((await county.request(officer(), 'GET', `/pasted-lists/${body.id}`)).status).toBe(404)
  expect(namesOf(await county.request(officer(), 'GET', `/people?pasted=${body.id}`))).toEqual([])
  expect(await county.commit(async (tx) => ok(await removeExpired(tx)))).toBeGreaterThan(0)
  const left = await county.commit(async (tx) => ok((await tx.execute('select from pasted_item')).rowCount))
  expect(left).toBe(0)
  late = 0
})
