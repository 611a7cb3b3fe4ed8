import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rerunSelection } from '../../app/selection-command.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { movingClock, roundOf, selectable, work } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const clock = movingClock(start)
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
beforeEach(() => clock.at(0))
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const teacher = (school: 'a' | 'c', index: number): Login => {
  const found = county.teachers[school][index]
  if (!found) throw new Error('the test county has three teachers a school')
  return found
}
const block = (places: number) => ({ id: 'open', title: '开放名额', places })

describe('[002-18] a round under limits that may cross', () => {
  test('422, 200: decides for the best under all of them, says what it does not promise by its method, and is reckoned again from its file', async () => {
    const [one, two] = [await selectable(county), await selectable(county)]
    const round = roundOf(county, start, [
      { programmeId: one, blocks: [block(2)] },
      { programmeId: two, blocks: [block(1)] },
    ])
    const most = { of: 'school', atMost: 1 }
    await round.begin({ limits: [most] })
    expect((await round.publish()).body).toMatchObject({ status: 422, code: 'limits_cross' })
    const change = (limits: readonly object[]) =>
      county.request(officer(), 'PUT', round.path, { ...round.draft, method: 'optimal', limits })
    await change([{ of: 'subject', atMost: 1 }])
    expect((await round.publish()).body.code).toBe('limit_incomplete')
    await change([most, { of: 'rural' }])
    expect((await round.publish()).body).toMatchObject({
      ...{ code: 'limit_incomplete', fields: [{ path: 'limit', message: '2' }] },
    })
    await change([{ ...most, atLeast: 2 }])
    expect((await round.publish()).body.code).toBe('least_above_most')
    await change([{ ...most, programmeId: newId() }])
    expect((await round.publish()).body.code).toBe('programme_not_in_round')
    expect((await change([most, { of: 'rural', atLeast: 1 }])).body).toMatchObject({ method: 'optimal' })
    expect((await round.publish()).status).toBe(200)
    clock.at(2)
    const [r1, u1, u2] = [teacher('a', 0), teacher('c', 0), teacher('c', 1)]
    await round.rank(r1, [one])
    await round.rank(u1, [one, two])
    const ranked = await round.rank(u2, [one])
    expect(ranked.body).toMatchObject({ method: 'optimal', limits: [most, { of: 'rural', atLeast: 1 }] })
    // Whoever ranks reads what counts for the score, and how much.
    expect(ranked.body.programmes[0].criteria).toMatchObject([{ title: '课例', weight: 60 }, { weight: 40 }])
    clock.at(60)
    await round.score(one, [
      [r1, 50],
      [u1, 90],
      [u2, 80],
    ])
    await round.score(two, [[u1, 60]])
    clock.at(80)
    const { runId, board } = await round.rehearse()
    expect(board.body).toMatchObject({ conflict: null, funnel: { placed: 2, firstChoice: 2 } })
    expect(board.body.binding).toContainEqual(
      expect.objectContaining({ kind: 'most', fact: 'school', number: 1, programmeTitle: null }),
    )
    expect((await round.confirm(runId)).status).toBe(200)
    expect((await round.own(r1)).body.result).toMatchObject({ programmeId: one, choice: 1 })
    const lost = (await round.own(u2)).body.result
    expect(lost).toMatchObject({ programmeId: null, open: [] })
    expect(lost.choices[0]).toMatchObject({ became: 'refused', needed: null })
    expect(lost.choices[0].blocks[0]).toMatchObject({ why: 'limit', bound: { fact: 'school', number: 1 } })
    const file = await county.request(officer(), 'GET', `${round.path}/selection-file`)
    expect(file.body).toMatchObject({
      method: 'optimal',
      limits: [
        { of: 'school', atMost: 1 },
        { of: 'tag', is: 'rural' },
      ],
    })
    const folder = await mkdtemp(join(tmpdir(), 'qinglan-selection-'))
    const path = join(folder, 'selection.json')
    await writeFile(path, JSON.stringify({ ...file.body, people: file.body.people.toReversed() }))
    expect(await rerunSelection(path)).toMatchObject({ isSame: true })
    await rm(folder, { recursive: true })
  })

  test('200: limits that no outcome keeps are named, and nothing else is kept of the attempt', async () => {
    const one = await selectable(county)
    const round = roundOf(county, start, [{ programmeId: one, blocks: [block(1)] }])
    const limits = [{ of: 'area', atLeast: 1 }]
    await round.begin({ method: 'optimal', limits })
    await round.publish()
    clock.at(2)
    const [r1, u1] = [teacher('a', 0), teacher('c', 0)]
    for (const each of [r1, u1]) await round.rank(each, [one])
    clock.at(60)
    await round.score(one, [
      [r1, 50],
      [u1, 90],
    ])
    clock.at(80)
    const { board, runId } = await round.rehearse()
    expect(board.body.run).toBe(null)
    expect(board.body.conflict).toMatchObject([
      { kind: 'least', fact: 'area', number: 1, there: 1 },
      { kind: 'least', fact: 'area', number: 1, there: 1 },
      { kind: 'places', number: 1, fact: null },
    ])
    expect((await round.confirm(runId)).body.code).toBe('run_not_found')
    await county.request(officer(), 'POST', `${round.path}/overrides`, {
      ...{ personId: u1.personId, programmeId: null, blockId: null, reason: '本人申请退出' },
    })
    const again = await round.rehearse()
    expect(again.board.body.conflict).toMatchObject([{ kind: 'least', fact: 'area', there: 0 }])
  })

  test('200, 409: reckoning is work that is begun once, watched, stopped and kept; what changed meanwhile makes it worth nothing', async () => {
    const one = await selectable(county)
    const round = roundOf(county, start, [{ programmeId: one, blocks: [block(1)] }])
    await round.begin({ method: 'optimal', limits: [{ of: 'school', atMost: 1 }] })
    await round.publish()
    clock.at(2)
    const [r1, u1] = [teacher('a', 0), teacher('c', 0)]
    for (const each of [r1, u1]) await round.rank(each, [one])
    clock.at(60)
    await round.score(one, [
      [r1, 50],
      [u1, 90],
    ])
    clock.at(80)
    const ask = (id: string) => county.request(officer(), 'POST', `${round.path}/rehearsals`, { id })
    const board = async () => (await county.request(officer(), 'GET', `${round.path}/board`)).body
    const [first, second] = [newId(), newId()]
    const begun = await ask(first)
    expect(begun).toMatchObject({
      status: 200,
      body: { run: null, work: { id: first, state: 'waiting', isOwn: true } },
    })
    expect((await ask(first)).body.work).toEqual(begun.body.work)
    expect(await ask(second)).toMatchObject({ status: 409, body: { code: 'rehearsal_under_way' } })
    const auditor = await county.request(county.logins.auditor, 'GET', `${round.path}/board`)
    expect(auditor.body.work).toMatchObject({ id: first, isOwn: false })
    const stopping = await county.request(officer(), 'POST', `${round.path}/rehearsal-stops`)
    expect(stopping).toMatchObject({ status: 200, body: { work: { id: first, state: 'cancelled' } } })
    expect((await county.request(officer(), 'POST', `${round.path}/rehearsal-stops`)).status).toBe(200)
    const third = newId()
    clock.at(80.5)
    expect((await ask(third)).body.work).toMatchObject({ id: third, state: 'waiting' })
    expect(await work(county, third, true)).toEqual({ ok: false, error: 'cancelled' })
    expect(await board()).toMatchObject({ run: null, work: { id: third, state: 'cancelled' } })
    clock.at(81)
    await ask(second)
    expect(await work(county, second)).toMatchObject({ ok: true })
    expect(await board()).toMatchObject({ work: null, run: { id: second, isCurrent: true }, funnel: { placed: 1 } })
    expect((await ask(second)).body).toMatchObject({ work: null, run: { id: second } })
    await county.request(officer(), 'POST', `${round.path}/overrides`, {
      ...{ personId: u1.personId, programmeId: null, blockId: null, reason: '本人申请退出' },
    })
    expect((await board()).run).toMatchObject({ id: second, isCurrent: false })
    expect((await round.confirm(second)).body.code).toBe('run_outdated')
  })

  test('200, 422, 409: limits in conflict give after the publication, with a reason that everybody reads, and never the other way', async () => {
    const one = await selectable(county)
    const round = roundOf(county, start, [{ programmeId: one, blocks: [{ ...block(1), schoolMost: 1 }] }])
    const loosen = (changes: readonly object[], id = newId(), reason = '片区名额不够') =>
      county.request(officer(), 'POST', `${round.path}/loosenings`, { id, reason, changes })
    const area = { of: 'area', before: { atLeast: 1 } }
    await round.begin({ method: 'optimal', limits: [{ of: 'area', atLeast: 1 }] })
    expect((await loosen([{ ...area, after: {} }])).body.code).toBe('round_not_published')
    await round.publish()
    clock.at(2)
    const [r1, u1] = [teacher('a', 0), teacher('c', 0)]
    for (const each of [r1, u1]) await round.rank(each, [one])
    clock.at(60)
    await round.score(one, [
      [r1, 50],
      [u1, 90],
    ])
    clock.at(80)
    expect((await round.rehearse()).board.body.conflict).not.toBe(null)
    expect(await loosen([{ ...area, after: { atLeast: 2 } }])).toMatchObject({
      status: 422,
      body: { code: 'limits_tightened' },
    })
    expect((await loosen([{ ...area, after: { atLeast: 1 } }])).body.code).toBe('limits_unchanged')
    expect(await loosen([{ ...area, before: { atLeast: 3 }, after: {} }])).toMatchObject({
      status: 409,
      body: { code: 'limit_not_found' },
    })
    const id = newId()
    const changes = [
      { ...area, after: {} },
      { of: 'school', programmeId: one, blockId: 'open', before: { atMost: 1 }, after: { atMost: 2 } },
    ]
    const done = await loosen(changes, id)
    expect(done).toMatchObject({ status: 200, body: { limits: [], list: [{ blocks: [{ schoolMost: 2 }] }] } })
    expect(done.body.loosened).toMatchObject([
      { id, reason: '片区名额不够', changes: [{ of: 'area' }, { blockTitle: '开放名额' }] },
    ])
    expect((await loosen(changes, id)).body.loosened).toEqual(done.body.loosened)
    expect((await loosen(changes, id, '另一个原因')).body.code).toBe('id_reused')
    expect((await loosen(changes.slice(1), id)).body.code).toBe('id_reused')
    const own = await round.own(r1)
    expect(own.body).toMatchObject({ limits: [], loosened: done.body.loosened })
    const told = await county.request(r1, 'GET', '/notices')
    expect(JSON.stringify(told.body)).toContain('rounds.loosened')
    const board = await county.request(officer(), 'GET', `${round.path}/board`)
    expect(board.body.conflict).toBe(null)
    const { runId, board: after } = await round.rehearse()
    expect(after.body).toMatchObject({ funnel: { placed: 1 }, run: { isCurrent: true } })
    expect((await round.confirm(runId)).status).toBe(200)
    expect((await loosen(changes)).body.code).toBe('round_over')
    const file = await county.request(officer(), 'GET', `${round.path}/selection-file`)
    expect(file.body).toMatchObject({ limits: [], loosened: [{ reason: '片区名额不够' }] })
  })
})
