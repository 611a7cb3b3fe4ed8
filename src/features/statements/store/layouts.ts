import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { signedName } from '../../accounts/public.ts'
import { within } from '../../organisations/public.ts'
import { inPost } from '../../people/tables.ts'
import { accounts } from '../../accounts/tables.ts'
import { organisations } from '../../organisations/tables.ts'
import type { Digest } from '../layouts/compare.ts'
import {
  hourLayoutExports,
  hourLayoutFullFiles as full,
  hourLayoutRows,
  hourLayouts,
  hourLayoutVersions,
} from '../tables.ts'

/** What layouts ask of people beside their hours. */
export type Known = {
  readonly id: string
  readonly name: string
  readonly staffNo: string
  readonly stage: string | null
  readonly subjects: readonly string[]
  readonly title: string | null
  readonly idNumberSealed: Buffer | null
  readonly phoneSealed: Buffer | null
  readonly gender: 'male' | 'female' | null
  readonly organisationId: string
  readonly school: string
  readonly schoolCode: string | null
  readonly town: string | null
}

/** Everybody in post below an organisation, within these subtrees, by school and name. */
export async function listKnown(tx: Tx, roots: readonly string[], organisationId: string): Promise<Known[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<Known>(sql`
    select person.id, person.name, person.staff_no as "staffNo", person.stage, person.subjects, person.title,
      person.id_number_sealed as "idNumberSealed", person.phone_sealed as "phoneSealed", person.gender, o.id as "organisationId", o.name as school,
      o.code as "schoolCode", town.name as town
    from person join organisation o on o.tenant_id = ${tenantId} and o.id = person.organisation_id
    left join lateral (select t.name from organisation_closure c
      join organisation t on t.tenant_id = c.tenant_id and t.id = c.ancestor_id
      where c.tenant_id = ${tenantId} and c.descendant_id = o.id and t.kind = 'town_centre' and t.id <> o.id limit 1) town on true
    where person.tenant_id = ${tenantId} and ${inPost(sql`person.state`)}
      and ${within(tx, sql`person.organisation_id`, roots)} and ${within(tx, sql`person.organisation_id`, [organisationId])}
    order by o.pinyin, o.id, person.sort_key, person.id`)
  return rows
}

const ofTenant = (tx: Tx) => eq(hourLayoutExports.tenantId, tx.context.tenantId)

/** Which export is meant: of a layout, of a year, of a place. */
export type Which = { readonly layoutId: string; readonly year: number; readonly organisationId: string }

const meant = (tx: Tx, { layoutId, year, organisationId }: Which) =>
  and(
    ofTenant(tx),
    eq(hourLayoutExports.layoutId, layoutId),
    eq(hourLayoutExports.year, year),
    eq(hourLayoutExports.organisationId, organisationId),
  )

/** Who took this layout of this year and place out last, when, and by which text; undefined before the first time. */
export async function lastExport(tx: Tx, which: Which) {
  const [found] = await tx
    .select({
      id: hourLayoutExports.id,
      version: hourLayoutExports.version,
      rows: hourLayoutExports.rows,
      exportedAt: hourLayoutExports.exportedAt,
      content: hourLayoutVersions.content,
    })
    .from(hourLayoutExports)
    .innerJoin(
      hourLayoutVersions,
      and(
        eq(hourLayoutVersions.tenantId, hourLayoutExports.tenantId),
        eq(hourLayoutVersions.layoutId, hourLayoutExports.layoutId),
        eq(hourLayoutVersions.version, hourLayoutExports.version),
      ),
    )
    .where(meant(tx, which))
    .orderBy(desc(hourLayoutExports.exportedAt), desc(hourLayoutExports.id))
    .limit(1)
  return found
}

