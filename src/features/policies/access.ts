import { freshly, held, over, overOrOwn, signedIn } from '../../lib/access.ts'

/** What is asked in hours is known to everybody it is asked of. */
export const mayReadRequirements = signedIn

/** Policies in force and their history are no secret; drafts are shown to those who write them. */
export const mayReadPolicies = signedIn

/** Who writes policies, each for their part of the tree. */
export const mayAddPolicy = held('bureau_officer')
export const mayWritePolicy = over('policyId', 'bureau_officer')

/** Who puts a policy in force, or ends it: it changes what is asked of everybody there. */
export const mayAdoptPolicy = freshly(over('policyId', 'bureau_officer'))

/** Who may read what somebody is excused from; people always may read their own. */
export const mayReadExemptions = overOrOwn(
  'personId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may see which exemptions wait, over their part of the tree. */
export const mayListExemptions = held('bureau_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor')

/** Who asks for an exemption of one of their people. */
export const mayAskExemption = over('personId', 'school_registrar')

/** Who grants or refuses it: the bureau's hours officer, never the one who asked. */
export const mayDecideExemption = over('exemptionId', 'hours_officer')
