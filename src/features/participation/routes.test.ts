import { sql } from 'drizzle-orm'
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { openProgramme } from '../eligibility/testing.ts'
import { admitFrom, decideMany } from '../enrolment/public.ts'
import { findPerson } from '../people/public.ts'
import { insertPeople } from '../people/store.ts'
import { recordCompletions } from './public.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
  await county.person({ organisationId: county.tree.a, name: '许知薇', staffNo: 'A1001' })
  await county.person({ organisationId: county.tree.a, name: '周以安', staffNo: 'A1002' })
  await county.person({ organisationId: county.tree.c, name: '别校人', staffNo: 'C1001' })
})
afterAll(() => county.close())

const as = () => county.logins
const idOf = (login: Login | undefined) => login?.personId ?? ''
const source = { sourceKind: 'list', sourceId: newId() } as const
const send = (path: string, bytes: Uint8Array, who = as().school_registrar) => county.request(who, 'POST', path, bytes)
const head = '姓名,工号,培训名称,级别,类型,年度,开始日期,结束日期,学时,结果,承办单位,系列,阶段'
const csv = (...rows: string[]) => Buffer.from([head, ...rows].join('\n'), 'utf8')

describe('history from a spreadsheet', () => {
  const good =
    '许知薇,A1001,信息技术应用能力提升,国培,骨干教师,2023,2023-07-10,2023-07-20,60,结业,青石师范学院,三阶段,1'
  const bytes = csv(
    good,
    '周以安,A1002,班主任研修,镇级,,2023,,,,,,,',
    '别人,A1002,班主任研修,县级,,2023,,,,,,,',
    '别校人,C1001,班主任研修,县级,,2023,,,,,,,',
    '周以安,A1002,,县级,什么,2099,2023-07-10,2023-07-01,x,差不多,,,',
    good,
  )

  test('[002-16] 201: is tried, applied exactly, kept when it comes again, and undone', async () => {
    const tried = await send('/participation-import-rehearsals', bytes)
    expect(tried.body.counts).toEqual({ create: 1, keep: 0, refuse: 5 })
    expect(tried.body.rows.map((row: { reasons: string[] }) => row.reasons)).toEqual([
      [],
      ['level_unknown'],
      ['name_differs'],
      ['person_unknown'],
      ['title_missing', 'kind_unknown', 'dates_reversed', 'hours_unreadable', 'result_unknown', 'year_in_future'],
      ['row_repeated'],
    ])
    const id = newId()
    const path = `/participation-imports?id=${id}&name=list.csv&digest=${tried.body.digest}`
    const applied = await send(path, bytes)
    expect(applied).toMatchObject({ status: 201, body: { state: 'applied', counts: { create: 1 } } })
    expect((await send(path, bytes)).status).toBe(201)
    const stale = await send(`/participation-imports?id=${newId()}&name=x.csv&digest=${'0'.repeat(64)}`, bytes)
    expect(stale).toMatchObject({ status: 409, body: { code: 'import_stale' } })
    const list = await county.request(as().bureau_officer, 'GET', '/participations?q=信息技术&level=nation')
    expect(list.body.items).toMatchObject([
      {
        personName: '许知薇',
        kind: 'backbone',
        year: 2023,
        series: '三阶段',
        stage: 1,
        centihours: 6000,
        state: 'passed',
      },
    ])
    expect((await send('/participation-import-rehearsals', bytes)).body.counts).toEqual({
      create: 0,
      keep: 2,
      refuse: 4,
    })
    const book = await send('/participation-import-workbooks?name=list.csv', bytes)
    expect(book.status).toBe(200)
    const undone = await county.request(as().school_registrar, 'POST', `/participation-imports/${id}/undoing`)
    expect(undone.body).toMatchObject({ state: 'undone' })
    expect((await county.request(as().bureau_officer, 'GET', '/participations?q=信息技术')).body.items).toEqual([])
  })

  test('422: a list without a head or without rows says so; 403: principals bring nothing in', async () => {
    expect((await send('/participation-import-rehearsals', Buffer.from('a,b\n1,2'))).body.code).toBe('head_missing')
    expect((await send('/participation-import-rehearsals', csv())).body.code).toBe('past_list_empty')
    expect((await send('/participation-import-rehearsals', bytes, as().principal)).status).toBe(403)
    expect((await county.request(as().school_registrar, 'GET', '/participation-import-template')).status).toBe(200)
  })
})

