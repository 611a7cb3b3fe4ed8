import { describe, expect, test } from 'vitest'
import { editPlanRefusal, inYear, meetingMissing, phaseStanding, publishPlanRefusal } from './plan.ts'

const phase = { fromOn: '2026-04-01', toOn: '2026-04-30', doneOn: null }

test.each([
  ['2026-03-31', 'ahead'],
  ['2026-04-01', 'current'],
  ['2026-04-30', 'current'],
  ['2026-05-01', 'overdue'],
] as const)('[003-33] a phase of April, seen on %s, is %s', (today, standing) => {
  expect(phaseStanding(phase, today)).toBe(standing)
})

test('[003-33] a phase that was reported as done is never overdue', () => {
  expect(phaseStanding({ ...phase, doneOn: '2026-05-02' }, '2026-06-01')).toBe('done')
})

test.each([
  ['2026-04-30', 1, '2027-04-30'],
  ['2028-02-29', 1, '2029-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
] as const)('%s moved by %i years is %s', (date, shift, moved) => {
  expect(inYear(date, shift)).toBe(moved)
})

describe('publishing', () => {
  test.each([
    ['draft', 14, 1, undefined],
    ['draft', 0, 1, 'plan_without_programmes'],
    ['draft', 14, 0, 'leading_group_missing'],
    ['published', 14, 1, 'plan_not_draft'],
    ['closed', 14, 1, 'plan_not_draft'],
  ] as const)('[001-01] a %s plan with %i programmes and %i heads: %s', (state, programmes, heads, refusal) => {
    expect(publishPlanRefusal({ state }, { programmes, heads })).toBe(refusal)
  })
})

describe('changing', () => {
  test.each([
    ['draft', 3, '', undefined],
    ['published', 3, '', 'reason_missing'],
    ['published', 3, 'the date moved', undefined],
    ['published', 2, 'the date moved', 'revision_stale'],
    ['closed', 3, 'the date moved', 'plan_closed'],
  ] as const)('a %s plan from revision %i because “%s”: %s', (state, revision, reason, refusal) => {
    expect(editPlanRefusal({ state, revision: 3 }, { revision, reason })).toBe(refusal)
  })
})

test('[001-58] one meeting of the leading group a year is asked for', () => {
  expect(meetingMissing({ year: 2026 }, [{ heldOn: '2025-12-31' }])).toBe(true)
  expect(meetingMissing({ year: 2026 }, [{ heldOn: '2026-01-10' }])).toBe(false)
})
