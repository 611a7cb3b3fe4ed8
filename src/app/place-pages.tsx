import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'
import type { PhonePage } from './phone-pages.tsx'

/** The pages of places: waiting lists, one line each. */
export const placePages: readonly ConsolePage[] = [
  {
    path: '/enrolments/waiting',
    element: page(() => import('../features/enrolment/pages/WaitersPage.tsx'), 'WaitersPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment.waiting',
      order: 3,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'provider', 'class_lead', 'auditor'],
    },
  },
  {
    path: '/quotas',
    element: page(() => import('../features/quotas/pages/QuotasPage.tsx'), 'QuotasPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment.quotas',
      order: 2,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'provider', 'auditor'],
    },
  },
  {
    path: '/programmes/:programmeId/intake',
    element: page(() => import('./intake-page.tsx'), 'IntakePage'),
  },
  {
    path: '/programmes/:programmeId/quotas',
    element: page(() => import('../features/quotas/pages/QuotaPage.tsx'), 'QuotaPage'),
  },
]

/** The screens of places on the phone. */
export const placeScreens: readonly PhonePage[] = [
  {
    path: '/m/quotas',
    element: page(() => import('../features/quotas/pages/mobile/SchoolQuotasScreen.tsx'), 'SchoolQuotasScreen'),
  },
  {
    path: '/m/quotas/:programmeId/nomination',
    element: page(() => import('./nominate-screen.tsx'), 'NominateScreen'),
  },
  {
    path: '/m/substitutions',
    element: page(() => import('../features/enrolment/pages/mobile/SubstitutionsScreen.tsx'), 'SubstitutionsScreen'),
  },
  {
    path: '/m/substitutions/new',
    element: page(
      () => import('../features/enrolment/pages/mobile/AskSubstitutionScreen.tsx'),
      'AskSubstitutionScreen',
    ),
  },
  {
    path: '/m/substitutions/:substitutionRequestId',
    element: page(() => import('../features/enrolment/pages/mobile/SubstitutionScreen.tsx'), 'SubstitutionScreen'),
  },
]