describe('what enrolment and classes write down', () => {
  test('200: [002-20] a place, its end and a class that closed; the school hears of its people and reads it', async () => {
    const programmeId = await openProgramme(county, { title: '乡村教师素养', level: 'county' })
    const [first, second, third] = county.teachers.a
    const people = [first, second, third].map((one) => ({ personId: idOf(one) }))
    const placed = await county.commit((tx) => admitFrom(tx, programmeId, people, source))
    await county.commit(async (tx) => ok(await decideMany(tx, [placed[2]?.enrolmentId ?? ''], 'dismiss', '缺席')))
    const of = { programmeId, programmeTitle: '乡村教师素养', classId: newId(), classTitle: '一班' }
    const left = (person: Login | undefined, passed: boolean) => ({
      ...{ personId: idOf(person), passed, centihours: passed ? 1_000 : 0, held: 4, attended: passed ? 4 : 1 },
      ...{ scoreTenths: passed ? 900 : null, grade: null },
    })
    await county.commit(async (tx) => {
      await recordCompletions(tx, of, [left(first, true), left(second, false)], [idOf(third), idOf(first)])
      return ok()
    })
    const list = await county.request(as().principal, 'GET', '/participations?q=乡村教师素养')
    expect(list.body.items.map(({ state }: { state: string }) => state).toSorted()).toEqual([
      'dismissed',
      'failed',
      'passed',
    ])
    const bulletins = await county.request(as().school_registrar, 'GET', '/bulletins')
    expect(bulletins.body.items).toMatchObject([
      { programmeTitle: '乡村教师素养', members: 3, passed: 1, held: 8, attended: 5, readAt: null },
    ])
    const { id } = bulletins.body.items[0]
    const notices = await county.request(as().school_registrar, 'GET', '/notices')
    expect(notices.body.items[0]).toMatchObject({ code: 'participation.bulletin', params: { members: 3, passed: 1 } })
    const whole = await county.request(as().principal, 'GET', `/bulletins/${id}`)
    const states = whole.body.people.map(({ state, held }: { state: string; held: number | null }) => [state, held])
    expect(states.toSorted()).toEqual([
      ['dismissed', null],
      ['failed', 4],
      ['passed', 4],
    ])
    expect((await county.request(as().otherPrincipal, 'GET', `/bulletins/${id}`)).status).toBe(404)
    const read = await county.request(as().principal, 'POST', `/bulletins/${id}/reading`)
    expect(read.body).toMatchObject({ readByName: '校长' })
    const again = await county.request(as().school_registrar, 'POST', `/bulletins/${id}/reading`)
    expect(again.body).toMatchObject({ readByName: '校长' })
    const file = await county.request(as().principal, 'GET', `/list-exports/bulletin-people?bulletinId=${id}`)
    expect(file.status).toBe(200)
    const paper = await county.request(as().principal, 'GET', `/bulletins/${id}/document`)
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await paper.answer.arrayBuffer()) })
    expect(value).toContain(
      '选派3人参加乡村教师素养（一班），1人结业，2人未结业（其中被劝退1人）。应到8人次，实到5人次，出勤率62.5%。',
    )
    for (const { name } of whole.body.people) expect(value).toContain(name)
    expect((await county.request(as().otherPrincipal, 'GET', `/bulletins/${id}/document`)).status).toBe(404)
  })
})

describe('coverage', () => {
  test('[002-05] 200: 98 of 100 people of the country took part: 98 %, and the two are named', async () => {
    // The school's three teachers, and 97 more like them.
    const roster = await county.commit(async (tx) => {
      const like = await findPerson(tx, idOf(county.teachers.b[0]))
      if (!like) throw new Error('the school has no teacher')
      const { tenantId: _, createdAt: __, sortKey: ___, ...plain } = like
      const more = Array.from({ length: 97 }, (_, index) => String(5_001 + index))
      await insertPeople(
        tx,
        more.map((no) => ({ ...plain, id: newId(), staffNo: `B${no}`, name: `村师${no}`, pinyin: `cunshi${no}` })),
      )
      const { rows } = await tx.execute<{ name: string; staff_no: string }>(
        sql`select name, staff_no from person where organisation_id = ${county.tree.b} order by sort_key, id`,
      )
      return ok(rows)
    })
    expect(roster).toHaveLength(100)
    const covered = roster.slice(0, 98).map((one) => `${one.name},${one.staff_no},乡村教师培训,县级,,2024,,,,,,,`)
    const bytes = csv(...covered)
    const { body } = await send('/participation-import-rehearsals', bytes, as().bureau_officer)
    const path = `/participation-imports?id=${newId()}&name=list.csv&digest=${body.digest}`
    expect((await send(path, bytes, as().bureau_officer)).status).toBe(201)
    const town = await county.login('第二小学校长', [['principal', county.tree.b]])
    const told = await county.request(town, 'GET', '/coverage?fromYear=2024&toYear=2024&setting=rural&level=county')
    expect(told.body).toMatchObject({ size: 100, covered: 98, percent: 98 })
    const uncovered = told.body.uncovered.map(({ name }: { name: string }) => name)
    expect(uncovered).toEqual(roster.slice(98).map(({ name }) => name))
    const earlier = await county.request(town, 'GET', '/coverage?fromYear=2020&toYear=2023&setting=rural')
    expect(earlier.body).toMatchObject({ covered: 0, percent: 0 })
    const passed = await county.request(town, 'GET', '/coverage?fromYear=2024&toYear=2024&passed=1')
    expect(passed.body).toMatchObject({ covered: 98 })
    const file = await county.request(town, 'GET', '/list-exports/uncovered?fromYear=2024&toYear=2024')
    expect(file.status).toBe(200)
    const unknown = await county.request(town, 'GET', `/coverage?fromYear=2024&toYear=2024&populationId=${newId()}`)
    expect(unknown.status).toBe(404)
  })
})

