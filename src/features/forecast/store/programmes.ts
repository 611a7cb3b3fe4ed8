import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { programmes } from '../../programmes/tables.ts'

/** Programmes that take applications at this moment and bring hours, with how many places each has left, held offers taken off; null for no limit. */
export async function listOpen(tx: Tx) {
  const { tenantId, now, today } = tx.context
  return tx
    .select({
      row: programmes,
      left: sql<number | null>`case when programme.places_max is not null then greatest(0, programme.places_max
        - greatest((select count(*) from enrolment held where held.tenant_id = programme.tenant_id
            and held.programme_id = programme.id and held.holds_place),
          coalesce((select counter.places_taken from place_counter counter where counter.tenant_id = programme.tenant_id
            and counter.programme_id = programme.id), 0)))::int end`,
    })
    .from(programmes)
    .where(
      and(
        eq(programmes.tenantId, tenantId),
        eq(programmes.state, 'enrolling'),
        isNotNull(programmes.startsOn),
        sql`programme.ends_on >= ${today}::date`,
        sql`programme.centihours > 0`,
        sql`coalesce(programme.enrol_opens_at <= ${now}, true) and coalesce(programme.enrol_closes_at > ${now}, true)`,
      ),
    )
    .orderBy(programmes.id)
}
