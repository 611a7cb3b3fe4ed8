import type { ComponentType } from 'react'
import type { Role } from '../lib/access.ts'
import { page } from './lazy-page.ts'
import { openPages } from './open-pages.tsx'
import { claimPages } from './claim-pages.tsx'
import { placePages } from './place-pages.tsx'
import { policyPages } from './policy-pages.tsx'
import { publicityPages } from './publicity-pages.tsx'
import { integrityPages } from './integrity-pages.tsx'
import { roundPages } from './round-pages.tsx'
import { schoolPages } from './school-pages.tsx'
import { selectionPages } from './selection-pages.tsx'
import { statementPages } from './statement-pages.tsx'
import { textPages } from './text-pages.tsx'
import { surveyPages } from './survey-pages.tsx'
import type { words } from './words.ts'

/** The stages of the year's line, in its order. */
export const railGroups = [
  'workbench',
  'plans',
  'programmes',
  'enrolment',
  'classes',
  'hours',
  'certificates',
  'people',
  'reports',
  'system',
] as const
export type RailGroupKey = (typeof railGroups)[number]

/** A page of the console. With `rail`, it has an entry there for whoever holds one of its roles; without `roles`, for everybody. */
export type ConsolePage = {
  readonly path: string
  readonly element: ComponentType
  readonly rail?: {
    readonly group: RailGroupKey
    readonly label: keyof (typeof words)['zh'] & `rail.${string}`
    readonly order?: number
    readonly roles?: readonly Role[]
  }
  /** Shown to whoever has not signed in, outside the console's frame. */
  readonly open?: true
}

// Who looks after the people of schools.
const forSchools = [
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
] as const satisfies readonly Role[]