describe('the reserve', () => {
  const candidate = (personId: string, more: Record<string, unknown> = {}) => ({
    ...{ id: newId(), personId, level: 'city', subject: '13', reason: '市级优质课一等奖' },
    ...more,
  })

  test('201: [003-07] a school nominates by level and subject; 409: once for the same; 422: nobody themselves', async () => {
    const person = idOf(county.teachers.a[0])
    const draft = candidate(person)
    const added = await county.request(as().school_registrar, 'POST', '/reserve-candidates', draft)
    expect(added).toMatchObject({ status: 201, body: { level: 'city', subject: '13', isBarred: false, taken: 1 } })
    expect((await county.request(as().school_registrar, 'POST', '/reserve-candidates', draft)).status).toBe(201)
    const twice = await county.request(as().bureau_officer, 'POST', '/reserve-candidates', candidate(person))
    expect(twice).toMatchObject({ status: 409, body: { code: 'in_reserve_already' } })
    const other = await county.request(as().otherRegistrar, 'POST', '/reserve-candidates', candidate(person))
    expect(other.status).toBe(404)
    await county.request(as().bureau_officer, 'POST', '/reserve-candidates', candidate(person, { level: 'province' }))
    const list = await county.request(as().bureau_officer, 'GET', '/reserve-candidates?level=city&subject=13')
    expect(list.body.items).toMatchObject([{ id: draft.id }])
    expect((await county.request(as().otherRegistrar, 'GET', '/reserve-candidates')).body.items).toEqual([])
  })

  test('200: [002-16] the reserve by eligibility leaves out whom a ban or a restriction keeps away', async () => {
    const person = idOf(county.teachers.a[1])
    await county.request(as().bureau_officer, 'POST', '/reserve-candidates', candidate(person))
    const restriction = { id: newId(), personId: person, fromOn: '2026-01-01', reference: '师核7号', contact: '人事科' }
    await county.request(as().bureau_officer, 'POST', '/restrictions', restriction)
    const all = await county.request(as().bureau_officer, 'GET', '/reserve-candidates?level=city')
    const free = await county.request(as().bureau_officer, 'GET', '/reserve-candidates?level=city&eligible=1')
    expect([all.body.items.length, free.body.items.length]).toEqual([2, 1])
    expect(JSON.stringify(all.body)).not.toContain('师核')
  })

  test('200: [002-16] what keeps somebody from other levels or kinds of programmes leaves them in the reserve', async () => {
    const { id: person } = await county.person({ organisationId: county.tree.a, name: '只限国培' })
    await county.request(as().bureau_officer, 'POST', '/reserve-candidates', candidate(person, { subject: '14' }))
    await county.request(as().bureau_officer, 'POST', '/reserve-candidates', candidate(person, { level: 'school' }))
    const restrict = (more: object) =>
      county.request(as().bureau_officer, 'POST', '/restrictions', {
        ...{ id: newId(), personId: person, fromOn: '2026-01-01', reference: '师核8号', contact: '人事科', ...more },
      })
    const standing = async (level: string) => {
      const path = `/reserve-candidates?q=${encodeURIComponent('只限国培')}&level=${level}`
      const all = await county.request(as().bureau_officer, 'GET', path)
      const free = await county.request(as().bureau_officer, 'GET', `${path}&eligible=1`)
      return [all.body.items[0].isBarred, free.body.items.length]
    }
    await restrict({ levels: ['nation'] })
    await restrict({ levels: ['city'], kinds: ['head_improvement'] })
    expect(await standing('city')).toEqual([false, 1])
    await restrict({ levels: ['city'], kinds: ['backbone', 'topic'] })
    expect(await standing('city')).toEqual([true, 0])
    expect(await standing('school')).toEqual([false, 1])
  })

  test('201: somebody is taken out with a reason, once', async () => {
    const list = await county.request(as().bureau_officer, 'GET', '/reserve-candidates?level=province')
    const path = `/reserve-candidates/${list.body.items[0].id}/removal`
    expect((await county.request(as().otherRegistrar, 'POST', path, { reason: '调离' })).status).toBe(404)
    const done = await county.request(as().bureau_officer, 'POST', path, { reason: '已评为省级骨干' })
    expect(done).toMatchObject({ status: 201, body: { removedReason: '已评为省级骨干' } })
    expect((await county.request(as().bureau_officer, 'POST', path, { reason: '再次' })).status).toBe(409)
    const gone = await county.request(as().bureau_officer, 'GET', '/reserve-candidates?removed=1')
    expect(gone.body.items).toHaveLength(1)
  })
})
