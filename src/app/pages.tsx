import type { ComponentType } from 'react'
import type { Role } from '../lib/access.ts'
import { page } from './lazy-page.ts'
import type { words } from './words.ts'

/** The stages of the year's line, in its order. */
export const railGroups = [
  'workbench',
  'plans',
  'programmes',
  'enrolment',
  'classes',
  'hours',
  'certificates',
  'people',
  'reports',
  'system',
] as const
export type RailGroupKey = (typeof railGroups)[number]

/** A page of the console. With `rail`, it has an entry there for whoever holds one of its roles; without `roles`, for everybody. */
export type ConsolePage = {
  readonly path: string
  readonly element: ComponentType
  readonly rail?: {
    readonly group: RailGroupKey
    readonly label: keyof (typeof words)['zh'] & `rail.${string}`
    readonly order?: number
    readonly roles?: readonly Role[]
  }
  /** Shown to whoever has not signed in, outside the console's frame. */
  readonly open?: true
}

/** Every page of the console, one line each. */
export const pages: readonly ConsolePage[] = [
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
]
