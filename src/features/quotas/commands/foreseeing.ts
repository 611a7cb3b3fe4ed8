import type { Tx } from '../../../platform/db/db.ts'
import { openSheet, type Sheet } from '../core.ts'
import { loadQuotaFacts, loadSheets } from '../store.ts'

/** Places of quotas as they could be given out: nothing of it is written down. */
export type Foreseen = {
  /** Why somebody would find no place in the quotas of a programme; undefined where they would, and where it has none. */
  readonly refusalOf: (programmeId: string, personId: string) => 'quota_full' | 'quota_outside' | undefined
  /** Counts a place for somebody, so that whoever is asked about after them finds one fewer. */
  readonly take: (programmeId: string, personId: string) => void
}

type Programme = { readonly id: string; readonly placesMax: number | null; readonly hasQuotas: boolean }

/** Looks ahead which of these people would find a place in the quotas of these programmes, one after the other. */
export async function foreseeQuotas(
  tx: Tx,
  programmes: readonly Programme[],
  personIds: readonly string[],
): Promise<Foreseen> {
  const shared = programmes.filter(({ hasQuotas }) => hasQuotas)
  const cells = await loadSheets(
    tx,
    shared.map(({ id }) => id),
  )
  const sheets = new Map<string, Sheet>()
  for (const { id, placesMax } of shared) {
    const kept = cells.get(id)
    if (!kept) continue
    sheets.set(id, openSheet(kept.map((cell) => (cell.parentId === null ? { ...cell, placesMax } : cell))))
  }
  const facts = sheets.size === 0 ? new Map<string, never>() : await loadQuotaFacts(tx, personIds)
  const tried = (programmeId: string, personId: string) => {
    const [sheet, person] = [sheets.get(programmeId), facts.get(personId)]
    return sheet && person ? { sheet, taken: sheet.take(person) } : undefined
  }
  return {
    refusalOf: (programmeId, personId) => {
      const found = tried(programmeId, personId)
      if (!found) return undefined
      if (!found.taken.ok) return found.taken.error
      found.sheet.release(found.taken.value)
      return undefined
    },
    take: (programmeId, personId) => {
      tried(programmeId, personId)
    },
  }
}
