import { held, over, overOrOwn } from '../../lib/access.ts'

/** Who may rename, move, merge, split and close organisations, each over their part of the tree. */
export const mayChangeTree = over('organisationId', 'bureau_officer', 'system_admin')

/** Who may read what became of an organisation. */
export const mayReadChanges = over(
  'organisationId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'system_admin',
  'auditor',
)

/** Who may see transfers that touch their part of the tree. */
export const mayListTransfers = held('bureau_officer', 'town_officer', 'school_registrar', 'principal', 'auditor')

/** Who may ask for a transfer from or to one of their schools. */
export const mayAskTransfer = held('bureau_officer', 'town_officer', 'school_registrar')

/** Who may answer a transfer; the command looks that it is the other side. */
export const mayDecideTransfer = over('transferId', 'bureau_officer', 'town_officer', 'school_registrar')

/** Who signs statements of hours for those who move to another bureau. */
export const mayIssueStatement = over('personId', 'hours_officer')

/** Who may read the statements of a person; people always may read their own. */
export const mayReadStatements = overOrOwn(
  'personId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'hours_officer',
  'auditor',
)

/** Who hands in the hours that another bureau vouches for; two others approve and verify them as an opening list. */
export const mayAcceptStatement = over(
  'personId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'hours_officer',
)

/** Who may see which keys of other bureaus are known. */
export const mayReadKeys = held('bureau_officer', 'hours_officer', 'security_admin', 'auditor')

/** Who registers the key of another bureau; the command looks that they answer for the whole bureau. */
export const mayRegisterKey = held('bureau_officer', 'hours_officer', 'security_admin')

/** Who confirms such a key, or withdraws it. */
export const mayConfirmKey = over('bureauKeyId', 'bureau_officer', 'hours_officer', 'security_admin')

/** Who may look for people that have two numbers, and make them one. */
export const mayMergePeople = held('bureau_officer')

/** Who may take such a merging back. */
export const mayUndoMerge = over('mergeId', 'bureau_officer')
