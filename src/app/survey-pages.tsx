import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'

/** The pages of surveys of needs, one line each. */
export const surveyPages: readonly ConsolePage[] = [
  {
    path: '/surveys',
    element: page(() => import('../features/surveys/pages/SurveysPage.tsx'), 'SurveysPage'),
    rail: {
      group: 'programmes',
      label: 'rail.programmes.surveys',
      order: 3,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'auditor'],
    },
  },
  { path: '/surveys/new', element: page(() => import('../features/surveys/pages/SurveyPage.tsx'), 'NewSurveyPage') },
  { path: '/surveys/:surveyId', element: page(() => import('../features/surveys/pages/SurveyPage.tsx'), 'SurveyPage') },
]
