import { z } from '../../platform/http/openapi.ts'
import type { Tx } from '../../platform/db/db.ts'
import { listWithin } from './store.ts'

const kept = z.array(z.object({ id: z.uuid(), personId: z.uuid() }))

/**
 * Takes back, one by one, what a list kept of people, `changes` being the id and the person of each row; only of those who
 * are in the subtrees of `roots` now. Says how many rows `takeBack` took back.
 */
export async function takeBackKept(
  tx: Tx,
  changes: readonly unknown[],
  roots: readonly string[],
  takeBack: (id: string) => Promise<{ readonly ok: boolean }>,
): Promise<number> {
  const rows = kept.parse(changes)
  const theirs = await listWithin(
    tx,
    rows.map(({ personId }) => personId),
    roots,
  )
  let size = 0
  for (const { id, personId } of rows) if (theirs.has(personId)) size += Number((await takeBack(id)).ok)
  return size
}
