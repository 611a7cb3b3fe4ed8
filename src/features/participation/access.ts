import { held, over, ownPerson } from '../../lib/access.ts'

const readers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'] as const

/** What one took part in oneself. */
export const mayReadOwnParticipations = ownPerson

/** Who may see who took part in what, each over their people. */
export const mayListParticipations = held(...readers)

/** Who may ask who of a population was reached and who was not. */
export const mayReadCoverage = held(...readers)

/** Who brings history in, and takes a list back. */
export const mayImportParticipations = held('bureau_officer', 'school_registrar')
export const mayUndoImport = over('participationImportId', 'bureau_officer', 'school_registrar')

/** Who may read what schools hear of those they sent. */
export const mayListBulletins = held(...readers)
export const mayReadBulletin = over('bulletinId', ...readers)

/** Who says that the school has read one: the school itself. */
export const mayMarkBulletin = over('bulletinId', 'school_registrar', 'principal')

/** Who may see the reserve, put people into it and take them out. */
export const mayListReserve = held(...readers)
const nominators = ['bureau_officer', 'town_officer', 'school_registrar', 'principal'] as const
export const mayAddReserve = held(...nominators)
export const mayRemoveReserve = over('reserveCandidateId', ...nominators)
export const mayUndoReserveList = over('appliedListId', ...nominators)
