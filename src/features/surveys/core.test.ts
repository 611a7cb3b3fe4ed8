import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addAnswers,
  addTallies,
  answersRefusal,
  areShown,
  needsLack,
  openRefusal,
  questionsRefusal,
  type Answers,
  type Question,
  type Tally,
} from './core.ts'

const question = (key: string, kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  ...{ key, kind, title: key, required: false, options: ['甲', '乙', '丙'], most: 5 },
  ...more,
})
const questions = [
  question('one', 'single', { required: true }),
  question('many', 'multiple'),
  question('level', 'scale'),
  question('said', 'text'),
  question('order', 'ranking'),
]

describe('[003-24] questions and answers', () => {
  test('a choice needs two options that differ, and no key comes twice', () => {
    expect(questionsRefusal([])).toBe('questions_missing')
    expect(questionsRefusal([question('a', 'text'), question('a', 'text')])).toBe('question_repeated')
    expect(questionsRefusal([question('a', 'single', { options: ['甲'] })])).toBe('options_missing')
    expect(questionsRefusal([question('a', 'ranking', { options: ['甲', '甲'] })])).toBe('options_repeated')
    expect(questionsRefusal(questions)).toBeUndefined()
  })

  test.each<[Answers, string | undefined]>([
    [{ one: [0] }, undefined],
    [{}, 'answer_missing'],
    [{ one: [] }, 'answer_missing'],
    [{ one: [0, 1] }, 'answer_unknown'],
    [{ one: [3] }, 'answer_unknown'],
    [{ one: [0], many: [0, 0] }, 'answer_unknown'],
    [{ one: [0], level: 6 }, 'answer_unknown'],
    [{ one: [0], level: 2.5 }, 'answer_unknown'],
    [{ one: [0], order: [0, 1] }, 'answer_unknown'],
    [{ one: [0], order: [2, 0, 1], said: '多听课', many: [], level: 5 }, undefined],
    [{ one: [0], other: '?' }, 'answer_unknown'],
  ])('answers %j: %s', (answers, refusal) => {
    expect(answersRefusal(questions, answers)).toBe(refusal)
  })
})

describe('what was answered, added up', () => {
  test('choices, scales, places and texts are counted, and texts tell nothing of their order', () => {
    const said: Answers[] = [
      { one: [1], many: [0, 2], level: 4, said: '乙说', order: [2, 0, 1] },
      { one: [1], said: '甲说', order: [0, 1, 2] },
    ]
    const tally = said.reduce<Tally>((all, each) => addAnswers(questions, all, each), {})
    expect(tally.one).toEqual({ answered: 2, counts: [0, 2, 0], texts: [] })
    expect(tally.many?.counts).toEqual([1, 0, 1])
    expect(tally.level).toMatchObject({ answered: 1, counts: [0, 0, 0, 1, 0] })
    expect(tally.order?.counts).toEqual([2 + 1, 3 + 2, 1 + 3])
    expect(tally.said?.texts).toEqual(['乙说', '甲说'])
  })

  test('it is the same in whatever order and pieces people answer', () => {
    const answer = fc.record({
      one: fc.constantFrom([0], [1], [2]),
      level: fc.integer({ min: 1, max: 5 }),
      said: fc.constantFrom('', '甲', '乙'),
    })
    fc.assert(
      fc.property(fc.array(answer), fc.nat({ max: 5 }), (said, at) => {
        const all = (some: readonly Answers[]) =>
          some.reduce<Tally>((before, each) => addAnswers(questions, before, each), {})
        const whole = addTallies(questions, [all(said)])
        expect(addTallies(questions, [all(said.toReversed())])).toEqual(whole)
        expect(addTallies(questions, [all(said.slice(at)), all(said.slice(0, at))])).toEqual(whole)
      }),
    )
  })
})

test('an anonymous survey shows nothing before five have answered', () => {
  expect(areShown({ anonymous: true, answered: 4 })).toBe(false)
  expect(areShown({ anonymous: true, answered: 5 })).toBe(true)
  expect(areShown({ anonymous: false, answered: 1 })).toBe(true)
  expect(areShown({ anonymous: false, answered: 0 })).toBe(false)
})

test('a survey is opened once, with questions, before its last day, for somebody', () => {
  const survey = { state: 'draft', closesOn: '2026-12-01', questions }
  expect(openRefusal(survey, 3, '2026-11-22')).toBeUndefined()
  expect(openRefusal({ ...survey, state: 'open' }, 3, '2026-11-22')).toBe('survey_not_draft')
  expect(openRefusal(survey, 3, '2026-12-02')).toBe('closes_in_past')
  expect(openRefusal({ ...survey, questions: [] }, 3, '2026-11-22')).toBe('questions_missing')
  expect(openRefusal(survey, 0, '2026-11-22')).toBe('nobody_asked')
})

test('[003-08] a programme without a survey passes, warns or waits, as the bureau says', () => {
  expect(needsLack('off', false)).toBeUndefined()
  expect(needsLack('warn', false)).toBe('warn')
  expect(needsLack('block', false)).toBe('block')
  expect(needsLack('block', true)).toBeUndefined()
})
