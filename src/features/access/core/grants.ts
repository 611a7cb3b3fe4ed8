import type { Grant, Role } from '../../../lib/access.ts'

/** How rights are handled where nobody has said otherwise. */
export const defaults = { administratorsSplit: false, auditDays: 1_095, delegationDays: 90 } as const

export type OrganisationKind = 'bureau' | 'county_bureau' | 'town_centre' | 'school' | 'provider'

const offices = ['bureau', 'county_bureau'] as const
const anywhere = ['bureau', 'county_bureau', 'town_centre', 'school', 'provider'] as const
const schools = ['school', 'town_centre'] as const

/** Where each role has a meaning. A teacher is no grant: it follows from being on a roster. */
export const places: Readonly<Record<Exclude<Role, 'teacher'>, readonly OrganisationKind[]>> = {
  bureau_officer: offices,
  town_officer: ['town_centre'],
  school_registrar: schools,
  principal: schools,
  provider: ['provider', 'school', 'town_centre', 'bureau', 'county_bureau'],
  class_lead: anywhere,
  trainer: anywhere,
  hours_officer: offices,
  system_admin: offices,
  security_admin: offices,
  auditor: offices,
}

export type GrantedRole = keyof typeof places

/** Whether a word names a role that is given. */
export function isGrantedRole(word: string): word is GrantedRole {
  return word in places
}

/** Every role that is given, in the order of the tree. */
export const grantedRoles: readonly GrantedRole[] = Object.keys(places).filter(isGrantedRole)

const administrators: readonly Role[] = ['system_admin', 'security_admin', 'auditor']

/** The roles that may give a role: administrators are made by administrators; with the three apart, only by the security administrator. */
export function granters(role: Role, isSplit: boolean): readonly Role[] {
  if (isSplit) return ['security_admin']
  return administrators.includes(role)
    ? ['system_admin', 'security_admin']
    : ['bureau_officer', 'system_admin', 'security_admin']
}

/** The roots of the subtrees in which somebody may give this role. */
export function grantingRoots(grants: readonly Grant[], role: Role, isSplit: boolean): readonly string[] {
  const allowed = granters(role, isSplit)
  return grants.filter((grant) => allowed.includes(grant.role)).map((grant) => grant.organisationId)
}

/** What a decision about giving a role needs to know. */
export type GrantFacts = {
  readonly granterId: string
  readonly accountId: string
  readonly role: GrantedRole
  readonly organisationKind: OrganisationKind
  readonly fromOn: string
  readonly toOn: string | null
  readonly today: string
  /** Whether whoever gives it may give this role at all, and whether the place lies in their part. */
  readonly mayGive: boolean
  readonly isWithin: boolean
  /** Whether the account holds the same role over the same organisation on a day of this term. */
  readonly isHeld: boolean
}

export type GrantRefusal =
  | 'grant_to_self'
  | 'role_not_yours_to_give'
  | 'grant_beyond_scope'
  | 'role_place_unfit'
  | 'term_backwards'
  | 'term_over'
  | 'grant_held'

/** Why a role is not given; undefined when it is. */
export function grantRefusal(facts: GrantFacts): GrantRefusal | undefined {
  if (facts.granterId === facts.accountId) return 'grant_to_self'
  if (!facts.mayGive) return 'role_not_yours_to_give'
  if (!facts.isWithin) return 'grant_beyond_scope'
  if (!places[facts.role].includes(facts.organisationKind)) return 'role_place_unfit'
  if (facts.toOn !== null && facts.toOn < facts.fromOn) return 'term_backwards'
  if (facts.toOn !== null && facts.toOn < facts.today) return 'term_over'
  return facts.isHeld ? 'grant_held' : undefined
}

export type WithdrawRefusal = 'role_not_yours_to_give' | 'grant_over' | 'last_granter'

/** Why a role is not taken away; undefined when it is. Somebody must be left who can give roles. */
export function withdrawRefusal(facts: {
  readonly mayGive: boolean
  readonly isOver: boolean
  readonly isLastGranter: boolean
}): WithdrawRefusal | undefined {
  if (!facts.mayGive) return 'role_not_yours_to_give'
  if (facts.isOver) return 'grant_over'
  return facts.isLastGranter ? 'last_granter' : undefined
}

/** The roles without which nobody could give roles any more. */
export function rulers(isSplit: boolean): readonly Role[] {
  return isSplit ? ['security_admin'] : ['system_admin', 'security_admin']
}

export type Standing = 'ahead' | 'in_force' | 'ending' | 'over' | 'withdrawn'

/** For how many days before its end a grant is shown as ending. */
export const endingDays = 14

/** Where a grant stands on a day. */
export function standingOf(
  grant: { readonly fromOn: string; readonly toOn: string | null; readonly withdrawnAt: string | null },
  today: string,
): Standing {
  if (grant.withdrawnAt !== null) return 'withdrawn'
  if (grant.fromOn > today) return 'ahead'
  if (grant.toOn === null) return 'in_force'
  if (grant.toOn < today) return 'over'
  const left = (Date.parse(grant.toOn) - Date.parse(today)) / 86_400_000
  return left <= endingDays ? 'ending' : 'in_force'
}

export type SplitRefusal = 'split_by_security_admin' | 'split_without_all_three'

/**
 * Why the three administrators are not put apart, or together again; undefined when they are. Each of the three must be held by
 * somebody, no two of them by the same; and once apart, only the security administrator changes how rights are handled.
 */
export function splitRefusal(facts: {
  readonly was: boolean
  readonly willBe: boolean
  readonly isSecurityAdmin: boolean
  /** The accounts that hold each of the three over the whole region today. */
  readonly holders: Readonly<Record<'system_admin' | 'security_admin' | 'auditor', readonly string[]>>
}): SplitRefusal | undefined {
  if (facts.was && !facts.isSecurityAdmin) return 'split_by_security_admin'
  if (!facts.willBe) return undefined
  const { system_admin, security_admin, auditor } = facts.holders
  const apart = [system_admin, security_admin, auditor].every((held) => held.length > 0)
  const all = [...new Set(system_admin), ...new Set(security_admin), ...new Set(auditor)]
  return apart && new Set(all).size === all.length ? undefined : 'split_without_all_three'
}
