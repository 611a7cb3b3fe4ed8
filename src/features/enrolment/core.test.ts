import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allotPlaces,
  decideStanding,
  decisionRefusal,
  decisions,
  holdsPlace,
  moves,
  nextStep,
  type EnrolmentState,
} from './core.ts'

const states = Object.keys({
  applied: 0,
  school_approved: 0,
  returned: 0,
  admitted: 0,
  not_admitted: 0,
  withdrawn: 0,
  dismissed: 0,
  no_show: 0,
} satisfies Record<EnrolmentState, 0>)

test.each([
  ['approve', 'applied', 'enrolling', 'x', undefined],
  ['approve', 'school_approved', 'enrolling', 'x', 'already_decided'],
  ['return', 'applied', 'enrolling', '', 'reason_missing'],
  ['return', 'applied', 'enrolling', '材料不全', undefined],
  ['admit', 'applied', 'enrolling', 'x', 'not_vouched_yet'],
  ['admit', 'school_approved', 'running', 'x', undefined],
  ['decline', 'school_approved', 'enrolling', ' ', 'reason_missing'],
  ['dismiss', 'admitted', 'running', '不符合条件', undefined],
  ['dismiss', 'school_approved', 'running', 'x', 'already_decided'],
  ['miss', 'admitted', 'running', null, undefined],
  ['miss', 'applied', 'running', null, 'already_decided'],
  ['reinstate', 'no_show', 'running', null, undefined],
  ['reinstate', 'no_show', 'closed', null, 'programme_over'],
  ['withdraw', 'admitted', 'enrolling', '', undefined],
  ['withdraw', 'admitted', 'running', '', 'programme_running'],
  ['withdraw', 'applied', 'running', '', undefined],
  ['withdraw', 'returned', 'enrolling', '', 'already_decided'],
  ['admit', 'school_approved', 'cancelled', 'x', 'programme_over'],
] as const)(
  '[002-18] to %s one that is %s while the programme is %s, saying "%s": %s',
  (decision, state, programmeState, reason, refusal) => {
    expect(
      decisionRefusal(
        decision,
        { state, personId: 'p', programmeState },
        { accountId: 'b', personId: 'other' },
        reason,
      ),
    ).toBe(refusal)
  },
)

test('nobody decides on their own application, but may withdraw it', () => {
  const own = { personId: 'p', programmeState: 'enrolling' }
  const self = { accountId: 'a', personId: 'p' }
  expect(decisionRefusal('approve', { ...own, state: 'applied' }, self, null)).toBe('own_enrolment')
  expect(decisionRefusal('withdraw', { ...own, state: 'applied' }, self, null)).toBeUndefined()
  const delegate = { accountId: 'b', personId: 'other', onBehalfOf: self }
  expect(decisionRefusal('approve', { ...own, state: 'applied' }, delegate, null)).toBe('own_enrolment')
})

const application = { id: 'e2', personId: 'p', programmeId: 'g' }
const standing = (state: EnrolmentState) => ({ id: 'e1', personId: 'p', programmeId: 'g', state })

test.each([
  [undefined, undefined, { ok: true, value: 'new' }],
  [{ ...standing('applied'), id: 'e2' }, undefined, { ok: true, value: 'repeated' }],
  [{ ...standing('applied'), id: 'e2', personId: 'other' }, undefined, { ok: false, error: 'id_reused' }],
  [undefined, standing('applied'), { ok: false, error: 'already_applied' }],
  [undefined, standing('admitted'), { ok: false, error: 'already_applied' }],
  [undefined, standing('not_admitted'), { ok: false, error: 'declined_before' }],
  [undefined, standing('dismissed'), { ok: false, error: 'dismissed_before' }],
] as const)('[002-17] an application beside %o and %o: %o', (sameId, known, answer) => {
  expect(decideStanding(application, { sameId, standing: known })).toEqual(answer)
})

const anyState = fc.constantFrom<EnrolmentState>(
  'applied',
  'school_approved',
  'returned',
  'admitted',
  'not_admitted',
  'withdrawn',
  'dismissed',
)
const admission = fc.constantFrom<'first_come' | 'selection'>('first_come', 'selection')

test('[003-15] places are never oversold nor given back twice, whatever is decided in whatever order', () => {
  const decision = fc.constantFrom(...decisions)
  fc.assert(
    fc.property(
      admission,
      fc.array(anyState, { maxLength: 30 }),
      fc.array(decision, { maxLength: 12 }),
      fc.nat(40),
      (how, start, order, room) => {
        let rows = start.map((state, index) => ({
          id: index,
          programmeId: 'g',
          state,
          holdsPlace: holdsPlace(state, how),
        }))
        const held = () => rows.filter((row) => row.holdsPlace).length
        const placesMax = Math.max(room, held())
        let taken = held()
        for (const each of order) {
          const possible = rows.filter(({ state }) => moves[each].from.includes(state))
          const { placed, changeByProgramme } = allotPlaces(each, possible, new Map([['g', placesMax - taken]]))
          taken += changeByProgramme.get('g') ?? 0
          const done = new Set(placed.map(({ id }) => id))
          const { to } = moves[each]
          rows = rows.map((row) => (done.has(row.id) ? { ...row, state: to, holdsPlace: holdsPlace(to, how) } : row))
          expect(taken).toBe(held())
          expect(taken).toBeLessThanOrEqual(placesMax)
        }
      },
    ),
  )
})

test('whoever is asked for and whoever is placed or full add up', () => {
  const rows = Array.from({ length: 5 }, () => ({ programmeId: 'g', holdsPlace: false }))
  const { placed, full } = allotPlaces('admit', rows, new Map([['g', 3]]))
  expect([placed.length, full.length]).toEqual([3, 2])
})

test('every state says what comes next', () => {
  expect(states).toHaveLength(8)
  const starting = (state: string) => ({ state, startsOn: '2026-05-10' })
  expect(nextStep('returned', starting('enrolling'), '2026-05-01')).toBe('again')
  expect(nextStep('returned', starting('running'), '2026-05-01')).toBe('over')
  expect(nextStep('admitted', starting('running'), '2026-05-09')).toBe('class')
  expect(nextStep('admitted', starting('running'), '2026-05-10')).toBe('attending')
  expect(nextStep('admitted', { state: 'running', startsOn: null }, '2026-05-10')).toBe('class')
  expect(nextStep('admitted', starting('closed'), '2026-06-01')).toBe('over')
})
