import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { wasCleared } from '../../integrity/public.ts'
import type { ClassMember } from '../contract/classes.ts'

type Seat = ClassMember & {
  /** Whether the place was taken away because they never came. */
  readonly isMissed: boolean
  /** Whether they were at any session of the programme, or excused from one. */
  readonly came: boolean
  /** Whether an appeal against having been marked before was granted. */
  readonly wasCleared: boolean
  /** Whether the day of the first session that they could have come to is over. */
  readonly isDue: boolean
}

/** Holds these seats of a class until the transaction ends: whoever is checking in is waited for, and waits. */
export async function holdSeats(tx: Tx, classId: string, personIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select from class_member where tenant_id = ${tx.context.tenantId}::uuid and class_id = ${classId}::uuid
      and person_id = any (${sql.param(`{${personIds.join(',')}}`)}::uuid[])
    order by class_id, person_id for update`)
}

/** Whoever sits in a class or was taken out of it as a no-show, in pinyin order, with what is known of their coming. */
export async function listSeats(tx: Tx, classId: string): Promise<Seat[]> {
  const { tenantId, today, zone } = tx.context
  const { rows } = await tx.execute<Seat>(sql`
    select person.id as "personId", enrolment.id as "enrolmentId", person.name, person.staff_no as "staffNo",
      person.gender, person.title, enrolment.school_id as "schoolId", school.name as "schoolName",
      enrolment.state = 'no_show' as "isMissed",
      exists (select from attendance mark
        join class_session sitting on sitting.tenant_id = mark.tenant_id and sitting.id = mark.session_id
        join training_class other on other.tenant_id = sitting.tenant_id and other.id = sitting.class_id
        where mark.tenant_id = member.tenant_id and mark.person_id = member.person_id and mark.state <> 'absent'
          and other.programme_id = enrolment.programme_id) as came,
      ${wasCleared(sql`enrolment.person_id`, sql`enrolment.programme_id`, sql`enrolment.tenant_id`)} as "wasCleared",
      coalesce((select (min(sitting.starts_at) at time zone ${zone})::date < ${today}::date from class_session sitting
        where sitting.tenant_id = member.tenant_id and sitting.class_id = member.class_id
          and sitting.state = 'planned' and sitting.ends_at >= member.added_at), false) as "isDue"
    from class_member member
    join enrolment on enrolment.tenant_id = member.tenant_id and enrolment.id = member.enrolment_id
      and enrolment.state in ('admitted', 'no_show')
    join person on person.tenant_id = enrolment.tenant_id and person.id = enrolment.person_id
    join organisation school on school.tenant_id = enrolment.tenant_id and school.id = enrolment.school_id
    where member.tenant_id = ${tenantId}::uuid and member.class_id = ${classId}::uuid
    order by person.sort_key, person.id`)
  return rows
}

/** The seat that somebody lost in a programme because they never came, as long as it is lost. */
export async function findMissedSeat(
  tx: Tx,
  { programmeId, personId }: { readonly programmeId: string; readonly personId: string },
): Promise<{ classId: string; enrolmentId: string; personName: string } | undefined> {
  const { rows } = await tx.execute<{ classId: string; enrolmentId: string; personName: string }>(sql`
    select member.class_id as "classId", enrolment.id as "enrolmentId", person.name as "personName"
    from enrolment
    join class_member member on member.tenant_id = enrolment.tenant_id and member.enrolment_id = enrolment.id
    join person on person.tenant_id = enrolment.tenant_id and person.id = enrolment.person_id
    where enrolment.tenant_id = ${tx.context.tenantId}::uuid and enrolment.programme_id = ${programmeId}::uuid
      and enrolment.person_id = ${personId}::uuid and enrolment.state = 'no_show'`)
  return rows[0]
}

/** Who sat in a class and lost the place before it closed: never there, dismissed, or gone of their own will. */
export async function listGone(tx: Tx, classId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ personId: string }>(sql`
    select distinct enrolment.person_id as "personId" from class_member member
    join enrolment on enrolment.tenant_id = member.tenant_id and enrolment.id = member.enrolment_id
      and enrolment.state in ('no_show', 'dismissed', 'withdrawn')
    where member.tenant_id = ${tx.context.tenantId}::uuid and member.class_id = ${classId}::uuid order by 1`)
  return rows.map(({ personId }) => personId)
}
