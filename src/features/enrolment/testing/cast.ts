/** Whom the model knows: teachers of two schools, one of whom leads theirs, one of whom works for the bureau, and one whom no programme means. */
export const people = {
  甲一: { school: 'a', stage: '2', isMeant: true },
  甲二: { school: 'a', stage: '3', isMeant: true },
  甲三: { school: 'a', stage: '2', isMeant: true },
  丙一: { school: 'c', stage: '2', isMeant: true },
  丙二: { school: 'c', stage: '3', isMeant: true },
  丙三: { school: 'c', stage: '3', isMeant: true },
  外人: { school: 'c', stage: '2', isMeant: false },
} as const satisfies Readonly<Record<string, { school: 'a' | 'c'; stage: '2' | '3'; isMeant: boolean }>>
export type Person = keyof typeof people

export const everybody = Object.keys(people).filter((name): name is Person => name in people)

type Role = 'bureau_officer' | 'provider' | 'school_registrar' | 'principal'
/** Where a role is held, and where a thing lies: the bureau stands above all the others. */
export type Part = 'bureau' | 'a' | 'c' | 'provider' | 'otherProvider'
/** An account: whose it is, and which role it holds over what. */
export type Account = { readonly person?: Person; readonly role?: Role; readonly over?: Part }

/** Who acts: officers, providers and schools, and every teacher with their own account. */
export const accounts = {
  局干部: { role: 'bureau_officer', over: 'bureau' },
  承训: { role: 'provider', over: 'provider' },
  外承训: { role: 'provider', over: 'otherProvider' },
  甲专干: { role: 'school_registrar', over: 'a' },
  丙专干: { role: 'school_registrar', over: 'c' },
  甲一: { person: '甲一' },
  甲二: { person: '甲二' },
  甲三: { person: '甲三', role: 'principal', over: 'a' },
  丙一: { person: '丙一' },
  丙二: { person: '丙二' },
  丙三: { person: '丙三', role: 'bureau_officer', over: 'bureau' },
  外人: { person: '外人' },
} as const satisfies Readonly<Record<string, Account>>
export type Actor = keyof typeof accounts

const known: Readonly<Record<Actor, Account>> = accounts
export const actors = Object.keys(accounts).filter((name): name is Actor => name in accounts)

/** Whose account this is, if it belongs to somebody who teaches. */
export const selfOf = (actor: Actor): Person | undefined => known[actor].person

/** Whether an account holds one of these roles at all. */
export const hasRole = (actor: Actor, roles: readonly Role[]): boolean =>
  roles.some((role) => known[actor].role === role)

/** Whether an account holds one of these roles over one of these parts. */
export const reaches = (actor: Actor, roles: readonly Role[], parts: readonly Part[]): boolean => {
  const { over } = known[actor]
  return hasRole(actor, roles) && over !== undefined && (over === 'bureau' || parts.includes(over))
}

/** What the guard of a route says to an account that wants to touch what lies in these parts. */
export const guarded = (actor: Actor, roles: readonly Role[], parts: readonly Part[]): string =>
  !hasRole(actor, roles) ? 'role_missing' : reaches(actor, roles, parts) ? done : 'not_found'

/** What is answered where nothing was refused. */
export const done = 'done'

export const schoolRoles = ['school_registrar', 'principal'] as const
export const holderRoles = ['provider', 'bureau_officer'] as const
export const officerRoles = ['bureau_officer'] as const
/** Where a programme lies, and where somebody's application to it does. */
export const programmeParts = ['bureau', 'provider'] as const
export const partsOf = (person: Person): readonly Part[] => [people[person].school, ...programmeParts]
