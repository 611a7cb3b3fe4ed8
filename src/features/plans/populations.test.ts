import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantObjects } from '../../app/matrix-objects.ts'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'

// One class with one session, to which two of the three teachers of primary schools in the country came.
let county: TestCounty
let planted: Record<string, string>
beforeAll(async () => {
  county = await testCounty()
  planted = (await plantObjects(county)).own
})
afterAll(() => county.close())

const ask = (method: string, path: string, body?: unknown) =>
  county.request(county.logins.bureau_officer, method, path, body)

const target = (measure: string, unit = '%') => ({
  ...{ id: newId(), measure, comparator: '>=', valueHundredths: 10_000, upperHundredths: null, unit },
  ...{ population: null, baselineHundredths: null },
})

async function planned(...targets: ReturnType<typeof target>[]) {
  const id = newId()
  const made = await ask('POST', '/plans', {
    id,
    organisationId: county.tree.bureau,
    year: 2026,
    title: '2026年度计划',
  })
  const rule = { id: newId(), scope: '“三类”教师', category: null, maxCentihours: null, period: 'year', average: false }
  const hourRules = [{ ...rule, minCentihours: 4_800 }]
  const { body } = await ask('PATCH', `/plans/${id}`, { revision: made.body.revision, targets, hourRules })
  return body
}

async function population(rule: object, name = `人群${newId().slice(-6)}`) {
  const id = newId()
  const added = await ask('POST', '/populations', { id, organisationId: county.tree.bureau, name, rule })
  expect(added.status).toBe(201)
  return id
}

async function attend(planId: string, personIds: readonly string[]) {
  await county.commit(async (tx) => {
    await tx.execute(sql`update programme set plan_id = ${planId}::uuid where id = ${planted['programmeId']}::uuid`)
    for (const personId of personIds)
      await tx.execute(sql`insert into attendance (tenant_id, session_id, person_id, id, state, at, way)
        values (${tx.context.tenantId}::uuid, ${planted['sessionId']}::uuid, ${personId}::uuid, ${newId()}::uuid,
          'present', ${tx.context.now.toISOString()}::timestamptz, 'qr') on conflict do nothing`)
    return ok()
  })
}

type Plan = { id: string; revision: number; targets: { id: string }[]; hourRules: { id: string }[] }
const cite = (plan: Plan, targetId: string, body: object) =>
  ask('PUT', `/plans/${plan.id}/targets/${targetId}/population`, { revision: plan.revision, ...body })
const citeRule = (plan: Plan, body: object) =>
  ask('PUT', `/plans/${plan.id}/hour-rules/${plan.hourRules[0]?.id}/population`, { revision: plan.revision, ...body })

