import type { Tx } from '../../../platform/db/db.ts'
import { closeOrganisation } from '../../organisations/public.ts'

type Closing = { readonly id: string; readonly dated: Parameters<typeof closeOrganisation>[2] }

/** Closes organisations that nobody is left in, what stands below before what it stands under; tells whether all could be. */
export async function closeAll(tx: Tx, closings: readonly Closing[]): Promise<boolean> {
  let waiting = closings
  while (waiting.length > 0) {
    const left: Closing[] = []
    for (const one of waiting) {
      const done = await closeOrganisation(tx, one.id, one.dated, 0)
      if (!done.ok && done.error === 'organisation_has_below') left.push(one)
      else if (!done.ok) return false
    }
    if (left.length === waiting.length) return false
    waiting = left
  }
  return true
}
