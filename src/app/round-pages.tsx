import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'
import type { PhonePage } from './phone-pages.tsx'

/** The pages of two-way selection, one line each. */
export const roundPages: readonly ConsolePage[] = [
  {
    path: '/matching-rounds',
    element: page(() => import('../features/rounds/pages/RoundsPage.tsx'), 'RoundsPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment.rounds',
      order: 4,
      roles: ['bureau_officer', 'provider', 'auditor'],
    },
  },
  {
    path: '/matching-rounds/new',
    element: page(() => import('../features/rounds/pages/RoundFormPage.tsx'), 'NewRoundPage'),
  },
  {
    path: '/matching-rounds/:roundId',
    element: page(() => import('../features/rounds/pages/RoundPage.tsx'), 'RoundPage'),
  },
  {
    path: '/matching-rounds/:roundId/draft',
    element: page(() => import('../features/rounds/pages/RoundFormPage.tsx'), 'EditRoundPage'),
  },
  {
    path: '/matching-rounds/:roundId/scores/:programmeId',
    element: page(() => import('../features/rounds/pages/ScoresPage.tsx'), 'ScoresPage'),
  },
]

/** The screens of two-way selection on the phone. */
export const roundScreens: readonly PhonePage[] = [
  {
    path: '/m/rounds',
    element: page(() => import('../features/rounds/pages/mobile/MyRoundsScreen.tsx'), 'MyRoundsScreen'),
  },
  {
    path: '/m/rounds/:roundId',
    element: page(() => import('../features/rounds/pages/mobile/RoundScreen.tsx'), 'RoundScreen'),
  },
]
