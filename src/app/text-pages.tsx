import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'

/** The pages of what notices say and how they go out, one line each. */
export const textPages: readonly ConsolePage[] = [
  {
    path: '/notices/texts',
    element: page(() => import('../features/notices/pages/TextsPage.tsx'), 'TextsPage'),
    rail: {
      group: 'system',
      label: 'rail.system.notices',
      order: 3,
      roles: ['bureau_officer', 'system_admin', 'auditor'],
    },
  },
  {
    path: '/notices/letters',
    element: page(() => import('../features/notices/pages/LettersPage.tsx'), 'LettersPage'),
  },
]
