import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'
import type { PhonePage } from './phone-pages.tsx'

/** The pages of selections in steps, one line each. */
export const selectionPages: readonly ConsolePage[] = [
  {
    path: '/selections',
    element: page(() => import('../features/selection/pages/SelectionsPage.tsx'), 'SelectionsPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment.selection',
      order: 6,
      roles: ['bureau_officer', 'town_officer', 'auditor'],
    },
  },
  {
    path: '/selections/:selectionId/:tab?',
    element: page(() => import('../features/selection/pages/SelectionPage.tsx'), 'SelectionPage'),
  },
  {
    path: '/markings',
    element: page(() => import('../features/selection/pages/MarkingsPage.tsx'), 'MarkingsPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment.markings',
      order: 7,
      roles: ['trainer', 'class_lead', 'provider', 'bureau_officer', 'town_officer', 'principal', 'school_registrar'],
    },
  },
]

/** What the phone shows of them. */
export const selectionScreens: readonly PhonePage[] = [
  {
    path: '/m/selections',
    element: page(() => import('../features/selection/pages/mobile/MySelectionsScreen.tsx'), 'MySelectionsScreen'),
  },
]
