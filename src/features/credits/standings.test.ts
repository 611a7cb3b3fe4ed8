import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { outlooks } from '../../lib/policy/outlook.ts'
import { ok } from '../../lib/result.ts'
import { read } from '../../platform/db/db.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { addRequirements, type NewRequirement } from '../policies/public.ts'
import { standingBySchool, standingOf } from './public.ts'
import { sha256 } from '../../platform/crypto.ts'
import { classifier } from './core/entries.ts'
import { addToTotals, ensureClasses } from './store/sums.ts'
import type { Shortfall } from './contract/standings.ts'

let county: TestCounty
const year = 2026
beforeAll(async () => {
  county = await testCounty()
  await county.commit(async (tx) => {
    await addRequirements(tx, requirementsOf(county.tree))
    const sums = totalsOf(peopleIds())
    await ensureClasses(tx, classes.all())
    await addToTotals(tx, sums)
    return ok()
  })
})
afterAll(() => county.close())

const peopleIds = () =>
  [...county.teachers.a, ...county.teachers.b, ...county.teachers.c].flatMap(({ personId }) => personId ?? [])

// Minimums, maximums within maximums, cycles, averages and populations: everything that may cut or be asked.
function requirementsOf({ bureau, town, a }: TestCounty['tree']): NewRequirement[] {
  const of = (part: Partial<NewRequirement>): NewRequirement => ({
    ...{ id: newId(), organisationId: bureau, fromYear: year, toYear: year, category: null, minCentihours: null },
    ...{ maxCentihours: null, average: false, unit: 'hour', source: '年度计划', population: {} },
    ...part,
  })
  return [
    of({ minCentihours: 4800 }),
    of({ minCentihours: 36_000, fromYear: 2024, toYear: 2028 }),
    of({ maxCentihours: 6000 }),
    of({ maxCentihours: 8000, fromYear: 2025, toYear: 2026 }),
    of({ category: '师德', minCentihours: 1000 }),
    of({ category: '校本研修', maxCentihours: 1500 }),
    of({ category: '校本研修', maxCentihours: 2000, fromYear: 2025, toYear: 2027, organisationId: town }),
    of({ category: '信息技术', minCentihours: 800, maxCentihours: 1200, organisationId: a }),
    of({ category: '师德', minCentihours: 600, average: true }),
    of({ minCentihours: 9000, population: { stages: ['2'], posts: ['21'] } }),
    of({ minCentihours: 2000, population: { stages: ['2'] } }),
  ]
}

const classes = classifier((text) => sha256(text).toString('hex'))
const classIdOf = (category: string) => classes.of({ category, level: null, mode: null, kind: null, evidence: [] }).id

// Figures that differ from person to person and stay the same from run to run; a reversal leaves a sum below nothing.
function totalsOf(people: readonly string[]) {
  const categories = ['', '师德', '校本研修', '信息技术']
  return people.flatMap((personId, index) =>
    [2024, 2025, 2026, 2027].flatMap((each, back) =>
      categories.flatMap((category, at) => {
        const centihours = ((index * 7 + back * 13 + at * 29) % 23) * 180 - 300
        return (index + back + at) % 4 === 0 ? [] : [{ personId, year: each, classId: classIdOf(category), centihours }]
      }),
    ),
  )
}

const list = (as: TestCounty['logins']['principal'], query = '') =>
  county.request(as, 'GET', `/credit-standings?limit=200${query}`)

test('[003-27] 200: what the list says of each person is what standing() says of them', async () => {
  const { status, body } = await list(county.logins.bureau_officer)
  expect(status).toBe(200)
  const aimed = new Set<string>(body.requirements.map(({ id }: { id: string }) => id))
  expect(aimed.size).toBe(6)
  const items: Shortfall[] = body.items
  expect(items.length).toBeGreaterThanOrEqual(9)
  for (const { personId, cells, missing } of items) {
    const one = await read(county.door(), (tx) => standingOf(tx, personId, { year }))
    const expected = one
      .filter(({ id }) => aimed.has(id))
      .map(({ id: requirementId, needed, counted, missing: short }) => ({
        requirementId,
        needed,
        counted,
        missing: short,
      }))
    const byId = (a: { requirementId: string }, b: { requirementId: string }) =>
      a.requirementId < b.requirementId ? -1 : 1
    expect(cells.toSorted(byId)).toEqual(expected.toSorted(byId))
    expect(missing).toBe(Math.max(...expected.map((each) => each.missing)))
  }
})

test('200: the sums of schools are the sums of standing(), maximums and averages too', async () => {
  const { bureau, a } = county.tree
  const all = await read(county.door(), (tx) => standingBySchool(tx, year, [bureau]))
  const { body } = await list(county.logins.bureau_officer, `&organisationId=${a}`)
  const people: string[] = body.items.map((row: Shortfall) => row.personId)
  const reckoned = await Promise.all(
    people.map((personId) => read(county.door(), (tx) => standingOf(tx, personId, { year }))),
  )
  expect([all.length > 0, people.length > 0]).toEqual([true, true])
  for (const { requirement, schools } of all) {
    const own = reckoned.flatMap((one) => one.filter(({ id }) => id === requirement.id))
    const school = schools.find(({ organisationId }) => organisationId === a)
    expect([school?.due ?? 0, school?.met ?? 0, school?.counted ?? 0]).toEqual([
      own.length,
      own.filter(({ missing }) => missing === 0).length,
      own.reduce((sum, { counted }) => sum + counted, 0),
    ])
  }
})

