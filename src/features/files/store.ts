import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { storedFiles } from './tables.ts'

const mine = (tx: Tx, id: string) => and(eq(storedFiles.tenantId, tx.context.tenantId), eq(storedFiles.id, id))

/** The file of this id. */
export async function findFile(tx: Tx, id: string) {
  const [found] = await tx.select().from(storedFiles).where(mine(tx, id))
  return found
}

// Handed in by somebody about themselves: opened only where it is decided on.
const personal = ['proof', 'claim', 'integrity']

/** Where a file lies: in the organisation it belongs to. A personal one is reached from what it proves, and not here. */
export async function fileScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findFile(tx, id)
  return found && personal.includes(found.purpose) ? undefined : found && { organisationIds: [found.organisationId] }
}

/** Records a file whose content the store already keeps. */
export async function insertFile(
  tx: Tx,
  row: Omit<typeof storedFiles.$inferInsert, 'tenantId' | 'storedAt' | 'storedBy'>,
) {
  const { tenantId, now, actor } = tx.context
  await tx.insert(storedFiles).values({ ...row, tenantId, storedAt: now, storedBy: actor?.accountId ?? null })
}

/** Whether a file of this bureau has this content. */
export async function isNamed(tx: Tx, sha256: string): Promise<boolean> {
  const { tenantId } = tx.context
  return (await tx.$count(storedFiles, and(eq(storedFiles.tenantId, tenantId), eq(storedFiles.sha256, sha256)))) > 0
}
