import type { Tx } from '../../../platform/db/db.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import { isBound } from '../store/places.ts'
import { releaseCells, takeCells, type CellRefusal } from '../../quotas/public.ts'

export type AllotRefusal = CellRefusal | 'programme_full'

/** Somebody to whom a place is to be given: `needs` says how many more of the counter's, none where one is held already. */
export type Wanting = { readonly personId: string; readonly needs: number }

/**
 * Says who of these people, in their order, finds both a place and room in the quotas of a programme, and takes the latter
 * for them: for whoever holds the counter. Gives why not for the rest, and how many places are to be counted.
 */
export async function allot(
  tx: Tx,
  programme: Pick<ProgrammeRow, 'id' | 'placesMax' | 'hasQuotas'>,
  wanting: readonly Wanting[],
  free: number | undefined,
): Promise<{ readonly refusals: ReadonlyMap<string, AllotRefusal>; readonly taken: number }> {
  const refusals = new Map<string, AllotRefusal>()
  let left = free ?? Number.POSITIVE_INFINITY
  let taken = 0
  let open = wanting
  const hasQuotas = await bindsQuotas(tx, programme)
  // A first sheet may have come with a number of places after the programme was read.
  const current = hasQuotas && !programme.hasQuotas ? ((await findProgramme(tx, programme.id)) ?? programme) : programme
  // Each round asks the quotas for as many people as there are places; those whom they refuse make room for others.
  while (open.length > 0) {
    const placed: Wanting[] = []
    let room = left
    // Whoever holds a place already needs none: they stand behind nobody who finds none.
    for (const each of open) {
      if (each.needs > room) continue
      room -= each.needs
      placed.push(each)
    }
    if (placed.length === 0) break
    const ids = placed.map(({ personId }) => personId)
    const refused = hasQuotas ? await takeCells(tx, current, ids) : new Map<string, CellRefusal>()
    for (const { personId, needs } of placed) {
      const code = refused.get(personId)
      if (code) refusals.set(personId, code)
      else {
        left -= needs
        taken += needs
      }
    }
    open = open.filter((each) => !placed.includes(each))
  }
  for (const { personId } of open) refusals.set(personId, 'programme_full')
  return { refusals, taken }
}

/** Gives back what these people hold of the quotas of a programme. */
export async function unallot(
  tx: Tx,
  programme: Pick<ProgrammeRow, 'id' | 'hasQuotas'>,
  personIds: readonly string[],
): Promise<void> {
  if (await bindsQuotas(tx, programme)) await releaseCells(tx, programme.id, personIds)
}

// Whoever holds the counter knows whether a first sheet came after they had read the programme.
async function bindsQuotas(tx: Tx, { id, hasQuotas }: Pick<ProgrammeRow, 'id' | 'hasQuotas'>): Promise<boolean> {
  return hasQuotas || (await isBound(tx, id))
}
