import type { Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { isOpening, openingKey } from '../core/opening.ts'
import { loadChain, lockChains } from '../store/ledger.ts'
import { carrySpends, type Successor } from './spend.ts'
import { opposite, postEntries, type NewEntry, type Posted } from './post.ts'

/** Hours that were carried: the entry that was reversed, and the one that stands for it; null where the work counted already. */
export type Carried = { readonly originalId: string; readonly carriedId: string | null }

const isOpen = (chain: readonly Posted[]) => {
  const reversed = new Set(chain.map((entry) => entry.reversesId))
  return (entry: Posted) => entry.centihours > 0 && !reversed.has(entry.id)
}
// A list or a statement brings hours of many works: what tells these apart there tells them apart here.
const sourceOf = (entry: Posted) =>
  isOpening(entry) ? `opening ${openingKey(entry)}` : `${entry.sourceKind} ${entry.sourceId}`

const reversalOf = (entry: Posted, reason: string): NewEntry => ({
  ...entry,
  ...{ id: newId(), ...opposite(entry), reversesId: entry.id, reason },
})

const copyOf = (entry: Posted, carriesId: string, personId: string, id: string, reason: string): NewEntry => ({
  ...entry,
  ...{ id, carriesId, personId, direction: 'carried', recordId: null, reversesId: null, reason },
})

/**
 * Carries every open entry of one number of a person to another: reversed there, posted here, both with the reason. Work that
 * both numbers were credited for counts once. Nothing that was posted is altered, and both chains stay whole.
 */
export async function carryLedger(tx: Tx, fromId: string, toId: string, reason: string): Promise<readonly Carried[]> {
  await lockChains(tx, [fromId, toId])
  const [from, to] = [await loadChain(tx, fromId), await loadChain(tx, toId)]
  const counted = new Set(to.filter(isOpen(to)).map(sourceOf))
  const open = from.filter(isOpen(from))
  const carried = open.map((entry) => ({
    originalId: entry.id,
    carriedId: counted.has(sourceOf(entry)) ? null : newId(),
  }))
  const copies = open.flatMap((entry, index) => {
    const id = carried[index]?.carriedId
    return typeof id === 'string' ? [copyOf(entry, entry.id, toId, id, reason)] : []
  })
  await postEntries(tx, [...open.map((entry) => reversalOf(entry, reason)), ...copies])
  const standsFor = new Map(to.filter(isOpen(to)).map((entry) => [sourceOf(entry), entry.id]))
  await carrySpends(
    tx,
    open.flatMap((entry, index) => {
      const successorId = carried[index]?.carriedId ?? standsFor.get(sourceOf(entry))
      return successorId === undefined ? [] : [{ entryId: entry.id, successorId, personId: toId }]
    }),
  )
  return carried
}

/** Takes a carrying back: what was carried is reversed, and stands again under the number that it came from. */
export async function carryBack(
  tx: Tx,
  fromId: string,
  toId: string,
  carried: readonly Carried[],
  reason: string,
): Promise<void> {
  await lockChains(tx, [fromId, toId])
  const [from, to] = [await loadChain(tx, fromId), await loadChain(tx, toId)]
  const stands = isOpen(to)
  const entries: NewEntry[] = []
  const successors: Successor[] = []
  for (const { originalId, carriedId } of carried) {
    const original = from.find((entry) => entry.id === originalId)
    const copy = to.find((entry) => entry.id === carriedId)
    // Hours that somebody found wrong in between stay reversed.
    if (!original || (copy && !stands(copy))) continue
    if (copy) entries.push(reversalOf(copy, reason))
    const again = copyOf(original, copy?.id ?? original.id, fromId, newId(), reason)
    entries.push(again)
    successors.push({ entryId: copy?.id ?? original.id, successorId: again.id, personId: fromId })
  }
  await postEntries(tx, entries)
  await carrySpends(tx, successors)
}
