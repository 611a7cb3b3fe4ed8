import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Evidence, SpentElsewhere } from '../core/entries.ts'

/** Hours that stand in a ledger, as another bureau takes them over: what they are, what they rest on, what they were used for. */
export type Takeable = {
  readonly earnedOn: string
  readonly startedOn: string | null
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  readonly centihours: number
  readonly title: string
  readonly evidence: readonly Evidence[]
  readonly usedFor: readonly SpentElsewhere[]
}

/** The hours of a person that stand and were not reversed, in the order of the ledger. */
export async function listTakeable(tx: Tx, personId: string): Promise<readonly Takeable[]> {
  const { rows } = await tx.execute<Takeable>(sql`
    select e.earned_on::text as "earnedOn", e.started_on::text as "startedOn", e.category, e.level, e.mode, e.kind, e.centihours,
      e.source_title as title, e.evidence,
      coalesce((select json_agg(json_build_object('purpose', s.purpose, 'caseNo', s.case_no) order by s.spent_at, s.id)
        from credit_spent_entry line join credit_spend s on s.tenant_id = line.tenant_id and s.id = line.spend_id
        where line.tenant_id = e.tenant_id and line.entry_id = e.id
          and not exists (select from credit_release l where l.tenant_id = s.tenant_id and l.spend_id = s.id)), '[]') as "usedFor"
    from credit_entry e
    where e.tenant_id = ${tx.context.tenantId}::uuid and e.person_id = ${personId}::uuid and e.direction <> 'reversed'
      and not exists (select from credit_entry back where back.tenant_id = e.tenant_id and back.reverses_id = e.id)
    order by e.seq`)
  return rows
}