/** Every page of the console, one line each. */
export const pages: readonly ConsolePage[] = [
  ...openPages,
  { path: '/security', element: page(() => import('../features/accounts/pages/SecurityPage.tsx'), 'SecurityPage') },
  {
    path: '/accounts',
    element: page(() => import('../features/accounts/pages/AccountsPage.tsx'), 'AccountsPage'),
    rail: {
      group: 'people',
      label: 'rail.people.accounts',
      order: 3,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'system_admin'],
    },
  },
  {
    path: '/accounts/requests',
    element: page(() => import('../features/accounts/pages/PasswordRequestsPage.tsx'), 'PasswordRequestsPage'),
  },
  {
    path: '/accounts/settings',
    element: page(() => import('../features/accounts/pages/AccountSettingsPage.tsx'), 'AccountSettingsPage'),
  },
  {
    path: '/',
    element: page(() => import('../features/workbench/pages/WorkbenchPage.tsx'), 'WorkbenchPage'),
    rail: {
      group: 'workbench',
      label: 'rail.workbench',
      roles: [...forSchools, 'provider', 'class_lead'],
    },
  },
  {
    path: '/plans',
    element: page(() => import('../features/plans/pages/PlansPage.tsx'), 'PlansPage'),
    rail: {
      group: 'plans',
      label: 'rail.plans',
      order: 1,
      roles: [...forSchools, 'provider', 'class_lead'],
    },
  },
  {
    path: '/plan-documents/:planDocumentId',
    element: page(() => import('../features/plans/pages/ReviewPage.tsx'), 'ReviewPage'),
  },
  { path: '/plans/:planId/:tab?', element: page(() => import('../features/plans/pages/PlanPage.tsx'), 'PlanPage') },
  {
    path: '/programmes',
    element: page(() => import('../features/programmes/pages/ProgrammesPage.tsx'), 'ProgrammesPage'),
    rail: {
      group: 'programmes',
      label: 'rail.programmes',
      order: 1,
      roles: [...forSchools, 'provider', 'class_lead'],
    },
  },
  {
    path: '/programmes/new',
    element: page(() => import('../features/programmes/pages/NewProgrammePage.tsx'), 'NewProgrammePage'),
  },
  {
    path: '/programmes/:programmeId/:tab?',
    element: page(() => import('../features/programmes/pages/ProgrammePage.tsx'), 'ProgrammePage'),
  },
  {
    path: '/programmes/:programmeId/edit',
    element: page(() => import('../features/programmes/pages/EditProgrammePage.tsx'), 'EditProgrammePage'),
  },
  ...publicityPages,
  ...integrityPages,
  ...roundPages,
  ...schoolPages,
  ...selectionPages,
  ...surveyPages,
  ...claimPages,
  ...placePages,
  {
    path: '/people',
    element: page(() => import('../features/people/pages/PeoplePage.tsx'), 'PeoplePage'),
    rail: {
      group: 'people',
      label: 'rail.people.list',
      order: 1,
      roles: forSchools,
    },
  },
  { path: '/people/new', element: page(() => import('../features/people/pages/AddPersonPage.tsx'), 'AddPersonPage') },
  {
    path: '/people/imports',
    element: page(() => import('../features/roster/pages/ImportsPage.tsx'), 'ImportsPage'),
  },
  {
    path: '/people/imports/:importId',
    element: page(() => import('../features/roster/pages/ImportPage.tsx'), 'ImportPage'),
  },
  {
    path: '/organisations/tree',
    element: page(() => import('../features/organisations/pages/OrganisationTreePage.tsx'), 'OrganisationTreePage'),
  },
  {
    path: '/organisations/imports',
    element: page(() => import('../features/directory/pages/DirectoryImportsPage.tsx'), 'DirectoryImportsPage'),
  },
  {
    path: '/organisations/imports/:directoryImportId',
    element: page(() => import('../features/directory/pages/DirectoryImportPage.tsx'), 'DirectoryImportPage'),
  },
  { path: '/people/:personId', element: page(() => import('../features/people/pages/PersonPage.tsx'), 'PersonPage') },
  {
    path: '/organisations',
    element: page(() => import('../features/organisations/pages/OrganisationsPage.tsx'), 'OrganisationsPage'),
    rail: {
      group: 'people',
      label: 'rail.people.organisations',
      order: 2,
      roles: ['bureau_officer', 'town_officer', 'system_admin', 'auditor'],
    },
  },
  {
    path: '/organisations/new',
    element: page(() => import('../features/organisations/pages/AddOrganisationPage.tsx'), 'AddOrganisationPage'),
  },
  {
    path: '/organisations/:organisationId',
    element: page(() => import('../features/organisations/pages/OrganisationPage.tsx'), 'OrganisationPage'),
  },
  {
    path: '/people/:personId/statements/:statementId',
    element: page(() => import('../features/moves/pages/StatementPage.tsx'), 'StatementPage'),
  },
  {
    path: '/transfers',
    element: page(() => import('../features/moves/pages/TransfersPage.tsx'), 'TransfersPage'),
    rail: {
      group: 'people',
      label: 'rail.people.transfers',
      order: 3,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'auditor'],
    },
  },
  {
    path: '/populations',
    element: page(() => import('../features/populations/pages/PopulationsPage.tsx'), 'PopulationsPage'),
    rail: {
      group: 'people',
      label: 'rail.people.populations',
      order: 4,
      roles: forSchools,
    },
  },
  {
    path: '/populations/:populationId',
    element: page(() => import('../features/populations/pages/PopulationPage.tsx'), 'PopulationPage'),
  },
  {
    path: '/duplicates',
    element: page(() => import('../features/moves/pages/DuplicatesPage.tsx'), 'DuplicatesPage'),
    rail: { group: 'people', label: 'rail.people.duplicates', order: 5, roles: ['bureau_officer'] },
  },
  {
    path: '/enrolments',
    element: page(() => import('../features/enrolment/pages/EnrolmentsPage.tsx'), 'EnrolmentsPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment',
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'provider', 'class_lead', 'auditor'],
    },
  },
  {
    path: '/classes',
    element: page(() => import('../features/delivery/pages/ClassesPage.tsx'), 'ClassesPage'),
    rail: {
      group: 'classes',
      label: 'rail.classes',
      roles: ['bureau_officer', 'town_officer', 'provider', 'class_lead', 'trainer', 'hours_officer', 'auditor'],
    },
  },
  {
    path: '/programmes/:programmeId/classes/new',
    element: page(() => import('../features/delivery/pages/NewClassPage.tsx'), 'NewClassPage'),
  },
  {
    path: '/classes/:classId',
    element: page(() => import('../features/delivery/pages/MembersPage.tsx'), 'MembersPage'),
  },
  {
    path: '/classes/:classId/sessions',
    element: page(() => import('../features/delivery/pages/SessionsPage.tsx'), 'SessionsPage'),
  },
  {
    path: '/classes/:classId/attendance',
    element: page(() => import('../features/delivery/pages/AttendancePage.tsx'), 'AttendancePage'),
  },
  {
    path: '/classes/:classId/assessment',
    element: page(() => import('../features/assessment/pages/AssessmentPage.tsx'), 'AssessmentPage'),
  },
  {
    path: '/classes/:classId/sessions/:sessionId',
    element: page(() => import('../features/delivery/pages/HostPage.tsx'), 'HostPage'),
  },
  {
    path: '/hours',
    element: page(() => import('../features/credits/pages/HoursPage.tsx'), 'HoursPage'),
    rail: {
      group: 'hours',
      label: 'rail.hours',
      roles: forSchools,
    },
  },
  {
    path: '/hours/record',
    element: page(() => import('../features/credits/pages/RecordHoursPage.tsx'), 'RecordHoursPage'),
  },
  {
    path: '/hours/matrix',
    element: page(() => import('../features/credits/pages/MatrixPage.tsx'), 'MatrixPage'),
  },
  {
    path: '/hours/standing',
    element: page(() => import('../features/credits/pages/StandingPage.tsx'), 'StandingPage'),
    rail: {
      group: 'hours',
      label: 'rail.hours.standing',
      order: 2,
      roles: forSchools,
    },
  },
  {
    path: '/hours/openings',
    element: page(() => import('../features/credits/pages/OpeningsPage.tsx'), 'OpeningsPage'),
  },
  {
    path: '/hours/openings/new',
    element: page(() => import('../features/credits/pages/NewOpeningPage.tsx'), 'NewOpeningPage'),
  },
  {
    path: '/hours/openings/:openingId',
    element: page(() => import('../features/credits/pages/OpeningPage.tsx'), 'OpeningPage'),
  },
  {
    path: '/hours/forecast',
    element: page(() => import('../features/forecast/pages/ForecastPage.tsx'), 'ForecastPage'),
    rail: { group: 'hours', label: 'rail.hours.forecast', order: 3, roles: forSchools },
  },
  {
    path: '/hours/roots',
    element: page(() => import('../features/credits/pages/RootsPage.tsx'), 'RootsPage'),
    rail: {
      group: 'hours',
      label: 'rail.hours.roots',
      order: 9,
      roles: ['bureau_officer', 'hours_officer', 'auditor', 'system_admin'],
    },
  },
  {
    path: '/hours/years',
    element: page(() => import('../features/hour-years/pages/YearsPage.tsx'), 'YearsPage'),
    rail: {
      group: 'hours',
      label: 'rail.hours.years',
      order: 8,
      roles: forSchools,
    },
  },
  {
    path: '/hours/years/:hourYearId/:tab?',
    element: page(() => import('../features/hour-years/pages/YearPage.tsx'), 'YearPage'),
  },
  ...policyPages,
  { path: '/hours/:queue', element: page(() => import('../features/credits/pages/HoursPage.tsx'), 'HoursPage') },
  {
    path: '/certificates',
    element: page(() => import('../features/certificates/pages/CertificatesPage.tsx'), 'CertificatesPage'),
    rail: {
      group: 'certificates',
      label: 'rail.certificates',
      roles: forSchools,
    },
  },
  {
    path: '/certificates/rule',
    element: page(() => import('../features/certificates/pages/RulePage.tsx'), 'RulePage'),
  },
  ...statementPages,
  ...textPages,
  { path: '/notices', element: page(() => import('./notice-pages.tsx'), 'NoticesPage') },
  {
    path: '/access',
    element: page(() => import('../features/access/pages/GrantsPage.tsx'), 'GrantsPage'),
    rail: {
      group: 'system',
      label: 'rail.system.access',
      order: 2,
      roles: ['bureau_officer', 'system_admin', 'security_admin', 'auditor'],
    },
  },
  {
    path: '/delegations',
    element: page(() => import('../features/access/pages/DelegationsPage.tsx'), 'DelegationsPage'),
  },
  {
    path: '/access/delegations',
    element: page(() => import('../features/access/pages/AllDelegationsPage.tsx'), 'AllDelegationsPage'),
  },
  {
    path: '/access/capabilities',
    element: page(() => import('../features/access/pages/CapabilitiesPage.tsx'), 'CapabilitiesPage'),
  },
  {
    path: '/access/person',
    element: page(() => import('../features/access/pages/PersonRightsPage.tsx'), 'PersonRightsPage'),
  },
  {
    path: '/access/settings',
    element: page(() => import('../features/access/pages/AccessSettingsPage.tsx'), 'AccessSettingsPage'),
  },
  {
    path: '/privacy',
    element: page(() => import('../features/privacy/pages/CorrectionsPage.tsx'), 'CorrectionsPage'),
    rail: { group: 'people', label: 'rail.people.privacy', order: 3, roles: ['bureau_officer', 'school_registrar'] },
  },
  {
    path: '/privacy/looks',
    element: page(() => import('../features/privacy/pages/LooksPage.tsx'), 'LooksPage'),
    rail: { group: 'system', label: 'rail.system.looks', order: 4, roles: ['auditor', 'system_admin'] },
  },
  { path: '/privacy/rules', element: page(() => import('../features/privacy/pages/RulesPage.tsx'), 'RulesPage') },
  {
    path: '/audit',
    element: page(() => import('../features/audit/pages/AuditPage.tsx'), 'AuditPage'),
    rail: { group: 'system', label: 'rail.system.audit', order: 1, roles: ['auditor', 'system_admin'] },
  },
  {
    path: '/backups',
    element: page(() => import('../features/backups/pages/BackupsPage.tsx'), 'BackupsPage'),
    rail: { group: 'system', label: 'rail.system.backups', order: 5, roles: ['system_admin'] },
  },
  {
    path: '/reports',
    element: page(() => import('../features/reports/pages/ReportsPage.tsx'), 'ReportsPage'),
    rail: { group: 'reports', label: 'rail.reports', roles: ['bureau_officer', 'auditor'] },
  },
]
