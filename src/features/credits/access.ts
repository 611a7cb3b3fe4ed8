import { anyone, held, over, overOrOwn, ownPerson, signedIn } from '../../lib/access.ts'

/** Who may see the queues of hours, each over their part of the tree. */
export const mayListRecords = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may record hours by hand for people of theirs. */
export const mayRecordHours = held('school_registrar')

/** Who may answer a returned record with a corrected one. */
export const mayCorrectRecord = over('recordId', 'school_registrar')

/** Who approves: the principal, or the town centre. */
export const mayApprove = held('principal', 'town_officer')

/** Who verifies: the bureau's hours officer. */
export const mayVerify = held('hours_officer')

/** Who may send hours back: whoever decides on them next. */
export const mayReturn = held('principal', 'town_officer', 'hours_officer')

/** Who may read somebody's ledger; people always may read their own. */
export const mayReadCredits = overOrOwn(
  'personId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** A person's own hours. */
export const mayReadOwnCredits = ownPerson

/** Who may reverse an entry of the ledger. */
export const mayReverse = over('entryId', 'hours_officer')

/** Who may hand in hours that were earned elsewhere, by the list. */
export const mayRecordOpening = held('school_registrar', 'town_officer', 'bureau_officer')

/** Who may look at such a list. */
export const mayReadOpening = over(
  'openingId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may approve such a list. */
export const mayApproveOpening = over('openingId', 'principal', 'town_officer', 'bureau_officer')

/** Who may verify such a list, which posts it. */
export const mayVerifyOpening = over('openingId', 'hours_officer')

/** Who may send such a list back. */
export const mayReturnOpening = over('openingId', 'principal', 'town_officer', 'bureau_officer', 'hours_officer')

/** Who may mark hours of a person as used for a purpose. */
export const maySpend = over('personId', 'hours_officer')

/** Who may release hours that were used. */
export const mayRelease = over('spendId', 'hours_officer')

/** Who may see the roots of the ledger, and take one away to publish it. */
export const mayReadRoots = held('bureau_officer', 'hours_officer', 'auditor', 'system_admin')

/** Who may seal the ledger between two days. */
export const maySeal = held('hours_officer', 'auditor')

/** Anybody may ask for the last root and the key that it is signed with. */
export const mayReadLastRoot = anyone

/** Who may see which people of their part of the tree still miss hours. */
export const mayReadStandings = mayListRecords

/** Which years are closed, everybody may know: teachers who claim hours of one are told. */
export const mayReadFrozenYears = signedIn