describe('[000-02] a target over a saved population', () => {
  test('200: [003-13] the rate of everybody trained is counted: of the people today, those who came to a session', async () => {
    const everybody = target('全员培训率')
    const plan = await planned(everybody)
    const first = county.teachers.a[0]?.personId ?? ''
    await attend(plan.id, [first, county.teachers.b[0]?.personId ?? ''])
    const cited = await cite(plan, everybody.id, { populationId: await population({}), counted: true })
    expect(cited.status).toBe(200)
    const [row] = cited.body.targets
    expect(row).toMatchObject({ figureSource: 'trained', numerator: 2, over: { version: 1, newest: 1 } })
    expect(row.denominator).toBe(row.over.size)
    expect(row.standing.state).toBe('missed')
  })

  test('200: [003-16] of a population by post only those who hold it count', async () => {
    const leaders = target('教研组长培训率')
    const person = await county.person({
      organisationId: county.tree.a,
      name: '组长人',
      posts: [{ kind: '21', fromOn: '2025-09-01', toOn: null }],
    })
    const plan = await planned(leaders)
    await attend(plan.id, [person.id])
    const { body } = await cite(plan, leaders.id, { populationId: await population({ posts: ['21'] }), counted: true })
    expect(body.targets[0]).toMatchObject({ numerator: 1, denominator: 1, over: { size: 1 } })
    expect(body.targets[0].standing.state).toBe('reached')
  })

  test('200: a figure that is entered has the people of the population as its denominator', async () => {
    const one = target('优秀率')
    const plan = await planned(one)
    const { body } = await cite(plan, one.id, { populationId: await population({ settings: ['rural'] }) })
    await ask('PUT', `/plans/${plan.id}/targets/${one.id}/figure`, { numerator: 1 })
    const shown = await ask('GET', `/plans/${plan.id}`)
    expect(shown.body.targets[0]).toMatchObject({ figureSource: 'entered', numerator: 1 })
    expect(shown.body.targets[0].denominator).toBe(body.targets[0].over.size)
  })

  test('200: [002-47] what was cited stays when the population changes, until the newest is chosen', async () => {
    const one = target('骨干培训率')
    const plan = await planned(one)
    const populationId = await population({ settings: ['rural'] })
    const cited = await cite(plan, one.id, { populationId })
    const before = cited.body.targets[0].over
    const change = { after: 1, name: '骨干', rule: { settings: ['urban'] }, reason: '口径调整' }
    expect((await ask('POST', `/populations/${populationId}/versions`, change)).status).toBe(201)
    const later = (await ask('GET', `/plans/${plan.id}`)).body
    expect(later.targets[0].over).toEqual({ ...before, name: '骨干', newest: 2 })
    const kept = await cite(later, one.id, { populationId, counted: true })
    expect(kept.body.targets[0].over.version).toBe(1)
    const newest = await cite(kept.body, one.id, { populationId, newest: true })
    expect(newest.body.targets[0].over).toMatchObject({ version: 2, newest: 2 })
  })

  test('200: other changes of the plan leave it alone, and a copy for another year cites anew', async () => {
    const one = target('培训率')
    const plan = await planned(one)
    const populationId = await population({ settings: ['rural'] })
    const cited = await cite(plan, one.id, { populationId, counted: true })
    const { body } = await ask('PATCH', `/plans/${plan.id}`, {
      revision: cited.body.revision,
      targets: [{ ...one, measure: '教师培训率' }],
    })
    expect(body.targets[0]).toMatchObject({ measure: '教师培训率', figureSource: 'trained', over: { populationId } })
    const copy = await ask('POST', `/plans/${plan.id}/copies`, { id: newId(), year: 2027 })
    expect(copy.body.targets[0]).toMatchObject({ figureSource: 'trained', over: { populationId, version: 1 } })
    const page = await ask('GET', `/populations/${populationId}`)
    expect(page.body.usedBy.map(({ objectTitle }: { objectTitle: string }) => objectTitle)).toHaveLength(2)
  })

  test.each([
    ['404: a population that is not there', { populationId: newId() }, 404, 'population_not_found'],
    ['409: from an older revision', { populationId: null, revision: 0 }, 409, 'revision_stale'],
  ])('%s', async (_, body, status, code) => {
    const one = target('培训率')
    const refused = await cite(await planned(one), one.id, body)
    expect([refused.status, refused.body.code]).toEqual([status, code])
  })

  test('404: a target of another plan', async () => {
    const refused = await cite(await planned(), newId(), { populationId: null })
    expect([refused.status, refused.body.code]).toEqual([404, 'target_not_found'])
  })
})

describe('[000-02] hours that are asked of a saved population', () => {
  test('200: words that nobody understands ask nothing; over a population they ask it of its people', async () => {
    const plan = await planned()
    expect(plan.hourRules[0].standing).toBe('people_unknown')
    const { body } = await citeRule(plan, { populationId: await population({ settings: ['rural'] }) })
    expect(body.hourRules[0]).toMatchObject({ standing: 'after_publication', over: { version: 1 } })
  })
})

describe('a population that is in use', () => {
  test('409: is not put away silently: the refusal names who uses it, and whoever was told may', async () => {
    const one = target('全员培训率')
    const plan = await planned(one)
    const populationId = await population({})
    await cite(plan, one.id, { populationId })
    const refused = await ask('POST', `/populations/${populationId}/closing`, {})
    expect([refused.status, refused.body.code]).toEqual([409, 'population_in_use'])
    expect(refused.body.detail).toContain('2026年度计划 · 全员培训率')
    expect((await ask('POST', `/populations/${populationId}/closing`, { usedToo: true })).status).toBe(201)
    expect((await ask('GET', `/plans/${plan.id}`)).body.targets[0].over.populationId).toBe(populationId)
  })

  test('201: is free again once nothing uses it', async () => {
    const [one, other] = [target('甲'), target('乙')]
    const plan = await planned(one, other)
    const populationId = await population({})
    const first = await cite(plan, one.id, { populationId })
    const second = await cite(first.body, other.id, { populationId })
    const dropped = await cite(second.body, one.id, { populationId: null })
    const uses = async () => (await ask('GET', `/populations/${populationId}`)).body
    expect([(await uses()).usedBy.length, (await uses()).uses]).toEqual([1, 1])
    await ask('PATCH', `/plans/${plan.id}`, { revision: dropped.body.revision, targets: [one] })
    expect([(await uses()).usedBy.length, (await uses()).uses]).toEqual([0, 0])
    expect((await ask('POST', `/populations/${populationId}/closing`, {})).status).toBe(201)
  })
})
