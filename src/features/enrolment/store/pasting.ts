import { sql } from 'drizzle-orm'
import { within } from '../../organisations/public.ts'
import type { PeopleReach } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import { mayListEnrolments } from '../access.ts'

/** Whoever holds a programme meets those who applied to it, wherever they teach. */
export const applicantReach: PeopleReach = {
  access: mayListEnrolments,
  holds: (tx, roots) => sql`${people.id} in (select application.person_id from enrolment application
    join programme held on held.tenant_id = application.tenant_id and held.id = application.programme_id
    where application.tenant_id = ${tx.context.tenantId}
      and (${within(tx, sql`held.provider_id`, roots)} or ${within(tx, sql`held.organisation_id`, roots)}))`,
}
