import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../platform/web/call.ts'
import type { Tone } from '../../ui/states.tsx'
import type { PublicNotice, PublicNoticeInFull } from './contract/notices.ts'
import type { ObjectionState } from './core.ts'
import type { publicityRoutes } from './routes.ts'

/** The routes of public notices, as pages ask them. */
export const publicityApi = client<typeof publicityRoutes>()

/** Where a notice stands in a word: an open one whose period is over waits for its decision. */
export function standOf({ state, isOver }: Pick<PublicNotice, 'state' | 'isOver'>) {
  return state === 'open' && isOver ? 'over' : state
}

/** How each of them looks. */
export const noticeTone = {
  open: 'active',
  over: 'waiting',
  confirmed: 'done',
  withdrawn: 'neutral',
} as const satisfies Record<ReturnType<typeof standOf>, Tone>

/** How each state of an objection looks. */
export const objectionTone = {
  received: 'waiting',
  upheld: 'attention',
  dismissed: 'done',
  withdrawn: 'neutral',
} as const satisfies Record<ObjectionState, Tone>

/** Takes a notice over as the server answered it, and lets the lists be asked anew. */
export function useKeepNotice(): (notice: PublicNoticeInFull) => Promise<void> {
  const cache = useQueryClient()
  return async (notice) => {
    cache.setQueryData(['public-notices', 'one', notice.id], notice)
    await cache.invalidateQueries({ queryKey: ['public-notices', 'list'] })
  }
}
