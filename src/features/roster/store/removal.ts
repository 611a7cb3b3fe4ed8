import { sql } from 'drizzle-orm'
import type { Remover } from '../../../platform/retention.ts'

/** Empties old imports: the rows of the list go, its counts stay. An import that can still be undone is left alone. */
export const importRemover = {
  kind: 'import_files',
  remove: async (tx, before) => {
    const gone = await tx.execute(sql`
      delete from roster_row using roster_import
      where roster_row.tenant_id = ${tx.context.tenantId} and roster_import.tenant_id = roster_row.tenant_id
        and roster_import.id = roster_row.import_id and roster_import.created_at < ${before.toISOString()}::timestamptz
        and (roster_import.applied_at is null or roster_import.applied_at < ${before.toISOString()}::timestamptz)`)
    return gone.rowCount ?? 0
  },
} satisfies Remover
