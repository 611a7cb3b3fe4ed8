import { held, heldOrOwn, over, overOrOwn, ownPerson, serving } from '../../lib/access.ts'

const readers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'] as const

/** One's own claims and appeals. */
export const mayClaim = ownPerson

/** Who may hand a claim in for somebody of theirs. */
export const mayClaimFor = held('school_registrar')

/** Who may hand in what a claim or an appeal rests on. */
export const mayHandInFile = heldOrOwn('school_registrar')

/** Who may see what is claimed, each over their part of the tree. */
export const mayListClaims = held(...readers)
export const mayReadClaim = overOrOwn('claimId', ...readers)

/** Who takes a claim up as hours, or sends it back. */
export const mayDecideClaim = over('claimId', 'school_registrar')
export const mayTakeUpClaims = held('school_registrar')

/** Who may lower the hours of a claim before they approve them: whoever approves. */
export const mayLowerClaim = over('claimId', 'principal', 'town_officer')

/** Who may say the level of claimed hours before they approve or verify them, where the table fixes none. */
export const mayLevelClaim = over('claimId', 'principal', 'town_officer', 'hours_officer')

/** Who says how long a decision may be appealed against. */
export const mayReadClaimSettings = held(...readers)
export const maySetClaims = held('bureau_officer')

/** Who may see what is said against decisions, and who decides on it. */
export const mayListAppeals = held(...readers)
export const mayReadAppeal = overOrOwn('appealId', ...readers)
export const mayDecideAppeal = over('appealId', 'bureau_officer', 'town_officer', 'principal', 'hours_officer')

/** Who brings a spreadsheet of hours in, and who may let another system hand hours over: those who record, and never approve. */
export const mayImportHours = held('bureau_officer', 'school_registrar')
export const mayUseHourImport = over('hourImportId', 'bureau_officer', 'school_registrar')
export const mayUseHourRehearsal = over('hourRehearsalId', 'bureau_officer', 'school_registrar')
export const mayHandOverHours = serving('external_hours')
