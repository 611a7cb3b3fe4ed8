import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainAlphabet } from '../../platform/crypto.ts'
import {
  arrival,
  changeRefusal,
  checkInWindow,
  codeFrom,
  decideCheckIn,
  handRefusal,
  midnight,
  phaseOf,
  readTyped,
  sessionRefusal,
  splitEvenly,
  standingOf,
  stepAt,
  stepEnds,
  stepMs,
  stepRefusal,
  tally,
  ticketRefusal,
  wallTime,
  windowRefusal,
} from './core.ts'

const at = (time: string) => new Date(`2026-11-21T${time}+08:00`)
const session = {
  startsAt: at('14:00:00'),
  endsAt: at('16:30:00'),
  opensBefore: 20,
  lateAfter: 10,
  closesAfter: null,
  state: 'planned',
  classState: 'running',
} as const

test.each([
  ['13:39:59', 'check_in_too_early'],
  ['13:40:00', 'present'],
  ['14:00:00', 'present'],
  ['14:09:59', 'present'],
  ['14:10:00', 'late'],
  ['16:30:00', 'late'],
  ['16:30:01', 'check_in_over'],
] as const)('somebody who scans at %s: %s', (time, answer) => {
  expect(windowRefusal(session, at(time)) ?? arrival(session, at(time))).toBe(answer)
})

test.each([
  [{ closesAfter: 30 }, '14:30:01', 'check_in_over'],
  [{ closesAfter: 30 }, '14:30:00', undefined],
  [{ closesAfter: 600 }, '16:30:01', 'check_in_over'],
  [{ state: 'cancelled' as const }, '14:00:00', 'session_cancelled'],
  [{ classState: 'closed' }, '14:00:00', 'class_closed'],
])('with %o, at %s: %s', (change, time, refusal) => {
  expect(windowRefusal({ ...session, ...change }, at(time))).toBe(refusal)
})

test.each([
  [0, undefined],
  [-1, undefined],
  [-2, 'code_too_old'],
  [-300, 'code_too_old'],
  [1, 'code_wrong'],
] as const)('a code %i steps from now: %s', (difference, refusal) => {
  const now = stepAt(at('14:00:00'))
  expect(stepRefusal(now + difference, now)).toBe(refusal)
})

test('a code is taken from the moment it is shown for at least one step and less than two', () => {
  const instants = fc.integer({ min: 0, max: 4_000_000_000_000 })
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 60_000 }), (shownAt, later) => {
      const taken = stepRefusal(stepAt(new Date(shownAt)), stepAt(new Date(shownAt + later))) === undefined
      if (later < stepMs) expect(taken).toBe(true)
      if (later >= 2 * stepMs) expect(taken).toBe(false)
      expect(stepEnds(stepAt(new Date(shownAt))).getTime()).toBeGreaterThan(shownAt)
    }),
  )
})

test('a code has six characters that nobody mistakes for each other, and is read however it was typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (signature) => {
      const code = codeFrom(signature, plainAlphabet)
      expect(code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
      expect(readTyped(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toBe(code)
    }),
  )
  expect(readTyped('ａｂ２ ３４ｋ')).toBe('AB234K')
})

const facts = { session, isMember: true, mark: undefined }
const mark = { id: 'm', state: 'present', way: 'qr' } as const

test.each([
  ['on time', facts, '13:50:00', { kind: 'mark', state: 'present' }],
  ['late', facts, '14:20:00', { kind: 'mark', state: 'late' }],
  ['early, and nothing is written', facts, '13:00:00', { kind: 'refuse', code: 'check_in_too_early' }],
  ['twice', { ...facts, mark }, '14:20:00', { kind: 'stands' }],
  ['again after the end', { ...facts, mark }, '18:00:00', { kind: 'stands' }],
  [
    'after the host has marked',
    { ...facts, mark: { ...mark, state: 'leave', way: 'hand' } as const },
    '14:00:00',
    { kind: 'stands' },
  ],
  ['no member', { ...facts, isMember: false }, '14:00:00', { kind: 'refuse', code: 'not_a_member' }],
  ['no session', { ...facts, session: undefined }, '14:00:00', { kind: 'refuse', code: 'session_not_found' }],
] as const)('[003-26] a check-in %s', (_, known, time, decision) => {
  expect(decideCheckIn(known, at(time))).toEqual(decision)
})

test('an early try poisons nothing: the same person is on time when check-in opens', () => {
  expect(decideCheckIn(facts, at('13:39:00')).kind).toBe('refuse')
  expect(decideCheckIn(facts, at('13:41:00'))).toEqual({ kind: 'mark', state: 'present' })
})

test.each([
  [0, undefined],
  [5 * 60_000, undefined],
  [5 * 60_000 + 1, 'ticket_expired'],
  [-61_000, 'ticket_invalid'],
] as const)('a ticket that is %i ms old: %s', (age, refusal) => {
  expect(ticketRefusal({ scannedAt: at('14:00:00') }, new Date(at('14:00:00').getTime() + age))).toBe(refusal)
})

