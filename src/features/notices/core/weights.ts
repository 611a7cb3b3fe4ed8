/** Notices that neither ask for an answer nor decide about their reader. Whoever wants only what is needed is not sent these. */
export const newsOnly: ReadonlySet<string> = new Set([
  'access.delegation_delegate_begins',
  'access.delegation_delegate_over',
  'access.delegation_principal_begins',
  'access.delegation_principal_over',
  'appeal.against_you',
  'appeal.dismissed_against_you',
  'claim.taken_up',
  'credits.opened',
  'credits.verified',
  'enrolment.school_approved',
  'enrolment.waiter_moved',
  'forecast.join',
  'forecast.short',
  'moves.transfer_accepted',
  'participation.bulletin',
  'plan.filed',
  'plan_document.read',
  'privacy.unmasked',
  'privacy.unmasked_export',
  'public_notice.confirmed',
  'public_notice.extended',
  'public_notice.reopened',
  'school_training.planned',
])

/** Whether a notice asks for an answer or decides about its reader. */
export function isNeeded(code: string): boolean {
  return !newsOnly.has(code)
}
