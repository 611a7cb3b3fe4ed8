import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { closeStep, rankAll, rulesRefusal, type Candidate, type Rules, type Step } from './engine.ts'
import { assignExperts, conflictOf, declaration } from './experts.ts'
import { overallScore, stepScore } from './scores.ts'
import { differs, enteredScore } from './states.ts'

const lot = (id: string) =>
  [...`lot ${id}`].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_003, 7).toString()

const written: Step = {
  ...{ id: 'written', title: '笔试', form: 'written', weight: 40, experts: 0, blind: false, double: false },
  ...{ average: 'mean', cutOff: { kind: 'score', least: 6000 } },
  criteria: [{ id: 'paper', title: '试卷', maxCentipoints: 10_000, weight: 1 }],
}
const practical: Step = {
  ...{ id: 'practical', title: '实践考核', form: 'practical', weight: 60, experts: 3, blind: true, double: false },
  ...{ average: 'trimmed', cutOff: { kind: 'top', size: 5 } },
  criteria: [
    { id: 'lesson', title: '说课', maxCentipoints: 5000, weight: 60 },
    { id: 'answers', title: '答辩', maxCentipoints: 5000, weight: 40 },
  ],
}
const rules: Rules = {
  steps: [written, practical],
  ties: [{ kind: 'step', stepId: 'practical' }, { kind: 'years' }],
  quota: {
    places: 3,
    parts: [
      { stage: '2', kind: 'rural', places: 2 },
      { stage: '2', kind: 'urban', places: 1 },
    ],
  },
}

const mark = fc.integer({ min: 0, max: 5000 })
const candidate = (id: string) =>
  fc.record({
    id: fc.constant(id),
    stage: fc.constantFrom('2', '3'),
    kind: fc.constantFrom('rural', 'urban'),
    years: fc.integer({ min: 0, max: 40 }),
    out: fc.constantFrom(null, null, null, null, 'withdrawn' as const, 'excluded' as const),
    marks: fc
      .record({
        paper: fc.option(fc.integer({ min: 0, max: 10_000 })),
        lesson: fc.array(mark, { minLength: 1, maxLength: 6 }),
        answers: fc.array(mark, { minLength: 1, maxLength: 6 }),
      })
      .map(
        ({ paper, lesson, answers }) =>
          new Map([
            ['written', new Map(paper === null ? [] : [['paper', [paper]]])],
            [
              'practical',
              new Map([
                ['lesson', lesson],
                ['answers', answers],
              ]),
            ],
          ]),
      ),
  })
const crowd = fc
  .integer({ min: 1, max: 14 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => candidate(`c${index}`))))

function hold(people: readonly Candidate[]) {
  const first = closeStep(rules, written, people, lot)
  const passed = (ids: typeof first) =>
    new Set(ids.results.filter((one) => one.outcome === 'passed').map(({ id }) => id))
  const second = closeStep(
    rules,
    practical,
    people.filter(({ id }) => passed(first).has(id)),
    lot,
  )
  const finalists = people.filter(({ id }) => passed(second).has(id))
  return { first, second, final: rankAll(rules, finalists, lot) }
}

const shuffled = (people: readonly Candidate[], by: number) =>
  [...people].sort((a, b) => (lot(`${by}${a.id}`) < lot(`${by}${b.id}`) ? -1 : 1))

