import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { firstDifference, reckonSelection } from '../../lib/matching/selection.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { admitFrom } from '../enrolment/public.ts'
import { quotaCell } from '../quotas/testing.ts'
import { movingClock, roundOf, selectable } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const clock = movingClock(start)
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
beforeEach(() => clock.at(0))
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const teacher = (school: 'a' | 'b' | 'c', index: number): Login => {
  const found = county.teachers[school][index]
  if (!found) throw new Error('a school has teachers')
  return found
}
const open = { id: 'open', title: '开放名额', places: 2 }
const codesOf = async (as: Login): Promise<string[]> =>
  (await county.request(as, 'GET', '/notices')).body.items.map(({ code }: { code: string }) => code)
const nameOf = async (as: Login): Promise<string> =>
  (await county.request(officer(), 'GET', `/people/${as.personId ?? ''}`)).body.name
const enrolmentOf = async (as: Login, programmeId: string) =>
  (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body.enrolment

/** A round over one programme in which these ranked it, the best first, about to be confirmed. */
async function decided(programmeId: string, ranked: readonly Login[], more: Record<string, unknown> = {}) {
  const round = roundOf(county, start, [{ programmeId, blocks: [open] }])
  await round.begin(more)
  await round.publish()
  clock.at(2)
  for (const each of ranked) expect((await round.rank(each, [programmeId])).status).toBe(200)
  clock.at(60)
  await round.score(
    programmeId,
    ranked.map((each, index): [Login, number] => [each, 90 - index * 10]),
  )
  clock.at(80)
  return round
}

const pinOut = (round: { readonly path: string }, as: Login) =>
  county.request(officer(), 'POST', `${round.path}/overrides`, {
    ...{ personId: as.personId, programmeId: null, blockId: null, reason: '本校名额只有一个' },
  })

type Cells = readonly ReturnType<typeof quotaCell>[]
const share = (programmeId: string, cells: Cells, version = 0) =>
  county.request(officer(), 'PUT', `/programmes/${programmeId}/quotas`, { version, releaseOn: null, cells })
const kept = (school: 'a' | 'b' | 'c', places: number | null, parent: string, kind: 'reserve' | 'cap' = 'reserve') =>
  quotaCell(parent, places, { kind, dimension: 'organisation', wanted: [county.tree[school]] })
const boardOf = async (round: { readonly path: string }) =>
  (await county.request(officer(), 'GET', `${round.path}/board`)).body

test('[002-18] a round shares places out as the quotas of the programme do, says so, and its file is reckoned again', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const root = quotaCell(null, null)
  expect((await share(programmeId, [root, kept('a', 1, root.id), kept('b', 1, root.id)])).status).toBe(200)
  const [first, second, other] = [teacher('a', 0), teacher('a', 1), teacher('b', 0)]
  const round = await decided(programmeId, [first, second, other])
  const { runId, board } = await round.rehearse()
  const [programme] = board.body.programmes
  const name = async (school: 'a' | 'b') =>
    (await county.request(officer(), 'GET', `/organisations/${county.tree[school]}`)).body.name
  expect(programme.blocks).toEqual([
    expect.objectContaining({ title: await name('a'), places: 1, filled: 1, cutOff: 9000 }),
    expect.objectContaining({ title: await name('b'), places: 1, filled: 1, cutOff: 7000 }),
    expect.objectContaining({ title: '开放名额', places: 0, filled: 0 }),
  ])
  expect(board.body.unshared).toEqual([])
  expect((await round.confirm(runId)).status).toBe(200)
  expect(await enrolmentOf(first, programmeId)).toMatchObject({ state: 'admitted' })
  expect(await enrolmentOf(other, programmeId)).toMatchObject({ state: 'admitted' })
  expect(await enrolmentOf(second, programmeId)).toBe(null)

  const own = (await round.own(second)).body.result
  const [choice] = own.choices
  expect(choice.blocks).toEqual([
    expect.objectContaining({ title: await name('a'), why: 'score', last: 9000 }),
    expect.objectContaining({ title: '开放名额', why: 'not_for' }),
  ])
  expect((await round.own(first)).body.result).toMatchObject({ blockTitle: await name('a') })
  const file = (await county.request(officer(), 'GET', `${round.path}/selection-file`)).body
  const again = reckonSelection(file)
  expect(again.ok && firstDifference(again.value.outcomes, file.published)).toBe(undefined)
})

