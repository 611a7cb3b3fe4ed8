import type { Role } from '../../../lib/access.ts'
import { grantedRoles, type GrantedRole } from './grants.ts'

/** Roles that nobody hands over: whoever watches over the rights of others does so in person. */
export const neverDelegated: readonly GrantedRole[] = ['system_admin', 'security_admin', 'auditor']

/** The roles that may be handed over while their holder is away. */
export const delegableRoles: readonly GrantedRole[] = grantedRoles.filter((role) => !neverDelegated.includes(role))

const dayMs = 86_400_000

/** How many days a term has, its first and its last included. */
export function termDays(fromOn: string, toOn: string): number {
  return (Date.parse(toOn) - Date.parse(fromOn)) / dayMs + 1
}

/** One role that is to be handed over, as a decision needs to know it. */
export type HandedOver = {
  readonly role: Role
  /** Whether the holder holds it, on a day of the term at least. */
  readonly isHeld: boolean
  /** Whether the delegate works or holds a role in the part of the tree that it is over. */
  readonly isWithin: boolean
  /** Whether somebody else has it by delegation on a day of the term. */
  readonly isTaken: boolean
  /** Whether whoever makes the delegation is the holder, or could give this role there. */
  readonly mayGive: boolean
}

export type DelegationFacts = {
  readonly makerId: string
  readonly principalId: string
  readonly delegateId: string
  readonly fromOn: string
  readonly toOn: string
  readonly today: string
  readonly mostDays: number
  readonly grants: readonly HandedOver[]
}

export type DelegationRefusal =
  | 'delegate_is_self'
  | 'delegate_is_maker'
  | 'term_backwards'
  | 'term_in_past'
  | 'term_too_long'
  | 'grant_not_theirs'
  | 'role_not_delegable'
  | 'role_not_yours_to_give'
  | 'delegate_outside'
  | 'grant_delegated'

/** Why roles are not handed over; undefined when they are. */
export function delegationRefusal(facts: DelegationFacts): DelegationRefusal | undefined {
  const { grants, fromOn, toOn } = facts
  if (facts.principalId === facts.delegateId) return 'delegate_is_self'
  if (facts.makerId === facts.delegateId) return 'delegate_is_maker'
  if (toOn < fromOn) return 'term_backwards'
  if (fromOn < facts.today) return 'term_in_past'
  if (termDays(fromOn, toOn) > facts.mostDays) return 'term_too_long'
  if (grants.length === 0 || grants.some((grant) => !grant.isHeld)) return 'grant_not_theirs'
  if (grants.some(({ role }) => neverDelegated.some((never) => never === role))) return 'role_not_delegable'
  if (grants.some((grant) => !grant.mayGive)) return 'role_not_yours_to_give'
  if (grants.some((grant) => !grant.isWithin)) return 'delegate_outside'
  return grants.some((grant) => grant.isTaken) ? 'grant_delegated' : undefined
}

export const delegationStandings = ['ahead', 'in_force', 'over', 'ended'] as const
export type DelegationStanding = (typeof delegationStandings)[number]

/** Where a delegation stands on a day. */
export function delegationStanding(
  delegation: { readonly fromOn: string; readonly toOn: string; readonly endedAt: unknown },
  today: string,
): DelegationStanding {
  if (delegation.endedAt !== null) return 'ended'
  if (delegation.toOn < today) return 'over'
  return delegation.fromOn > today ? 'ahead' : 'in_force'
}

export type EndRefusal = 'delegation_not_found' | 'delegation_over'

/** Who ends a delegation, by what they are to it; undefined for anybody else. */
export function enderOf(
  delegation: { readonly principalId: string; readonly delegateId: string },
  accountId: string,
): 'principal' | 'delegate' | undefined {
  if (delegation.principalId === accountId) return 'principal'
  return delegation.delegateId === accountId ? 'delegate' : undefined
}

export type ActRefusal = 'delegation_not_found' | 'delegation_not_in_force' | 'second_factor_needed'
