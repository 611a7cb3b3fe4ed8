import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { openArchive } from '../../platform/documents/archive.ts'
import { addDays, daysBetween } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { sha256 } from '../../platform/crypto.ts'
import { newId } from '../../platform/ids.ts'
import { classifier } from '../credits/core/entries.ts'
import { addToTotals, ensureClasses } from '../credits/store/sums.ts'
import { apply } from '../enrolment/public.ts'
import { addRequirements } from '../policies/public.ts'
import { programmes } from '../programmes/tables.ts'
import type { ForecastRow } from './contract.ts'

// What is asked runs over many years, so that the tests say the same on every day of every one of them.
const [fromYear, toYear] = [2025, 2034]
let county: TestCounty
let today: string
let year: number
let requirementId: string
const offered: Record<'ethics' | 'subject' | 'clash' | 'rural' | 'last', string> = {
  ...{ ethics: newId(), subject: newId(), clash: newId(), rural: newId(), last: newId() },
}

beforeAll(async () => {
  county = await testCounty()
  today = county.door().context.today
  year = Number(today.slice(0, 4))
  requirementId = newId()
  await county.commit(async (tx) => {
    const common = { organisationId: county.tree.bureau, fromYear, toYear, average: false }
    const asked = { ...common, maxCentihours: null, unit: 'hour' as const, source: '年度计划', population: {} }
    await addRequirements(tx, [
      { ...asked, id: requirementId, category: null, minCentihours: 3_000 },
      { ...asked, id: newId(), category: '师德', minCentihours: 400 },
    ])
    const classes = classifier((text) => sha256(text).toString('hex'))
    const one = { category: '学科专业', level: null, mode: null, kind: null, evidence: [] }
    const [first, second] = county.teachers.a
    const of = (personId: string | null | undefined, centihours: number) => ({
      ...{ personId: personId ?? '', year, classId: classes.of(one).id, centihours },
    })
    const sums = [of(first?.personId, 2_000), of(second?.personId, 600), of(county.logins.teacher.personId, 1_800)]
    await ensureClasses(tx, classes.all())
    await addToTotals(tx, sums)
    return ok()
  })
  await open(offered.ethics, { title: '师德专题', category: '师德', centihours: 400, placesMax: 2 })
  await open(offered.subject, { title: '学科研修', category: '学科专业', centihours: 800, days: [30, 34] })
  await open(offered.clash, { title: '撞期的研修', category: '学科专业', centihours: 700, days: [32, 40] })
  await open(offered.rural, { title: '城区专场', centihours: 900, audience: { settings: ['urban'] } })
  await open(offered.last, {
    title: '没有名额',
    category: '师德',
    centihours: 400,
    placesMax: 1,
    admission: 'first_come',
  })
  const holder = { id: newId(), personId: county.teachers.c[0]?.personId ?? '' }
  must(await county.commit(async (tx) => ok(await apply(tx, offered.last, holder))))
})
afterAll(() => county.close())

type Draft = Partial<typeof programmes.$inferInsert> & { readonly days?: readonly [number, number] }

async function open(id: string, { days = [10, 12], ...draft }: Draft): Promise<void> {
  const { now } = county.door().context
  const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
  await county.commit(async (tx) => {
    await tx.insert(programmes).values({
      ...{ tenantId: county.tenant.id, id, organisationId: county.tree.bureau, providerId: county.tree.provider, year },
      ...{ title: '培训', level: 'county', kind: 'topic', approximate: false, wholeRoster: false, audience: {} },
      ...{ modes: ['face-to-face'], months: [], yearRound: false, centihours: 100, certificate: false, version: 1 },
      ...{ admission: 'selection', placesMax: 50, enrolOpensAt: hour(-24), enrolClosesAt: hour(24), createdAt: now },
      ...{ state: 'enrolling', startsOn: addDays(today, days[0]), endsOn: addDays(today, days[1]), approvedAt: now },
      ...{ justification: '需要', scheme: '方案' },
      ...draft,
    })
    return ok()
  })
}

