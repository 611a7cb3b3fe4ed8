import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'

/** The pages of claims, appeals and hours from elsewhere, one line each. */
export const claimPages: readonly ConsolePage[] = [
  {
    path: '/claims',
    element: page(() => import('../features/claims/pages/ClaimsPage.tsx'), 'ClaimsPage'),
    rail: {
      group: 'hours',
      label: 'rail.hours.claims',
      order: 3,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'],
    },
  },
  { path: '/claims/new', element: page(() => import('../features/claims/pages/NewClaimPage.tsx'), 'NewClaimPage') },
  {
    path: '/appeals',
    element: page(() => import('../features/claims/pages/AppealsPage.tsx'), 'AppealsPage'),
    rail: {
      group: 'hours',
      label: 'rail.hours.appeals',
      order: 4,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'],
    },
  },
  {
    path: '/hours/imports',
    element: page(() => import('../features/claims/pages/HourImportsPage.tsx'), 'HourImportsPage'),
    rail: {
      group: 'hours',
      label: 'rail.hours.imports',
      order: 5,
      roles: ['bureau_officer', 'school_registrar'],
    },
  },
]
