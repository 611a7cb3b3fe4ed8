import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  attendancePercent,
  awaitsResult,
  closeRefusal,
  judge,
  resultRefusal,
  type Closing,
  type Scheme,
} from './core.ts'

const scheme: Scheme = { kind: 'exam', passMark: 60, attendanceMinPercent: 80, centihours: 2400 }
const points = (score: number) => ({ scoreTenths: score * 10, grade: null })

describe('who passes', () => {
  test.each([
    [10, 10, 90, true, 2400],
    [8, 10, 60, true, 2400],
    [8, 10, 59.9, false, 0],
    [7, 10, 100, false, 0],
    [0, 0, 60, true, 2400],
  ])('there %i of %i times with %f points: %s, %i', (attended, held, score, passed, centihours) => {
    expect(judge(scheme, { attended, held }, points(score))).toMatchObject({ passed, centihours })
  })

  test('a judgement tells both what was reached and what was asked', () => {
    expect(judge(scheme, { attended: 3, held: 4 }, points(59.5)).reasons).toEqual([
      { code: 'attendance_short', percent: 75, needed: 80 },
      { code: 'score_short', scoreTenths: 595, needed: 60 },
    ])
  })

  test('a grade passes unless it is fail', () => {
    const work: Scheme = { ...scheme, kind: 'work' }
    const graded = (grade: 'good' | 'fail') =>
      judge(work, { attended: 1, held: 1 }, { scoreTenths: null, grade }).passed
    expect([graded('good'), graded('fail')]).toEqual([true, false])
  })

  test('[000-40] without a result nobody passes', () => {
    const judged = judge(scheme, { attended: 10, held: 10 }, undefined)
    expect([judged.passed, awaitsResult(judged)]).toEqual([false, true])
  })

  test('whoever was there too seldom is not waited for', () => {
    expect(awaitsResult(judge(scheme, { attended: 1, held: 10 }, undefined))).toBe(false)
  })

  test('attendance is never rounded up, and more points never turn a pass into a fail', () => {
    expect(attendancePercent({ attended: 799, held: 1000 })).toBe(79)
    const presence = fc.record({ attended: fc.nat(20), held: fc.integer({ min: 20, max: 20 }) })
    fc.assert(
      fc.property(presence, fc.nat(1000), fc.nat(1000), (there, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const passes = (scoreTenths: number) => judge(scheme, there, { scoreTenths, grade: null }).passed
        expect(passes(low) && !passes(high)).toBe(false)
      }),
    )
  })
})

describe('[001-64] closing', () => {
  const ready: Closing = { state: 'running', assessed: true, members: 30, awaited: 0, ownClass: false }
  test.each([
    [{}, undefined],
    [{ assessed: false }, 'class_not_assessed'],
    [{ awaited: 1 }, 'results_missing'],
    [{ members: 0 }, 'class_without_members'],
    [{ state: 'planned' }, 'class_not_running'],
    [{ state: 'closed', assessed: false }, 'class_already_closed'],
    [{ ownClass: true }, 'class_of_own'],
  ] as const)('of a class with %o: %s', (part, refusal) => {
    expect(closeRefusal({ ...ready, ...part })).toBe(refusal)
  })
})

test.each([
  ['exam', { scoreTenths: null, grade: 'pass' }, 'score_missing'],
  ['observation', { scoreTenths: null, grade: 'pass' }, undefined],
  ['observation', { scoreTenths: null, grade: null }, 'score_missing'],
] as const)('%s with %o: %s', (kind, result, refusal) => {
  expect(resultRefusal({ ...scheme, kind }, result, { isMember: true, isOwn: false })).toBe(refusal)
})

test('nobody takes down their own result, and only members have one', () => {
  expect(resultRefusal(scheme, points(90), { isMember: true, isOwn: true })).toBe('own_result')
  expect(resultRefusal(scheme, points(90), { isMember: false, isOwn: false })).toBe('not_a_member')
})
