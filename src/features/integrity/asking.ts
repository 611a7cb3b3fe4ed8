import { client } from '../../platform/web/call.ts'
import type { Tone } from '../../ui/states.tsx'
import type { FactStanding, RequestState } from './core.ts'
import type { integrityRoutes } from './routes.ts'

/** The routes of integrity files, as pages ask them. */
export const integrityApi = client<typeof integrityRoutes>()

/** How each standing of a fact looks. */
export const toneOfStanding = {
  reversed: 'neutral',
  excused: 'done',
  barring: 'danger',
  over: 'neutral',
  kept: 'attention',
} as const satisfies Record<FactStanding, Tone>

/** How each state of a request looks. */
export const toneOfRequest = {
  asked: 'waiting',
  granted: 'done',
  refused: 'attention',
  withdrawn: 'neutral',
} as const satisfies Record<RequestState, Tone>