test('[002-18] whoever is placed by hand takes theirs of the quotas first', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const root = quotaCell(null, null)
  expect((await share(programmeId, [root, kept('a', 1, root.id)])).status).toBe(200)
  const [first, second, other] = [teacher('a', 0), teacher('a', 1), teacher('b', 0)]
  const round = await decided(programmeId, [first, second, other])
  const byHand = { personId: other.personId, programmeId, blockId: null, reason: '教研组骨干，须参加' }
  expect((await county.request(officer(), 'POST', `${round.path}/overrides`, byHand)).status).toBe(200)
  expect((await round.confirm((await round.rehearse()).runId)).status).toBe(200)
  expect(await enrolmentOf(other, programmeId)).toMatchObject({ state: 'admitted' })
  expect(await enrolmentOf(first, programmeId)).toMatchObject({ state: 'admitted' })
  expect(await enrolmentOf(second, programmeId)).toBe(null)
})

test('[002-18] quotas hold under limits that may cross as well', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const root = quotaCell(null, null)
  expect((await share(programmeId, [root, kept('a', 1, root.id), kept('b', 1, root.id)])).status).toBe(200)
  const people = [teacher('a', 0), teacher('a', 1), teacher('c', 0), teacher('b', 0)]
  const round = await decided(programmeId, people, { method: 'optimal' })
  const { runId, board } = await round.rehearse()
  expect(board.body).toMatchObject({ unshared: [], funnel: { placed: 2 } })
  expect((await round.confirm(runId)).status).toBe(200)
  const admitted = await Promise.all(people.map((one) => enrolmentOf(one, programmeId)))
  expect(admitted.map((one) => one?.state ?? null)).toEqual(['admitted', null, null, 'admitted'])
})

test('[002-18] a round is not published whose kinds of places stand beside quotas, or give more than is free', async () => {
  const programmeId = await selectable(county, { placesMax: 3 })
  const { title } = (await county.request(officer(), 'GET', `/programmes/${programmeId}`)).body
  const root = quotaCell(null, null)
  const refusalOf = async (blocks: readonly Record<string, unknown>[]) => {
    const round = roundOf(county, start, [{ programmeId, blocks }])
    expect((await round.begin()).status).toBe(201)
    const answer = await round.publish()
    if (answer.status !== 200) await county.request(officer(), 'POST', `${round.path}/cancellation`, { reason: '重拟' })
    return [answer.body.code, answer.body.fields?.[0]?.message]
  }
  expect(await refusalOf([{ ...open, places: 4 }])).toEqual(['places_beyond_programme', title])
  await openAdmission(programmeId, teacher('c', 1))
  expect(await refusalOf([{ ...open, places: 3 }])).toEqual(['places_beyond_programme', title])
  expect((await share(programmeId, [root, kept('a', 1, root.id), kept('b', 1, root.id)])).status).toBe(200)
  const rural = { id: 'rural', title: '乡村名额', places: 1, only: 'rural' }
  expect(await refusalOf([rural, { ...open, places: 1 }])).toEqual(['quotas_beside_kinds', title])
  expect(await refusalOf([{ ...open, places: 1 }])).toEqual(['places_below_quotas', title])
  const crossing = [root, kept('a', 1, root.id), kept('b', 1, root.id, 'cap')]
  expect((await share(programmeId, crossing, 1)).status).toBe(200)
  expect(await refusalOf([open])).toEqual(['quotas_cross', title])
})

/** Lets somebody in by another way, so that a place is gone. */
async function openAdmission(programmeId: string, as: Login) {
  await county.commit(async (tx) => {
    const done = await admitFrom(tx, programmeId, [{ personId: as.personId ?? '' }], {
      ...{ sourceKind: 'list', sourceId: null },
    })
    expect(done.ok && done.value[0]?.code).toBe(null)
    return ok()
  })
}

