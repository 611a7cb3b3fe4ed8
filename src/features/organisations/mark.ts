import { watermarkOf, type Watermark } from '../../lib/watermark.ts'
import type { Tx } from '../../platform/db/db.ts'
import { loadTenant } from './store.ts'

/** The mark of what whoever acts takes out of the product: who, from which bureau, when. Undefined where nobody in particular acts. */
export async function exportMark(tx: Tx, at: Date = tx.context.now): Promise<Watermark | undefined> {
  const { actor, zone } = tx.context
  if (!actor) return undefined
  const { name: bureau } = await loadTenant(tx)
  return watermarkOf({ name: actor.name, bureau, at, zone })
}
