import { freshly, held, inPerson, over, overOrOwn, ownPerson } from '../../lib/access.ts'

const readers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'] as const
const issuers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer'] as const

/** Who may list statements of hours, each over their part of the tree. */
export const mayListStatements = held(...readers)

/** Who may open one statement; people always may open their own. */
export const mayReadStatement = overOrOwn('hourStatementId', ...readers)

/** A person's own statements. */
export const mayUseOwnStatements = ownPerson

/** Who may have a statement made for somebody. */
export const mayIssueStatement = over('personId', ...issuers)

/** Who may see the statements of somebody; people always may see their own. */
export const mayReadStatementsOf = overOrOwn('personId', ...readers)

/** Who may have statements made for many at once. */
export const mayArchiveStatements = held(...issuers)

/** Who may withdraw a statement. */
export const mayWithdrawStatement = over('hourStatementId', 'bureau_officer', 'hours_officer')

/** Who may see whose year is stamped. */
export const mayListYears = held(...readers)

/** Who stamps a year: 年度验证. */
export const mayStampYears = held('hours_officer')

/** Who may hand hours in to other systems, in their layouts. */
export const mayExportLayout = held(...issuers)

/** Who writes the layouts of a bureau. */
export const mayAddLayout = held('bureau_officer')
export const mayWriteLayout = over('hourLayoutId', 'bureau_officer')

/** Who puts a layout in force, or ends it: everybody there hands hours in by it. */
export const mayAdoptLayout = freshly(over('hourLayoutId', 'bureau_officer'))

/** Who may take ID numbers in full out with them: with a password or code shown just before. */
export const mayExportUnmaskedLayout = inPerson(freshly(held('bureau_officer', 'school_registrar')))

/** Who may remind people of theirs of missing hours. */
export const mayRemind = held(...issuers)
