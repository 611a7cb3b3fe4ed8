import { note, type Tx } from '../../../platform/db/db.ts'
import { holdFreed, offerFreedTo, type Freed } from '../../enrolment/public.ts'
import type { Reserve } from '../contract/reserves.ts'
import { nextReserve, turnsOf, type Standing } from '../core/succession.ts'
import { listReserves, listSettled, type ReserveKept } from '../store/reserves.ts'
import type { SelectionKept } from '../store/selections.ts'

/**
 * Offers what was left of the places of a programme that a settled selection gave, and what was added since, to its reserves,
 * in rank order within their part of the quota. Looks at what is free now, so that doing it twice offers nothing twice. Gives
 * how many offers were made.
 */
export async function offerToReserves(tx: Tx, programmeId: string): Promise<number> {
  const settled = await listSettled(tx, programmeId)
  if (settled.length === 0) return 0
  const freed = await holdFreed(tx, programmeId)
  if (!freed) return 0
  let made = 0
  for (const [at, selection] of settled.entries())
    made += await offerBy(tx, { ...freed, free: freed.free - made }, selection, at === 0)
  return made
}

const standingOf = ({ personId, stage, kind, rank, outcome, sits, state }: ReserveKept): Standing => ({
  ...{ id: personId, stage, kind, rank, sits, isGiven: outcome !== 'reserve' },
  waits: outcome === 'reserve' && state === null && !sits,
})

/** How the reserves of a selection stand, by person; nobody before it is settled, or where there is no programme. */
export async function tellReserves(tx: Tx, selection: SelectionKept): Promise<ReadonlyMap<string, Reserve>> {
  if (selection.state !== 'settled' || selection.programmeId === null) return new Map()
  const kept = await listReserves(tx, selection)
  const turns = turnsOf(selection.rules.quota, kept.map(standingOf))
  return new Map(
    kept
      .filter(({ outcome }) => outcome === 'reserve')
      .map((one): [string, Reserve] => {
        // Whoever came in by another way waits no more.
        const state = one.state ?? (one.sits ? 'accepted' : 'waiting')
        const nth = turns.get(one.personId) ?? null
        return [one.personId, { state, nth, offerUntil: one.offerUntil?.toISOString() ?? null }]
      }),
  )
}

async function offerBy(tx: Tx, freed: Freed, selection: SelectionKept, isNewest: boolean): Promise<number> {
  const { id, title, rules, settledPlacesMax } = selection
  const [now, then] = [freed.programme.placesMax, settledPlacesMax]
  const gained = isNewest && now !== null && then !== null ? Math.max(0, now - then) : 0
  let standings = (await listReserves(tx, selection)).map(standingOf)
  const passed = new Set<string>()
  let made = 0
  while (made < freed.free) {
    const next = nextReserve(rules.quota, standings, gained, passed)
    if (!next) break
    passed.add(next.id)
    const offered = await offerFreedTo(tx, freed, next.id, { sourceKind: 'selection', sourceId: id, title })
    if (!offered.ok) continue
    made += 1
    standings = standings.map((one) => (one.id === next.id ? { ...one, sits: true, waits: false } : one))
    const after = { programmeId: freed.programme.id, personId: next.id, rank: next.rank, waiterId: offered.value }
    note(tx, { act: 'selection.succession_offered', object: { kind: 'selection', id }, after })
  }
  return made
}
