import { held, over, overOrOwn, ownPerson, type Role } from '../../lib/access.ts'
import type { Decision } from './core.ts'

/** Who decides what: the school vouches, whoever holds the programme admits, the person withdraws. */
export const deciders = {
  approve: ['school_registrar', 'principal'],
  return: ['school_registrar', 'principal'],
  recall: ['school_registrar', 'principal'],
  admit: ['provider', 'bureau_officer'],
  decline: ['provider', 'bureau_officer'],
  dismiss: ['provider', 'class_lead', 'bureau_officer'],
  revoke: ['bureau_officer'],
  withdraw: [],
  miss: ['provider', 'class_lead', 'bureau_officer'],
  reinstate: ['provider', 'class_lead', 'bureau_officer'],
} as const satisfies Record<Decision, readonly Role[]>

/** A person applies for themselves, and sees what became of it. */
export const mayApply = ownPerson

const lookers = [
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'class_lead',
  'hours_officer',
  'auditor',
] as const satisfies readonly Role[]

/** Who may look through applications: of their schools, or to their programmes. */
export const mayListEnrolments = held(...lookers)

export const mayApprove = over('enrolmentId', ...deciders.approve)
export const mayAdmit = over('enrolmentId', ...deciders.admit)
export const mayDismiss = over('enrolmentId', ...deciders.dismiss)

/** Only the person whose application it is withdraws it. */
export const mayWithdraw = overOrOwn('enrolmentId')

/** Who may decide on many applications at once; each is checked by the roles of the decision. */
export const mayDecideMany = held('school_registrar', 'principal', 'provider', 'class_lead', 'bureau_officer')

/** Who may change how many places a programme has. */
export const maySetPlaces = over('programmeId', 'bureau_officer')

/** Whoever is offered a place answers for themselves, and nobody for them. */
export const mayAnswerOffer = overOrOwn('waiterId')

/** Who may change the order of a waiting list, with a reason. */
export const mayMoveWaiter = over('waiterId', 'bureau_officer')

/** Who may see how the places of a programme stand. */
export const mayReadPlaces = over('programmeId', 'bureau_officer', 'town_officer', 'provider', 'class_lead', 'auditor')

/** Who may take out what was brought into their programmes at once, and what people chose there. */
export const mayListWays = held('bureau_officer', 'town_officer', 'provider', 'class_lead', 'auditor')

/** Who nominates people of their schools. */
export const mayNominate = held('school_registrar', 'principal')

/** Who takes a nomination back: whoever nominates people of these schools. */
export const mayUndoNomination = over('nominationId', 'school_registrar', 'principal')

/** Who lets one person take the place of another: whoever holds the programme. */
export const substituters = ['provider', 'bureau_officer'] as const satisfies readonly Role[]
export const maySubstitute = over('enrolmentId', ...substituters)

/** Who says what of a programme one chooses for oneself. */
export const mayOfferElectives = over('programmeId', 'bureau_officer', 'provider')

/** Who asks that somebody take the place of another, and takes it back: whoever nominates people of that school. */
export const substitutionAskers = ['school_registrar', 'principal'] as const satisfies readonly Role[]
export const mayAskSubstitution = over('enrolmentId', ...substitutionAskers)

/** Who reads a substitution that a school asked for: whoever sees the application that it is about. */
export const mayReadSubstitution = over('substitutionRequestId', ...lookers)

/** Who decides on a substitution that a school asked for: whoever holds the programme. */
export const mayDecideSubstitution = over('substitutionRequestId', ...substituters)

/** Who takes back what a school asked for: that school. */
export const mayTakeBackSubstitution = over('substitutionRequestId', ...substitutionAskers)
