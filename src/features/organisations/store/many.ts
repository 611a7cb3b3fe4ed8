import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { organisations } from '../tables.ts'

// PostgreSQL takes at most 65,535 values in one statement.
const mostRows = 2_000

/** Adds organisations whose parents are all there, with their lines in the closure. */
export async function insertLevel(
  tx: Tx,
  rows: readonly Omit<typeof organisations.$inferInsert, 'tenantId' | 'createdAt'>[],
): Promise<void> {
  const { tenantId, now: createdAt } = tx.context
  for (let from = 0; from < rows.length; from += mostRows)
    await tx
      .insert(organisations)
      .values(rows.slice(from, from + mostRows).map((row) => ({ ...row, tenantId, createdAt })))
  await tx.execute(sql`
    insert into organisation_closure (tenant_id, ancestor_id, descendant_id, depth)
    select one.tenant_id, one.id, one.id, 0 from organisation one
    where one.tenant_id = ${tenantId}::uuid and one.id = any (${sql.param(rows.map(({ id }) => id))}::uuid[])
    union all
    select one.tenant_id, above.ancestor_id, one.id, above.depth + 1
    from organisation one
    join organisation_closure above on above.tenant_id = one.tenant_id and above.descendant_id = one.parent_id
    where one.tenant_id = ${tenantId}::uuid and one.id = any (${sql.param(rows.map(({ id }) => id))}::uuid[])`)
}

/** What is known of an organisation beside its name, place and state; a key that is absent stays as it is. */
export type OrganisationFactsRow = {
  readonly id: string
  readonly code?: string | null
  readonly schoolKind?: string | null
  readonly stages?: readonly string[]
  readonly setting?: string | null
  readonly openedOn?: string | null
  readonly address?: string | null
  readonly phone?: string | null
}

/** Sets what is known of organisations. Codes may change hands among them. */
export async function setFacts(tx: Tx, rows: readonly OrganisationFactsRow[]): Promise<void> {
  const { tenantId } = tx.context
  const said = JSON.stringify(rows)
  await tx.execute(sql`
    update organisation set code = null from jsonb_array_elements(${said}::jsonb) as one
    where organisation.tenant_id = ${tenantId}::uuid and organisation.id = (one ->> 'id')::uuid and one ? 'code'`)
  await tx.execute(sql`
    update organisation set
      code = case when one ? 'code' then one ->> 'code' else organisation.code end,
      school_kind = case when one ? 'schoolKind' then one ->> 'schoolKind' else organisation.school_kind end,
      stages = case when one ? 'stages' then array(select jsonb_array_elements_text(one -> 'stages')) else organisation.stages end,
      setting = case when one ? 'setting' then one ->> 'setting' else organisation.setting end,
      opened_on = case when one ? 'openedOn' then (one ->> 'openedOn')::date else organisation.opened_on end,
      address = case when one ? 'address' then one ->> 'address' else organisation.address end,
      phone = case when one ? 'phone' then one ->> 'phone' else organisation.phone end
    from jsonb_array_elements(${said}::jsonb) as one
    where organisation.tenant_id = ${tenantId}::uuid and organisation.id = (one ->> 'id')::uuid`)
}

/** Takes organisations and their lines in the closure away. */
export async function removeRows(tx: Tx, ids: readonly string[]): Promise<void> {
  const { tenantId } = tx.context
  const these = sql`any (${sql.param([...ids])}::uuid[])`
  await tx.execute(sql`
    delete from organisation_closure where tenant_id = ${tenantId}::uuid and (descendant_id = ${these} or ancestor_id = ${these})`)
  await tx.execute(sql`delete from organisation where tenant_id = ${tenantId}::uuid and id = ${these}`)
}