test.each([
  ['present', '13:00:00', 'check_in_too_early'],
  ['leave', '13:00:00', undefined],
  ['present', '14:05:00', undefined],
  ['present', '19:00:00', undefined],
] as const)('the host marks somebody as %s at %s: %s', (state, time, refusal) => {
  expect(handRefusal(session, state, at(time))).toBe(refusal)
})

test('whoever has no mark is absent when check-in is over, and not before', () => {
  expect(standingOf(session, undefined, at('15:00:00'))).toBe('pending')
  expect(standingOf(session, undefined, at('16:31:00'))).toBe('absent')
  expect(standingOf(session, { state: 'leave' }, at('16:31:00'))).toBe('leave')
  expect(standingOf({ ...session, state: 'cancelled' }, undefined, at('16:31:00'))).toBe('cancelled')
})

test('what was held is what a person was at, late at, away from with leave, or absent from', () => {
  const anyState = fc.constantFrom('present', 'late', 'absent', 'leave', undefined)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyState, fc.boolean(), fc.integer({ min: -5, max: 5 })), { maxLength: 20 }),
      (drawn) => {
        const sessions = drawn.map(([, cancelled, days], index) => ({
          ...session,
          id: String(index),
          startsAt: new Date(session.startsAt.getTime() + days * 86_400_000),
          endsAt: new Date(session.endsAt.getTime() + days * 86_400_000),
          state: cancelled ? ('cancelled' as const) : ('planned' as const),
        }))
        const marks = new Map(drawn.flatMap(([state], index) => (state ? [[String(index), { state }] as const] : [])))
        const { held, ...parts } = tally(sessions, marks, at('20:00:00'))
        expect(parts.present + parts.late + parts.absent + parts.leave).toBe(held)
        expect(held).toBeLessThanOrEqual(drawn.length)
      },
    ),
  )
})

test.each([
  ['planned', '14:00', '16:00', undefined],
  ['closed', '14:00', '16:00', 'class_closed'],
  ['running', '16:00', '16:00', 'session_times_reversed'],
  ['running', '01:00', '23:00', 'session_too_long'],
] as const)('a session of a %s class from %s to %s: %s', (state, from, to, refusal) => {
  expect(sessionRefusal({ startsAt: at(`${from}:00`), endsAt: at(`${to}:00`) }, state)).toBe(refusal)
})

test('what is over or was cancelled is not moved', () => {
  expect(changeRefusal(session, 'running', at('16:31:00'))).toBe('session_over')
  expect(changeRefusal({ ...session, state: 'cancelled' }, 'running', at('10:00:00'))).toBe('session_cancelled')
  expect(changeRefusal(session, 'running', at('15:00:00'))).toBeUndefined()
})

test('people are split evenly, nobody is lost, and no class gets more than it takes', () => {
  const room = fc.record({ size: fc.nat(10), places: fc.option(fc.nat(20), { nil: null }) })
  fc.assert(
    fc.property(fc.nat(40), fc.array(room, { minLength: 1, maxLength: 5 }), (size, drawn) => {
      const people = Array.from({ length: size }, (_, index) => index)
      const rooms = drawn.map((each, index) => ({ ...each, id: String(index) }))
      const { placed, left } = splitEvenly(people, rooms)
      expect([...placed.map(({ person }) => person), ...left].toSorted((a, b) => a - b)).toEqual(people)
      for (const { id, size: before, places } of rooms) {
        const added = placed.filter(({ classId }) => classId === id).length
        if (places !== null && added > 0) expect(before + added).toBeLessThanOrEqual(places)
      }
    }),
  )
  const { placed } = splitEvenly(
    [1, 2, 3, 4, 5],
    [
      { id: 'a', size: 0, places: null },
      { id: 'b', size: 0, places: null },
    ],
  )
  expect(placed.map(({ classId }) => classId)).toEqual(['a', 'b', 'a', 'b', 'a'])
})

test.each(['Asia/Shanghai', 'Asia/Urumqi', 'America/New_York'])(
  'a date begins at midnight on the walls of %s',
  (zone) => {
    for (const date of ['2026-01-01', '2026-03-08', '2026-11-01', '2026-11-21']) {
      expect(wallTime(midnight(date, zone), zone)).toBe(`${date} 00:00`)
    }
  },
)

test('check-in opens, turns late and closes by the minutes of the session', () => {
  expect(checkInWindow(session)).toEqual({ opensAt: at('13:40:00'), lateAt: at('14:10:00'), closesAt: at('16:30:00') })
})

test.each([
  ['13:59:59', 'planned'],
  ['14:00:00', 'running'],
  ['16:30:00', 'running'],
  ['16:30:01', 'over'],
] as const)('at %s a session is %s', (time, phase) => {
  expect(phaseOf(session, at(time))).toBe(phase)
  expect(phaseOf({ ...session, state: 'cancelled' }, at(time))).toBe('cancelled')
})
