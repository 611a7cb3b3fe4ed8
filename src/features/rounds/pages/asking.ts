import { client } from '../../../platform/web/call.ts'
import type { Tone } from '../../../ui/states.tsx'
import type { Board } from '../contract/board.ts'
import type { Phase } from '../core/rules.ts'
import type { roundRoutes } from '../routes.ts'

export const roundsApi = client<typeof roundRoutes>()

const tones: Readonly<Record<Phase, Tone>> = {
  draft: 'neutral',
  announced: 'waiting',
  ranking: 'active',
  adjusting: 'active',
  scoring: 'waiting',
  matching: 'attention',
  shown: 'active',
  confirmed: 'done',
  cancelled: 'danger',
}

/** The colour of a phase. */
export const toneOf = (phase: Phase): Tone => tones[phase]

/** A score in hundredths, as people read it. */
export const sayScore = (score: number): string => String(score / 100)

/** Whether a reckoning that somebody asked for waits or goes on. */
export const isUnderWay = (board: Board | undefined): boolean =>
  board?.work !== undefined && board.work !== null && board.work.state !== 'failed' && board.work.state !== 'cancelled'
