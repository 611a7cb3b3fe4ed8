import type { Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { isOpening, openingKey } from '../core/opening.ts'
import { loadChain, lockChains } from '../store/ledger.ts'
import { carrySpends } from './spend.ts'
import { opposite, postEntries, type NewEntry, type Posted } from './post.ts'

type CarryingBack = {
  readonly fromId: string
  readonly toId: string
  readonly carried: readonly Carried[]
  readonly correctedBy: readonly string[]
}

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

/**
 * Takes a carrying back: what was carried is reversed, and stands again under the number that it came from. What was found
 * wrong in between stays reversed; work of that number that was put right meanwhile, by these records (`correctedBy`) or by
 * another entry of the same source, goes back as it was put right.
 */
export async function carryBack(
  tx: Tx,
  { fromId, toId, carried, correctedBy }: CarryingBack,
  reason: string,
): Promise<void> {
  await lockChains(tx, [fromId, toId])
  const [from, to] = [await loadChain(tx, fromId), await loadChain(tx, toId)]
  const open = to.filter(isOpen(to))
  const corrected = new Set(correctedBy)
  const isCorrected = ({ recordId }: Posted) => recordId !== null && corrected.has(recordId)
  const back = new Set(open.filter(isCorrected))
  const inBoth: Posted[] = []
  for (const { originalId, carriedId } of carried) {
    const original = from.find((entry) => entry.id === originalId)
    if (!original) continue
    // Work that both numbers were credited for was not carried: it stands under each of them again.
    if (carriedId === null) inBoth.push(original)
    else for (const entry of standingFor(open, carriedId, sourceOf(original))) back.add(entry)
  }
  const again = [...inBoth, ...back].map((entry) => ({ entry, copyId: newId() }))
  await postEntries(tx, [
    ...[...back].map((entry) => reversalOf(entry, reason)),
    ...again.map(({ entry, copyId }) => copyOf(entry, entry.id, fromId, copyId, reason)),
  ])
  await carrySpends(
    tx,
    again.map(({ entry, copyId }) => ({ entryId: entry.id, successorId: copyId, personId: fromId })),
  )
}

// What was carried, or what of the same work was posted once that was found wrong.
function standingFor(open: readonly Posted[], carriedId: string, source: string): readonly Posted[] {
  const copy = open.filter(({ id }) => id === carriedId)
  return copy.length > 0 ? copy : open.filter((entry) => sourceOf(entry) === source)
}
