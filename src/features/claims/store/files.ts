import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'

/** Whether a file is part of a claim (its evidence or sharing record) or of an appeal. */
export async function isPartOf(tx: Tx, ownerId: string, fileId: string): Promise<boolean> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute(sql`
    select from claim_file where tenant_id = ${tenantId} and claim_id = ${ownerId}::uuid and file_id = ${fileId}::uuid
    union all
    select from claim_sharing where tenant_id = ${tenantId} and claim_id = ${ownerId}::uuid and file_id = ${fileId}::uuid
    union all
    select from appeal_file where tenant_id = ${tenantId} and appeal_id = ${ownerId}::uuid and file_id = ${fileId}::uuid`)
  return rows.length > 0
}
