import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { selections } from '../tables.ts'
import type { SelectionKept } from './selections.ts'

/** The settled selections for a programme, the newest first. */
export async function listSettled(tx: Tx, programmeId: string): Promise<SelectionKept[]> {
  return tx
    .select()
    .from(selections)
    .where(
      and(
        eq(selections.tenantId, tx.context.tenantId),
        eq(selections.programmeId, programmeId),
        eq(selections.state, 'settled'),
      ),
    )
    .orderBy(sql`${selections.settledAt} desc, ${selections.id} desc`)
}

/** Somebody whom a selection chose or left next, with what became of it. */
export type ReserveKept = {
  personId: string
  stage: string
  kind: string
  rank: number
  rankInPart: number
  outcome: 'selected' | 'reserve' | 'struck'
  /** Whether they, or whoever took their place, hold a place of the programme; an open offer holds one as well. */
  sits: boolean
  /** How the latest offer stands that the selection made them. */
  state: 'offered' | 'accepted' | 'declined' | 'expired' | 'left' | null
  offerUntil: Date | null
}

/** Everybody whom a selection chose or left next in order, by rank. */
export async function listReserves(
  tx: Tx,
  { id, programmeId }: Pick<SelectionKept, 'id' | 'programmeId'>,
): Promise<ReserveKept[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<ReserveKept & { offerUntil: string | null }>(sql`
    with recursive ranked as (
      select result.*, one.stage, one.kind, bearer.id as bearer_id
      from selection_result result
      join selection_candidate one on one.tenant_id = result.tenant_id and one.selection_id = result.selection_id
        and one.person_id = result.person_id
      cross join lateral person_bearers(result.person_id) as line(id)
      join person bearer on bearer.tenant_id = result.tenant_id and bearer.id = line.id and bearer.merged_into is null
      where result.tenant_id = ${tenantId}::uuid and result.selection_id = ${id}::uuid and result.step = 'final'
        and result.outcome in ('selected', 'reserve', 'struck') and result.rank is not null
    ), held as (
      select ranked.bearer_id, enrolment.id as enrolment_id
      from ranked join enrolment on enrolment.tenant_id = ranked.tenant_id and enrolment.programme_id = ${programmeId}::uuid
        and enrolment.person_id in (ranked.person_id, ranked.bearer_id)
      union
      select held.bearer_id, substitution.to_id from held
      join substitution on substitution.tenant_id = ${tenantId}::uuid and substitution.from_id = held.enrolment_id
    ), sitting as (
      select distinct held.bearer_id from held
      join enrolment on enrolment.tenant_id = ${tenantId}::uuid and enrolment.id = held.enrolment_id and enrolment.holds_place
    )
    select ranked.bearer_id as "personId", ranked.stage, ranked.kind, ranked.rank, ranked.rank_in_part as "rankInPart",
      ranked.outcome, coalesce(offer.state = 'offered', false) or sitting.bearer_id is not null as sits,
      offer.state, offer.offer_until as "offerUntil"
    from ranked left join sitting on sitting.bearer_id = ranked.bearer_id
    left join lateral (select waiter.state, waiter.offer_until from waiter where waiter.tenant_id = ranked.tenant_id
      and waiter.source_kind = 'selection' and waiter.source_id = ranked.selection_id
      and waiter.person_id in (ranked.person_id, ranked.bearer_id) order by waiter.joined_at desc limit 1) offer on true
    order by ranked.rank`)
  return rows.map((row) => ({ ...row, offerUntil: row.offerUntil === null ? null : new Date(row.offerUntil) }))
}
