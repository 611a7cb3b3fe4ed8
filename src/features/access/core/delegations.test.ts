import { describe, expect, test } from 'vitest'
import {
  delegationRefusal,
  delegationStanding,
  enderOf,
  neverDelegated,
  termDays,
  type DelegationFacts,
  type HandedOver,
} from './delegations.ts'

const grant: HandedOver = { role: 'principal', isHeld: true, isWithin: true, isTaken: false, mayGive: true }
const good: DelegationFacts = {
  makerId: 'a',
  principalId: 'a',
  delegateId: 'b',
  fromOn: '2026-11-22',
  toOn: '2026-12-01',
  today: '2026-11-22',
  mostDays: 90,
  grants: [grant],
}
const refusalOf = (facts: Partial<DelegationFacts>) => delegationRefusal({ ...good, ...facts })
const withGrant = (change: Partial<HandedOver>) => refusalOf({ grants: [grant, { ...grant, ...change }] })

describe('[003-27] handing roles over while away', () => {
  test('a term counts its first and its last day', () => {
    expect(termDays('2026-11-22', '2026-11-22')).toBe(1)
    expect(termDays('2026-11-22', '2027-02-19')).toBe(90)
  })

  test('is done for a term that begins today or later and is no longer than the setting', () => {
    expect(refusalOf({})).toBeUndefined()
    expect(refusalOf({ toOn: '2027-02-19' })).toBeUndefined()
    expect(refusalOf({ toOn: '2027-02-20' })).toBe('term_too_long')
    expect(refusalOf({ fromOn: '2026-11-21' })).toBe('term_in_past')
    expect(refusalOf({ toOn: '2026-11-21' })).toBe('term_backwards')
  })

  test('is never done to oneself, nor by an administrator to themselves', () => {
    expect(refusalOf({ delegateId: 'a' })).toBe('delegate_is_self')
    expect(refusalOf({ makerId: 'b' })).toBe('delegate_is_maker')
  })

  test('asks of every role that it is held, may be handed over, fits the delegate and is free', () => {
    expect(refusalOf({ grants: [] })).toBe('grant_not_theirs')
    expect(withGrant({ isHeld: false })).toBe('grant_not_theirs')
    expect(withGrant({ isWithin: false })).toBe('delegate_outside')
    expect(withGrant({ isTaken: true })).toBe('grant_delegated')
    expect(withGrant({ mayGive: false })).toBe('role_not_yours_to_give')
  })

  test.each(neverDelegated)('never hands over %s', (role) => {
    expect(withGrant({ role })).toBe('role_not_delegable')
  })
})

test('a delegation is ahead, in force, over by its term, or ended before', () => {
  const term = { fromOn: '2026-11-22', toOn: '2026-12-01', endedAt: null }
  expect(delegationStanding(term, '2026-11-21')).toBe('ahead')
  expect(delegationStanding(term, '2026-11-22')).toBe('in_force')
  expect(delegationStanding(term, '2026-12-01')).toBe('in_force')
  expect(delegationStanding(term, '2026-12-02')).toBe('over')
  expect(delegationStanding({ ...term, endedAt: new Date(0) }, '2026-11-23')).toBe('ended')
})

test('either of the two ends it, and nobody else', () => {
  const between = { principalId: 'a', delegateId: 'b' }
  expect([enderOf(between, 'a'), enderOf(between, 'b'), enderOf(between, 'c')]).toEqual([
    'principal',
    'delegate',
    undefined,
  ])
})
