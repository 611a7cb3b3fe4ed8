import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rerunSelection } from '../../app/selection-command.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { enrolments } from '../enrolment/tables.ts'
import { movingClock, roundOf, selectable } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const clock = movingClock(start)
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
beforeEach(() => clock.at(0))
afterAll(() => county.close())

const by = () => county.logins
const teacher = (school: 'a' | 'b' | 'c', index: number): Login => {
  const found = county.teachers[school][index]
  if (!found) throw new Error('the test county has three teachers a school')
  return found
}
const block = (more: Record<string, unknown> = {}) => ({ id: 'open', title: '开放名额', places: 1, ...more })
const codesOf = async (as: Login) =>
  (await county.request(as, 'GET', '/notices')).body.items.map(({ code }: { code: string }) => code)
const admitted = (programmeId: string) =>
  county.commit(async (tx) =>
    ok(
      await tx
        .select()
        .from(enrolments)
        .where(and(eq(enrolments.programmeId, programmeId), eq(enrolments.state, 'admitted'))),
    ),
  )

describe('[002-18] a round', () => {
  test('201, 200: goes from its making to results with reasons, enrolments and a file that reckons the same', async () => {
    const [one, two] = [await selectable(county), await selectable(county)]
    const rules = [
      { programmeId: one, blocks: [block({ id: 'rural', title: '乡村名额', only: 'rural' }), block()] },
      { programmeId: two, blocks: [block({ schoolMost: 1 })] },
    ]
    const round = roundOf(county, start, rules)
    const made = await round.begin()
    expect(made.body).toMatchObject({ state: 'draft', phase: 'draft', seed: null, places: 3, programmes: 2 })
    expect(made.body.commitment).toMatch(/^[0-9a-f]{64}$/)
    expect((await round.begin()).status).toBe(201)
    expect((await county.request(by().provider, 'GET', round.path)).status).toBe(404)
    expect((await round.publish()).body).toMatchObject({ phase: 'announced' })
    expect(await codesOf(by().provider)).toContain('rounds.published')
    const [r1, r2, u1, u2] = [teacher('a', 0), teacher('b', 0), teacher('c', 0), teacher('c', 1)]
    expect((await round.rank(r1, [one])).body).toMatchObject({ status: 409, code: 'round_not_open' })
    clock.at(2)
    const ranked = await round.rank(r1, [one, two])
    expect(ranked.body).toMatchObject({ phase: 'ranking', ranking: [one, two], rankRefusal: null, seed: null })
    expect(ranked.body.programmes[0].wantedFirst).toBe(null)
    await round.rank(r2, [one])
    await round.rank(u1, [two, one])
    expect((await round.rank(u1, [one, two])).body.ranking).toEqual([one, two])
    await round.rank(u2, [one])
    expect((await round.score(one, [[r1, 80]])).body.code).toBe('scoring_not_open')
    clock.at(30)
    expect((await round.rank(teacher('b', 1), [one])).body.code).toBe('adjusting_for_ranked')
    expect((await round.rank(u2, [one, two])).body.programmes[0].wantedFirst).toBe(4)
    clock.at(60)
    expect((await round.rank(u2, [one])).body.code).toBe('ranking_closed')
    const scored = await round.score(one, [
      [r1, 60],
      [r2, 70],
      [u1, 90],
      [u2, 85],
    ])
    expect(scored.body.applicants.map(({ score }: { score: number }) => score).toSorted()).toEqual([
      6000, 7000, 8500, 9000,
    ])
    const grid = async (as: Login, list: string) => {
      const file = await county.request(as, 'GET', `/list-exports/${list}`)
      const read = await readGrid(new Uint8Array(await file.answer.arrayBuffer()))
      return read.ok ? read.value.rows.slice(1) : []
    }
    const scores = `matching-scores?matchingRoundId=${round.id}&programmeId=${one}`
    const marked = await grid(county.logins.provider, scores)
    expect(marked.map((row) => row[5]).toSorted()).toEqual([60, 70, 85, 90])
    expect(marked.find((row) => row[5] === 60)?.[4]).toBe('课例 60；陈述 12')
    expect(await grid(county.logins.otherProvider, scores)).toEqual([])
    const listed = await grid(county.logins.bureau_officer, 'matching-rounds')
    expect(listed.map((row) => [row[0], row[1]])).toContainEqual([round.draft.title, '评分'])
    expect((await round.rehearse()).board.body.code).toBe('scoring_under_way')
    clock.at(80)
    const early = await round.rehearse()
    expect(early.board.body.run).toMatchObject({ missing: 3, isCurrent: true })
    expect((await round.confirm(early.runId)).body.code).toBe('scores_missing')
    await round.score(two, [
      [r1, 50],
      [u1, 60],
      [u2, 40],
    ])
    const run = await round.rehearse()
    expect(run.board.body.funnel).toMatchObject({
      applicants: 4,
      choices: 7,
      scored: 7,
      placed: 3,
      firstChoice: 2,
      unplaced: 1,
    })
    expect(run.board.body.programmes[0].blocks).toEqual([
      { id: 'rural', title: '乡村名额', places: 1, filled: 1, cutOff: 7000 },
      { id: 'open', title: '开放名额', places: 1, filled: 1, cutOff: 9000 },
    ])
    expect((await round.confirm(early.runId)).body.code).toBe('run_not_found')
    expect((await round.own(u2)).body.result).toBe(null)
    const confirmed = await round.confirm(run.runId)
    expect(confirmed.body).toMatchObject({ state: 'confirmed', phase: 'confirmed' })
    expect(confirmed.body.seed).toBeTypeOf('string')
    expect((await round.confirm(run.runId)).status).toBe(200)
    expect((await admitted(one)).map(({ personId }) => personId).toSorted()).toEqual(
      [r2.personId, u1.personId].toSorted(),
    )
    expect(await codesOf(r2)).toEqual(expect.arrayContaining(['rounds.placed', 'enrolment.admitted']))
    expect(await codesOf(u2)).toContain('rounds.unplaced')
    const lost = (await round.own(u2)).body.result
    expect(lost).toMatchObject({ programmeId: null, choice: null, pinReason: null })
    expect(lost.choices[0]).toMatchObject({ score: 8500, became: 'refused' })
    // With the very score of the last who got in, the lot decides.
    expect([9000, 9001]).toContain(lost.choices[0].needed)
    expect(lost.choices[0].blocks).toMatchObject([
      { title: '乡村名额', why: 'not_for' },
      { title: '开放名额', why: 'score', last: 9000, cutOff: 9000 },
    ])
    const won = (await round.own(r2)).body.result
    expect(won).toMatchObject({ programmeId: one, blockTitle: '乡村名额', choice: 1 })
    const outcomes = await county.request(by().bureau_officer, 'GET', `${round.path}/outcomes?outcome=unplaced`)
    expect(outcomes.body.items).toMatchObject([{ personId: u2.personId, programmeId: null }])
    await rerun(round.path)
  })

  test('409, 422: rules that cannot be are refused before anybody sees them', async () => {
    const one = await selectable(county)
    const round = (change: Record<string, unknown>) =>
      roundOf(county, start, [{ programmeId: one, blocks: [block()], ...change }])
    const first = round({})
    expect((await first.begin({ rankingClosesAt: start })).body.code).toBe('dates_out_of_order')
    expect((await first.begin()).status).toBe(201)
    expect((await round({}).begin()).body).toMatchObject({ status: 409, code: 'programme_in_other_round' })
    const put = (change: Record<string, unknown>) =>
      county.request(by().bureau_officer, 'PUT', first.path, {
        ...first.draft,
        programmes: [{ ...first.draft.programmes[0], ...change }],
      })
    await put({ blocks: [block({ places: 13 })] })
    expect((await first.publish()).body).toMatchObject({ status: 422, code: 'places_beyond_programme' })
    await put({ criteria: [{ id: 'x', title: '综合', weight: 90, max: 10 }] })
    expect((await first.publish()).body.code).toBe('weights_not_hundred')
    await put({})
    expect((await first.publish()).status).toBe(200)
    expect((await put({})).body).toMatchObject({ status: 409, code: 'round_published' })
    const recalled = await county.request(by().bureau_officer, 'POST', `${first.path}/recall`)
    expect(recalled.body.state).toBe('draft')
    await first.publish()
    clock.at(2)
    await first.rank(teacher('a', 0), [one])
    expect((await county.request(by().bureau_officer, 'POST', `${first.path}/recall`)).body.code).toBe(
      'somebody_ranked',
    )
    expect((await first.rank(teacher('a', 0), [one, one])).body.code).toBe('choice_repeated')
    expect((await first.rank(teacher('a', 0), [newId()])).body.code).toBe('programme_not_in_round')
    const cancelled = await county.request(by().bureau_officer, 'POST', `${first.path}/cancellation`, {
      reason: '项目推迟',
    })
    expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelReason: '项目推迟' })
    expect(await codesOf(teacher('a', 0))).toContain('rounds.cancelled')
  })

  test('422, 200: whom the rules of a programme exclude cannot choose it and reads why', async () => {
    const one = await selectable(county, { audience: { settings: ['urban'] } })
    const round = roundOf(county, start, [{ programmeId: one, blocks: [block()] }])
    await round.begin()
    await round.publish()
    clock.at(2)
    expect((await round.rank(teacher('a', 0), [one])).body).toMatchObject({ status: 422, code: 'not_eligible' })
    expect((await round.own(teacher('a', 0))).body.programmes[0].refusals).toHaveLength(1)
    expect((await round.rank(teacher('c', 0), [one])).status).toBe(200)
    expect((await round.rank(teacher('c', 0), [])).body.ranking).toEqual([])
  })

  test('200, 409: a decision by hand takes its place first, is marked, and can be taken back; a second round is for the unplaced', async () => {
    const one = await selectable(county)
    const round = roundOf(county, start, [{ programmeId: one, blocks: [block({ places: 2 })], isBlind: true }])
    await round.begin()
    await round.publish()
    const [x, y, z] = [teacher('a', 1), teacher('b', 1), teacher('c', 2)]
    clock.at(2)
    for (const each of [x, y, z]) await round.rank(each, [one])
    clock.at(60)
    const table = await county.request(by().provider, 'GET', `${round.path}/programmes/${one}/applicants`)
    expect(
      table.body.applicants.every(
        ({ name, schoolName }: Record<string, unknown>) => name === null && schoolName === null,
      ),
    ).toBe(true)
    expect((await round.score(one, [[x, 101]])).body.code).toBe('marks_outside')
    expect((await round.score(one, [[x, 90]], by().otherProvider)).status).toBe(404)
    await round.score(one, [
      [x, 90],
      [y, 80],
    ])
    await county.request(by().provider, 'PUT', `${round.path}/programmes/${one}/scores`, {
      scores: [{ personId: z.personId, marks: {}, unsuitableReason: '与研修方向不符' }],
    })
    clock.at(80)
    const before = await round.rehearse()
    expect(before.board.body.funnel).toMatchObject({ placed: 2, unsuitable: 1 })
    const pins = `${round.path}/overrides`
    const pinned = { personId: z.personId, programmeId: one, blockId: null, reason: '援藏返回，按文件优先' }
    expect((await county.request(by().bureau_officer, 'POST', pins, pinned)).status).toBe(200)
    expect((await round.confirm(before.runId)).body.code).toBe('run_outdated')
    const after = await round.rehearse()
    expect(after.board.body.funnel).toMatchObject({ placed: 2, byHand: 1 })
    await county.request(by().bureau_officer, 'DELETE', `${pins}/${z.personId ?? ''}`)
    expect((await county.request(by().bureau_officer, 'DELETE', `${pins}/${z.personId ?? ''}`)).body.code).toBe(
      'override_not_found',
    )
    await county.request(by().bureau_officer, 'POST', pins, { ...pinned, programmeId: null })
    const last = await round.rehearse()
    expect((await round.confirm(last.runId)).status).toBe(200)
    expect((await round.own(z)).body.result).toMatchObject({ programmeId: null, pinReason: '援藏返回，按文件优先' })
    const second = { id: newId() }
    const full = await county.request(by().bureau_officer, 'POST', `${round.path}/second-round`, second)
    expect(full.body).toMatchObject({ status: 409, code: 'no_places_left' })
  })

  test('201, 409: a second round has the places that are left, and nobody in it whom the first placed', async () => {
    const one = await selectable(county)
    const round = roundOf(county, start, [{ programmeId: one, blocks: [block({ places: 3 })] }])
    await round.begin()
    await round.publish()
    clock.at(2)
    await round.rank(teacher('a', 2), [one])
    clock.at(60)
    await round.score(one, [[teacher('a', 2), 75]])
    clock.at(80)
    const { runId } = await round.rehearse()
    const second = { id: newId() }
    const path = `/matching-rounds/${second.id}`
    expect((await county.request(by().bureau_officer, 'POST', `${round.path}/second-round`, second)).body.code).toBe(
      'round_not_confirmed',
    )
    await round.confirm(runId)
    const made = await county.request(by().bureau_officer, 'POST', `${round.path}/second-round`, second)
    expect(made.body).toMatchObject({ state: 'draft', followsId: round.id, places: 2 })
    const dates = roundOf(county, clock.now().toISOString(), []).draft
    const rules = made.body.list.map(({ programmeId, blocks, criteria }: Record<string, unknown>) => ({
      programmeId,
      blocks,
      criteria,
    }))
    const changed = await county.request(by().bureau_officer, 'PUT', path, { ...dates, programmes: rules })
    expect(changed.body).toMatchObject({ places: 2, state: 'draft' })
    expect((await county.request(by().bureau_officer, 'POST', `${path}/publication`)).status).toBe(200)
    clock.at(82)
    const rank = (as: Login) => county.request(as, 'PUT', `/my${path}/ranking`, { programmeIds: [one] })
    expect((await rank(teacher('a', 2))).body.code).toBe('placed_before')
    expect((await rank(teacher('b', 2))).status).toBe(200)
    const listed = await county.request(teacher('b', 2), 'GET', '/my/matching-rounds')
    expect(listed.body.items).toEqual(expect.arrayContaining([expect.objectContaining({ id: second.id, chosen: 1 })]))
  })
})

async function rerun(path: string) {
  const file = await county.request(by().bureau_officer, 'GET', `${path}/selection-file`)
  const names = /陈一诺|赵明远|单雨桐|小学/
  expect(JSON.stringify(file.body)).not.toMatch(names)
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-selection-'))
  const write = async (name: string, content: unknown) => {
    await writeFile(join(folder, name), JSON.stringify(content))
    return rerunSelection(join(folder, name))
  }
  expect(await write('same.json', file.body)).toMatchObject({ isSame: true })
  expect(await write('turned.json', { ...file.body, people: file.body.people.toReversed() })).toMatchObject({
    isSame: true,
  })
  const published = file.body.published.map((one: object) => ({ ...one, programme: null, block: null }))
  expect(await write('other.json', { ...file.body, published })).toMatchObject({ isSame: false })
  expect((await write('seed.json', { ...file.body, seed: 'another' })).said.en).toContain('committed')
  expect((await write('none.json', {})).isSame).toBe(false)
  await rm(folder, { recursive: true })
}