describe('[001-45] a selection in steps', () => {
  test('gives the same result whatever the order of the candidates', () => {
    fc.assert(
      fc.property(crowd, fc.nat(), (people, by) => {
        expect(hold(shuffled(people, by))).toEqual(hold(people))
      }),
    )
  })

  test('somebody who failed the written test does not enter the next step', () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const { first, second, final } = hold(people)
        const failed = first.results.filter(({ outcome }) => outcome !== 'passed').map(({ id }) => id)
        expect(second.results.filter(({ id }) => failed.includes(id))).toEqual([])
        expect(final.filter(({ id }) => failed.includes(id))).toEqual([])
        expect(first.results.filter(({ score, outcome }) => outcome === 'passed' && (score ?? 0) < 6000)).toEqual([])
      }),
    )
  })

  test('never chooses more than there are places, in a part and in all, and ranks in a total order', () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const { final } = hold(people)
        const chosen = final.filter(({ verdict }) => verdict === 'selected').map(({ id }) => id)
        expect(chosen.length).toBeLessThanOrEqual(rules.quota.places)
        for (const part of rules.quota.parts) {
          const here = people.filter(
            ({ id, stage, kind }) => chosen.includes(id) && stage === part.stage && kind === part.kind,
          )
          expect(here.length).toBeLessThanOrEqual(part.places)
        }
        expect(final.map(({ rank }) => rank)).toEqual(final.map((_, index) => index + 1))
        // Nobody is passed over for somebody of the same part who ranks behind.
        for (const one of final.filter(({ verdict }) => verdict === 'reserve')) {
          expect(one.cutOff === null || one.score <= one.cutOff).toBe(true)
        }
      }),
    )
  })

  test('a higher mark never hurts whoever gets it', () => {
    fc.assert(
      fc.property(crowd, fc.nat(), fc.integer({ min: 1, max: 3000 }), (people, pick, more) => {
        const place = pick % people.length
        const lucky = people[place]
        const lesson = lucky?.marks.get('practical')?.get('lesson') ?? []
        if (!lucky) return
        const raised = {
          ...lucky,
          marks: new Map(lucky.marks).set(
            'practical',
            new Map(lucky.marks.get('practical')).set(
              'lesson',
              lesson.map((each, index) => (index === 0 ? Math.min(5000, each + more) : each)),
            ),
          ),
        }
        const found = (all: readonly Candidate[]) => hold(all).final.find(({ id }) => id === lucky.id)
        const [before, after] = [found(people), found(people.map((one, index) => (index === place ? raised : one)))]
        if (before) {
          expect(after).toBeDefined()
          expect(after?.rank ?? Infinity).toBeLessThanOrEqual(before.rank)
          if (before.verdict === 'selected') expect(after?.verdict).toBe('selected')
        }
      }),
    )
  })

  test('says why its rules cannot hold', () => {
    expect(rulesRefusal(rules)).toBeUndefined()
    expect(rulesRefusal({ ...rules, steps: [] })).toBe('steps_missing')
    expect(rulesRefusal({ ...rules, steps: [{ ...written, criteria: [] }] })).toBe('criteria_missing')
    expect(rulesRefusal({ ...rules, steps: [{ ...written, weight: 0 }], ties: [] })).toBe('weights_missing')
    expect(rulesRefusal({ ...rules, steps: [written, written] })).toBe('names_repeated')
    expect(rulesRefusal({ ...rules, ties: [{ kind: 'step', stepId: 'gone' }] })).toBe('tie_unknown')
    expect(rulesRefusal({ ...rules, quota: { ...rules.quota, places: 4 } })).toBe('quota_parts_differ')
    expect(rulesRefusal({ ...rules, quota: { places: 0, parts: [] } })).toBe('quota_missing')
  })
})

describe('scores', () => {
  test('leave the highest and the lowest out from five marks on, and round once', () => {
    const one = [{ id: 'a', title: '说课', maxCentipoints: 10_000, weight: 1 }]
    const of = (marks: number[], average: 'mean' | 'trimmed') => stepScore(one, new Map([['a', marks]]), average)
    expect(of([9000, 8000, 7000, 6000], 'trimmed')).toBe(7500)
    expect(of([9900, 8000, 7000, 6000, 100], 'trimmed')).toBe(7000)
    expect(of([9900, 8000, 7000, 6000, 100], 'mean')).toBe(6200)
    expect(of([1, 1, 0], 'mean')).toBe(1)
    expect(of([], 'mean')).toBeUndefined()
    const two = [...one, { id: 'b', title: '答辩', maxCentipoints: 2000, weight: 3 }]
    expect(
      stepScore(
        two,
        new Map([
          ['a', [8000]],
          ['b', [1000]],
        ]),
        'mean',
      ),
    ).toBe(5750)
    expect(overallScore([{ weight: 40 }, { weight: 60 }], [8000, 9000])).toBe(8600)
  })

  test('entered twice count only when both entered the same', () => {
    const entries = (a: number, b: number) => [
      { accountId: 'x', centipoints: a },
      { accountId: 'y', centipoints: b },
    ]
    expect(enteredScore(entries(80, 80), true)).toBe(80)
    expect(enteredScore(entries(80, 81), true)).toBeUndefined()
    expect(differs(entries(80, 81), true)).toBe(true)
    expect(enteredScore(entries(80, 81).slice(0, 1), true)).toBeUndefined()
    expect(enteredScore(entries(80, 81).slice(0, 1), false)).toBe(80)
  })
})

