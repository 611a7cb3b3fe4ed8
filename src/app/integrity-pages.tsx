import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'

/** The pages of integrity files and of participation, one line each. */
export const integrityPages: readonly ConsolePage[] = [
  {
    path: '/integrity',
    element: page(() => import('../features/integrity/pages/IntegrityPage.tsx'), 'IntegrityPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment.integrity',
      order: 8,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'auditor'],
    },
  },
  {
    path: '/integrity/requests',
    element: page(() => import('../features/integrity/pages/RequestsPage.tsx'), 'RequestsPage'),
  },
  {
    path: '/restrictions',
    element: page(() => import('../features/integrity/pages/RestrictionsPage.tsx'), 'RestrictionsPage'),
  },
  {
    path: '/participations',
    element: page(() => import('../features/participation/pages/ParticipationsPage.tsx'), 'ParticipationsPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment.participations',
      order: 9,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'],
    },
  },
  {
    path: '/participations/coverage',
    element: page(() => import('../features/participation/pages/CoveragePage.tsx'), 'CoveragePage'),
  },
  {
    path: '/participations/reserve',
    element: page(() => import('../features/participation/pages/ReservePage.tsx'), 'ReservePage'),
  },
  {
    path: '/participations/imports',
    element: page(() => import('../features/participation/pages/PastImportsPage.tsx'), 'PastImportsPage'),
  },
  {
    path: '/bulletins',
    element: page(() => import('../features/participation/pages/BulletinsPage.tsx'), 'BulletinsPage'),
  },
]
