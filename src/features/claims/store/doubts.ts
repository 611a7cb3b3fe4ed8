import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Doubt } from '../contract/claims.ts'

const list = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)

// Claims that may be about the same work as some given ones: a file with the same content, the same number of a certificate,
// the same title of the same person. Drafts and what was withdrawn say nothing.
const pairs = (tx: Tx, ids: readonly string[]) => sql`
  select a.id as of_id, b.id as claim_id, 'same_file' as reason
    from claim a join claim_file x on x.tenant_id = a.tenant_id and x.claim_id = a.id
    join claim_file y on y.tenant_id = x.tenant_id and y.sha256 = x.sha256 and y.claim_id <> x.claim_id
    join claim b on b.tenant_id = y.tenant_id and b.id = y.claim_id
    where a.tenant_id = ${tx.context.tenantId} and a.id = any(${list(ids)}::uuid[]) and b.state not in ('draft', 'withdrawn')
  union
  select a.id, b.id, 'same_certificate'
    from claim a join claim b on b.tenant_id = a.tenant_id and b.certificate_key = a.certificate_key and b.id <> a.id
    where a.tenant_id = ${tx.context.tenantId} and a.id = any(${list(ids)}::uuid[]) and b.state not in ('draft', 'withdrawn')
  union
  select a.id, b.id, 'same_title'
    from claim a join claim b on b.tenant_id = a.tenant_id and b.title_key = a.title_key and b.person_id = a.person_id
      and b.id <> a.id
    where a.tenant_id = ${tx.context.tenantId} and a.id = any(${list(ids)}::uuid[]) and b.state not in ('draft', 'withdrawn')`

/** How many other claims look like the same work as each of these. */
export async function countDoubts(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.execute<{ of_id: string; size: number }>(sql`
    select of_id, count(distinct claim_id)::int as size from (${pairs(tx, ids)}) pair group by of_id`)
  return new Map(rows.map((row) => [row.of_id, row.size]))
}

/** The claims that look like the same work as one, each with why. */
export async function listDoubts(tx: Tx, id: string): Promise<Doubt[]> {
  const { rows } = await tx.execute<Doubt>(sql`
    select b.id as "claimId", found.reasons, b.title, p.name as "personName", p.staff_no as "staffNo",
      o.name as "organisationName", b.done_on::text as "doneOn", b.state, b.centihours
    from (select claim_id, json_agg(reason order by reason) as reasons from (${pairs(tx, [id])}) pair group by claim_id) found
    join claim b on b.tenant_id = ${tx.context.tenantId} and b.id = found.claim_id
    join person p on p.tenant_id = b.tenant_id and p.id = b.person_id
    join organisation o on o.tenant_id = b.tenant_id and o.id = b.organisation_id
    order by b.submitted_at desc limit 20`)
  return rows
}

/** Whether a person claims the same work already: the same title and day, or a file with the same content. */
export async function isClaimedBefore(
  tx: Tx,
  claim: { readonly id: string; readonly personId: string; readonly titleKey: string; readonly doneOn: string },
): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select b.id from claim b
    where b.tenant_id = ${tx.context.tenantId} and b.id <> ${claim.id}::uuid and b.state in ('submitted', 'taken_up')
      and b.person_id in (select person_numbers(${claim.personId}::uuid))
      and ((b.title_key = ${claim.titleKey} and b.done_on = ${claim.doneOn}::date)
        or exists (select from claim_file x join claim_file y on y.tenant_id = x.tenant_id and y.sha256 = x.sha256
          where x.tenant_id = b.tenant_id and x.claim_id = ${claim.id}::uuid and y.claim_id = b.id))
    limit 1`)
  return rows.length > 0
}
