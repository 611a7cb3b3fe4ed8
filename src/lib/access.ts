/** The roles of an education region, each with one job. A person may hold several, each over its own part of the tree. */
export const roles = [
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'class_lead',
  'trainer',
  'teacher',
  'hours_officer',
  'system_admin',
  'security_admin',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** A role over the subtree of the organisation tree that starts at one organisation. */
export type Grant = { readonly role: Role; readonly organisationId: string }

/**
 * Who may use a route.
 * `public`: anyone. `signed_in`: any account, and only on what is its own. `person`: an account that belongs to a
 * person on the roster, and only on what is that person's own. `roles`: the roles named. With `at`, the object that
 * this path parameter names must lie in the subtree of such a role; without, what the route lists or makes is
 * confined to those subtrees by the command. `orOwn` also lets in the person whom the object is about.
 */
export type Access = Who & {
  /** Asks for the password or a code again when it was last shown more than five minutes ago. */
  readonly fresh?: true
  /** May be used while the sign-in itself still owes something. */
  readonly early?: true
  /** Which tokens of a single purpose may use it; without, none of them may. */
  readonly serves?: TokenPurpose
  /** Is never done for somebody else: whoever acts by delegation comes back to their own roles first. */
  readonly inPerson?: true
}
type Who =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'person' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[]; readonly at?: string; readonly orOwn?: true }

export const anyone: Access = { kind: 'public' }
export const signedIn: Access = { kind: 'signed_in' }
export const ownPerson: Access = { kind: 'person' }

/** These roles; what is listed or made is confined to their subtrees by the command. */
export function held(...allowed: Role[]): Access {
  return { kind: 'roles', roles: allowed }
}

/** These roles, over the object that the path parameter `at` names. */
export function over(at: string, ...allowed: Role[]): Access {
  return { kind: 'roles', roles: allowed, at }
}

/** Like `over`, and also the person whom the object is about. */
export function overOrOwn(at: string, ...allowed: Role[]): Access {
  return { kind: 'roles', roles: allowed, at, orOwn: true }
}

/** These roles, confined to their subtrees by the command; and every person on the roster, who meets only what is their own. */
export function heldOrOwn(...allowed: Role[]): Access {
  return { kind: 'roles', roles: allowed, orOwn: true }
}

/** What a token may be made for that does nothing else, and who may make one: another system that hands hours over. */
export const tokenPurposes = {
  external_hours: ['bureau_officer', 'school_registrar'],
} as const satisfies Record<string, readonly Role[]>
export type TokenPurpose = keyof typeof tokenPurposes

/** The roles of a purpose, confined to their subtrees by the command; a token of that purpose may use it, and nothing else. */
export function serving(purpose: TokenPurpose): Access {
  return { ...held(...tokenPurposes[purpose]), serves: purpose }
}

/** What the rules need to know of whoever asks. */
export type Asker = { readonly personId: string | null; readonly grants: readonly Grant[] }

export type AccessRefusal = 'not_signed_in' | 'role_missing' | 'not_a_person'

/** Why this asker may not use a route at all, wherever its object lies; undefined when they may. The server refuses by it, a button shows it. */
export function accessRefusal(access: Access, asker: Asker | undefined): AccessRefusal | undefined {
  if (access.kind === 'public') return undefined
  if (!asker) return 'not_signed_in'
  if (access.kind === 'signed_in') return undefined
  if (access.kind === 'person') return asker.personId === null ? 'not_a_person' : undefined
  if (access.orOwn && asker.personId !== null) return undefined
  return asker.grants.some((grant) => access.roles.includes(grant.role)) ? undefined : 'role_missing'
}

/** The roots of the subtrees over which the asker holds one of these roles, without repetition. */
export function scopeOf(asker: Asker, allowed: readonly Role[]): readonly string[] {
  return [...new Set(asker.grants.filter((grant) => allowed.includes(grant.role)).map((grant) => grant.organisationId))]
}

/** The same rule for a dangerous act: whoever asks has shown the password or a code within the last five minutes. */
export function freshly(access: Access): Access {
  return { ...access, fresh: true }
}

/** The same rule for what nobody hands over to a delegate, such as giving roles. */
export function inPerson(access: Access): Access {
  return { ...access, inPerson: true }
}

/** The same rule for what completes a sign-in: it may be used before the second factor has been shown or set up. */
export function early(access: Access): Access {
  return { ...access, early: true }
}

/** For how many minutes a password or a code that was shown counts for dangerous acts. */
export const freshMinutes = 5

/** What a sign-in may still owe: the code of its second factor, or the setting up of one that a role demands. */
export type Owed = 'code' | 'second_factor'

/** How whoever asks has shown who they are. */
export type Standing = {
  /** When the password or a code was last shown; null where it never was. */
  readonly provedAt: Date | null
  readonly owes: Owed | null
  /** Set where a program asks with a token, and not a person in a browser. */
  readonly token: { readonly readOnly: boolean; readonly purpose?: TokenPurpose | null } | null
}

export type StandingRefusal = 'sign_in_unfinished' | 'token_read_only' | 'token_not_allowed' | 'reauth_needed'

/** Whether somebody asks with a token that was made for something else. */
export function isBesidePurpose(access: Access, standing: Standing | undefined): boolean {
  const purpose = standing?.token?.purpose ?? null
  return purpose !== null && access.kind !== 'public' && access.serves !== purpose
}

/** Why a request may not be answered although the roles would allow it; undefined when it may. */
export function standingRefusal(
  access: Access,
  standing: Standing,
  isReading: boolean,
  now: Date,
): StandingRefusal | undefined {
  if (access.kind === 'public') return undefined
  if (standing.owes !== null && !access.early) return 'sign_in_unfinished'
  if (standing.token && !isReading) {
    if (access.fresh || access.early) return 'token_not_allowed'
    return standing.token.readOnly ? 'token_read_only' : undefined
  }
  if (!access.fresh) return undefined
  if (standing.token) return 'token_not_allowed'
  const { provedAt } = standing
  const isFresh = provedAt !== null && now.getTime() - provedAt.getTime() <= freshMinutes * 60_000
  return isFresh ? undefined : 'reauth_needed'
}

/** Whose roles somebody acts with, where these are not their own. */
export type OnBehalfOf = {
  readonly delegationId: string
  readonly accountId: string
  readonly personId: string | null
  readonly name: string
}

/** Whoever acts: an account, the person it belongs to, and whom it stands in for. */
export type Acting = {
  readonly accountId: string
  readonly personId: string | null
  readonly onBehalfOf?: Pick<OnBehalfOf, 'accountId' | 'personId'> | null | undefined
}

/** The account whose authority an act rests on: one's own, or that of whom one stands in for. */
export function authorityOf(acting: Acting): string {
  return acting.onBehalfOf?.accountId ?? acting.accountId
}

/** The accounts that had a hand in an act: two where it is done by delegation. Duties are kept apart between all of them. */
export function handsOf(acting: Acting): readonly string[] {
  return acting.onBehalfOf ? [acting.accountId, acting.onBehalfOf.accountId] : [acting.accountId]
}

/** Whether a matter is about whoever acts, or about whom they stand in for: neither decides on it. */
export function isOwnMatter(acting: Acting, personId: string): boolean {
  return acting.personId === personId || acting.onBehalfOf?.personId === personId
}

/** How an act by delegation is signed: by whoever did it, for whom. */
export function signedFor(name: string, principal: string | null): string {
  return principal === null ? name : `${name} 代 ${principal}`
}
