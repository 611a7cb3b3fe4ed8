import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'

/** The pages of hour policies and exemptions, one line each. */
export const policyPages: readonly ConsolePage[] = [
  {
    path: '/hours/exemptions',
    element: page(() => import('../features/policies/pages/ExemptionsPage.tsx'), 'ExemptionsPage'),
  },
  {
    path: '/hours/policies',
    element: page(() => import('../features/policies/pages/PoliciesPage.tsx'), 'PoliciesPage'),
  },
  {
    path: '/hours/policies/:policyId/:tab?',
    element: page(() => import('../features/policies/pages/PolicyPage.tsx'), 'PolicyPage'),
  },
]
