import type { Selection } from '../../../lib/matching/selection.ts'
import { writtenId } from '../../../lib/matching/sharing.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { findRun } from '../store/runs.ts'
import { explainerOf, type Explained, type Explainer } from './outcomes.ts'

/** As many rounds as are looked at on the day of their results; what lies here of one is some hundred bytes a person. */
const most = 8
const explainers = new Map<string, Explainer>()
const kinds = new Map<string, Kinds>()

/** What kinds of places are called that a table of quotas keeps, by programme and block. */
export type Kinds = ReadonlyMap<string, string>

/** What the kinds of places of a selection are called that a table of quotas keeps. */
export function kindsOf({ programmes }: Selection): Kinds {
  return new Map(
    programmes.flatMap(({ id, blocks }) =>
      blocks.flatMap((block) => (block.title === undefined ? [] : [[`${id} ${block.id}`, block.title] as const])),
    ),
  )
}

type Written = readonly { readonly id: string; readonly title: string }[]

/** What a kind of places is called: as the table of quotas says, or as it was written in the round. */
export function titleOfKind(kept: Kinds, written: Written | undefined, programmeId: string, blockId: string): string {
  const own = written?.find(({ id }) => id === writtenId(blockId))?.title ?? blockId
  return kept.get(`${programmeId} ${blockId}`) ?? own
}

/**
 * Why a confirmed reckoning placed somebody or not; undefined where nothing was matched for them. Everybody opens their
 * result when it is announced: a reckoning never changes, so it is read and reckoned once, not once a look.
 */
export async function explainResult(
  tx: Tx,
  runId: string,
  code: string,
  others: readonly string[],
): Promise<Explained | undefined> {
  return (await once(tx, explainers, runId, explainerOf))?.(code, others)
}

/** What the kinds of places of a reckoning are called that a table of quotas keeps; none before there is one. */
export async function kindsIn(tx: Tx, runId: string | null): Promise<Kinds> {
  return (runId === null ? undefined : await once(tx, kinds, runId, kindsOf)) ?? new Map()
}

async function once<V>(
  tx: Tx,
  known: Map<string, V>,
  runId: string,
  make: (selection: Selection) => V,
): Promise<V | undefined> {
  const here = known.get(runId)
  if (here) return here
  const run = await findRun(tx, runId)
  if (!run) return undefined
  const made = make(run.selection)
  const [oldest] = known.keys()
  if (known.size >= most && oldest !== undefined) known.delete(oldest)
  known.set(runId, made)
  return made
}
