import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { jobRuns } from '../../../platform/jobs/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import type { RosterRow } from '../contract.ts'
import { rosterImports, rosterRows } from '../tables.ts'

const mine = (tx: Tx, id: string) => and(eq(rosterImports.tenantId, tx.context.tenantId), eq(rosterImports.id, id))

/** Where an import lies: with whoever handed it in. */
export async function importScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findImport(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The import of this id. */
export async function findImport(tx: Tx, id: string) {
  const [found] = await tx.select().from(rosterImports).where(mine(tx, id))
  return found
}

/** The import of this id, held until the transaction ends: two pieces of work on one list follow each other. */
export async function holdImport(tx: Tx, id: string) {
  const [found] = await tx.select().from(rosterImports).where(mine(tx, id)).for('update')
  return found
}
export type ImportRow = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** Records a list that was handed in. */
export async function insertImport(tx: Tx, row: Omit<typeof rosterImports.$inferInsert, 'tenantId' | 'createdAt'>) {
  await tx.insert(rosterImports).values({ ...row, tenantId: tx.context.tenantId, createdAt: tx.context.now })
}

/** Changes what is known of an import. */
export async function updateImport(tx: Tx, id: string, change: Partial<typeof rosterImports.$inferInsert>) {
  await tx.update(rosterImports).set(change).where(mine(tx, id))
}

/** The imports of the subtrees of `roots`, the newest first; one more than asked for when there are more. */
export async function listImports(tx: Tx, roots: readonly string[], limit: number, after: { id: string } | undefined) {
  return tx
    .select({ list: rosterImports, organisationName: organisations.name })
    .from(rosterImports)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, rosterImports.tenantId), eq(organisations.id, rosterImports.organisationId)),
    )
    .where(
      and(
        eq(rosterImports.tenantId, tx.context.tenantId),
        within(tx, sql`${rosterImports.organisationId}`, roots),
        after && sql`${rosterImports.id} < ${after.id}::uuid`,
      ),
    )
    .orderBy(desc(rosterImports.id))
    .limit(limit + 1)
}

const shownRow = {
  no: rosterRows.no,
  name: rosterRows.name,
  personId: rosterRows.personId,
  outcome: rosterRows.outcome,
  reasons: rosterRows.reasons,
  changes: rosterRows.changes,
  undone: rosterRows.undone,
  undoneReasons: rosterRows.undoneReasons,
}

/** A page of the rows of an import, in the order of the sheet; one more than asked for when there are more. */
export async function listRows(
  tx: Tx,
  importId: string,
  query: {
    readonly outcome?: RosterRow['outcome'] | undefined
    readonly left?: boolean | undefined
    readonly limit: number
  },
  after: { no: string } | undefined,
) {
  return tx
    .select(shownRow)
    .from(rosterRows)
    .where(
      and(
        eq(rosterRows.tenantId, tx.context.tenantId),
        eq(rosterRows.importId, importId),
        query.outcome ? eq(rosterRows.outcome, query.outcome) : undefined,
        query.left ? eq(rosterRows.undone, 'left') : undefined,
        after && gt(rosterRows.no, Number(after.no)),
      ),
    )
    .orderBy(asc(rosterRows.no))
    .limit(query.limit + 1)
}

/** Rows as they were written, sealed, with what became of them; from the one after `after` on. */
export async function listCells(tx: Tx, importId: string, after: number, limit: number) {
  return tx
    .select({ ...shownRow, cellsSealed: rosterRows.cellsSealed })
    .from(rosterRows)
    .where(
      and(eq(rosterRows.tenantId, tx.context.tenantId), eq(rosterRows.importId, importId), gt(rosterRows.no, after)),
    )
    .orderBy(asc(rosterRows.no))
    .limit(limit)
}

/** Keeps the rows of a sheet as they were written. */
export async function insertCells(
  tx: Tx,
  importId: string,
  rows: readonly { readonly id: string; readonly no: number; readonly cells: Buffer }[],
) {
  await tx.execute(sql`
    insert into roster_row (tenant_id, import_id, id, no, cells_sealed)
    select ${tx.context.tenantId}::uuid, ${importId}::uuid, id, no, cells
    from unnest(${sql.param(rows.map(({ id }) => id))}::uuid[], ${sql.param(rows.map(({ no }) => no))}::int[],
      ${sql.param(rows.map(({ cells }) => cells))}::bytea[]) as one(id, no, cells)`)
}

/** How many rows of an import there are of each outcome, and of those how many were left when it was undone. */
export async function countRows(tx: Tx, importId: string) {
  const [found] = await tx
    .select({
      create: sql<number>`count(*) filter (where outcome = 'create')`.mapWith(Number),
      change: sql<number>`count(*) filter (where outcome = 'change')`.mapWith(Number),
      keep: sql<number>`count(*) filter (where outcome = 'keep')`.mapWith(Number),
      refuse: sql<number>`count(*) filter (where outcome = 'refuse')`.mapWith(Number),
      removed: sql<number>`count(*) filter (where undone = 'removed')`.mapWith(Number),
      restored: sql<number>`count(*) filter (where undone = 'restored')`.mapWith(Number),
      left: sql<number>`count(*) filter (where undone = 'left')`.mapWith(Number),
    })
    .from(rosterRows)
    .where(and(eq(rosterRows.tenantId, tx.context.tenantId), eq(rosterRows.importId, importId)))
  if (!found) throw new Error('a count always answers')
  return found
}

/** Whether a piece of work is waiting or under way. */
export async function isUnderWay(tx: Tx, jobId: string | null): Promise<boolean> {
  if (jobId === null) return false
  const found = await tx
    .select({ one: sql`1` })
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.tenantId, tx.context.tenantId),
        eq(jobRuns.id, jobId),
        inArray(jobRuns.state, ['waiting', 'running', 'cancelling']),
      ),
    )
  return found.length > 0
}
