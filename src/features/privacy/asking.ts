import { client } from '../../platform/web/call.ts'
import type { Tone } from '../../ui/states.tsx'
import type { CorrectionState } from './core.ts'
import type { privacyRoutes } from './routes.ts'

/** The routes of privacy, as pages ask them. */
export const privacyApi = client<typeof privacyRoutes>()

/** How each state of a correction looks. */
export const correctionTone = {
  asked: 'waiting',
  approved: 'done',
  refused: 'attention',
  withdrawn: 'neutral',
} as const satisfies Record<CorrectionState, Tone>
