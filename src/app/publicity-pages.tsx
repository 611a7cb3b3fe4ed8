import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'
import type { PhonePage } from './phone-pages.tsx'

/** The pages of public notices and of the calendar of working days, one line each. */
export const publicityPages: readonly ConsolePage[] = [
  {
    path: '/public-notices',
    element: page(() => import('../features/publicity/pages/NoticesPage.tsx'), 'NoticesPage'),
    rail: {
      group: 'enrolment',
      label: 'rail.enrolment.publicity',
      order: 8,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'],
    },
  },
  {
    path: '/public-notices/:publicNoticeId',
    element: page(() => import('../features/publicity/pages/NoticePage.tsx'), 'NoticePage'),
  },
  {
    path: '/working-days',
    element: page(() => import('../features/publicity/pages/WorkingDaysPage.tsx'), 'WorkingDaysPage'),
  },
]

/** What the phone shows of them. */
export const publicityScreens: readonly PhonePage[] = [
  {
    path: '/m/public-notices',
    element: page(() => import('../features/publicity/pages/mobile/ShownNoticesScreen.tsx'), 'ShownNoticesScreen'),
  },
  {
    path: '/m/public-notices/:noticeId',
    element: page(() => import('../features/publicity/pages/mobile/ShownNoticeScreen.tsx'), 'ShownNoticeScreen'),
  },
]
