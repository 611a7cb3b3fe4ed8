import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import { externalHours, hourImportRows, hourImports, hourRehearsals } from '../tables.ts'

/** The people in these subtrees with one of these ID numbers, by the keyed hashes of each number. */
export async function findByIdNumber(
  tx: Tx,
  roots: readonly string[],
  hashes: readonly { readonly number: string; readonly hash: Buffer }[],
) {
  if (hashes.length === 0) return []
  const rows = await tx
    .select({ id: people.id, name: people.name, staffNo: people.staffNo, hash: people.idNumberHash })
    .from(people)
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        sql`${people.mergedInto} is null`,
        inArray(
          people.idNumberHash,
          hashes.map(({ hash }) => hash),
        ),
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
  const numberOf = new Map(hashes.map(({ number, hash }) => [hash.toString('hex'), number]))
  return rows.map(({ hash, ...row }) => ({ ...row, number: numberOf.get(hash?.toString('hex') ?? '') ?? '' }))
}

/** The hours of these people that are recorded or in the ledger, as they are told apart. */
export async function listRecorded(tx: Tx, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  const { rows } = await tx.execute<{ personId: string; title: string; earnedOn: string; centihours: number }>(sql`
    select person_id as "personId", source_title as title, earned_on::text as "earnedOn", centihours
    from credit_record where tenant_id = ${tx.context.tenantId} and person_id = any(${sql.param(`{${personIds.join(',')}}`)}::uuid[])
      and state in ('recorded', 'approved', 'verified')`)
  return rows
}

/** Where a list of hours lies: with whoever handed it in. */
export async function hourImportScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findImport(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The list of this id, held until the end of the transaction where something is to become of it. */
export async function findImport(tx: Tx, id: string, hold = false) {
  const asked = tx
    .select()
    .from(hourImports)
    .where(and(eq(hourImports.tenantId, tx.context.tenantId), eq(hourImports.id, id)))
  const [found] = hold ? await asked.for('update') : await asked
  return found
}

/** Lists that were handed in in the subtrees of `roots`, the newest first; one more than asked for when there are more. */
export async function listImports(tx: Tx, roots: readonly string[], limit: number, before: string | undefined) {
  return tx
    .select({
      list: hourImports,
      organisationName: organisations.name,
      trial: { id: hourRehearsals.id, createdBy: hourRehearsals.createdBy },
    })
    .from(hourImports)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, hourImports.tenantId), eq(organisations.id, hourImports.organisationId)),
    )
    .leftJoin(
      hourRehearsals,
      and(eq(hourRehearsals.tenantId, hourImports.tenantId), eq(hourRehearsals.importId, hourImports.id)),
    )
    .where(
      and(
        eq(hourImports.tenantId, tx.context.tenantId),
        within(tx, sql`${hourImports.organisationId}`, roots),
        before ? lt(hourImports.id, before) : undefined,
      ),
    )
    .orderBy(desc(hourImports.id))
    .limit(limit + 1)
}

/** Keeps a list that was applied, with the record of each row. */
export async function insertImport(
  tx: Tx,
  row: Omit<typeof hourImports.$inferInsert, 'tenantId'>,
  rows: readonly { readonly no: number; readonly recordId: string }[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx.insert(hourImports).values({ ...row, tenantId })
  for (let from = 0; from < rows.length; from += 5_000) {
    const part = rows.slice(from, from + 5_000)
    await tx.insert(hourImportRows).values(part.map((each) => ({ ...each, tenantId, importId: row.id })))
  }
}

/** The records that a list became. */
export async function listImported(tx: Tx, importId: string): Promise<string[]> {
  const rows = await tx
    .select({ recordId: hourImportRows.recordId })
    .from(hourImportRows)
    .where(and(eq(hourImportRows.tenantId, tx.context.tenantId), eq(hourImportRows.importId, importId)))
  return rows.map(({ recordId }) => recordId)
}

/** Says that a list was taken back. */
export async function markUndone(tx: Tx, id: string): Promise<void> {
  await tx
    .update(hourImports)
    .set({ state: 'undone', undoneAt: tx.context.now })
    .where(and(eq(hourImports.tenantId, tx.context.tenantId), eq(hourImports.id, id)))
}

/** What another system handed over before under these names. */
export async function listExternal(tx: Tx, system: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(externalHours)
    .where(
      and(
        eq(externalHours.tenantId, tx.context.tenantId),
        eq(externalHours.system, system),
        inArray(externalHours.externalId, [...ids]),
      ),
    )
}

/** Keeps what another system calls the hours it handed over. */
export async function insertExternal(
  tx: Tx,
  rows: readonly Omit<typeof externalHours.$inferInsert, 'tenantId'>[],
): Promise<void> {
  if (rows.length > 0)
    await tx.insert(externalHours).values(rows.map((row) => ({ ...row, tenantId: tx.context.tenantId })))
}
