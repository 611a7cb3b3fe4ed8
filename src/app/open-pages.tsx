import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'

/** The pages for whoever has not signed in, or not wholly, one line each. */
export const openPages: readonly ConsolePage[] = [
  {
    path: '/sign-in',
    element: page(() => import('../features/accounts/pages/SignInPage.tsx'), 'SignInPage'),
    open: true,
  },
  {
    path: '/first-run',
    element: page(() => import('../features/accounts/pages/FirstRunPage.tsx'), 'FirstRunPage'),
    open: true,
  },
  {
    path: '/activate',
    element: page(() => import('../features/accounts/pages/ActivatePage.tsx'), 'ActivatePage'),
    open: true,
  },
  {
    path: '/forgot',
    element: page(() => import('../features/accounts/pages/ForgotPage.tsx'), 'ForgotPage'),
    open: true,
  },
  {
    path: '/second-step',
    element: page(() => import('../features/accounts/pages/SecondStepPage.tsx'), 'SecondStepPage'),
    open: true,
  },
  {
    path: '/proved',
    element: page(() => import('../features/accounts/pages/ProvedPage.tsx'), 'ProvedPage'),
    open: true,
  },
]
