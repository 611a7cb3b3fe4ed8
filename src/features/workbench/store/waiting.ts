import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Year } from '../contract.ts'
import { inScope } from './scopes.ts'

/** Over which subtrees whoever looks may take each step. */
export type Deciding = Readonly<Record<Year['waiting'][number]['what'] | 'school_plan_bureau', readonly string[]>>

// Plans, programmes and the places in them.
function ofPlaces(tx: Tx, deciding: Deciding): SQL {
  const { tenantId, today } = tx.context
  return sql`
      select 'plan_review' as what, created_at as since from plan_document
        where tenant_id = ${tenantId} and state = 'in_review' and ${inScope(tx, 'organisation_id', deciding.plan_review)}
      union all
      select 'approval', justified_at from programme
        where tenant_id = ${tenantId} and state = 'justified' and ${inScope(tx, 'organisation_id', deciding.approval)}
      union all
      select 'application', applied_at from enrolment
        where tenant_id = ${tenantId} and state = 'applied' and ${inScope(tx, 'school_id', deciding.application)}
      union all
      select 'admission', e.vouched_at from enrolment e join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id
        where e.tenant_id = ${tenantId} and e.state = 'school_approved'
          and (${inScope(tx, 'p.provider_id', deciding.admission)} or ${inScope(tx, 'p.organisation_id', deciding.admission)})
      union all
      select 'substitution', r.asked_at from substitution_request r
        join enrolment e on e.tenant_id = r.tenant_id and e.id = r.enrolment_id
        join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id
        where r.tenant_id = ${tenantId} and r.state = 'asked'
          and (${inScope(tx, 'p.provider_id', deciding.substitution)} or ${inScope(tx, 'p.organisation_id', deciding.substitution)})
      union all
      select 'closing', k.ends_on::timestamptz from training_class k
        where k.tenant_id = ${tenantId} and k.state = 'running' and k.ends_on < ${today}
          and ${inScope(tx, 'k.provider_id', deciding.closing)}
      union all
      select 'school_plan', submitted_at from school_plan
        where tenant_id = ${tenantId} and coalesce(amendment, state) = 'submitted'
          and ${inScope(tx, 'organisation_id', deciding.school_plan)}
      union all
      select 'school_plan_centre', submitted_at from school_plan
        where tenant_id = ${tenantId} and coalesce(amendment, state) = 'school_approved'
          and (${inScope(tx, 'organisation_id', deciding.school_plan_centre)}
            -- The bureau has the word of the centre where none stands above the school.
            or ${inScope(tx, 'organisation_id', deciding.school_plan_bureau)} and not exists (
              select from organisation_closure line
              join organisation centre on centre.tenant_id = line.tenant_id and centre.id = line.ancestor_id
              where line.tenant_id = ${tenantId} and line.descendant_id = school_plan.organisation_id and line.depth > 0
                and centre.kind = 'town_centre' and centre.closed_on is null))`
}

// Public notices, and rounds of two-way selection.
function ofChoices(tx: Tx, deciding: Deciding): SQL {
  const { tenantId, now, today } = tx.context
  return sql`
      select 'objection', o.received_at from public_objection o
        join public_notice n on n.tenant_id = o.tenant_id and n.id = o.notice_id
        where o.tenant_id = ${tenantId} and o.state = 'received' and n.state = 'open'
          and ${inScope(tx, 'n.organisation_id', deciding.objection)}
      union all
      select 'notice_confirmation', (n.ends_on + 1)::timestamptz from public_notice n
        where n.tenant_id = ${tenantId} and n.state = 'open' and n.ends_on < ${today}
          and ${inScope(tx, 'n.organisation_id', deciding.notice_confirmation)}
          and not exists (select from public_objection o where o.tenant_id = n.tenant_id and o.notice_id = n.id
            and o.state = 'received')
      union all
      select 'round_scores', r.adjusting_closes_at from matching_round r
        join matching_round_programme rp on rp.tenant_id = r.tenant_id and rp.round_id = r.id
        join programme p on p.tenant_id = rp.tenant_id and p.id = rp.programme_id
        where r.tenant_id = ${tenantId} and r.state = 'published' and r.adjusting_closes_at <= ${now}
          and ${inScope(tx, 'p.provider_id', deciding.round_scores)}
          and exists (select from matching_applicant a where a.tenant_id = r.tenant_id and a.round_id = r.id
            and rp.programme_id = any(a.choices) and not exists (select from matching_score s
              where s.tenant_id = a.tenant_id and s.round_id = a.round_id and s.programme_id = rp.programme_id
                and s.person_id = a.person_id))
      union all
      select 'round_matching', r.scoring_closes_at from matching_round r
        where r.tenant_id = ${tenantId} and r.state = 'published' and r.scoring_closes_at <= ${now}
          and ${inScope(tx, 'r.organisation_id', deciding.round_matching)}
      union all
      select 'round_settlement', n.decided_at from matching_round r
        join lateral (select state, decided_at from public_notice where tenant_id = r.tenant_id
          and subject_kind = 'matching_round' and subject_id = r.id order by id desc limit 1) n on n.state = 'confirmed'
        where r.tenant_id = ${tenantId} and r.state = 'shown' and ${inScope(tx, 'r.organisation_id', deciding.round_settlement)}`
}

// Hours, and what is said about them.
function ofHours(tx: Tx, deciding: Deciding): SQL {
  const { tenantId } = tx.context
  return sql`
      select 'record', recorded_at from credit_record
        where tenant_id = ${tenantId} and state = 'recorded' and ${inScope(tx, 'organisation_id', deciding.record)}
      union all
      select 'claim', submitted_at from claim
        where tenant_id = ${tenantId} and state = 'submitted' and ${inScope(tx, 'organisation_id', deciding.claim)}
      union all
      select 'appeal', asked_at from appeal
        where tenant_id = ${tenantId} and state = 'asked' and ${inScope(tx, 'organisation_id', deciding.appeal)}
      union all
      select 'opening', recorded_at from credit_opening
        where tenant_id = ${tenantId} and state = 'recorded' and ${inScope(tx, 'organisation_id', deciding.opening)}
      union all
      select 'opening_verification', approved_at from credit_opening
        where tenant_id = ${tenantId} and state = 'approved'
          and ${inScope(tx, 'organisation_id', deciding.opening_verification)}
      union all
      select 'verification', recorded_at from credit_record
        where tenant_id = ${tenantId} and state = 'approved' and ${inScope(tx, 'organisation_id', deciding.verification)}`
}

/** What waits for whoever may decide it in these subtrees, with the age of the oldest. */
export async function countWaiting(tx: Tx, deciding: Deciding): Promise<Year['waiting']> {
  const { now } = tx.context
  const { rows } = await tx.execute<Year['waiting'][number]>(sql`
    with waits as (${ofPlaces(tx, deciding)} union all ${ofChoices(tx, deciding)} union all ${ofHours(tx, deciding)})
    select what, count(*)::int as count,
      greatest(0, extract(day from ${now}::timestamptz - min(since)))::int as "oldestDays"
    from waits group by what order by min(since)`)
  return rows
}
