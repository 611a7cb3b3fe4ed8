import type { ComponentType } from 'react'
import { page } from './lazy-page.ts'
import { placeScreens } from './place-pages.tsx'
import { roundScreens } from './round-pages.tsx'
import { publicityScreens } from './publicity-pages.tsx'
import { selectionScreens } from './selection-pages.tsx'

/** The entries of the phone's bar, in their order. */
export const barTabs = ['home', 'programmes', 'checkin', 'learning', 'me'] as const
export type BarTab = (typeof barTabs)[number]

/** A screen of the phone. With `tab`, it is what that entry of the bar opens. */
export type PhonePage = {
  readonly path: string
  readonly element: ComponentType
  readonly tab?: BarTab
  /** Shown without the bar. */
  readonly bare?: true
  /** Shown to whoever has not signed in. */
  readonly open?: true
}

/** Every screen of the phone, one line each. Nothing here may reach the console's kit. */
export const phonePages: readonly PhonePage[] = [
  {
    path: '/m/sign-in',
    element: page(() => import('../features/accounts/pages/mobile/SignInScreen.tsx'), 'SignInScreen'),
    bare: true,
    open: true,
  },
  {
    path: '/m/activate',
    element: page(() => import('../features/accounts/pages/mobile/ActivateScreen.tsx'), 'ActivateScreen'),
    bare: true,
    open: true,
  },
  {
    path: '/m/forgot',
    element: page(() => import('../features/accounts/pages/mobile/ForgotScreen.tsx'), 'ForgotScreen'),
    bare: true,
    open: true,
  },
  {
    path: '/m/second-step',
    element: page(() => import('../features/accounts/pages/mobile/SecondStepScreen.tsx'), 'SecondStepScreen'),
    bare: true,
    open: true,
  },
  {
    path: '/m/security',
    element: page(() => import('../features/accounts/pages/mobile/SecurityScreen.tsx'), 'SecurityScreen'),
  },
  {
    path: '/m/delegations',
    element: page(() => import('../features/access/pages/mobile/DelegationsScreen.tsx'), 'DelegationsScreen'),
  },
  ...publicityScreens,
  ...placeScreens,
  ...selectionScreens,
  ...roundScreens,
  { path: '/m/notices', element: page(() => import('./notice-screens.tsx'), 'NoticesScreen') },
  {
    path: '/m',
    element: page(() => import('../features/workbench/pages/mobile/HomeScreen.tsx'), 'HomeScreen'),
    tab: 'home',
  },
  {
    path: '/m/programmes',
    element: page(() => import('../features/programmes/pages/mobile/ProgrammesScreen.tsx'), 'ProgrammesScreen'),
    tab: 'programmes',
  },
  {
    path: '/m/programmes/:programmeId',
    element: page(() => import('../features/programmes/pages/mobile/ProgrammeScreen.tsx'), 'ProgrammeScreen'),
  },
  {
    path: '/m/me',
    element: page(() => import('../features/workbench/pages/mobile/MeScreen.tsx'), 'MeScreen'),
    tab: 'me',
  },
  {
    path: '/m/integrity',
    element: page(() => import('../features/integrity/pages/mobile/MyIntegrityScreen.tsx'), 'MyIntegrityScreen'),
  },
  {
    path: '/m/participations',
    element: page(
      () => import('../features/participation/pages/mobile/MyParticipationsScreen.tsx'),
      'MyParticipationsScreen',
    ),
  },
  {
    path: '/m/my-data',
    element: page(() => import('../features/privacy/pages/mobile/MyDataScreen.tsx'), 'MyDataScreen'),
  },
  {
    path: '/m/my-data/correction',
    element: page(() => import('../features/privacy/pages/mobile/AskCorrectionScreen.tsx'), 'AskCorrectionScreen'),
  },
  {
    path: '/m/my-data/purposes',
    element: page(() => import('../features/privacy/pages/mobile/PurposesScreen.tsx'), 'PurposesScreen'),
  },
  {
    path: '/m/school-training',
    element: page(() => import('../features/school-training/pages/mobile/TrainingScreen.tsx'), 'TrainingScreen'),
  },
  {
    path: '/m/school-training/sessions/:schoolSessionId',
    element: page(() => import('../features/school-training/pages/mobile/SessionScreen.tsx'), 'SessionScreen'),
  },
  {
    path: '/m/school-training/plans/:schoolPlanId',
    element: page(() => import('../features/school-training/pages/mobile/PlanScreen.tsx'), 'PlanScreen'),
  },
  {
    path: '/m/hours',
    element: page(() => import('../features/credits/pages/mobile/MyHoursScreen.tsx'), 'MyHoursScreen'),
  },
  {
    path: '/m/hours/why',
    element: page(() => import('../features/credits/pages/mobile/WhyHoursScreen.tsx'), 'WhyHoursScreen'),
  },
  {
    path: '/m/short-people',
    element: page(() => import('../features/forecast/pages/mobile/ShortPeopleScreen.tsx'), 'ShortPeopleScreen'),
  },
  {
    path: '/m/surveys',
    element: page(() => import('../features/surveys/pages/mobile/MySurveysScreen.tsx'), 'MySurveysScreen'),
  },
  {
    path: '/m/surveys/:surveyId',
    element: page(() => import('../features/surveys/pages/mobile/AnswerScreen.tsx'), 'AnswerScreen'),
  },
  {
    path: '/m/calendar',
    element: page(() => import('../features/calendar/pages/mobile/CalendarScreen.tsx'), 'CalendarScreen'),
  },
  {
    path: '/m/claims',
    element: page(() => import('../features/claims/pages/mobile/MyClaimsScreen.tsx'), 'MyClaimsScreen'),
  },
  {
    path: '/m/claims/write',
    element: page(() => import('../features/claims/pages/mobile/WriteClaimScreen.tsx'), 'WriteClaimScreen'),
  },
  {
    path: '/m/claims/:claimId',
    element: page(() => import('../features/claims/pages/mobile/ClaimScreen.tsx'), 'ClaimScreen'),
  },
  {
    path: '/m/claims/:claimId/sharing',
    element: page(() => import('../features/claims/pages/mobile/ShareTripScreen.tsx'), 'ShareTripScreen'),
  },
  {
    path: '/m/appeals',
    element: page(() => import('../features/claims/pages/mobile/MyAppealsScreen.tsx'), 'MyAppealsScreen'),
  },
  {
    path: '/m/statements',
    element: page(() => import('../features/statements/pages/mobile/MyStatementsScreen.tsx'), 'MyStatementsScreen'),
  },
  {
    path: '/m/mail',
    element: page(() => import('../features/notices/pages/mobile/MailScreen.tsx'), 'MailScreen'),
  },
  {
    path: '/m/certificates',
    element: page(
      () => import('../features/certificates/pages/mobile/MyCertificatesScreen.tsx'),
      'MyCertificatesScreen',
    ),
  },
  {
    path: '/m/enrolments',
    element: page(() => import('../features/enrolment/pages/mobile/MyEnrolmentsScreen.tsx'), 'MyEnrolmentsScreen'),
  },
  {
    path: '/m/check-in',
    element: page(() => import('../features/delivery/pages/mobile/CheckInScreen.tsx'), 'CheckInScreen'),
    tab: 'checkin',
    open: true,
  },
  {
    path: '/m/host',
    element: page(() => import('../features/delivery/pages/mobile/HostScreen.tsx'), 'HostScreen'),
    bare: true,
  },
]