const titlesOf = (row: Pick<ForecastRow, 'advice'> | undefined) =>
  row?.advice.programmes.map(({ title }) => title) ?? []

test('[002-15] [003-32] 200: the officer sees who will miss hours, each with the open programmes that help', async () => {
  const { status, body } = await county.request(county.logins.bureau_officer, 'GET', '/hour-forecast?limit=200')
  expect(status).toBe(200)
  const items: ForecastRow[] = body.items
  const all = Object.values<number>(body.sums).reduce((sum, each) => sum + each, 0)
  expect([body.total, items.length]).toEqual([all, all])
  expect(body.sums.will_miss).toBeGreaterThan(0)
  const bySchool = body.schools.map((school: Record<string, number>) => school['will_miss'])
  expect(bySchool.reduce((sum: number, each: number) => sum + each, 0)).toBe(body.sums.will_miss)
  // Two places in the one ethics course for the whole page: the two most pressing get them.
  const given = items.filter((row) => titlesOf(row).includes('师德专题'))
  expect(given).toHaveLength(2)
  // The full one has a list: it is proposed to those alone for whom nothing with a place closes the gap.
  const full = items.flatMap(({ advice }) => advice.programmes.filter(({ title }) => title === '没有名额'))
  expect(full.every(({ waiting }) => waiting)).toBe(true)
  expect(given.flatMap(titlesOf)).not.toContain('没有名额')
  for (const row of items) {
    const titles = titlesOf(row)
    expect(titles.includes('学科研修') && titles.includes('撞期的研修')).toBe(false)
    expect(titles.includes('城区专场') && row.organisationId !== county.tree.c).toBe(false)
  }
})

test('200: the pace of whoever has hours is that of the days that have gone, step by step', async () => {
  const personId = county.teachers.a[0]?.personId ?? ''
  const { body } = await county.request(county.logins.principal, 'GET', `/people/${personId}/hour-advice`)
  const whole = body.forecasts.find((one: ForecastRow['forecasts'][number]) => one.requirement.id === requirementId)
  const [startsOn, endsOn] = [`${String(fromYear)}-01-01`, `${String(toYear)}-12-31`]
  const [days, of] = [daysBetween(startsOn, today) + 1, daysBetween(startsOn, endsOn) + 1]
  const projected = Math.floor((2_000 * of) / days)
  expect(whole).toMatchObject({ startsOn, endsOn, needed: 3_000, counted: 2_000, short: 1_000, projected })
  expect(whole.steps).toEqual([
    { kind: 'counted', units: 2_000 },
    { kind: 'pace', units: 2_000, days, of, projected },
  ])
})

test('200: a teacher is advised with the fewest hours that close every gap, and why', async () => {
  const { teacher } = county.logins
  const { status, body } = await county.request(teacher, 'GET', '/my/hour-advice')
  expect(status).toBe(200)
  expect(body.advice).toMatchObject({ closes: true, exact: true, remaining: [] })
  expect(titlesOf(body)).toEqual(['师德专题', '学科研修'])
  expect(body.advice.programmes[0]).toMatchObject({ centihours: 400, placesLeft: 2 })
  expect(body.advice.programmes[0].helps.map(({ units }: { units: number }) => units)).toEqual([400, 400])
  expect(body.advice.programmes[1].helps).toEqual([{ title: { zh: '学时', en: 'Hours' }, unit: 'hour', units: 800 }])
})

test('200: what one was admitted to is booked and its days are taken; what one applied to is not proposed again', async () => {
  const [, , third] = county.teachers.a
  const personId = third?.personId ?? ''
  const id = newId()
  must(await county.commit(async (tx) => ok(await apply(tx, offered.subject, { id, personId }))))
  const read = async () =>
    (await county.request(county.logins.principal, 'GET', `/people/${personId}/hour-advice`)).body
  expect(titlesOf(await read())).not.toContain('学科研修')
  await county.commit(async (tx) => {
    await tx.execute(sql`update enrolment set state = 'admitted', holds_place = true where id = ${id}::uuid`)
    return ok()
  })
  const after = await read()
  const whole = after.forecasts.find((one: ForecastRow['forecasts'][number]) => one.requirement.id === requirementId)
  expect(whole.steps).toContainEqual({ kind: 'booked', units: 800 })
  expect(whole.secured).toBe(whole.counted + 800)
  expect(titlesOf(after)).not.toContain('撞期的研修')
})

