import type { SharedKind } from '../../../lib/matching/sharing.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { namedValue, openSheet, pathOf, type Cell } from '../core.ts'
import { meansAll, slotOfPath, slotsOf } from '../core/slots.ts'
import { nameOrganisations } from '../store/names.ts'
import { loadCells, loadQuotaFacts } from '../store.ts'

/** A sheet as places of one kind after another; `given` says in which kind those find a place who come before everybody. */
export type Sharing = { readonly kinds: readonly SharedKind[]; readonly given: ReadonlyMap<string, string> }

/**
 * How the sheet of a programme shares out what is free among these people, for whoever chooses whom to admit. Whoever comes
 * by hand takes a place first, in their order. Null where the sheet cannot be told as kinds of places (`slotsOf`);
 * undefined where there is none.
 */
export async function sharingOf(
  tx: Tx,
  programme: { readonly id: string; readonly placesMax: number | null },
  personIds: readonly string[],
  byHand: readonly string[] = [],
): Promise<Sharing | null | undefined> {
  const kept = await loadCells(tx, programme.id)
  if (kept.length === 0) return undefined
  const cells = kept.map((cell) => (cell.parentId === null ? { ...cell, placesMax: programme.placesMax } : cell))
  const slots = slotsOf(cells)
  if (!slots) return null
  const facts = await loadQuotaFacts(tx, [...new Set([...personIds, ...byHand])])
  const names = await nameOrganisations(tx, cells)
  const nameOf = ({ dimension, wanted }: Cell) =>
    wanted.map((value) => names[value] ?? namedValue(dimension, value)).join('、')
  const meant = (cell: Cell) =>
    new Set([...facts.values()].filter((one) => meansAll(cells, cell, one)).map(({ personId }) => personId))
  const kinds = slots.map(({ cell, places, caps }): SharedKind => ({
    ...{ id: cell.id, title: pathOf(cells, cell, nameOf), places, meant: meant(cell) },
    caps: caps.map((cap) => ({ id: cap.cell.id, places: cap.places, meant: meant(cap.cell) })),
  }))
  const sheet = openSheet(cells)
  const given = new Map<string, string>()
  for (const personId of byHand) {
    const person = facts.get(personId)
    const taken = person && sheet.take(person)
    const slot = taken?.ok === true ? slotOfPath(cells, taken.value) : undefined
    if (slot !== undefined) given.set(personId, slot)
  }
  return { kinds, given }
}
