import type { Tx } from '../../../platform/db/db.ts'
import { clashBetween } from '../core/clash.ts'
import { listPast, listTimes } from '../store/past.ts'
import { withSittings } from './sittings.ts'

type Placed = { readonly personId: string; readonly programmeId: string }

/**
 * Of these places that people are to have, those that take the time of another that they have already, each with the name of
 * the other: by the same meaning of a clash as when somebody joins by themselves.
 */
export async function clashesOf<One extends Placed>(
  tx: Tx,
  placed: readonly One[],
): Promise<{ readonly one: One; readonly other: string }[]> {
  if (placed.length === 0) return []
  const times = await listTimes(tx, [...new Set(placed.map(({ programmeId }) => programmeId))])
  const taken = await listPast(tx, [...new Set(placed.map(({ personId }) => personId))])
  const { asked, past } = await withSittings(tx, times, taken)
  const timesById = new Map(asked.map((one) => [one.programmeId, one]))
  return placed.flatMap((one) => {
    const own = timesById.get(one.programmeId)
    const others = (past.get(one.personId) ?? []).filter(
      ({ state, programmeId }) => state === 'accepted' && programmeId !== one.programmeId,
    )
    return others.flatMap((their) => (own && clashBetween(own, their) ? [{ one, other: their.title }] : []))
  })
}