test('200: the list is cut into pages that follow on each other, and narrowed by state and school', async () => {
  const { bureau_officer: officer } = county.logins
  const whole = await county.request(officer, 'GET', '/hour-forecast?limit=200')
  const ids: string[] = []
  let cursor = ''
  do {
    const { body } = await county.request(officer, 'GET', `/hour-forecast?limit=4${cursor}`)
    ids.push(...body.items.map(({ personId }: ForecastRow) => personId))
    cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
  } while (cursor !== '')
  expect(ids).toEqual(whole.body.items.map(({ personId }: ForecastRow) => personId))
  const narrowed = await county.request(
    officer,
    'GET',
    `/hour-forecast?state=will_miss&organisationId=${county.tree.a}&limit=200`,
  )
  const rows: ForecastRow[] = narrowed.body.items
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ state, organisationId }) => state === 'will_miss' && organisationId === county.tree.a)).toBe(
    true,
  )
})

test('200: a school sees its own people alone; 404: and nobody of another', async () => {
  const { otherPrincipal } = county.logins
  const { body } = await county.request(otherPrincipal, 'GET', '/hour-forecast?limit=200')
  const schools = new Set(body.items.map(({ organisationId }: ForecastRow) => organisationId))
  expect([...schools]).toEqual([county.tree.c])
  const personId = county.teachers.a[0]?.personId ?? ''
  expect((await county.request(otherPrincipal, 'GET', `/people/${personId}/hour-advice`)).status).toBe(404)
})

test('201: a reminder says what is missing and what would help, and nobody gets two within seven days', async () => {
  const { principal, teacher } = county.logins
  const personIds = [teacher.personId ?? '', county.teachers.b[0]?.personId ?? '']
  const first = await county.request(principal, 'POST', '/forecast-reminders', { personIds })
  // The other one is of another school: not the principal's to remind.
  expect([first.status, first.body]).toEqual([201, { reminded: 1, lately: 0, safe: 0 }])
  const again = await county.request(principal, 'POST', '/forecast-reminders', { personIds })
  expect(again.body).toEqual({ reminded: 0, lately: 1, safe: 0 })
  const { body } = await county.request(teacher, 'GET', '/notices')
  const told = body.items.filter(({ code }: { code: string }) => code.startsWith('forecast.'))
  expect(told).toMatchObject([
    { code: 'forecast.join', params: { hours: '12', programme: '师德专题' }, link: '/m/hours' },
  ])
  // The other list of who misses hours reminds nobody of these either.
  const other = await county.request(principal, 'POST', '/hour-reminders', { personIds })
  expect(other.body).toMatchObject({ reminded: 0, recently: 1 })
})

test('404: whoever reminds reminds people of their own part of the region', async () => {
  const personIds = [county.teachers.a[0]?.personId ?? '']
  const { status, body } = await county.request(county.logins.otherPrincipal, 'POST', '/forecast-reminders', {
    personIds,
  })
  expect([status, body.code]).toEqual([404, 'reminder_nobody_here'])
})

test('200: the list as a workbook names programmes, and who took it out', async () => {
  const { answer, status } = await county.request(county.logins.bureau_officer, 'GET', '/hour-forecast/export')
  expect(status).toBe(200)
  expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('学时预警-')
  const archive = must(openArchive(Buffer.from(await answer.arrayBuffer())))
  const sheet = archive.part('xl/worksheets/sheet1.xml') ?? ''
  for (const text of ['师德专题（4）', '将不达标', '局干部']) expect(sheet).toContain(text)
})
