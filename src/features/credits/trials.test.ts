import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import type { Average, Most, Policy, Ratio } from '../../lib/policy/language.ts'
import { standings } from '../../lib/policy/standings.ts'
import { err, ok } from '../../lib/result.ts'
import { sha256 } from '../../platform/crypto.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { performTrial } from './commands/trials.ts'
import { classifier } from './core/entries.ts'
import { addToTotals, ensureClasses } from './store/sums.ts'

let county: TestCounty
let policyId: string
/** How many people have fifty hours; others have thirty, or none. */
let rich = 0
const year = 2026
const title = { zh: '其他', en: 'Other' }
const most: Most = { kind: 'most', id: 'most', title, of: {}, period: { kind: 'year' }, units: 0 }
const average: Average = { kind: 'average', id: 'mean', title, of: {}, period: { kind: 'year' }, units: 0 }
const ratio: Ratio = { kind: 'ratio', id: 'share', title, of: {}, period: { kind: 'year' }, percent: 0, per: 'school' }

beforeAll(async () => {
  county = await testCounty()
  policyId = newId()
  const { body } = await county.request(county.logins.bureau_officer, 'POST', '/hour-policies', {
    ...{ id: policyId, organisationId: county.tree.bureau, packId: 'hunan' },
  })
  const policy: Policy = {
    ...body.draft.policy,
    cycle: { years: 5, from: 2026 },
    rules: [rule(2400), { ...average, units: 9000 }],
  }
  await county.request(county.logins.bureau_officer, 'PUT', `/hour-policies/${policyId}/draft`, { revision: 1, policy })
  const asked = { revision: 2, effectiveFrom: '2026-01-01', reason: '局务会通过' }
  await county.request(county.logins.bureau_officer, 'POST', `/hour-policies/${policyId}/versions`, asked)
  await county.commit(async (tx) => {
    const classes = classifier((text) => sha256(text).toString('hex'))
    const { id: classId } = classes.of({ category: null, level: null, mode: null, kind: null, evidence: [] })
    await ensureClasses(tx, classes.all())
    const people = Object.values(county.teachers).flatMap((some) => some.flatMap(({ personId }) => personId ?? []))
    rich = Math.floor(people.length / 2)
    await addToTotals(
      tx,
      people.map((personId, index) => ({ personId, year, classId, centihours: index % 2 === 0 ? 3000 : 5000 })),
    )
    return ok()
  })
})
afterAll(() => county.close())

const rule = (units: number): Policy['rules'][number] => ({
  ...{
    kind: 'least',
    id: 'yearly',
    title: { zh: '每年学时', en: 'Hours a year' },
    of: {},
    period: { kind: 'year' },
    units,
  },
})

async function draft(change: Partial<Policy>) {
  const officer = county.logins.bureau_officer
  const { body } = await county.request(officer, 'GET', `/hour-policies/${policyId}`)
  const { revision, policy } = body.draft
  await county.request(officer, 'PUT', `/hour-policies/${policyId}/draft`, {
    ...{ revision, policy: { ...policy, ...change } },
  })
}

const door = () =>
  county.door({
    ...{
      accountId: county.logins.bureau_officer.accountId,
      personId: null,
      name: '试算人',
      grants: [],
      sessionId: 's',
    },
  })

/** Tries the draft as the job does, and reads what was kept of it. */
async function trial() {
  const id = newId()
  const steps: number[] = []
  const progress = (done: number) => Promise.resolve(void steps.push(done))
  must(await performTrial({ id, policyId }, { db: door(), progress, cancelled: () => Promise.resolve(false) }))
  const { status, body } = await county.request(county.logins.bureau_officer, 'GET', `/hour-policies/${policyId}/trial`)
  expect([status, body.trial.id]).toEqual([200, id])
  return { ...body.trial, steps }
}

const people = async (query = '') =>
  (await county.request(county.logins.bureau_officer, 'GET', `/hour-policies/${policyId}/trial/people?${query}`)).body

test('200: a stricter draft names who would newly fall short, by school, subject, stage and setting; nothing is changed', async () => {
  await draft({ rules: [rule(4800)] })
  const found = await trial()
  const [one] = found.rules
  expect(one.after).toEqual({ due: one.before.due, met: one.before.met - found.newlyShort })
  expect(found.newlyShort).toBeGreaterThan(0)
  expect([found.newlyMet, found.countsLess, found.countsMore]).toEqual([0, 0, 0])
  const sumOf = (by: string) =>
    found.groups
      .find((group: { by: string }) => group.by === by)
      .items.reduce((all: number, item: { newlyShort: number }) => all + item.newlyShort, 0)
  expect([sumOf('school'), sumOf('stage'), sumOf('setting')]).toEqual(Array(3).fill(found.newlyShort))
  const officer = county.logins.bureau_officer
  const { body: still } = await county.request(officer, 'GET', `/credit-standings?year=${String(year)}`)
  expect(still.requirements.find(({ id }: { id: string }) => id.startsWith(policyId)).units).toBe(2400)
})

