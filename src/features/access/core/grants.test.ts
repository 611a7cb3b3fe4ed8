import { describe, expect, test } from 'vitest'
import { roles } from '../../../lib/access.ts'
import {
  granters,
  grantingRoots,
  grantRefusal,
  places,
  standingOf,
  withdrawRefusal,
  type GrantFacts,
} from './grants.ts'

const facts: GrantFacts = {
  granterId: 'a',
  accountId: 'b',
  role: 'principal',
  organisationKind: 'school',
  fromOn: '2026-03-01',
  toOn: '2026-12-31',
  today: '2026-03-01',
  mayGive: true,
  isWithin: true,
  isHeld: false,
}

describe('giving a role', () => {
  test('is decided by who gives it, over what, and for how long', () => {
    expect(grantRefusal(facts)).toBeUndefined()
    expect(grantRefusal({ ...facts, toOn: null })).toBeUndefined()
  })

  test.each([
    ['grant_to_self', { accountId: 'a' }],
    ['role_not_yours_to_give', { mayGive: false }],
    ['grant_beyond_scope', { isWithin: false }],
    ['role_place_unfit', { organisationKind: 'provider' }],
    ['term_backwards', { toOn: '2026-02-28' }],
    ['term_over', { fromOn: '2026-01-01', toOn: '2026-02-28' }],
    ['grant_held', { isHeld: true }],
  ] as const)('[003-31] is refused as %s', (code, change) => {
    expect(grantRefusal({ ...facts, ...change })).toBe(code)
  })

  test('every role but the teacher’s has its places', () => {
    expect(Object.keys(places).sort()).toEqual(roles.filter((role) => role !== 'teacher').sort())
  })

  test('[003-31] administrators are made by administrators; apart, only by the security administrator', () => {
    expect(granters('principal', false)).toContain('bureau_officer')
    for (const role of ['system_admin', 'security_admin', 'auditor'] as const)
      expect(granters(role, false)).not.toContain('bureau_officer')
    for (const role of roles) expect(granters(role, true)).toEqual(['security_admin'])
    const both = [
      { role: 'system_admin', organisationId: 'x' },
      { role: 'security_admin', organisationId: 'y' },
    ] as const
    expect([grantingRoots(both, 'principal', false), grantingRoots(both, 'principal', true)]).toEqual([
      ['x', 'y'],
      ['y'],
    ])
  })
})

test('a role is not taken from the last who can give roles', () => {
  const may = { mayGive: true, isOver: false, isLastGranter: false }
  expect(withdrawRefusal(may)).toBeUndefined()
  expect(withdrawRefusal({ ...may, mayGive: false })).toBe('role_not_yours_to_give')
  expect(withdrawRefusal({ ...may, isOver: true })).toBe('grant_over')
  expect(withdrawRefusal({ ...may, isLastGranter: true })).toBe('last_granter')
})

test.each([
  ['ahead', '2026-03-02', null, null],
  ['in_force', '2026-03-01', null, null],
  ['in_force', '2026-01-01', '2026-03-16', null],
  ['ending', '2026-01-01', '2026-03-15', null],
  ['ending', '2026-01-01', '2026-03-01', null],
  ['over', '2026-01-01', '2026-02-28', null],
  ['withdrawn', '2026-01-01', null, '2026-02-01T00:00:00Z'],
] as const)('a grant is %s from %s to %s', (standing, fromOn, toOn, withdrawnAt) => {
  expect(standingOf({ fromOn, toOn, withdrawnAt }, '2026-03-01')).toBe(standing)
})
