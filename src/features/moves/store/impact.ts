import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { inPost } from '../../people/tables.ts'
import type { Impact } from '../contract/changes.ts'

/** What hangs on an organisation and all below it: people, accounts, roles, applications and classes under way. */
export async function loadImpact(tx: Tx, organisationId: string): Promise<Omit<Impact, 'refusal'>> {
  const { tenantId, today } = tx.context
  const { rows } = await tx.execute<Omit<Impact, 'refusal'>>(sql`
    with here as materialized (
      select descendant_id as id from organisation_closure
      where tenant_id = ${tenantId}::uuid and ancestor_id = ${organisationId}::uuid
    ), roster as materialized (
      select id, state from person where tenant_id = ${tenantId}::uuid and merged_into is null
        and organisation_id in (select id from here)
    )
    select
      (select count(*)::int from roster where ${inPost(sql`state`)}) as "inPost",
      (select count(*)::int from roster where not ${inPost(sql`state`)}) as others,
      (select count(*)::int from account where tenant_id = ${tenantId}::uuid and person_id in (select id from roster)) as accounts,
      (select count(*)::int from role_grant where tenant_id = ${tenantId}::uuid
        and organisation_id in (select id from here) and from_on <= ${today}::date
        and (to_on is null or to_on >= ${today}::date)) as grants,
      (select count(*)::int from organisation where tenant_id = ${tenantId}::uuid and closed_on is null
        and id in (select id from here) and id <> ${organisationId}::uuid) as below,
      (select count(*)::int from enrolment where tenant_id = ${tenantId}::uuid
        and person_id in (select id from roster) and state in ('applied', 'school_approved')) as "openEnrolments",
      (select count(*)::int from training_class class where class.tenant_id = ${tenantId}::uuid and class.state <> 'closed'
        and (class.provider_id in (select id from here) or exists (select from class_member member
          where member.tenant_id = class.tenant_id and member.class_id = class.id
            and member.person_id in (select id from roster)))) as "openClasses",
      (select count(*)::int from credit_entry where tenant_id = ${tenantId}::uuid
        and person_id in (select id from roster)) as entries,
      (select count(*)::int from certificate where tenant_id = ${tenantId}::uuid
        and person_id in (select id from roster)) as certificates`)
  const [found] = rows
  if (!found) throw new Error('counting answers with one row')
  return found
}

/** How many people in post are on the roster of an organisation itself. */
export async function countInPost(tx: Tx, organisationId: string): Promise<number> {
  const { rows } = await tx.execute<{ size: number }>(sql`
    select count(*)::int as size from person where tenant_id = ${tx.context.tenantId}::uuid
      and organisation_id = ${organisationId}::uuid and ${inPost(sql`state`)}`)
  return rows[0]?.size ?? 0
}