test('200: everybody for whom the draft changes something is leafed through, narrowed and taken out as a workbook', async () => {
  await draft({ rules: [rule(4800)] })
  const { newlyShort, groups } = await trial()
  const all = await people('limit=200')
  expect([all.items.length, all.total, all.nextCursor]).toEqual([newlyShort, newlyShort, null])
  expect(all.items[0]).toMatchObject({ change: 'newly_short', missingBefore: 0, missingAfter: 1800 })
  const first = await people('limit=1')
  const second = await people(`limit=1&cursor=${String(first.nextCursor)}`)
  expect([first.items[0], second.items[0]]).toEqual(all.items.slice(0, 2))
  for (const { by, items } of groups) {
    const name = by === 'school' ? 'organisationId' : by
    for (const { key, newlyShort: some } of items) {
      const { total } = await people(`${String(name)}=${key === '' ? 'none' : String(key)}&change=newly_short`)
      expect([by, key, total]).toEqual([by, key, some])
    }
  }
  expect((await people('change=newly_met')).total).toBe(0)
  const { answer } = await county.request(
    county.logins.bureau_officer,
    'GET',
    `/hour-policies/${policyId}/trial/people/export?change=newly_short`,
  )
  const grid = must(await readGrid(Buffer.from(await answer.arrayBuffer())))
  expect(grid.rows.length).toBeGreaterThanOrEqual(newlyShort)
})

test('200: a maximum alone says whose counted hours change, and by how much', async () => {
  await draft({ rules: [rule(2400), { ...most, units: 4000 }] })
  const found = await trial()
  expect([found.newlyShort, found.countsLess, found.countsMore]).toEqual([0, rich, 0])
  expect(found.limits).toMatchObject([{ before: null, after: { due: found.people, people: rich, over: rich * 1000 } }])
  expect(found.counted.before - found.counted.after).toBe(rich * 1000)
  const { items, total } = await people('change=counts_less')
  expect(total).toBe(rich)
  expect(items[0]).toMatchObject({ change: null, countedBefore: 5000, countedAfter: 4000 })
  // Without any minimum beside it just the same.
  await draft({ rules: [{ ...most, units: 4000 }] })
  const alone = await trial()
  expect([alone.people, alone.countsLess]).toEqual([found.people, rich])
})

test('200: averages and ratios say which schools newly fall short, and which newly reach them', async () => {
  // In force nobody reaches the average of ninety hours; a third of them is another matter.
  await draft({ rules: [rule(2400), { ...average, units: 3000 }, { ...ratio, percent: 100 }] })
  const { aims } = await trial()
  expect(aims.map(({ kind }: { kind: string }) => kind)).toEqual(['average', 'ratio'])
  const [mean, share] = aims
  expect(mean.before).toMatchObject({ met: 0 })
  expect(mean.after.met).toBe(mean.schools.length)
  expect(mean.schools.length).toBeGreaterThan(0)
  for (const school of mean.schools) {
    expect(school).toMatchObject({ change: 'newly_met', before: { due: 1, met: 0 }, after: { due: 1, met: 1 } })
    expect(school.after.mean).toBeGreaterThanOrEqual(3000)
    expect(school.name).not.toBe('')
  }
  expect(share.before).toBeNull()
  expect(share.schools.length).toBe(share.after.due - share.after.met)
  expect(share.schools.length).toBeGreaterThan(0)
  expect(share.schools[0]).toMatchObject({ change: 'newly_short', before: null, after: { met: 0 } })
})

test('a trial says how far it is, and one that is stopped leaves the last one as it was', async () => {
  await draft({ rules: [rule(4800)] })
  const { id, steps } = await trial()
  expect(steps.length).toBeGreaterThanOrEqual(2)
  expect(steps).toEqual(steps.toSorted((a: number, b: number) => a - b))
  const stopped = { db: door(), progress: () => Promise.resolve(), cancelled: () => Promise.resolve(true) }
  expect(await performTrial({ id: newId(), policyId }, stopped)).toEqual(err('cancelled'))
  const { body } = await county.request(county.logins.bureau_officer, 'GET', `/hour-policies/${policyId}/trial`)
  expect(body.trial.id).toBe(id)
})

test('202: asked twice with one id it is one piece of work; 409 where the id names other work', async () => {
  const officer = county.logins.bureau_officer
  const id = newId()
  const ask = (policy = policyId) => county.request(officer, 'POST', `/hour-policies/${policy}/trials`, { id })
  const [first, again] = [await ask(), await ask()]
  expect([first.status, first.body.jobId, again.status, again.body.jobId]).toEqual([202, id, 202, id])
  const other = newId()
  await county.request(officer, 'POST', '/hour-policies', {
    ...{ id: other, organisationId: county.tree.bureau, packId: 'hunan' },
  })
  expect((await ask(other)).status).toBe(409)
  expect((await ask(newId())).status).toBe(404)
})

test('200: what a policy is judged by for somebody is enough to judge any text by', async () => {
  const personId = county.teachers.a[0]?.personId ?? ''
  const officer = county.logins.bureau_officer
  const { status, body } = await county.request(officer, 'GET', `/people/${personId}/hour-facts`)
  expect(status).toBe(200)
  const { body: policy } = await county.request(officer, 'GET', `/hour-policies/${policyId}`)
  const [own] = standings(policy.versions[0].policy, { ...body.facts, exemptions: body.exemptions }, body.buckets, {
    today: '2026-11-22',
    year,
  })
  const { body: credits } = await county.request(officer, 'GET', `/people/${personId}/credits`)
  const told = credits.standings.find(({ id }: { id: string }) => id === `${policyId}.yearly`)
  expect(told).toMatchObject({ counted: own?.counted, missing: own?.missing, steps: own?.steps })
})

test('403: a registrar tries no policy, and reads no trial', async () => {
  const { school_registrar: registrar } = county.logins
  const { status } = await county.request(registrar, 'POST', `/hour-policies/${policyId}/trials`, { id: newId() })
  const read = await county.request(registrar, 'GET', `/hour-policies/${policyId}/trial/people`)
  expect([status, read.status]).toEqual([403, 403])
})
