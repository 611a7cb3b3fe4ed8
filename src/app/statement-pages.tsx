import { page } from './lazy-page.ts'
import type { ConsolePage } from './pages.tsx'

/** The pages of statements, stamped years and layouts, one line each. */
export const statementPages: readonly ConsolePage[] = [
  {
    path: '/statements',
    element: page(() => import('../features/statements/pages/StatementsPage.tsx'), 'StatementsPage'),
    rail: {
      group: 'certificates',
      label: 'rail.certificates.statements',
      order: 1,
      roles: ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer', 'auditor'],
    },
  },
  {
    path: '/statements/years',
    element: page(() => import('../features/statements/pages/StampedYearsPage.tsx'), 'StampedYearsPage'),
  },
  {
    path: '/statements/layouts',
    element: page(() => import('../features/statements/pages/LayoutsPage.tsx'), 'LayoutsPage'),
  },
  {
    path: '/statements/layout-exports',
    element: page(() => import('../features/statements/pages/LayoutExportsPage.tsx'), 'LayoutExportsPage'),
  },
  {
    path: '/statements/layout-differences',
    element: page(() => import('../features/statements/pages/LayoutDifferencesPage.tsx'), 'LayoutDifferencesPage'),
  },
  {
    path: '/statements/layout-list',
    element: page(() => import('../features/statements/pages/LayoutListPage.tsx'), 'LayoutListPage'),
  },
  {
    path: '/statements/layout-list/:hourLayoutId/:tab?',
    element: page(() => import('../features/statements/pages/LayoutPage.tsx'), 'LayoutPage'),
  },
  {
    path: '/bureau-keys',
    element: page(() => import('../features/moves/pages/KeysPage.tsx'), 'KeysPage'),
    rail: {
      group: 'people',
      label: 'rail.people.keys',
      order: 6,
      roles: ['bureau_officer', 'hours_officer', 'security_admin', 'auditor'],
    },
  },
]