test('200: pages follow each other without loss, the most missing first', async () => {
  const { body: whole } = await list(county.logins.bureau_officer)
  const seen: Shortfall[] = []
  let cursor = ''
  do {
    const { body } = await county.request(
      county.logins.bureau_officer,
      'GET',
      `/credit-standings?limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`,
    )
    seen.push(...body.items)
    cursor = body.nextCursor ?? ''
  } while (cursor !== '')
  expect(seen).toEqual(whole.items)
  expect(seen.map(({ missing }) => missing)).toEqual(seen.map(({ missing }) => missing).toSorted((x, y) => y - x))
  expect(whole.total).toBe(seen.length)
})

test('200: whoever falls further behind while somebody leafs is neither passed over nor told twice, and stands as now', async () => {
  const officer = county.logins.bureau_officer
  const page = (cursor: string) => county.request(officer, 'GET', `/credit-standings?limit=4&order=missing${cursor}`)
  const { body: first } = await page('')
  const { body: whole } = await list(officer, '&order=missing')
  const behind: Shortfall = whole.items.at(-1)
  const ofTheirs = { personId: behind.personId, year, classId: classIdOf('') }
  const add = (centihours: number) =>
    county.commit(async (tx) => {
      await addToTotals(tx, [{ ...ofTheirs, centihours }])
      return ok()
    })
  await add(-90_000)
  const seen: Shortfall[] = [...first.items]
  for (let cursor: string | null = first.nextCursor; cursor !== null;) {
    const { body } = await page(`&cursor=${cursor}`)
    expect(body.total).toBe(first.total)
    seen.push(...body.items)
    cursor = body.nextCursor
  }
  expect(seen.map(({ personId }) => personId)).toEqual(whole.items.map(({ personId }: Shortfall) => personId))
  expect(seen.at(-1)?.missing).toBeGreaterThan(behind.missing)
  const { body: anew } = await list(officer, '&order=missing')
  expect(anew.items.at(-1).personId).not.toBe(behind.personId)
  await add(90_000)
})

test('200: a principal sees their school only, and narrows to who misses what of one requirement', async () => {
  const { body: all } = await list(county.logins.principal)
  expect(new Set(all.items.map((row: Shortfall) => row.organisationId))).toEqual(new Set([county.tree.a]))
  const [first] = all.requirements
  const { body } = await list(county.logins.principal, `&short=1&requirementId=${first.id}`)
  expect(body.total).toBe(first.due - first.met)
  const { body: other } = await list(county.logins.principal, `&organisationId=${county.tree.c}`)
  expect(other.total).toBe(0)
  const { body: named } = await list(county.logins.bureau_officer, `&q=${encodeURIComponent('林知夏')}`)
  expect(named.items.map((row: Shortfall) => row.name)).toEqual(['林知夏'])
})

test('403: a provider reads no hours of teachers', async () => {
  expect((await list(county.logins.provider)).status).toBe(403)
})

test('200: the file holds the list, and a name that looks like a formula stays text', async () => {
  await county.person({ organisationId: county.tree.a, name: '=1+1' })
  const { status, answer } = await county.request(county.logins.principal, 'GET', '/credit-standings/export')
  expect(status).toBe(200)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const grid = await readGrid(bytes)
  const rows = grid.ok ? grid.value.rows : []
  expect(rows[0]?.slice(0, 4)).toEqual(['姓名', '工号', '学校', '2024–2028 学时 要求'])
  expect(rows.some(([name]) => name === '=1+1')).toBe(true)
})

test('200: [000-02] 学时达标 is narrowed by a saved population, and broken down by each of them', async () => {
  const id = newId()
  const saved = { id, organisationId: county.tree.bureau, name: '乡村教师', rule: { settings: ['rural'] } }
  const officer = county.logins.bureau_officer
  expect((await county.request(officer, 'POST', '/populations', saved)).status).toBe(201)
  const all = (await county.request(officer, 'GET', '/credit-standings?limit=200&byPopulation=1')).body
  const some = (await county.request(officer, 'GET', `/credit-standings?limit=200&populationId=${id}`)).body
  const rural = new Set([county.tree.a, county.tree.b])
  const expected = all.items.filter((row: Shortfall) => rural.has(row.organisationId))
  expect(some.items.map((row: Shortfall) => row.personId)).toEqual(expected.map((row: Shortfall) => row.personId))
  expect(expected.length).toBeLessThan(all.items.length)
  const [broken] = all.populations
  expect(broken).toMatchObject({ id, name: '乡村教师' })
  const sums = some.requirements.map(({ id: of, due, met }: { id: string; due: number; met: number }) => ({
    id: of,
    due,
    met,
  }))
  expect(broken.requirements).toEqual(sums)
  const unknown = await county.request(officer, 'GET', `/credit-standings?populationId=${newId()}`)
  expect([unknown.status, unknown.body.items]).toEqual([200, []])
})

test('[001-61] 200: by risk, who will miss stands before who may, and pages follow the same order', async () => {
  const { status, body } = await list(county.logins.bureau_officer, '&order=risk')
  expect(status).toBe(200)
  const items: Shortfall[] = body.items
  const urgent = items.map(({ risk, missing }) => [outlooks.indexOf(risk?.state ?? 'safe'), -(risk?.short ?? missing)])
  expect(urgent).toEqual(urgent.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))
  expect(items.some(({ risk }) => risk !== null && risk.state !== 'safe')).toBe(true)
  const paged: string[] = []
  let cursor = ''
  do {
    const page = await county.request(
      county.logins.bureau_officer,
      'GET',
      `/credit-standings?order=risk&limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`,
    )
    paged.push(...page.body.items.map(({ personId }: Shortfall) => personId))
    cursor = page.body.nextCursor ?? ''
  } while (cursor !== '')
  expect(paged).toEqual(items.map(({ personId }) => personId))
})
