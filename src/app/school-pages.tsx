import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'

/** The pages of school-based training, one line each. */
export const schoolPages: readonly ConsolePage[] = [
  {
    path: '/school-training',
    element: page(() => import('../features/school-training/pages/SchoolPlansPage.tsx'), 'SchoolPlansPage'),
    rail: {
      group: 'programmes',
      label: 'rail.programmes.school',
      order: 2,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'],
    },
  },
  {
    path: '/school-training/calendar',
    element: page(() => import('../features/school-training/pages/CalendarPage.tsx'), 'CalendarPage'),
  },
  {
    path: '/school-training/teams',
    element: page(() => import('../features/school-training/pages/TeamsPage.tsx'), 'TeamsPage'),
  },
  {
    path: '/school-training/teams/:researchTeamId',
    element: page(() => import('../features/school-training/pages/TeamPage.tsx'), 'TeamPage'),
  },
  {
    path: '/school-training/figures',
    element: page(() => import('../features/school-training/pages/FiguresPage.tsx'), 'FiguresPage'),
  },
  {
    path: '/school-training/:schoolPlanId/:tab?',
    element: page(() => import('../features/school-training/pages/SchoolPlanPage.tsx'), 'SchoolPlanPage'),
  },
]
