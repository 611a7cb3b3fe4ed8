import type { Access, Asker, Role } from '../../../lib/access.ts'

/** What people may do or see, in the words an auditor asks in, and the routes through which it is done. */
export const capabilities = {
  'person.read': ['GET /people', 'GET /people/{personId}', 'GET /people/{personId}/life', 'GET /roster-export'],
  'number.read': ['POST /people/{personId}/unmaskings'],
  'number.export': ['POST /unmasked-exports'],
  'number.looks': ['GET /unmaskings'],
  'person.change': [
    'POST /people',
    'PATCH /people/{personId}',
    'POST /people/{personId}/state-changes',
    'POST /people/{personId}/posts',
    'POST /people/{personId}/post-endings',
  ],
  'person.correct': [
    'GET /corrections',
    'GET /corrections/{correctionId}/proof',
    'POST /corrections/{correctionId}/approval',
    'POST /corrections/{correctionId}/refusal',
  ],
  'roster.import': [
    'GET /roster-imports',
    'GET /roster-imports/{importId}',
    'GET /roster-imports/{importId}/rows',
    'GET /roster-imports/{importId}/workbook',
    'GET /roster-template',
    'POST /roster-imports',
    'PUT /roster-imports/{importId}/columns',
    'POST /roster-imports/{importId}/rehearsal',
    'POST /roster-imports/{importId}/application',
    'POST /roster-imports/{importId}/undoing',
  ],
  'person.transfer': ['GET /transfers', 'POST /transfers', 'POST /transfers/{transferId}/decision'],
  'organisation.read': [
    'GET /organisations',
    'GET /organisation-tree',
    'GET /organisations/{organisationId}',
    'GET /organisations/{organisationId}/changes',
    'GET /organisations/{organisationId}/directory-rows',
    'GET /directory-export',
  ],
  'organisation.change': [
    'POST /organisations',
    'POST /organisations/{organisationId}/change-previews',
    'POST /organisations/{organisationId}/changes',
  ],
  'organisation.import': [
    'GET /directory-imports',
    'GET /directory-imports/{directoryImportId}',
    'GET /directory-imports/{directoryImportId}/rows',
    'GET /directory-imports/{directoryImportId}/workbook',
    'GET /directory-template',
    'POST /directory-imports',
    'PUT /directory-imports/{directoryImportId}/columns',
    'POST /directory-imports/{directoryImportId}/rehearsal',
    'POST /directory-imports/{directoryImportId}/application',
    'POST /directory-imports/{directoryImportId}/undoing',
  ],
  'account.open': [
    'GET /account-states',
    'GET /password-requests',
    'POST /activation-codes',
    'POST /activation-slips',
    'POST /activation-codes/{activationCodeId}/withdrawal',
    'POST /password-requests/{passwordRequestId}/code',
    'POST /password-requests/{passwordRequestId}/refusal',
  ],
  'account.settings': ['GET /account-settings', 'PUT /account-settings'],
  'role.read': [
    'GET /role-grants',
    'GET /delegations',
    'GET /capabilities',
    'GET /capability-holders',
    'GET /account-capabilities',
  ],
  'role.give': ['GET /grantees', 'POST /role-grants', 'POST /role-grants/{grantId}/withdrawal'],
  'role.delegate': ['GET /delegates', 'POST /own-delegations'],
  'role.delegate_for': ['GET /delegable-grants', 'POST /delegations', 'POST /delegations/{delegationId}/ending'],
  'role.settings': ['PUT /access-settings'],
  'trail.read': ['GET /audit-entries', 'GET /audit-entries/export', 'GET /audit-chain'],
  'trail.verify': ['POST /audit-verifications'],
  'plan.read': ['GET /plans', 'GET /plans/{planId}', 'GET /plans/{planId}/versions/{version}'],
  'plan.make': [
    'POST /plans',
    'PATCH /plans/{planId}',
    'GET /plans/{planId}/history',
    'POST /plans/{planId}/copies',
    'POST /plans/{planId}/meetings',
    'POST /plans/{planId}/publication',
    'POST /plans/{planId}/closure',
    'PUT /plans/{planId}/phases/{phaseId}/completion',
    'PUT /plans/{planId}/targets/{targetId}/population',
    'PUT /plans/{planId}/hour-rules/{hourRuleId}/population',
    'PUT /plans/{planId}/targets/{targetId}/figure',
  ],
  'plan.import': [
    'GET /plan-documents',
    'GET /plan-documents/{planDocumentId}',
    'PATCH /plan-documents/{planDocumentId}',
    'POST /plan-documents',
    'POST /plan-documents/{planDocumentId}/discard',
    'POST /plan-documents/{planDocumentId}/plan',
  ],
  'programme.read': [
    'GET /programmes',
    'GET /programmes/{programmeId}',
    'GET /programmes/{programmeId}/history',
    'POST /audience-previews',
  ],
  'programme.manage': [
    'POST /programmes',
    'PATCH /programmes/{programmeId}',
    'POST /programmes/{programmeId}/justification',
    'POST /programmes/{programmeId}/publication',
    'POST /programmes/{programmeId}/opening',
    'POST /programmes/{programmeId}/start',
    'POST /programmes/{programmeId}/archive',
    'POST /programmes/{programmeId}/cancellation',
    'GET /programmes/{programmeId}/notice',
  ],
  'programme.approve': ['POST /programmes/{programmeId}/approval'],
  'programme.places': ['PUT /programmes/{programmeId}/places'],
  'enrolment.read': ['GET /enrolments', 'GET /enrolment-counts', 'GET /enrolment-programmes'],
  'enrolment.vouch': ['POST /enrolments/{enrolmentId}/approval', 'POST /enrolments/{enrolmentId}/return'],
  'enrolment.admit': ['POST /enrolments/{enrolmentId}/admission', 'POST /enrolments/{enrolmentId}/decline'],
  'enrolment.dismiss': ['POST /enrolments/{enrolmentId}/dismissal'],
  'enrolment.many': ['POST /enrolment-decisions'],
  'class.read': [
    'GET /classes',
    'GET /classes/{classId}',
    'GET /classes/{classId}/members',
    'GET /classes/{classId}/sessions',
    'GET /classes/{classId}/attendance',
    'GET /class-sessions',
    'GET /classes/{classId}/roster',
    'GET /class-sessions/{sessionId}/sign-in-sheet',
  ],
  'class.make': ['POST /programmes/{programmeId}/classes', 'POST /programmes/{programmeId}/class-assignments'],
  'class.hold': [
    'PATCH /classes/{classId}',
    'POST /classes/{classId}/members',
    'POST /classes/{classId}/sessions',
    'POST /classes/{classId}/start',
    'PATCH /class-sessions/{sessionId}',
    'POST /class-sessions/{sessionId}/cancellation',
  ],
  'attendance.mark': ['GET /class-sessions/{sessionId}/host', 'POST /class-sessions/{sessionId}/hand-marks'],
  'assessment.record': ['GET /classes/{classId}/assessment', 'PUT /classes/{classId}/assessment-results'],
  'assessment.decide': ['PUT /classes/{classId}/assessment-scheme', 'POST /classes/{classId}/closure'],
  'hours.read': ['GET /credit-records', 'GET /people/{personId}/credits'],
  'hours.record': ['POST /credit-records', 'POST /credit-records/{recordId}/correction'],
  'hours.approve': ['POST /credit-record-approvals'],
  'hours.verify': ['POST /credit-record-verifications'],
  'hours.return': ['POST /credit-record-returns'],
  'hours.reverse': ['POST /credit-entries/{entryId}/reversal'],
  'hours.move': [
    'GET /people/{personId}/hours-statements',
    'POST /people/{personId}/hours-statements',
    'POST /people/{personId}/opening-hours',
  ],
  'hours.keys': ['GET /bureau-keys', 'POST /bureau-keys', 'POST /bureau-keys/{bureauKeyId}/confirmation'],
  'certificate.read': [
    'GET /certificates',
    'GET /certificates/{certificateId}',
    'GET /certificates/{certificateId}/document',
    'POST /certificate-archives',
  ],
  'certificate.end': ['POST /certificates/{certificateId}/reissue', 'POST /certificates/{certificateId}/revocation'],
  'certificate.rule': ['GET /certificate-rule', 'PUT /certificate-rule'],
  'region.read': ['GET /workbench', 'GET /workbench/schools'],
  'report.year': ['GET /year-end-reports', 'POST /year-end-reports'],
  'file.read': ['GET /files/{fileId}'],
} as const satisfies Record<string, readonly string[]>

