import type { Tx } from '../../../platform/db/db.ts'
import { openSheet, type CellDraft, type Step } from '../core.ts'
import { listHolders, loadQuotaFacts, loadQuotaSheet } from '../store.ts'
import { namePeople } from '../store/names.ts'

/** Somebody who holds a place of a programme, and since when. */
export type Holder = { readonly personId: string; readonly heldAt: Date }

/**
 * Tells who holds a place of a programme, in the order in which they took it. With `bind`, nobody takes one until the
 * transaction ends, and whoever takes one afterwards is asked for quotas.
 */
export type HolderTeller = (tx: Tx, programmeId: string, bind: boolean) => Promise<readonly Holder[]>

let teller: HolderTeller = () => Promise.resolve([])

/** Connects whoever gives places: they stand on a floor above, and know who held one before there were quotas. */
export function connectHolders(tell: HolderTeller): void {
  teller = tell
}

/** Who held a place before the first sheet, while nobody else takes one. */
export const bindHolders = (tx: Tx, programmeId: string): Promise<readonly Holder[]> => teller(tx, programmeId, true)

/** How many hold a place of a programme that has no sheet yet. */
export const countHolders = async (tx: Tx, programmeId: string): Promise<number> =>
  (await teller(tx, programmeId, false)).length

export type Fitted = Holder & { readonly steps: readonly Step[] }

/** Fits whoever holds a place into new cells, in the order in which they took it; tells who does not fit. */
export async function fitHolders(
  tx: Tx,
  holders: readonly Holder[],
  drafts: readonly CellDraft[],
): Promise<{ readonly fitted: readonly Fitted[]; readonly unfit: readonly string[] }> {
  const facts = await loadQuotaFacts(
    tx,
    holders.map(({ personId }) => personId),
  )
  const sheet = openSheet(drafts.map((cell) => ({ ...cell, placesTaken: 0, openTaken: 0 })))
  const fitted: Fitted[] = []
  const unfit: string[] = []
  for (const holder of holders) {
    const person = facts.get(holder.personId)
    const taken = person ? sheet.take(person) : undefined
    if (taken?.ok) fitted.push({ ...holder, steps: taken.value })
    else unfit.push(holder.personId)
  }
  return { fitted, unfit }
}

/** How many of those who hold a place would not fit into cells, and who the first of them are. */
export async function tellUnfit(
  tx: Tx,
  programmeId: string,
  drafts: readonly CellDraft[],
): Promise<{ readonly count: number; readonly people: readonly { readonly id: string; readonly name: string }[] }> {
  const isFirst = (await loadQuotaSheet(tx, programmeId)) === undefined
  const holders = isFirst ? await teller(tx, programmeId, false) : await listHolders(tx, programmeId)
  const { unfit } = await fitHolders(tx, holders, drafts)
  return { count: unfit.length, people: await namePeople(tx, unfit.slice(0, mostNamed)) }
}

const mostNamed = 20
