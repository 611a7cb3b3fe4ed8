import { decideOptimal, type DecidingFlaw } from '../../lib/matching/deciding.ts'
import { reckonSelection, type Published, type Selection } from '../../lib/matching/selection.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { inChild } from '../child.ts'

/** What comes of deciding a selection. */
export type Decided = Result<readonly Published[], DecidingFlaw>

// 2,000 people, 50 programmes and limits that cross take a tenth of either. The solver stops first, so that it can say why.
const bounds = { heapMb: 1024, mostMs: 100_000 }
const solverMs = 80_000
const script = new URL('./decide-child.ts', import.meta.url)

/**
 * Decides a selection by its method. What asks for a solver is decided in a process of its own, with bounded memory and time,
 * which `stop` ends.
 */
export async function decideSelection(selection: Selection, stop?: AbortSignal): Promise<Decided> {
  if (selection.method === undefined) {
    const reckoned = reckonSelection(selection)
    return reckoned.ok ? ok(reckoned.value.outcomes) : reckoned
  }
  const bytes = new TextEncoder().encode(JSON.stringify(selection))
  return inChild<Decided>(script, bytes, bounds, () => err({ code: 'assignment_too_hard', about: [] }), stop)
}

/** Decides here and now with the solver: what the child does. `ticks` are milliseconds of any clock. */
export async function decideHere(selection: Selection, ticks: () => number): Promise<Decided> {
  // Read only here: nothing else of the product waits for the solver to load.
  const { highsSolver } = await import('./highs.ts')
  const end = ticks() + solverMs
  return decideOptimal(selection, await highsSolver(() => (end - ticks()) / 1000))
}
