import { anyone, held, over, ownPerson, type Role } from '../../lib/access.ts'

const hosts = ['bureau_officer', 'provider', 'class_lead', 'trainer'] as const satisfies readonly Role[]
const holders = ['bureau_officer', 'provider', 'class_lead'] as const satisfies readonly Role[]
/** Who may see classes. */
export const classReaders = [...hosts, 'town_officer', 'hours_officer', 'auditor'] as const satisfies readonly Role[]

/** Who may look through classes and their sessions: those of their programmes, or of their providers. */
export const mayListClasses = held(...classReaders)
export const mayReadClass = over('classId', ...classReaders)

/** Who may make a class of a programme, and say who sits in which. */
export const mayMakeClass = over('programmeId', 'bureau_officer', 'provider', 'class_lead')

/** Who may change a class, its members and its sessions. */
export const mayHoldClass = over('classId', ...holders)
export const mayHoldSession = over('sessionId', ...holders)

/** Who may show the codes of a session to the hall. */
export const mayHostSession = over('sessionId', ...hosts)

/** A scanned code is exchanged before anybody signs in; what it is worth is decided when they have. */
export const mayExchangeCode = anyone

/** People check in for themselves, and see their own sessions. */
export const mayCheckIn = ownPerson