/** Exports of places within these subtrees, the newest first: by which version each was made, and by whom. */
export async function listLayoutExports(
  tx: Tx,
  roots: readonly string[],
  { layoutId, limit }: { readonly layoutId?: string | undefined; readonly limit: number },
  after: { readonly exportedAt: string; readonly id: string } | undefined,
) {
  const before = after && new Date(after.exportedAt)
  return tx
    .select({
      id: hourLayoutExports.id,
      layoutId: hourLayoutExports.layoutId,
      layoutName: hourLayouts.name,
      layoutNameEn: hourLayouts.nameEn,
      version: hourLayoutExports.version,
      year: hourLayoutExports.year,
      organisationName: organisations.name,
      rows: hourLayoutExports.rows,
      flawed: hourLayoutExports.flawed,
      reason: hourLayoutExports.reason,
      fetchable: sql<boolean>`exists (select from ${full} where ${full.tenantId} = ${hourLayoutExports.tenantId}
        and ${full.id} = ${hourLayoutExports.id} and ${full.madeBy} = ${tx.context.actor?.accountId ?? null}::uuid
        and ${full.expiresAt} >= ${tx.context.now.toISOString()}::timestamptz)`,
      exportedByName: signedName<string>(accounts.name, hourLayoutExports.exportedBy, hourLayoutExports.exportedBy),
      exportedAt: hourLayoutExports.exportedAt,
    })
    .from(hourLayoutExports)
    .innerJoin(
      hourLayouts,
      and(eq(hourLayouts.tenantId, hourLayoutExports.tenantId), eq(hourLayouts.id, hourLayoutExports.layoutId)),
    )
    .innerJoin(
      organisations,
      and(
        eq(organisations.tenantId, hourLayoutExports.tenantId),
        eq(organisations.id, hourLayoutExports.organisationId),
      ),
    )
    .innerJoin(
      accounts,
      and(eq(accounts.tenantId, hourLayoutExports.tenantId), eq(accounts.id, hourLayoutExports.exportedBy)),
    )
    .where(
      and(
        ofTenant(tx),
        within(tx, sql`${hourLayoutExports.organisationId}`, roots),
        layoutId === undefined ? undefined : eq(hourLayoutExports.layoutId, layoutId),
        before && after
          ? or(
              lt(hourLayoutExports.exportedAt, before),
              and(eq(hourLayoutExports.exportedAt, before), lt(hourLayoutExports.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(desc(hourLayoutExports.exportedAt), desc(hourLayoutExports.id))
    .limit(limit + 1)
}

/** Whether an export of this id was made before. */
export async function hasExport(tx: Tx, id: string): Promise<boolean> {
  const found = await tx
    .select({ id: hourLayoutExports.id })
    .from(hourLayoutExports)
    .where(and(ofTenant(tx), eq(hourLayoutExports.id, id)))
  return found.length > 0
}

/** The digests of each row of an export. */
export async function digestsOf(tx: Tx, exportId: string): Promise<ReadonlyMap<string, Digest>> {
  const rows = await tx
    .select({ id: hourLayoutRows.subjectId, digest: hourLayoutRows.digest, cells: hourLayoutRows.cells })
    .from(hourLayoutRows)
    .where(and(eq(hourLayoutRows.tenantId, tx.context.tenantId), eq(hourLayoutRows.exportId, exportId)))
  return new Map(
    rows.map(({ id, digest, cells }) => [
      id,
      { digest: digest.toString('hex'), cells: cells ? (cells.toString('hex').match(/.{16}/g) ?? []) : null },
    ]),
  )
}

/** Writes down what went out. */
export async function insertExport(
  tx: Tx,
  row: Omit<typeof hourLayoutExports.$inferInsert, 'tenantId'>,
  digests: readonly ({ readonly id: string } & Digest)[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx.insert(hourLayoutExports).values({ ...row, tenantId })
  const lines = digests.map(({ id, digest, cells }) => ({ id, digest, cells: cells?.join('') ?? null }))
  await tx.execute(sql`
    insert into hour_layout_row (tenant_id, export_id, subject_id, digest, cells)
    select ${tenantId}::uuid, ${row.id}::uuid, id, decode(digest, 'hex'), decode(cells, 'hex')
    from json_to_recordset(${JSON.stringify(lines)}::json) as line(id uuid, digest text, cells text)`)
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
