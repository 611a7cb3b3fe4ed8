import { successorsOf, wideLimitsOf, type Counted, type Successor } from '../../../lib/matching/succession.ts'
import type { WideLimit } from '../../../lib/matching/bounds.ts'
import type { Block } from '../../../lib/matching/rules.ts'
import type { Selection } from '../../../lib/matching/selection.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { findRun } from '../store/runs.ts'
import { listCodes, listServed } from '../store/succession.ts'

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

/**
 * Those who still wait for a programme in each of these rounds, by their person in the place of their code: whom it placed
 * nowhere, and no round before or after it, and who took no place as the next of one. `asked` are passed over as well.
 */
export async function listWaiting(
  tx: Tx,
  rounds: readonly { readonly roundId: string; readonly waiting: Waiting }[],
  programmeId: string,
  asked: ReadonlySet<string>,
): Promise<readonly (readonly Successor[])[]> {
  const ids = rounds.map(({ roundId }) => roundId)
  const [codes, served] = [await listCodes(tx, ids), await listServed(tx, ids)]
  const personOf = new Map(codes.map(({ roundId, code, personId }) => [`${roundId} ${code}`, personId]))
  const isServed = new Set(served.map(({ roundId, personId }) => `${roundId} ${personId}`))
  return rounds.map(({ roundId, waiting }) => {
    const seen = new Set<string>()
    return (waiting.successors.get(programmeId) ?? []).flatMap((one) => {
      const personId = personOf.get(`${roundId} ${one.id}`)
      if (personId === undefined || seen.has(personId)) return []
      if (asked.has(personId) || isServed.has(`${roundId} ${personId}`)) return []
      seen.add(personId)
      return [{ ...one, id: personId }]
    })
  })
}
