import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { openTestProgramme, takenIn } from '../enrolment/testing.ts'
import { enterRestriction } from '../integrity/public.ts'
import { acting, clockFrom } from '../publicity/testing.ts'
import type { Rules } from './core/engine.ts'
import { testRules } from './testing.ts'

const clock = clockFrom('2026-11-20T10:00:00+08:00')
let county: TestCounty
let experts: Login[]
let second: Login
beforeAll(async () => {
  county = await testCounty(clock)
  experts = []
  for (const name of ['专家甲', '专家乙', '专家丙']) {
    const person = await county.person({ organisationId: county.tree.c, name })
    experts.push(await county.login(name, [], person.id))
  }
  second = await county.login('另一位局干部', [['bureau_officer', county.tree.bureau]])
  // Tests go on for weeks by their own clock: nobody has to sign in again meanwhile.
  await county.commit(async (tx) => {
    await tx.$client.query(
      "update session set expires_at = '2028-01-01', seen_at = '2027-12-31', proved_at = '2027-12-31'",
    )
    return { ok: true, value: undefined }
  })
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const personOf = (who: Login | undefined) => who?.personId ?? ''
const of = () => [...county.teachers.a, ...county.teachers.b]
const ask = (who: Login, id: string, what: string, body?: object, method = 'POST') =>
  county.request(who, method, `/selections/${id}/${what}`, body)

async function begin(rules: Rules = testRules(), people: readonly (Login | undefined)[] = of()) {
  const id = newId()
  const programmeId = await openTestProgramme(county, { admission: 'selection', placesMax: 12 })
  const draft = { id, kind: 'trainees', title: '骨干教师选拔', organisationId: county.tree.bureau, programmeId, rules }
  const made = await county.request(officer(), 'POST', '/selections', draft)
  expect([made.status, made.body.code]).toEqual([201, undefined])
  const added = await ask(officer(), id, 'candidates', { personIds: people.map(personOf) })
  expect([added.status, added.body.code]).toEqual([200, undefined])
  const accountIds = experts.map(({ accountId }) => accountId)
  expect((await ask(officer(), id, 'experts', { accountIds })).status).toBe(200)
  return { id, programmeId }
}

const standing = (body: { candidates: { personId: string; results: object[] }[] }, index: number) => {
  const found = body.candidates.find(({ personId }) => personId === personOf(of()[index]))
  if (!found) throw new Error('no such candidate')
  return found
}

const score = (who: Login, id: string, points: readonly (number | null)[]) =>
  ask(
    who,
    id,
    'scores',
    {
      scores: points.flatMap((centipoints, index) =>
        centipoints === null ? [] : [{ personId: personOf(of()[index]), criterion: 'paper', centipoints }],
      ),
    },
    'PUT',
  )

async function markAll(id: string, given: (personId: string) => number) {
  for (const expert of experts) {
    const { body } = await county.request(expert, 'GET', '/my/markings')
    const own = body.items.find((item: { id: string }) => item.id === id)
    if (!own) continue
    const marks = own.rows.map(({ personId }: { personId: string }) => ({
      ...{ personId, criterion: 'lesson', centipoints: given(personId) },
    }))
    expect((await county.request(expert, 'PUT', `/my/markings/${id}`, { marks })).status).toBe(200)
  }
}

describe('[001-45] a selection', () => {
  test('200: goes from the written test to admission: who failed does not enter step 2, the quota holds, the list is shown', async () => {
    clock.set('2026-11-20T10:00:00+08:00')
    const { id, programmeId } = await begin()
    const begun = await ask(officer(), id, 'start')
    expect(begun.body).toMatchObject({ state: 'running', stepTitle: '笔试', candidateCount: 6, seed: null })
    expect((await score(officer(), id, [9000, 8000, 7000, 5900, 6000, null])).status).toBe(200)
    const closed = await ask(officer(), id, 'step-closure')
    expect(closed.body).toMatchObject({ state: 'running', stepTitle: '实践考核', short: 0 })
    const inStep = closed.body.candidates.filter(({ isIn }: { isIn: boolean }) => isIn)
    expect(inStep.map(({ personId }: { personId: string }) => personId).sort()).toEqual(
      [0, 1, 2, 4].map((index) => personOf(of()[index])).sort(),
    )
    expect(closed.body.experts.map(({ load }: { load: number }) => load).sort()).toEqual([2, 3, 3])
    const outside = { scores: [{ personId: personOf(of()[3]), criterion: 'lesson', centipoints: 9000 }] }
    expect((await ask(officer(), id, 'scores', outside, 'PUT')).body.code).toBe('step_of_experts')

    const mine = await county.request(of()[3], 'GET', '/my/selections')
    expect(mine.body.items[0].results).toMatchObject([{ centipoints: 5900, cutOff: 6000, rank: 5, outcome: 'below' }])

    const best = new Map(
      [0, 1, 2, 4].map((index, place) => [personOf(of()[index]), [7000, 9500, 8000, 9900][place] ?? 0]),
    )
    await markAll(id, (personId) => best.get(personId) ?? 0)
    const ranked = await ask(officer(), id, 'step-closure')
    expect(ranked.body.state).toBe('ranked')
    expect(ranked.body.seed).not.toBeNull()
    const chosen = ranked.body.candidates
      .flatMap(({ personId, results }: { personId: string; results: { step: string; outcome: string }[] }) =>
        results.filter((one) => one.step === 'final').map((one) => ({ personId, ...one })),
      )
      .filter(({ outcome }: { outcome: string }) => outcome === 'selected')
      .toSorted((a: { rank: number }, b: { rank: number }) => a.rank - b.rank)
    // 80 × 40 % + 95 × 60 % = 89; 60 × 40 % + 99 × 60 % = 83.4; 70 and 80: 76; 90 and 70: 78.
    expect(chosen).toMatchObject([
      { personId: personOf(of()[1]), centipoints: 8900, rank: 1 },
      { personId: personOf(of()[4]), centipoints: 8340, rank: 2 },
    ])
    const hidden = await county.request(of()[1], 'GET', '/my/selections')
    expect(hidden.body.items[0].results.map(({ step }: { step: string }) => step)).toEqual(['written', 'practical'])

    const shown = await ask(officer(), id, 'public-notice', { text: '' })
    expect(shown.body).toMatchObject({ state: 'shown', settleRefusal: 'notice_not_confirmed' })
    expect((await ask(officer(), id, 'settlement')).body.code).toBe('notice_not_confirmed')
    clock.set('2026-11-28T09:00:00+08:00')
    const confirmed = await county.request(officer(), 'POST', `/public-notices/${shown.body.noticeId}/confirmation`)
    expect(confirmed.body.state).toBe('confirmed')
    const settled = await ask(officer(), id, 'settlement')
    expect(settled.body.state).toBe('settled')
    expect(await takenIn(county, programmeId)).toEqual({ counted: 2, held: 2 })
    const came = await county.request(officer(), 'GET', `/enrolments?programmeId=${programmeId}&state=admitted`)
    expect(came.body.items).toMatchObject([{ sourceKind: 'selection' }, { sourceKind: 'selection' }])
    const told = await county.request(of()[0], 'GET', '/my/selections')
    expect(told.body.items[0].results.at(-1)).toMatchObject({
      step: 'final',
      outcome: 'reserve',
      rank: 3,
      cutOff: 8340,
    })
    const file = await county.request(officer(), 'GET', `/list-exports/selection-candidates?selectionId=${id}`)
    const grid = await readGrid(new Uint8Array(await file.answer.arrayBuffer()))
    expect(grid.ok && grid.value.rows[1]?.slice(7, 11)).toEqual(['笔试 80（入围）；实践考核 95（入围）', 89, 1, '入选'])
    const gone = await county.request(officer(), 'POST', `/public-notices/${shown.body.noticeId}/reopening`, {
      reason: '再看',
    })
    expect(gone.body.code).toBe('notice_relied_on')
    clock.set('2026-11-20T10:00:00+08:00')
  })

  test('200: the step that was closed last opens again with a reason; shown, it first has to be withdrawn', async () => {
    const { id } = await begin(testRules({ steps: testRules().steps.slice(0, 1), ties: [] }))
    expect((await ask(officer(), id, 'step-reopening', { reason: '早了' })).body.code).toBe('nothing_closed')
    await ask(officer(), id, 'start')
    await score(officer(), id, [9000, 8000])
    expect((await ask(officer(), id, 'step-closure')).body.state).toBe('ranked')
    const open = await ask(officer(), id, 'step-reopening', { reason: '试卷登记有误' })
    expect(open.body).toMatchObject({ state: 'running', step: 0 })
    await score(officer(), id, [5000])
    const again = await ask(officer(), id, 'step-closure')
    expect(standing(again.body, 0).results).toMatchObject([{ outcome: 'below', centipoints: 5000 }])
    await ask(officer(), id, 'public-notice', { text: '现予公示。' })
    expect((await ask(officer(), id, 'step-reopening', { reason: '再开' })).body.code).toBe('selection_shown')
    expect((await ask(officer(), id, 'show-withdrawal', { reason: '名单有误' })).body.state).toBe('ranked')
    expect((await ask(officer(), id, 'cancellation', { reason: '计划取消' })).body).toMatchObject({
      ...{ state: 'cancelled', cancelReason: '计划取消' },
    })
  })

  test('200: a title or an honour is selected for without a programme: once confirmed, the list stands and nobody is admitted', async () => {
    clock.set('2026-11-20T10:00:00+08:00')
    const rules = testRules({ steps: testRules().steps.slice(0, 1), ties: [] })
    const draft = { title: '学科带头人评选', organisationId: county.tree.bureau, programmeId: null, rules }
    const trainees = { ...draft, id: newId(), kind: 'trainees' }
    expect((await county.request(officer(), 'POST', '/selections', trainees)).body.code).toBe('programme_not_found')
    const id = newId()
    const made = await county.request(officer(), 'POST', '/selections', { ...draft, id, kind: 'title' })
    expect(made.body).toMatchObject({ kind: 'title', programmeId: null, programmeTitle: null })
    await ask(officer(), id, 'candidates', { personIds: of().map(personOf) })
    await ask(officer(), id, 'start')
    await score(officer(), id, [9000, 8000])
    await ask(officer(), id, 'step-closure')
    const shown = await ask(officer(), id, 'public-notice', { text: '' })
    clock.set('2026-11-28T09:00:00+08:00')
    await county.request(officer(), 'POST', `/public-notices/${shown.body.noticeId}/confirmation`)
    const settled = await ask(officer(), id, 'settlement')
    expect(settled.body.state).toBe('settled')
    expect(standing(settled.body, 0).results).toContainEqual(
      expect.objectContaining({ step: 'final', outcome: 'selected' }),
    )
    const { items } = (await county.request(of()[0], 'GET', '/my/selections')).body
    expect(items.find((one: { id: string }) => one.id === id)).toMatchObject({ title: '学科带头人评选' })
    clock.set('2026-11-20T10:00:00+08:00')
  })

  test('409: scores that two people entered differently keep the step open; a third does not enter', async () => {
    const [written] = testRules().steps
    if (!written) throw new Error('no step')
    const { id } = await begin(testRules({ steps: [{ ...written, double: true }], ties: [] }))
    await ask(officer(), id, 'start')
    await score(officer(), id, [9000, 8000])
    await score(second, id, [9000, 8100])
    expect((await ask(officer(), id, 'step-closure')).body.code).toBe('scores_differ')
    const third = await county.login('第三位局干部', [['bureau_officer', county.tree.bureau]])
    expect((await score(third, id, [9000])).body.code).toBe('third_entry')
    await score(second, id, [9000, 8000])
    const closed = await ask(officer(), id, 'step-closure')
    expect(standing(closed.body, 1).results[0]).toMatchObject({ centipoints: 8000 })
    expect(standing(closed.body, 2).results[0]).toMatchObject({ outcome: 'absent' })
  })

  test('422: rules that cannot hold are refused; whoever takes part holds nothing of it', async () => {
    const { id } = await begin(testRules({ quota: { places: 3, parts: [{ stage: '2', kind: 'rural', places: 2 }] } }))
    expect((await ask(officer(), id, 'start')).body.code).toBe('quota_parts_differ')
    await ask(officer(), id, 'rules', testRules(), 'PUT')
    const [first] = of()
    const self = await county.login('参加选拔的干部', [['bureau_officer', county.tree.bureau]])
    await county.commit(async (tx) => {
      await tx.$client.query('update account set person_id = null where id = $1', [first?.accountId])
      await tx.$client.query('update account set person_id = $2 where id = $1', [self.accountId, first?.personId])
      return { ok: true, value: undefined }
    })
    expect((await ask(self, id, 'start')).body.code).toBe('own_selection')
    await county.commit(async (tx) => {
      await tx.$client.query('update account set person_id = null where id = $1', [self.accountId])
      await tx.$client.query('update account set person_id = $2 where id = $1', [first?.accountId, first?.personId])
      return { ok: true, value: undefined }
    })
    expect((await ask(officer(), id, 'start')).status).toBe(200)
    expect((await ask(officer(), id, 'rules', testRules(), 'PUT')).body.code).toBe('selection_runs')
    expect((await ask(county.logins.otherTown, id, 'start')).status).toBe(404)
  })
})

describe('experts', () => {
  test('200: mark without names; in conflict they withdraw, and another is found', async () => {
    const { id } = await begin()
    await ask(officer(), id, 'start')
    await score(officer(), id, [9000, 8000])
    await ask(officer(), id, 'step-closure')
    const lists = await Promise.all(experts.map((one) => county.request(one, 'GET', '/my/markings')))
    const rows = lists.flatMap(({ body }) => body.items.filter((item: { id: string }) => item.id === id))
    expect(rows.flatMap(({ rows: all }) => all).every(({ name }: { name: null }) => name === null)).toBe(true)
    const busy = experts.findIndex((_, index) =>
      lists[index]?.body.items.some((item: { id: string }) => item.id === id),
    )
    const [expert, list] = [experts[busy], lists[busy]?.body.items.find((item: { id: string }) => item.id === id)]
    if (!expert) throw new Error('nobody marks')
    const [{ personId }] = list.rows
    const mark = (who: Login, centipoints: number) =>
      county.request(who, 'PUT', `/my/markings/${id}`, { marks: [{ personId, criterion: 'lesson', centipoints }] })
    expect((await mark(expert, 10_001)).body.code).toBe('mark_too_high')
    expect((await mark(expert, 9000)).status).toBe(200)
    expect((await ask(officer(), id, 'step-closure')).body.code).toBe('marks_missing')
    const left = await county.request(expert, 'POST', `/my/markings/${id}/conflicts`, { personId, reason: '师徒关系' })
    const mine = left.body.items.find((item: { id: string }) => item.id === id)
    expect(mine?.rows.some((row: { personId: string }) => row.personId === personId) ?? false).toBe(false)
    expect((await mark(expert, 9000)).body.code).toBe('not_yours_to_mark')
    const now = await county.request(officer(), 'GET', `/selections/${id}`)
    expect(now.body).toMatchObject({ short: 0 })
    expect(
      (
        await county.request(county.logins.teacher, 'PUT', `/my/markings/${id}`, {
          marks: [{ personId, criterion: 'lesson', centipoints: 1 }],
        })
      ).status,
    ).toBe(404)
  })

  test('200: nobody is given a candidate of their own school', async () => {
    const person = await county.person({ organisationId: county.tree.c, name: '同校考生' })
    const candidate = await county.login('同校考生', [], person.id)
    const { id } = await begin(testRules({ steps: testRules().steps.slice(1), ties: [] }), [candidate])
    const started = await ask(officer(), id, 'start')
    expect(started.body).toMatchObject({ short: 2 })
    await ask(officer(), id, 'experts', { accountIds: [county.logins.trainer.accountId] })
    expect((await ask(officer(), id, 'assignment')).body).toMatchObject({ short: 1 })
  })
})

describe('a candidate with a restriction', () => {
  test('200: [004-10] is kept out without a case being shown', async () => {
    const person = await county.person({ organisationId: county.tree.b, name: '受限教师' })
    const restricted = await county.login('受限教师', [], person.id)
    await county.commit(
      (tx) =>
        enterRestriction(
          tx,
          {
            ...{ id: newId(), personId: person.id, fromOn: '2026-01-01', untilOn: null, levels: [], kinds: [] },
            ...{ reference: '师德〔2026〕3号', contact: '人事科' },
          },
          [county.tree.bureau],
        ),
      acting(county),
    )
    const { id } = await begin(testRules(), [restricted, ...of()])
    const { body } = await county.request(officer(), 'GET', `/selections/${id}`)
    const kept = body.candidates.find((one: { personId: string }) => one.personId === person.id)
    expect(kept).toMatchObject({ out: 'excluded', outReason: 'not_eligible' })
    expect(JSON.stringify(body)).not.toContain('师德〔2026〕3号')
    const back = { isOut: false, reason: '恢复' }
    expect((await ask(officer(), id, `candidates/${person.id}/standing`, back, 'PUT')).body.code).toBe(
      'candidate_excluded',
    )
  })
})