export type Capability = keyof typeof capabilities

/** Whether a word names a capability. */
export function isCapability(word: string): word is Capability {
  return word in capabilities
}

/** Every capability, in the order of the list. */
export const capabilityNames: readonly Capability[] = Object.keys(capabilities).filter(isCapability)

/** Who may use a route, as its own access rule says. */
export type Rule = {
  readonly route: string
  readonly kind: Access['kind']
  readonly roles: readonly Role[]
  /** Whether it is about one object that must lie in their part; otherwise what it lists or makes is confined to it. */
  readonly isAboutOne: boolean
  /** Whether the person whom it is about may as well. */
  readonly orOwn: boolean
  /** Whether it asks for the password again. */
  readonly fresh: boolean
  /** Whether it is never done for somebody else by delegation. */
  readonly inPerson: boolean
}

/** The rules of the routes of a capability, as the running program holds them; a route that is not there has none. */
export function rulesOf(capability: Capability, accessByRoute: ReadonlyMap<string, Access>): readonly Rule[] {
  return capabilities[capability].flatMap((route) => {
    const access = accessByRoute.get(route)
    return access ? [ruleOf(route, access)] : []
  })
}

/** A route's access rule, told apart. */
export function ruleOf(route: string, access: Access): Rule {
  const fresh = access.fresh === true
  const inPerson = access.inPerson === true
  if (access.kind !== 'roles')
    return { route, kind: access.kind, roles: [], isAboutOne: false, orOwn: false, fresh, inPerson }
  const { kind, roles, at, orOwn } = access
  return { route, kind, roles, isAboutOne: at !== undefined, orOwn: orOwn === true, fresh, inPerson }
}

/** The roles that may use any of these routes. */
export function rolesIn(rules: readonly Rule[]): readonly Role[] {
  return [...new Set(rules.flatMap((rule) => rule.roles))]
}

/** What somebody may do with the roles they hold: each capability, through which role and over which organisations. */
export function capabilitiesOf(
  asker: Asker,
  accessByRoute: ReadonlyMap<string, Access>,
): { capability: Capability; through: { role: Role; organisationId: string }[] }[] {
  return capabilityNames.flatMap((capability) => {
    const allowed = rolesIn(rulesOf(capability, accessByRoute))
    const through = asker.grants.filter((grant) => allowed.includes(grant.role))
    return through.length > 0 ? [{ capability, through: [...through] }] : []
  })
}
