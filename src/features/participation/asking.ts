import { client } from '../../platform/web/call.ts'
import type { Tone } from '../../ui/states.tsx'
import type { ParticipationState } from './core/participation.ts'
import type { participationRoutes } from './routes.ts'

/** The routes of participation, as pages ask them. */
export const participationApi = client<typeof participationRoutes>()

/** How each result of a participation looks. */
export const toneOfParticipation = {
  accepted: 'active',
  passed: 'done',
  failed: 'attention',
  dismissed: 'danger',
  no_show: 'danger',
  withdrawn: 'neutral',
} as const satisfies Record<ParticipationState, Tone>
