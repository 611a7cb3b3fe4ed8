import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'

const list = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)

type Work = {
  readonly personId: string
  readonly source: { readonly kind: string; readonly id: string }
}

/** Whether any of this work is counted already under another number of its person. */
export async function isCountedElsewhere(tx: Tx, drafts: readonly Work[]): Promise<boolean> {
  const sources = [...new Set(drafts.map(({ source }) => source.id))]
  if (sources.length === 0) return false
  const { rows } = await tx.execute<{ personId: string; kind: string; sourceId: string }>(sql`
    select person_bearer(r.person_id) as "personId", r.source_kind as kind, r.source_id as "sourceId"
    from credit_record r join person p on p.tenant_id = r.tenant_id and p.id = r.person_id and p.merged_into is not null
    where r.tenant_id = ${tx.context.tenantId}::uuid and r.source_id = any(${list(sources)}::uuid[])
      and r.state in ('recorded', 'approved', 'verified')`)
  if (rows.length === 0) return false
  const counted = new Set(rows.map(({ personId, kind, sourceId }) => `${personId} ${kind} ${sourceId}`))
  return drafts.some(({ personId, source }) => counted.has(`${personId} ${source.kind} ${source.id}`))
}

/** Why hours stay under a number that was merged: their work is counted under the other, or who approved them bears that. */
export type Staying = 'hours_already_recorded' | 'record_own_hours'

/**
 * Lets undecided hours follow people whose number was merged, so that they are decided on and posted for the number that their
 * person has now; those that cannot are told.
 */
export async function followPeople(tx: Tx, recordIds: readonly string[]): Promise<ReadonlyMap<string, Staying>> {
  const tenantId = sql`${tx.context.tenantId}::uuid`
  const stale = await tx.execute<{ id: string; bearer: string; code: Staying | null }>(sql`
    select r.id, person_bearer(r.person_id) as bearer,
      case when exists (select from credit_approval a where a.tenant_id = r.tenant_id and a.record_id = r.id
          and person_bearer(r.person_id) in (a.approver_id, a.approver_for_id)) then 'record_own_hours'
        when r.state <> 'returned' and exists (select from credit_record o where o.tenant_id = r.tenant_id
          and o.person_id in (select person_numbers(person_bearer(r.person_id))) and o.id <> r.id
          and o.source_kind = r.source_kind and o.source_id = r.source_id
          and o.state in ('recorded', 'approved', 'verified')) then 'hours_already_recorded' end as code
    from credit_record r join person p on p.tenant_id = r.tenant_id and p.id = r.person_id and p.merged_into is not null
    where r.tenant_id = ${tenantId} and r.id = any(${list(recordIds)}::uuid[]) and r.state in ('recorded', 'approved', 'returned')
    order by r.id for update of r`)
  const staying = new Map<string, Staying>()
  for (const { id, bearer, code } of stale.rows) {
    if (code !== null) staying.set(id, code)
    else
      await tx.execute(
        sql`update credit_record set person_id = ${bearer}::uuid where tenant_id = ${tenantId} and id = ${id}::uuid`,
      )
  }
  return staying
}
