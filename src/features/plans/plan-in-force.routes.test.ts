import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
}, 120_000)
afterAll(() => county.close())

const ask = (method: string, path: string, body?: unknown) =>
  county.request(county.logins.bureau_officer, method, path, body)

type Rule = { scope: string; category?: string; period?: 'year' | 'cycle' }
const hourRule = (rule: Rule) => ({
  ...{ id: newId(), category: null, minCentihours: 7_200, maxCentihours: null, period: 'year', average: false },
  ...rule,
})

/** A draft plan with a head of its leading group and one programme. */
async function draftPlan(rules: readonly ReturnType<typeof hourRule>[] = []) {
  const id = newId()
  const organisationId = county.tree.bureau
  const begun = await ask('POST', '/plans', { id, organisationId, year: 2026, title: '青石县2026年教师培训计划' })
  const members = [{ id: newId(), role: 'head', who: '局长' }]
  const { body } = await ask('PATCH', `/plans/${id}`, { revision: begun.body.revision, members, hourRules: rules })
  const programmeId = newId()
  const programme = {
    ...{ id: programmeId, planId: id, organisationId, providerId: null, year: 2026, title: '小学语文骨干教师培训' },
    ...{ level: 'county', kind: 'backbone', headcount: 80, approximate: false, wholeRoster: false, audience: {} },
    ...{ modes: [], months: [4], yearRound: false, place: null, centihours: 2400, certificate: true },
    ...{ admission: 'first_come', placesMax: 80, category: '师德' },
  }
  expect((await ask('POST', '/programmes', programme)).status).toBe(201)
  return { id, programmeId, revision: Number(body.revision), plan: body }
}

describe('hour rules', () => {
  test('200: asked of people once the plan is published; amended, they follow; what is not understood asks nothing', async () => {
    const [whole, ethics] = [hourRule({ scope: '全体教师' }), hourRule({ scope: '全体教师', category: '师德培训' })]
    const [cycle, stars] = [hourRule({ scope: '小学教师', period: 'cycle' }), hourRule({ scope: '拔尖人才' })]
    const { id, plan } = await draftPlan([whole])
    const asked = async (year = 2026) => {
      const { body } = await ask('GET', `/hour-requirements?year=${year}`)
      const items: { id: string }[] = body.items
      return items.filter((item) => [whole, ethics, cycle, stars].some((rule) => rule.id === item.id))
    }
    const standings = (body: { hourRules: { standing: string }[] }) => body.hourRules.map((each) => each.standing)
    expect(standings(plan)).toEqual(['after_publication'])
    expect(await asked()).toEqual([])

    const published = await ask('POST', `/plans/${id}/publication`)
    expect(standings(published.body)).toEqual(['in_force'])
    expect(await asked()).toMatchObject([{ id: whole.id, fromYear: 2026, toYear: 2026, minCentihours: 7_200 }])

    const amend = (revision: number, change: object) =>
      ask('PATCH', `/plans/${id}`, { revision, reason: '上级要求', ...change })
    const amended = await amend(published.body.revision, { hourRules: [ethics, cycle, stars] })
    expect(standings(amended.body)).toEqual(['in_force', 'cycle_unknown', 'people_unknown'])
    expect(await asked()).toMatchObject([{ id: ethics.id, category: '师德' }])

    const cycled = await amend(amended.body.revision, { cycle: '2021—2025' })
    expect(standings(cycled.body)).toEqual(['in_force', 'in_force', 'people_unknown'])
    expect(await asked(2023)).toMatchObject([{ id: cycle.id, fromYear: 2021, toYear: 2025 }])
  })
})

describe('a draft plan', () => {
  test('204: is taken back with its draft programmes, and the trail keeps what it said', async () => {
    const { id, programmeId } = await draftPlan([hourRule({ scope: '全体教师' })])
    expect((await ask('DELETE', `/plans/${id}`)).status).toBe(204)
    expect((await ask('GET', `/plans/${id}`)).status).toBe(404)
    expect((await ask('GET', `/programmes/${programmeId}`)).status).toBe(404)
    const trail = await county.request(county.logins.auditor, 'GET', `/audit-entries?objectId=${id}&act=plan.withdrawn`)
    expect(trail.body.items[0].before).toMatchObject({
      title: '青石县2026年教师培训计划',
      drafts: [{ id: programmeId }],
    })
  })

  test('409: not once it is published, nor when one of its programmes was handed in', async () => {
    const { id } = await draftPlan()
    await ask('POST', `/plans/${id}/publication`)
    expect((await ask('DELETE', `/plans/${id}`)).body.code).toBe('plan_not_draft')
    const other = await draftPlan()
    await ask('POST', `/programmes/${other.programmeId}/justification`, { justification: '需要', scheme: '集中研修' })
    expect((await ask('DELETE', `/plans/${other.id}`)).body.code).toBe('programmes_underway')
  })
})
