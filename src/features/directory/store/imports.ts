import { and, asc, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Line } from '../../../lib/lists/cells.ts'
import type { Outcome } from '../../../lib/lists/outcomes.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import type { Decision } from '../core/decide.ts'
import { directoryImports, directoryRows } from '../tables.ts'

const mine = (tx: Tx, id: string) =>
  and(eq(directoryImports.tenantId, tx.context.tenantId), eq(directoryImports.id, id))
const rowsOf = (tx: Tx, importId: string) =>
  and(eq(directoryRows.tenantId, tx.context.tenantId), eq(directoryRows.importId, importId))

/** Where an import lies: with whoever handed it in. */
export async function directoryImportScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findImport(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The import of this id, held until the transaction ends where something is to become of it. */
export async function findImport(tx: Tx, id: string, hold = false) {
  const asked = tx.select().from(directoryImports).where(mine(tx, id))
  const [found] = hold ? await asked.for('update') : await asked
  return found
}
export type ImportRow = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** Records a list that was handed in, with its rows as they were written. */
export async function insertImport(
  tx: Tx,
  row: Omit<typeof directoryImports.$inferInsert, 'tenantId' | 'createdAt'>,
  lines: readonly Line[],
) {
  const { tenantId, now } = tx.context
  await tx.insert(directoryImports).values({ ...row, tenantId, createdAt: now })
  await tx.execute(sql`
    insert into directory_row (tenant_id, import_id, no, cells)
    select ${tenantId}::uuid, ${row.id}::uuid, (one ->> 'no')::int, one -> 'cells'
    from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) as one`)
}

/** Changes what is known of an import. */
export async function updateImport(tx: Tx, id: string, change: Partial<typeof directoryImports.$inferInsert>) {
  await tx.update(directoryImports).set(change).where(mine(tx, id))
}

/** The imports of the subtrees of `roots`, the newest first; one more than asked for when there are more. */
export async function listImports(tx: Tx, roots: readonly string[], limit: number, after: { id: string } | undefined) {
  return tx
    .select({ list: directoryImports, organisationName: organisations.name })
    .from(directoryImports)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, directoryImports.tenantId), eq(organisations.id, directoryImports.organisationId)),
    )
    .where(
      and(
        eq(directoryImports.tenantId, tx.context.tenantId),
        within(tx, sql`${directoryImports.organisationId}`, roots),
        after && sql`${directoryImports.id} < ${after.id}::uuid`,
      ),
    )
    .orderBy(desc(directoryImports.id))
    .limit(limit + 1)
}

/** A page of the rows of an import, in the order of the sheet; one more than asked for when there are more. */
export async function listRows(
  tx: Tx,
  importId: string,
  query: { readonly outcome?: Outcome | undefined; readonly limit: number },
  after: { no: string } | undefined,
) {
  return tx
    .select()
    .from(directoryRows)
    .where(
      and(
        rowsOf(tx, importId),
        query.outcome ? eq(directoryRows.outcome, query.outcome) : undefined,
        after && gt(directoryRows.no, Number(after.no)),
      ),
    )
    .orderBy(asc(directoryRows.no))
    .limit(query.limit + 1)
}

/** Every row of an import, or those that do something. */
export async function listAllRows(tx: Tx, importId: string, doing?: 'doing') {
  return tx
    .select()
    .from(directoryRows)
    .where(and(rowsOf(tx, importId), doing ? inArray(directoryRows.outcome, ['create', 'change']) : undefined))
    .orderBy(asc(directoryRows.no))
}
export type RowRow = Awaited<ReturnType<typeof listAllRows>>[number]

/** Keeps what rows would do, in place of what was kept before. */
export async function keepDecisions(
  tx: Tx,
  importId: string,
  decided: readonly (Decision & { readonly organisationId: string | null })[],
): Promise<void> {
  await tx.execute(sql`
    update directory_row set outcome = one.outcome, reasons = one.reasons, name = one.name, changes = one.changes,
      before = one.before, after = one.after, organisation_id = one."organisationId"
    from jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as one(no int, outcome text, reasons jsonb, name text,
      changes jsonb, before jsonb, after jsonb, "organisationId" uuid)
    where directory_row.tenant_id = ${tx.context.tenantId}::uuid and directory_row.import_id = ${importId}::uuid
      and directory_row.no = one.no`)
}

/** Says what an undoing did with the rows of an import. */
export async function keepUndone(
  tx: Tx,
  importId: string,
  rows: readonly { readonly no: number; readonly undone: string }[],
): Promise<void> {
  await tx.execute(sql`
    update directory_row set undone = one.undone
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(no int, undone text)
    where directory_row.tenant_id = ${tx.context.tenantId}::uuid and directory_row.import_id = ${importId}::uuid
      and directory_row.no = one.no`)
}

/** The lists that did something to an organisation, the newest first. */
export async function listTrail(tx: Tx, organisationId: string) {
  return tx
    .select({
      importId: directoryImports.id,
      listName: directoryImports.name,
      createdByName: directoryImports.createdByName,
      appliedAt: directoryImports.appliedAt,
      undoneAt: directoryImports.undoneAt,
      outcome: directoryRows.outcome,
      changes: directoryRows.changes,
      no: directoryRows.no,
    })
    .from(directoryRows)
    .innerJoin(
      directoryImports,
      and(eq(directoryImports.tenantId, directoryRows.tenantId), eq(directoryImports.id, directoryRows.importId)),
    )
    .where(
      and(
        eq(directoryRows.tenantId, tx.context.tenantId),
        eq(directoryRows.organisationId, organisationId),
        inArray(directoryRows.outcome, ['create', 'change']),
        isNotNull(directoryImports.appliedAt),
      ),
    )
    .orderBy(desc(directoryImports.appliedAt))
    .limit(50)
}
