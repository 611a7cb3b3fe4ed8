import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { CreditRecord } from '../contract.ts'
import type { AlikeWork, QueuedRecord } from '../contract/queues.ts'
import { alikeDays, areAlike } from '../core/alike.ts'

type Candidate = AlikeWork & { readonly ofId: string }

// Earlier hours of the same person that are as many, in the same category and near the day: records that stand, and what lists of
// hours from elsewhere brought. Whether their titles are alike is for the core to say.
async function candidatesOf(tx: Tx, ids: readonly string[]): Promise<readonly Candidate[]> {
  const near = sql.raw(`and o.centihours = r.centihours and o.category is not distinct from r.category
    and o.earned_on between r.earned_on - ${String(alikeDays)} and r.earned_on + ${String(alikeDays)}`)
  const { rows } = await tx.execute<Candidate>(sql`
    with asked as materialized (select r.*, number from credit_record r cross join lateral person_numbers(r.person_id) as number
      where r.tenant_id = ${tx.context.tenantId} and r.id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[]))
    select r.id as "ofId", o.id, o.state, o.source_kind as "sourceKind", o.source_id as "sourceId", o.source_title as title,
      o.category, o.centihours, o.earned_on::text as "earnedOn"
    from asked r join credit_record o on o.tenant_id = r.tenant_id and o.person_id = r.number and o.id <> r.id
      and o.state in ('recorded', 'approved', 'verified') ${near}
    where (o.recorded_at, o.id) < (r.recorded_at, r.id)
    union all
    select r.id, o.id, 'verified', o.source_kind, o.source_id, o.source_title, o.category, o.centihours, o.earned_on::text
    from asked r join credit_entry o on o.tenant_id = r.tenant_id and o.person_id = r.number and o.direction = 'opening' ${near}
    where not exists (select from credit_entry b where b.tenant_id = o.tenant_id and b.reverses_id = o.id)
    order by "earnedOn" desc, id`)
  return rows
}

/** Records of a queue, each that waits for a decision with the earlier hours of its person that may be the same work. */
export async function withAlike(tx: Tx, rows: readonly CreditRecord[]): Promise<QueuedRecord[]> {
  const waiting = rows.filter(({ state }) => state === 'recorded' || state === 'approved')
  const found =
    waiting.length === 0
      ? []
      : await candidatesOf(
          tx,
          waiting.map(({ id }) => id),
        )
  const byRecord = Map.groupBy(found, ({ ofId }) => ofId)
  return rows.map((row) => ({
    ...row,
    alike: (byRecord.get(row.id) ?? [])
      .filter((one) => areAlike({ ...row, title: row.sourceTitle }, one))
      .map(({ ofId: _, ...one }) => one),
  }))
}
