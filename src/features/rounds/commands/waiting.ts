import { successorsOf, wideLimitsOf, type Counted, type Successor } from '../../../lib/matching/succession.ts'
import type { WideLimit } from '../../../lib/matching/bounds.ts'
import type { Block } from '../../../lib/matching/rules.ts'
import type { Selection } from '../../../lib/matching/selection.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { findRun } from '../store/runs.ts'
import { listPassed } from '../store/succession.ts'

/** What a confirmed reckoning says of those who wait in its round, and of those who sit: by the codes that it names people by. */
export type Waiting = {
  readonly people: ReadonlyMap<string, Counted>
  /** Of each programme. */
  readonly successors: ReadonlyMap<string, readonly Successor[]>
  readonly blocks: ReadonlyMap<string, readonly Block[]>
  wideLimits(programmeId: string): readonly WideLimit[]
}

/** As many rounds as people look at at one time. A reckoning never changes, so it is read once. */
const most = 8
const known = new Map<string, Waiting>()

function waitingIn(selection: Selection): Waiting {
  const { limits } = selection
  return {
    people: new Map(selection.people.map(({ id, tags, groups }) => [id, { tags, groups }])),
    successors: successorsOf(selection),
    blocks: new Map(selection.programmes.map(({ id, blocks }) => [id, blocks])),
    wideLimits: (programmeId) => wideLimitsOf(limits, programmeId),
  }
}

/** Who waits after a confirmed reckoning; undefined where there is none of this id. */
export async function waitingAfter(tx: Tx, runId: string): Promise<Waiting | undefined> {
  const here = known.get(runId)
  if (here) return here
  const run = await findRun(tx, runId)
  if (!run) return undefined
  const waiting = waitingIn(run.selection)
  const [oldest] = known.keys()
  if (known.size >= most && oldest !== undefined) known.delete(oldest)
  known.set(runId, waiting)
  return waiting
}

/** Tells who waits no more in these rounds: for a programme by the code that stands for somebody there. */
export async function loadPassed(tx: Tx, roundIds: readonly string[]) {
  const rows = await listPassed(tx, roundIds)
  const keys = new Set(rows.map(({ roundId, code, programmeId }) => `${roundId} ${code} ${programmeId ?? ''}`))
  return (roundId: string, code: string, programmeId: string): boolean =>
    keys.has(`${roundId} ${code} `) || keys.has(`${roundId} ${code} ${programmeId}`)
}
export type IsPassed = Awaited<ReturnType<typeof loadPassed>>

/** Those who still wait for a programme in a round, by code: whom it left without a place, but for those who wait no more. */
export function stillWaiting(
  { roundId, waiting }: { readonly roundId: string; readonly waiting: Waiting },
  programmeId: string,
  isPassed: IsPassed,
): readonly Successor[] {
  return (waiting.successors.get(programmeId) ?? []).filter(({ id }) => !isPassed(roundId, id, programmeId))
}
