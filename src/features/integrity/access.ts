import { held, heldOrOwn, inPerson, over, overOrOwn, ownPerson } from '../../lib/access.ts'

const readers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'auditor'] as const

/** One's own file, and what one asks about it. */
export const mayReadOwnIntegrity = ownPerson

/** Who may see the facts and requests of their part of the tree. */
export const mayListIntegrity = held(...readers)

/** Who writes down what happened at a training that was held elsewhere. */
export const mayRecordFact = held('bureau_officer')

/** Who takes a whole list of facts back. */
export const mayUndoFactList = over('appliedListId', 'bureau_officer')

/** Who takes a mistaken fact back. */
export const mayReverseFact = over('integrityFactId', 'bureau_officer')

/** Who asks that somebody be excused: the person or their school. */
export const mayAskAboutFact = overOrOwn('integrityFactId', 'school_registrar', 'principal')

/** Who may hand in what a request rests on. */
export const mayHandInEvidence = heldOrOwn('school_registrar', 'principal')

/** Who may see what was handed in with a request. */
export const mayReadRequest = overOrOwn('integrityRequestId', ...readers)

/** Who decides on a request. */
export const mayDecideRequest = over('integrityRequestId', 'bureau_officer')

/** Who sets what a fact leads to. */
export const mayReadIntegritySettings = held(...readers)
export const maySetIntegrity = held('bureau_officer')

/** Who enters restrictions, looks at them and lifts them: officers of the bureau themselves, never through a delegate. */
export const mayRestrict = inPerson(held('bureau_officer'))
export const mayLiftRestriction = inPerson(over('restrictionId', 'bureau_officer'))

/** Who lifts a whole list of restrictions, as each of them. */
export const mayUndoRestrictionList = inPerson(over('appliedListId', 'bureau_officer'))
