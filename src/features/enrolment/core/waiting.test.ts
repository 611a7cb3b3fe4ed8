import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offerDeadline, waiterMoves, waiterRefusal, type WaiterMove, type WaiterState } from './waiting.ts'

const now = new Date('2026-11-22T02:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

test.each([
  [{ termHours: 48, leadHours: 48 }, null, hours(48)],
  [{ termHours: 48, leadHours: 48 }, hours(200), hours(48)],
  [{ termHours: 48, leadHours: 48 }, hours(60), hours(12)],
  [{ termHours: 48, leadHours: 48 }, hours(48), undefined],
  [{ termHours: 2, leadHours: 0 }, hours(1), hours(1)],
] as const)(
  'an offer stands for its term, and never past the lead before the first day: %#',
  (rule, startsAt, until) => {
    expect(offerDeadline(rule, now, startsAt)).toEqual(until)
  },
)

test.each([
  ['accept', 'offered', hours(1), undefined],
  ['accept', 'offered', now, 'offer_over'],
  ['accept', 'expired', hours(-1), 'offer_over'],
  ['accept', 'waiting', null, 'not_offered'],
  ['decline', 'offered', hours(1), undefined],
  ['expire', 'offered', now, undefined],
  ['expire', 'offered', hours(1), 'not_offered'],
  ['leave', 'waiting', null, undefined],
  ['leave', 'offered', hours(1), 'not_waiting'],
  ['offer', 'declined', null, 'not_waiting'],
] as const)('%s from %s: %s', (move, state, offerUntil, refusal) => {
  expect(waiterRefusal(move, { state, offerUntil }, now)).toBe(refusal)
})

const states: readonly WaiterState[] = ['waiting', 'offered', 'accepted', 'declined', 'expired', 'left']
const moves: readonly WaiterMove[] = ['offer', 'accept', 'decline', 'expire', 'leave']

test('whatever happens in whatever order: an end is an end', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 12 }), (taken) => {
      let state: WaiterState = 'waiting'
      for (const move of taken) {
        const before: WaiterState = state
        if (waiterRefusal(move, { state, offerUntil: null }, now) === undefined) state = waiterMoves[move].to
        if (before !== 'waiting' && before !== 'offered') expect(state).toBe(before)
      }
      expect(states).toContain(state)
    }),
  )
})
