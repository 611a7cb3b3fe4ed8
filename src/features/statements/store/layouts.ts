import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { inPost } from '../../people/tables.ts'
import { hourLayoutExports, hourLayoutRows } from '../tables.ts'

/** What layouts ask of people beside their hours. */
export type Known = {
  readonly id: string
  readonly name: string
  readonly staffNo: string
  readonly stage: string | null
  readonly subjects: readonly string[]
  readonly title: string | null
  readonly idNumberSealed: Buffer | null
  readonly organisationId: string
  readonly school: string
  readonly town: string | null
}

/** Everybody in post below an organisation, within these subtrees, by school and name. */
export async function listKnown(tx: Tx, roots: readonly string[], organisationId: string): Promise<Known[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<Known>(sql`
    select person.id, person.name, person.staff_no as "staffNo", person.stage, person.subjects, person.title,
      person.id_number_sealed as "idNumberSealed", o.id as "organisationId", o.name as school, town.name as town
    from person join organisation o on o.tenant_id = ${tenantId} and o.id = person.organisation_id
    left join lateral (select t.name from organisation_closure c
      join organisation t on t.tenant_id = c.tenant_id and t.id = c.ancestor_id
      where c.tenant_id = ${tenantId} and c.descendant_id = o.id and t.kind = 'town_centre' and t.id <> o.id limit 1) town on true
    where person.tenant_id = ${tenantId} and ${inPost(sql`person.state`)}
      and ${within(tx, sql`person.organisation_id`, roots)} and ${within(tx, sql`person.organisation_id`, [organisationId])}
    order by o.pinyin, o.id, person.sort_key, person.id`)
  return rows
}

/** Who took this layout of this year and place out last, and when; undefined before the first time. */
export async function lastExport(tx: Tx, layout: string, year: number, organisationId: string) {
  const [found] = await tx
    .select()
    .from(hourLayoutExports)
    .where(
      and(
        eq(hourLayoutExports.tenantId, tx.context.tenantId),
        eq(hourLayoutExports.layout, layout),
        eq(hourLayoutExports.year, year),
        eq(hourLayoutExports.organisationId, organisationId),
      ),
    )
    .orderBy(desc(hourLayoutExports.exportedAt), desc(hourLayoutExports.id))
    .limit(1)
  return found
}

/** Whether an export of this id was made before. */
export async function hasExport(tx: Tx, id: string): Promise<boolean> {
  const found = await tx
    .select({ id: hourLayoutExports.id })
    .from(hourLayoutExports)
    .where(and(eq(hourLayoutExports.tenantId, tx.context.tenantId), eq(hourLayoutExports.id, id)))
  return found.length > 0
}

/** The digest of each row of an export. */
export async function digestsOf(tx: Tx, exportId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: hourLayoutRows.subjectId, digest: hourLayoutRows.digest })
    .from(hourLayoutRows)
    .where(and(eq(hourLayoutRows.tenantId, tx.context.tenantId), eq(hourLayoutRows.exportId, exportId)))
  return new Map(rows.map(({ id, digest }) => [id, digest.toString('hex')]))
}

/** Writes down what went out. */
export async function insertExport(
  tx: Tx,
  row: Omit<typeof hourLayoutExports.$inferInsert, 'tenantId'>,
  digests: readonly { readonly id: string; readonly digest: string }[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx.insert(hourLayoutExports).values({ ...row, tenantId })
  await tx.execute(sql`
    insert into hour_layout_row (tenant_id, export_id, subject_id, digest)
    select ${tenantId}::uuid, ${row.id}::uuid, id, decode(digest, 'hex')
    from json_to_recordset(${JSON.stringify(digests)}::json) as line(id uuid, digest text)`)
}

/** What subjects that are gone from a list are called now: people or schools. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const list = sql.param(`{${ids.join(',')}}`)
  const { tenantId } = tx.context
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from person where tenant_id = ${tenantId} and id = any(${list}::uuid[])
    union all select id, name from organisation where tenant_id = ${tenantId} and id = any(${list}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
