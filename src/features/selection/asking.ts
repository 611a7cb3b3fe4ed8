import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../platform/web/call.ts'
import type { Tone } from '../../ui/states.tsx'
import type { SelectionCandidate, SelectionInFull } from './contract/selections.ts'
import type { SelectionState } from './core/states.ts'
import type { selectionRoutes } from './routes.ts'

/** The routes of selections, as pages ask them. */
export const selectionApi = client<typeof selectionRoutes>()

/** How each state of a selection looks. */
export const selectionTone = {
  draft: 'neutral',
  running: 'active',
  ranked: 'waiting',
  shown: 'waiting',
  settled: 'done',
  cancelled: 'neutral',
} as const satisfies Record<SelectionState, Tone>

/** How each outcome looks. */
export const outcomeTone = {
  passed: 'active',
  selected: 'done',
  reserve: 'waiting',
  below: 'neutral',
  absent: 'neutral',
  withdrawn: 'neutral',
  excluded: 'attention',
  no_part: 'neutral',
  struck: 'attention',
} as const satisfies Record<SelectionCandidate['results'][number]['outcome'], Tone>

/** Takes a selection over as the server answered it, and lets the lists be asked anew. */
export function useKeepSelection(): (selection: SelectionInFull) => Promise<void> {
  const cache = useQueryClient()
  return async (selection) => {
    cache.setQueryData(['selections', 'one', selection.id], selection)
    await cache.invalidateQueries({ queryKey: ['selections', 'list'] })
    void cache.invalidateQueries({ queryKey: ['public-notices'] })
  }
}
