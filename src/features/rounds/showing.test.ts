import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { reckonSelection } from '../../lib/matching/selection.ts'
import { newId } from '../../platform/ids.ts'
import { SelectionFile } from './contract/selection.ts'
import { openNotice } from '../publicity/public.ts'
import { acting } from '../publicity/testing.ts'
import { quotaCell } from '../quotas/testing.ts'
import { movingClock, roundOf, selectable, staySignedIn, strikeName, succeed } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const afterNotice = 8000
const clock = movingClock(start)
let county: TestCounty
let both: Login
let later: Login
beforeAll(async () => {
  county = await testCounty(clock)
  const posts = [{ kind: '23' as const, fromOn: '2025-09-01', toOn: null }]
  const { id } = await county.person({ organisationId: county.tree.c, name: '兼任干部的教师', posts })
  both = await county.login('兼任干部的教师', [['bureau_officer', county.tree.bureau]], id)
  const barred = await county.person({ organisationId: county.tree.c, name: '公示后受限的教师' })
  later = await county.login('公示后受限的教师', [], barred.id)
  // A notice lasts for days: nobody has to sign in again meanwhile.
  await staySignedIn(county)
})
beforeEach(() => clock.at(0))
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const teacher = (school: 'a' | 'b' | 'c', index: number): Login => {
  const found = county.teachers[school][index]
  if (!found) throw new Error('a school has teachers')
  return found
}
const codesOf = async (as: Login): Promise<string[]> =>
  (await county.request(as, 'GET', '/notices')).body.items.map(({ code }: { code: string }) => code)
const nameOf = async (as: Login): Promise<string> =>
  (await county.request(officer(), 'GET', `/people/${as.personId ?? ''}`)).body.name
const admitted = async (programmeId: string): Promise<string[]> =>
  (await county.request(officer(), 'GET', `/enrolments?programmeId=${programmeId}&state=admitted`)).body.items.map(
    ({ personId }: { personId: string }) => personId,
  )
const confirmNotice = (noticeId: string) =>
  county.request(officer(), 'POST', `/public-notices/${noticeId}/confirmation`)

/** A round over one programme of two places in which these ranked it, the best first, reckoned once. */
async function reckoned(ranked: readonly Login[], programmeId?: string) {
  const one = programmeId ?? (await selectable(county, { placesMax: 2 }))
  const round = roundOf(county, start, [{ programmeId: one, blocks: [{ id: 'open', title: '开放名额', places: 2 }] }])
  await round.begin()
  await round.publish()
  clock.at(2)
  for (const each of ranked) expect((await round.rank(each, [one])).status).toBe(200)
  clock.at(60)
  const scored = (score = 90) =>
    round.score(
      one,
      ranked.map((each, index): [Login, number] => [each, score - index * 10]),
    )
  await scored()
  clock.at(80)
  const { runId } = await round.rehearse()
  return { round, programmeId: one, runId, scored }
}

test('[002-18] nobody is enrolled before the notice is confirmed; then everybody who was shown is, and everybody is told', async () => {
  const [first, second, last] = [teacher('a', 0), teacher('b', 0), teacher('c', 0)]
  const { round, programmeId, runId } = await reckoned([first, second, last])
  const shown = await round.show(runId)
  expect([shown.status, shown.body.state, shown.body.phase]).toEqual([201, 'shown', 'shown'])
  expect(shown.body).toMatchObject({ confirmedAt: null, notice: { state: 'open', waiting: 0, isDecisive: true } })
  expect(shown.body.seed).toBeTypeOf('string')
  expect(await admitted(programmeId)).toEqual([])
  expect(await codesOf(first)).toContain('rounds.proposed')
  expect(await codesOf(last)).toContain('rounds.not_proposed')
  for (const each of [first, last])
    expect(await codesOf(each)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^rounds\.(un)?placed$|^enrolment/)]),
    )
  const own = (await round.own(first)).body
  expect(own).toMatchObject({ phase: 'shown', seed: shown.body.seed, result: { programmeId, choice: 1 } })
  expect((await round.own(last)).body.result.choices[0]).toMatchObject({ became: 'refused' })

  const early = await round.settle(runId)
  expect([early.status, early.body.code]).toEqual([409, 'notice_not_confirmed'])
  clock.at(afterNotice)
  expect((await round.settle(runId)).body.code).toBe('notice_not_confirmed')
  expect((await confirmNotice(shown.body.notice.id)).status).toBe(200)
  expect(await admitted(programmeId)).toEqual([])
  expect((await round.settle(newId())).body.code).toBe('run_not_found')
  const settled = await round.settle(runId)
  expect([settled.status, settled.body.state]).toEqual([200, 'confirmed'])
  expect(new Set(await admitted(programmeId))).toEqual(new Set([first.personId, second.personId]))
  expect(await codesOf(first)).toEqual(expect.arrayContaining(['rounds.placed', 'enrolment.admitted']))
  expect(await codesOf(last)).toContain('rounds.unplaced')
  const reopened = { reason: '重新公示' }
  expect(
    (await county.request(officer(), 'POST', `/public-notices/${shown.body.notice.id}/reopening`, reopened)).body.code,
  ).toBe('notice_relied_on')
})