test('[002-18] places that went otherwise are given to nobody in the round', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const [first, second] = [teacher('a', 0), teacher('b', 0)]
  const round = await decided(programmeId, [first, second])
  await openAdmission(programmeId, teacher('c', 2))
  const { runId, board } = await round.rehearse()
  expect(board.body.programmes[0].blocks).toEqual([expect.objectContaining({ places: 1, filled: 1 })])
  expect((await round.confirm(runId)).status).toBe(200)
  expect(await enrolmentOf(first, programmeId)).toMatchObject({ state: 'admitted' })
  expect(await enrolmentOf(second, programmeId)).toBe(null)
})

test('[002-18] where quotas came that no matching keeps, the board says so and nobody is let in beyond them', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const { title } = (await county.request(officer(), 'GET', `/programmes/${programmeId}`)).body
  const [first, second, other] = [teacher('a', 0), teacher('a', 1), teacher('b', 0)]
  const round = await decided(programmeId, [first, second, other])
  const root = quotaCell(null, null)
  const rural = quotaCell(root.id, 9, { kind: 'cap', dimension: 'setting', wanted: ['rural'] })
  const cells = [root, kept('a', 1, root.id, 'cap'), rural]
  expect((await share(programmeId, cells)).status).toBe(200)
  const { runId } = await round.rehearse()
  const told = await codesOf(first)
  expect((await boardOf(round)).unshared).toEqual([title])
  const refused = await round.confirm(runId)
  expect([refused.status, refused.body.code]).toEqual([422, 'unadmitted'])
  expect(refused.body.fields).toEqual([{ path: 'quota_outside', message: await nameOf(second), id: second.personId }])
  expect(await codesOf(first)).toEqual(told)
  expect(await enrolmentOf(first, programmeId)).toBe(null)

  expect((await pinOut(round, second)).status).toBe(200)
  expect((await round.confirm((await round.rehearse()).runId)).status).toBe(200)
  expect(await enrolmentOf(first, programmeId)).toMatchObject({ state: 'admitted' })
  expect(await enrolmentOf(second, programmeId)).toBe(null)
})

test('[004-10] a restriction that comes after the ranking keeps out all the same, and shows no case', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const one = teacher('c', 0)
  const round = await decided(programmeId, [one])
  const restriction = {
    id: newId(),
    personId: one.personId,
    fromOn: '2026-01-01',
    reference: '师核7号',
    contact: '人事科',
  }
  expect((await county.request(officer(), 'POST', '/restrictions', restriction)).status).toBe(201)
  const refused = await round.confirm((await round.rehearse()).runId)
  expect(refused).toMatchObject({ status: 422, body: { fields: [{ path: 'restricted', message: await nameOf(one) }] } })
  expect(JSON.stringify(refused.body)).not.toContain('师核7号')
  expect(await enrolmentOf(one, programmeId)).toBe(null)
})

test('[002-18] places clash by what takes time: nothing that is done online, but days of another programme, named', async () => {
  const someone = teacher('c', 1)
  const join = async (programmeId: string) => {
    clock.at(0)
    const round = await decided(programmeId, [someone])
    const { runId, board } = await round.rehearse()
    expect((await round.confirm(runId)).status).toBe(200)
    return board.body.clashes
  }
  // Days of their own: places of other tests stay out of it.
  const days = { startsOn: '2026-11-10', endsOn: '2026-11-20' }
  const [online, first, second] = [
    await selectable(county, { ...days, modes: ['online'] }),
    await selectable(county, { ...days, title: '集中研修甲' }),
    await selectable(county, { ...days, title: '集中研修乙' }),
  ]
  expect(await join(online)).toEqual([])
  expect(await join(first)).toEqual([])
  expect(await join(second)).toEqual([
    {
      ...{ personId: someone.personId, name: await nameOf(someone), title: '集中研修乙', other: '集中研修甲' },
      schoolName: (await county.request(officer(), 'GET', `/organisations/${county.tree.c}`)).body.name,
    },
  ])
})
