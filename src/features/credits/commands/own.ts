import { isOwnMatter, type Acting } from '../../../lib/access.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { listBearers } from '../../people/public.ts'

/** Whether hours under this number are those of whoever acts, or of whom they stand in for, whatever number they have now. */
export async function isOwn(tx: Tx, actor: Acting, personId: string): Promise<boolean> {
  return (await listBearers(tx, personId)).some((id) => isOwnMatter(actor, id))
}