test('[002-18] whoever was struck is never enrolled and reads why; the place is offered to whoever comes next', async () => {
  const [struck, kept, last] = [teacher('a', 1), teacher('b', 1), teacher('c', 1)]
  const { round, programmeId, runId } = await reckoned([struck, kept, last])
  const noticeId = (await round.show(runId)).body.notice.id
  const answer = '经核实，情况属实。'
  expect((await strikeName(county, noticeId, await nameOf(struck), last, answer)).status).toBe(200)
  const during = (await round.own(struck)).body
  expect([during.placedTitle, during.notice.struckReason]).toEqual([null, answer])
  const listed = (await county.request(struck, 'GET', '/my/matching-rounds')).body.items
  expect(listed.find(({ id }: { id: string }) => id === round.id).placedTitle).toBe(null)
  clock.at(afterNotice)
  await confirmNotice(noticeId)
  expect((await round.settle(runId)).body.notice).toMatchObject({ struck: 1, isDecisive: true })
  expect(await admitted(programmeId)).toEqual([kept.personId])
  expect((await round.own(struck)).body.result).toMatchObject({ programmeId: null, choice: null, struckReason: answer })
  expect((await round.own(kept)).body).toMatchObject({
    result: { programmeId, struckReason: null },
    notice: { struckReason: null },
  })
  expect(await codesOf(struck)).toContain('rounds.struck')
  expect(await codesOf(struck)).not.toContain('rounds.unplaced')
  const board = (await county.request(officer(), 'GET', `${round.path}/board`)).body
  expect(board).toMatchObject({ funnel: { placed: 1, unplaced: 2 }, programmes: [{ blocks: [{ filled: 1 }] }] })
  const without = await county.request(officer(), 'GET', `${round.path}/outcomes?outcome=unplaced`)
  expect(without.body.items).toContainEqual(
    expect.objectContaining({ personId: struck.personId, programmeId: null, struckReason: answer }),
  )
  const again = () => county.request(officer(), 'POST', `${round.path}/second-round`, { id: newId() })
  await succeed(county)
  const standing = async (as: Login) =>
    (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body.waiting?.state ?? null
  expect([await standing(last), await standing(struck)]).toEqual(['offered', null])
  // What is offered is free for nobody else; whoever does not want it leaves it to a second round.
  expect((await again()).body.code).toBe('no_places_left')
  const { id: waiterId } = (await county.request(last, 'GET', `/programmes/${programmeId}/my-enrolment`)).body.waiting
  expect((await county.request(last, 'POST', `/waiters/${waiterId}/refusal`)).status).toBe(200)
  const second = await again()
  expect([second.status, second.body.places]).toEqual([201, 1])
})

test('[002-18] what is shown is taken back with a reason: nothing is left of it, scores stay as they are, a decision by hand is still possible', async () => {
  const [first, second, last] = [teacher('a', 0), teacher('b', 0), teacher('c', 0)]
  const { round, programmeId, runId, scored } = await reckoned([first, second, last])
  const noticeId = (await round.show(runId)).body.notice.id
  expect((await scored()).body.code).toBe('scoring_over')
  const pin = { personId: last.personId, programmeId, blockId: null, reason: '援藏返回，按文件优先' }
  const byHand = () => county.request(officer(), 'POST', `${round.path}/overrides`, pin)
  expect((await byHand()).body.code).toBe('round_shown')
  expect((await round.rehearse()).board.body.code).toBe('round_shown')
  expect((await round.confirm(runId)).body.code).toBe('round_shown')
  const cancel = () => county.request(officer(), 'POST', `${round.path}/cancellation`, { reason: '项目推迟' })
  expect((await cancel()).body.code).toBe('round_shown')
  expect((await round.takeBack(newId(), '说明写错了')).body.code).toBe('notice_not_found')

  const back = await round.takeBack(noticeId, '说明写错了')
  expect([back.status, back.body.state, back.body.phase]).toEqual([200, 'published', 'matching'])
  expect(back.body.notice).toMatchObject({ id: noticeId, state: 'withdrawn' })
  expect((await round.own(first)).body).toMatchObject({ phase: 'matching', result: null, placedTitle: null })
  for (const each of [first, last]) expect(await codesOf(each)).toContain('rounds.taken_back')
  expect(await codesOf(first)).toContain('public_notice.withdrawn')
  expect((await county.request(officer(), 'GET', `${round.path}/selection-file`)).body.code).toBe('round_not_confirmed')
  expect((await round.settle(runId)).body.code).toBe('not_shown')

  expect((await scored(100)).body).toMatchObject({ status: 409, code: 'scores_frozen' })
  const { runId: same, board } = await round.rehearse()
  expect(board.body.run).toMatchObject({ id: same, isCurrent: true })
  expect((await byHand()).status).toBe(200)
  clock.at(90)
  const { runId: other } = await round.rehearse()
  const again = (await round.show(other)).body
  expect(again).toMatchObject({ state: 'shown', seed: back.body.seed, notice: { state: 'open' } })
  expect(again.notice.id).not.toBe(noticeId)
  expect((await round.own(last)).body.result).toMatchObject({ programmeId, pinReason: pin.reason })
  expect((await round.own(second)).body.result.programmeId).toBe(null)
})

test('[002-18] a notice that was withdrawn where notices are looked after does not leave the round stuck', async () => {
  const { round, runId } = await reckoned([teacher('a', 2)])
  const noticeId = (await round.show(runId)).body.notice.id
  const reason = '程序有误'
  const gone = await county.request(officer(), 'POST', `/public-notices/${noticeId}/withdrawal`, { reason })
  expect(gone.status).toBe(200)
  clock.at(afterNotice)
  expect((await round.settle(runId)).body.code).toBe('notice_not_confirmed')
  expect((await round.takeBack(noticeId, reason)).body).toMatchObject({ state: 'published', phase: 'matching' })
  expect((await round.show((await round.rehearse()).runId)).body).toMatchObject({ state: 'shown' })
})

test('[002-18] a list of which somebody could not be admitted is not shown: they are named, nobody is told, no seed is known', async () => {
  const [first, second] = [teacher('b', 1), teacher('b', 2)]
  const { round, runId, programmeId } = await reckoned([first, second])
  // Caps that cross, which no matching keeps: only who admits asks them.
  const root = quotaCell(null, null)
  const school = quotaCell(root.id, 1, { kind: 'cap', dimension: 'organisation', wanted: [county.tree.b] })
  const rural = quotaCell(root.id, 9, { kind: 'cap', dimension: 'setting', wanted: ['rural'] })
  const sheet = { version: 0, releaseOn: null, cells: [root, school, rural] }
  expect((await county.request(officer(), 'PUT', `/programmes/${programmeId}/quotas`, sheet)).status).toBe(200)
  const before = await codesOf(first)
  const refused = await round.show(runId)
  expect([refused.status, refused.body.code]).toEqual([422, 'unadmitted'])
  expect(refused.body.fields).toEqual([
    { path: expect.any(String), message: await nameOf(second), id: second.personId },
  ])
  expect((await county.request(officer(), 'GET', round.path)).body).toMatchObject({
    ...{ state: 'published', seed: null, notice: null },
  })
  expect(await codesOf(first)).toEqual(before)
})

test('[002-18] what was free when it was shown and is not at the end admits nobody and names them', async () => {
  const [first, second] = [teacher('a', 0), teacher('c', 2)]
  const { round, programmeId, runId } = await reckoned([first, second])
  const noticeId = (await round.show(runId)).body.notice.id
  clock.at(afterNotice)
  await confirmNotice(noticeId)
  const restriction = { id: newId(), personId: second.personId, fromOn: '2026-01-01', reference: '师核9号' }
  await county.request(officer(), 'POST', '/restrictions', { ...restriction, contact: '人事科' })
  const refused = await round.settle(runId)
  expect([refused.status, refused.body.code]).toEqual([422, 'unadmitted'])
  expect(refused.body.fields).toEqual([{ path: 'restricted', message: await nameOf(second), id: second.personId }])
  expect(await admitted(programmeId)).toEqual([])
  expect((await round.takeBack(noticeId, '有人不能录取')).body.code).toBe('notice_not_open')
  await county.request(officer(), 'POST', `/public-notices/${noticeId}/reopening`, { reason: '有人不能录取' })
  expect((await round.takeBack(noticeId, '有人不能录取')).body.state).toBe('published')
})

test('[002-18] whoever is barred after the notice is struck with a reason, the others are admitted, and the place goes to whoever comes next', async () => {
  const [first, barred, next] = [teacher('a', 1), later, teacher('b', 2)]
  const { round, programmeId, runId } = await reckoned([first, barred, next])
  const noticeId = (await round.show(runId)).body.notice.id
  clock.at(afterNotice)
  await confirmNotice(noticeId)
  const restriction = { id: newId(), personId: barred.personId, fromOn: '2026-01-01', reference: '师核10号' }
  await county.request(officer(), 'POST', '/restrictions', { ...restriction, contact: '人事科' })
  const [{ id }] = (await round.settle(runId)).body.fields
  expect(id).toBe(barred.personId)
  const reason = '录取时不再符合报名条件'
  const unfounded = await round.settle(runId, { personIds: [barred.personId ?? '', first.personId ?? ''], reason })
  expect([unfounded.status, unfounded.body.code]).toEqual([409, 'strike_unfounded'])
  expect(await admitted(programmeId)).toEqual([])
  expect((await round.settle(runId, { personIds: [id], reason })).body.state).toBe('confirmed')
  expect(await admitted(programmeId)).toEqual([first.personId])
  expect((await round.own(barred)).body.result).toMatchObject({ programmeId: null, struckReason: reason })
  expect(await codesOf(barred)).toContain('rounds.struck_late')
  const notice = (await county.request(officer(), 'GET', `/public-notices/${noticeId}`)).body
  const row = notice.rows.find(({ name }: { name: string }) => name === '公示后受限的教师')
  expect(row.struckReason).toBe(reason)
  await succeed(county)
  const own = await county.request(next, 'GET', `/programmes/${programmeId}/my-enrolment`)
  expect(own.body.waiting?.state).toBe('offered')
})

test('[002-18] asked again it is done once: showing, taking back, admitting', async () => {
  const timesTold = async () => (await codesOf(teacher('b', 0))).filter((code) => code === 'rounds.placed').length
  const before = await timesTold()
  const { round, programmeId, runId } = await reckoned([teacher('b', 0)])
  const shown = await round.show(runId)
  const again = await round.show(runId)
  expect([again.status, again.body.notice.id]).toEqual([201, shown.body.notice.id])
  const back = () => round.takeBack(shown.body.notice.id, '说明写错了')
  expect([(await back()).status, (await back()).status]).toEqual([200, 200])
  // A request that comes late does not show again what was taken back.
  expect((await round.show(runId)).body.code).toBe('run_outdated')
  expect((await county.request(officer(), 'GET', `${round.path}/board`)).body.run.isCurrent).toBe(false)
  clock.at(90)
  const { runId: next } = await round.rehearse()
  const noticeId = (await round.show(next)).body.notice.id
  clock.at(afterNotice)
  await confirmNotice(noticeId)
  expect([(await round.settle(next)).status, (await round.settle(next)).status]).toEqual([200, 200])
  expect(await admitted(programmeId)).toEqual([teacher('b', 0).personId])
  expect(await timesTold()).toBe(before + 1)
})

test('[002-18] two officers at once: one shows or confirms, the other is told', async () => {
  const { round, programmeId, runId } = await reckoned([teacher('c', 1)])
  const answers = await Promise.all([round.show(runId), round.confirm(runId)])
  const [shown, confirmed] = answers
  const won = answers.filter(({ status }) => status < 300)
  expect(won).toHaveLength(1)
  const lost = shown.status < 300 ? confirmed : shown
  expect(lost.body.code).toBe(shown.status < 300 ? 'round_shown' : 'round_over')
  expect((await admitted(programmeId)).length).toBe(shown.status < 300 ? 0 : 1)
})

test('[002-18] the reasons of decisions by hand stand on the notice; whoever is placed does not show it', async () => {
  const [best, other] = [both, teacher('c', 0)]
  const { round, programmeId } = await reckoned([best, other])
  const reason = '援藏返回，按文件优先'
  const pin = { personId: other.personId, programmeId, blockId: null, reason }
  await county.request(officer(), 'POST', `${round.path}/overrides`, pin)
  const { runId } = await round.rehearse()
  const ofOwn = await county.request(both, 'POST', `${round.path}/public-notice`, { id: runId, text: '' })
  expect([ofOwn.status, ofOwn.body.code]).toEqual([422, 'own_round'])
  const noticeId = (await round.show(runId, '现予公示。')).body.notice.id
  const { rows, title } = (await county.request(officer(), 'GET', `/public-notices/${noticeId}`)).body
  expect(title).toMatch(/拟录取名单公示$/)
  expect(rows.map(({ cells }: { cells: string[] }) => cells[2]).toSorted()).toEqual(['', `人工安排：${reason}`])
})

test('[002-18] what is shown can be reckoned again by anybody, and its programmes stand in no other round', async () => {
  const { round, programmeId, runId } = await reckoned([teacher('a', 2), teacher('b', 2)])
  await round.show(runId)
  const file = SelectionFile.parse(
    (await county.request(county.logins.provider, 'GET', `${round.path}/selection-file`)).body,
  )
  const again = reckonSelection(file)
  expect(again.ok && again.value.outcomes).toEqual(file.published)
  const candidates = (await county.request(officer(), 'GET', '/matching-candidates')).body.items
  expect(candidates.map(({ id }: { id: string }) => id)).not.toContain(programmeId)
  const second = await county.request(officer(), 'POST', `${round.path}/second-round`, { id: newId() })
  expect(second.body.code).toBe('round_not_confirmed')
})

test('[002-18] whoever was struck stays struck when their number is merged into another meanwhile', async () => {
  const posts = [{ kind: '23' as const, fromOn: '2025-09-01', toOn: null }]
  const shared = { organisationId: county.tree.a, bornOn: '1988-08-08', posts }
  const [gone, kept] = [
    await county.person({ ...shared, name: '公示双号甲' }),
    await county.person({ ...shared, name: '公示双号乙' }),
  ]
  const login = await county.login('公示双号甲', [], gone.id)
  const { round, programmeId, runId } = await reckoned([login, teacher('b', 2)])
  const noticeId = (await round.show(runId)).body.notice.id
  await strikeName(county, noticeId, '公示双号甲', teacher('c', 1), '经核实，情况属实。')
  const merge = { id: newId(), keptId: kept.id, goneId: gone.id, reason: '同一人' }
  expect((await county.request(officer(), 'POST', '/person-merges', merge)).status).toBe(201)
  clock.at(afterNotice)
  await confirmNotice(noticeId)
  expect((await round.settle(runId)).status).toBe(200)
  expect(await admitted(programmeId)).toEqual([teacher('b', 2).personId])
})

test('[002-18] where nobody is placed there is nothing to show; it is confirmed without a notice', async () => {
  const { round, programmeId, runId } = await reckoned([teacher('b', 2)])
  const pin = { personId: teacher('b', 2).personId, programmeId: null, blockId: null, reason: '本人已退出' }
  await county.request(officer(), 'POST', `${round.path}/overrides`, pin)
  expect((await round.show(runId)).body.code).toBe('run_outdated')
  const { runId: next } = await round.rehearse()
  expect((await round.show(next)).body).toMatchObject({ status: 409, code: 'nobody_placed' })
  expect((await round.confirm(next)).body).toMatchObject({ state: 'confirmed', notice: null })
  expect(await admitted(programmeId)).toEqual([])
  expect((await round.show(next)).body.code).toBe('round_over')
  expect((await round.settle(runId)).body.code).toBe('not_shown')
})

test('[002-18] a round that was confirmed before it was shown keeps its notice, and says that admissions are revoked by hand', async () => {
  const one = teacher('b', 1)
  const { round, programmeId, runId } = await reckoned([one])
  expect((await round.confirm(runId)).status).toBe(200)
  const name = await nameOf(one)
  const said = { title: '录取名单公示', text: '现予公示。', columns: ['录取项目'], workingDays: 1 }
  const rows = [{ personId: one.personId ?? '', name, school: '河西镇小学', cells: ['工作室'] }]
  const subject = { kind: 'matching_round', id: round.id }
  await county.commit(
    (tx) => openNotice(tx, { ...said, subject, rows, organisationId: county.tree.bureau }),
    acting(county),
  )
  const { notice } = (await county.request(officer(), 'GET', round.path)).body
  await strikeName(county, notice.id, name, teacher('c', 1), '经核实，情况属实。')
  expect((await county.request(officer(), 'GET', round.path)).body).toMatchObject({
    ...{ state: 'confirmed', notice: { state: 'open', struck: 1, isDecisive: false } },
  })
  expect((await round.own(one)).body).toMatchObject({
    ...{ placedTitle: expect.any(String), result: { programmeId }, notice: { struckReason: '经核实，情况属实。' } },
  })
  expect((await round.takeBack(notice.id, '说明写错了')).body.code).toBe('not_shown')
})
