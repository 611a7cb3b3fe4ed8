import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'

/** Whether a column names one of these organisations, or one that stands above them. */
export const isAbove = (tx: Tx, column: string, roots: readonly string[]) => sql`${sql.raw(column)} in (
  select ancestor_id from organisation_closure
  where tenant_id = ${tx.context.tenantId} and descendant_id = any(${sql.param(`{${roots.join(',')}}`)}::uuid[]))`

/** Whether a column names one of these organisations, or one below them. */
export const inScope = (tx: Tx, column: string, roots: readonly string[]) => sql`${sql.raw(column)} in (
  select descendant_id from organisation_closure
  where tenant_id = ${tx.context.tenantId} and ancestor_id = any(${sql.param(`{${roots.join(',')}}`)}::uuid[]))`