describe('experts', () => {
  const schools = ['s1', 's2', 's3', 's4']
  const expert = (id: string) =>
    fc.record({
      id: fc.constant(id),
      personId: fc.constant(`p-${id}`),
      schoolId: fc.option(fc.constantFrom(...schools)),
      teamIds: fc.array(fc.constantFrom('t1', 't2', 't3', 't4', 't5', 't6'), { maxLength: 1 }),
    })
  const marked = (id: string) =>
    fc.record({
      id: fc.constant(id),
      schoolId: fc.constantFrom(...schools),
      teamIds: fc.array(fc.constantFrom('t1', 't2', 't3', 't4', 't5', 't6'), { maxLength: 1 }),
    })
  const scene = fc.record({
    experts: fc
      .integer({ min: 1, max: 8 })
      .chain((size) => fc.tuple(...Array.from({ length: size }, (_, n) => expert(`e${n}`)))),
    marked: fc
      .integer({ min: 1, max: 10 })
      .chain((size) => fc.tuple(...Array.from({ length: size }, (_, n) => marked(`c${n}`)))),
    each: fc.integer({ min: 1, max: 3 }),
    said: fc.array(fc.tuple(fc.nat(7), fc.nat(9)), { maxLength: 6 }),
  })

  test('never mark anybody whom they are in conflict with, each candidate once, and nobody is left out who could be marked', () => {
    fc.assert(
      fc.property(scene, ({ experts, marked: people, each, said }) => {
        const declared = new Set(said.map(([e, c]) => declaration(`e${e}`, `c${c}`)))
        const { pairs, short } = assignExperts({ experts, marked: people, each, declared, kept: [], lot })
        expect(new Set(pairs.map(({ expertId, markedId }) => `${expertId} ${markedId}`)).size).toBe(pairs.length)
        for (const one of people) {
          const free = experts.filter((e) => conflictOf(e, one, declared) === undefined)
          const own = pairs.filter(({ markedId }) => markedId === one.id)
          expect(own.length).toBe(Math.min(each, free.length))
          expect(own.filter(({ expertId }) => !free.some(({ id }) => id === expertId))).toEqual([])
          expect(short.find(({ markedId }) => markedId === one.id)?.missing ?? 0).toBe(each - own.length)
        }
        const again = assignExperts({
          ...{ experts: [...experts].reverse(), marked: [...people].reverse(), each, declared, kept: [], lot },
        })
        expect(again).toEqual({ pairs, short })
      }),
    )
  })

  test('share the work evenly where nothing keeps them from it, and keep what was given', () => {
    const experts = ['e1', 'e2', 'e3', 'e4'].map((id) => ({ id, personId: null, schoolId: null, teamIds: [] }))
    const people = Array.from({ length: 10 }, (_, n) => ({ id: `c${n}`, schoolId: 's1', teamIds: [] }))
    const all = { experts, marked: people, each: 2, declared: new Set<string>(), lot }
    const { pairs } = assignExperts({ ...all, kept: [] })
    const loads = experts.map(({ id }) => pairs.filter(({ expertId }) => expertId === id).length)
    expect(loads).toEqual([5, 5, 5, 5])
    const kept = [{ expertId: 'e4', markedId: 'c0' }]
    expect(assignExperts({ ...all, kept }).pairs).toContainEqual(kept[0])
  })
})
