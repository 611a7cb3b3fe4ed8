import { and, asc, count, desc, eq, inArray, isNull, like, lt, max, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { accounts } from '../../accounts/tables.ts'
import { enrolments } from '../../enrolment/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { people } from '../../people/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import type { ClassMember, ClassQuery, TrainingClass } from '../contract/classes.ts'
import { classMembers, trainingClasses } from '../tables.ts'

const mine = (tx: Tx, id: string) => and(eq(trainingClasses.tenantId, tx.context.tenantId), eq(trainingClasses.id, id))
const ofProgramme = and(
  eq(programmes.tenantId, trainingClasses.tenantId),
  eq(programmes.id, trainingClasses.programmeId),
)

export type ClassRow = typeof trainingClasses.$inferSelect

/** The whole row of a class. */
export async function findClass(tx: Tx, id: string): Promise<ClassRow | undefined> {
  const [found] = await tx.select().from(trainingClasses).where(mine(tx, id))
  return found
}

/** The row of a class, held until the transaction ends. */
export async function holdClass(tx: Tx, id: string): Promise<ClassRow | undefined> {
  const [found] = await tx.select().from(trainingClasses).where(mine(tx, id)).for('update')
  return found
}

/** Where a class lies: with whoever holds it, and with the owner of its programme. */
export async function classScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ providerId: trainingClasses.providerId, ownerId: programmes.organisationId })
    .from(trainingClasses)
    .innerJoin(programmes, ofProgramme)
    .where(mine(tx, id))
  return found && { organisationIds: [found.providerId, found.ownerId] }
}

const shown = {
  id: trainingClasses.id,
  programmeId: trainingClasses.programmeId,
  no: trainingClasses.no,
  title: trainingClasses.title,
  providerId: trainingClasses.providerId,
  leadAccountId: trainingClasses.leadAccountId,
  startsOn: trainingClasses.startsOn,
  endsOn: trainingClasses.endsOn,
  places: trainingClasses.places,
  state: trainingClasses.state,
  programmeTitle: programmes.title,
  programmeState: programmes.state,
  providerName: organisations.name,
  leadName: accounts.name,
  members: sql<number>`(select count(*)::int from class_member
    join enrolment on enrolment.tenant_id = class_member.tenant_id and enrolment.id = class_member.enrolment_id
    where class_member.tenant_id = ${trainingClasses.tenantId} and class_member.class_id = ${trainingClasses.id}
      and enrolment.state = 'admitted')`,
  sessions: sql<number>`(select count(*)::int from class_session
    where class_session.tenant_id = ${trainingClasses.tenantId} and class_session.class_id = ${trainingClasses.id}
      and class_session.state = 'planned')`,
}

function withNames(tx: Tx) {
  return tx
    .select(shown)
    .from(trainingClasses)
    .innerJoin(programmes, ofProgramme)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, trainingClasses.tenantId), eq(organisations.id, trainingClasses.providerId)),
    )
    .leftJoin(
      accounts,
      and(eq(accounts.tenantId, trainingClasses.tenantId), eq(accounts.id, trainingClasses.leadAccountId)),
    )
    .$dynamic()
}

/** One class with the names of what it points to. */
export async function showClass(tx: Tx, id: string): Promise<TrainingClass | undefined> {
  const [found] = await withNames(tx).where(mine(tx, id))
  return found
}

/** A condition that holds for classes whose provider, or whose programme's owner, lies in the subtrees of `roots`. */
export function seenFrom(tx: Tx, roots: readonly string[]): SQL | undefined {
  return or(within(tx, sql`${trainingClasses.providerId}`, roots), within(tx, sql`${programmes.organisationId}`, roots))
}

/** A page of classes, the latest first; one more than asked for when there are more. */
export async function listClasses(
  tx: Tx,
  roots: readonly string[],
  query: ClassQuery,
  after: { startsOn: string; id: string } | undefined,
): Promise<TrainingClass[]> {
  const typed = query.q.replace(/[%_\\]/g, '')
  return withNames(tx)
    .where(
      and(
        eq(trainingClasses.tenantId, tx.context.tenantId),
        seenFrom(tx, roots),
        query.state ? eq(trainingClasses.state, query.state) : undefined,
        query.due ? and(eq(trainingClasses.state, 'running'), lt(trainingClasses.endsOn, tx.context.today)) : undefined,
        query.programmeId ? eq(trainingClasses.programmeId, query.programmeId) : undefined,
        amongPasted(tx, query.pasted, trainingClasses.id, trainingClasses.programmeId, trainingClasses.providerId),
        typed ? or(like(trainingClasses.title, `%${typed}%`), like(programmes.title, `%${typed}%`)) : undefined,
        after &&
          sql`(${trainingClasses.startsOn}, ${trainingClasses.id}) < (${after.startsOn}::date, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(trainingClasses.startsOn), desc(trainingClasses.id))
    .limit(query.limit + 1)
}

/** The number that the next class of a programme gets. */
export async function nextNo(tx: Tx, programmeId: string): Promise<number> {
  const [found] = await tx
    .select({ no: max(trainingClasses.no) })
    .from(trainingClasses)
    .where(and(eq(trainingClasses.tenantId, tx.context.tenantId), eq(trainingClasses.programmeId, programmeId)))
  return (found?.no ?? 0) + 1
}

/** Makes a class. */
export async function insertClass(
  tx: Tx,
  row: Omit<typeof trainingClasses.$inferInsert, 'tenantId' | 'createdAt' | 'state'>,
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(trainingClasses).values({ ...row, tenantId, createdAt: now, state: 'planned' })
}

/** Changes what is said of a class. */
export async function updateClass(
  tx: Tx,
  id: string,
  change: Partial<Omit<ClassRow, 'tenantId' | 'id'>>,
): Promise<void> {
  await tx.update(trainingClasses).set(change).where(mine(tx, id))
}

const sits = and(
  eq(enrolments.tenantId, classMembers.tenantId),
  eq(enrolments.id, classMembers.enrolmentId),
  eq(enrolments.state, 'admitted'),
)
const school = alias(organisations, 'school')
const person = {
  personId: people.id,
  enrolmentId: enrolments.id,
  name: people.name,
  staffNo: people.staffNo,
  gender: people.gender,
  title: people.title,
  schoolId: enrolments.schoolId,
  schoolName: school.name,
}
const ofPerson = and(eq(people.tenantId, enrolments.tenantId), eq(people.id, enrolments.personId))
const ofSchool = and(eq(school.tenantId, enrolments.tenantId), eq(school.id, enrolments.schoolId))

/** Who sits in a class, in pinyin order; whoever withdrew or was dismissed no longer does. With `pasted`, those whom that list names. */
export async function listMembers(tx: Tx, classId: string, pasted?: string): Promise<ClassMember[]> {
  return tx
    .select(person)
    .from(classMembers)
    .innerJoin(enrolments, sits)
    .innerJoin(people, ofPerson)
    .innerJoin(school, ofSchool)
    .where(
      and(
        eq(classMembers.tenantId, tx.context.tenantId),
        eq(classMembers.classId, classId),
        amongPasted(tx, pasted, people.id),
      ),
    )
    .orderBy(asc(people.sortKey), asc(people.id))
}

/** Who was admitted to a programme and sits in none of its classes, in the order in which they applied. */
export async function listUnassigned(tx: Tx, programmeId: string, pasted?: string): Promise<ClassMember[]> {
  return tx
    .select(person)
    .from(enrolments)
    .innerJoin(people, ofPerson)
    .innerJoin(school, ofSchool)
    .leftJoin(
      classMembers,
      and(eq(classMembers.tenantId, enrolments.tenantId), eq(classMembers.enrolmentId, enrolments.id)),
    )
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        eq(enrolments.programmeId, programmeId),
        eq(enrolments.state, 'admitted'),
        isNull(classMembers.classId),
        amongPasted(tx, pasted, people.id),
      ),
    )
    .orderBy(asc(enrolments.appliedAt), asc(enrolments.id))
}

/** The classes of a programme that are not closed, with how many sit in each; held until the transaction ends. */
export async function holdOpenClasses(tx: Tx, programmeId: string) {
  const rows = await tx
    .select()
    .from(trainingClasses)
    .where(
      and(
        eq(trainingClasses.tenantId, tx.context.tenantId),
        eq(trainingClasses.programmeId, programmeId),
        inArray(trainingClasses.state, ['planned', 'running']),
      ),
    )
    .orderBy(asc(trainingClasses.no))
    .for('update')
  const sizes = await countMembers(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, size: sizes.get(row.id) ?? 0 }))
}

/** How many sit in each of these classes. */
export async function countMembers(tx: Tx, classIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (classIds.length === 0) return new Map()
  const found = await tx
    .select({ classId: classMembers.classId, size: count() })
    .from(classMembers)
    .innerJoin(enrolments, sits)
    .where(and(eq(classMembers.tenantId, tx.context.tenantId), inArray(classMembers.classId, [...classIds])))
    .groupBy(classMembers.classId)
  return new Map(found.map(({ classId, size }) => [classId, size]))
}

/** The admitted enrolments of these people in a programme, and the class that each sits in. */
export async function loadAssignable(tx: Tx, programmeId: string, personIds: readonly string[]) {
  return tx
    .select({ personId: enrolments.personId, enrolmentId: enrolments.id, classId: classMembers.classId })
    .from(enrolments)
    .leftJoin(
      classMembers,
      and(eq(classMembers.tenantId, enrolments.tenantId), eq(classMembers.enrolmentId, enrolments.id)),
    )
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        eq(enrolments.programmeId, programmeId),
        eq(enrolments.state, 'admitted'),
        inArray(enrolments.personId, [...personIds]),
      ),
    )
}

/** Puts people into classes; whoever sat in another one of the programme moves. */
export async function insertMembers(
  tx: Tx,
  rows: readonly { readonly classId: string; readonly personId: string; readonly enrolmentId: string }[],
): Promise<void> {
  if (rows.length === 0) return
  const { tenantId, now } = tx.context
  await tx
    .insert(classMembers)
    .values(
      rows.map(({ classId, personId, enrolmentId }) => ({ classId, personId, enrolmentId, tenantId, addedAt: now })),
    )
    .onConflictDoUpdate({
      target: [classMembers.tenantId, classMembers.enrolmentId],
      set: { classId: sql`excluded.class_id`, addedAt: now },
    })
}

/** Who may lead a class of a provider: the open accounts with the role of a class lead there or above. */
export async function listLeads(tx: Tx, providerId: string): Promise<{ accountId: string; name: string }[]> {
  const { tenantId, today } = tx.context
  const { rows } = await tx.execute<{ accountId: string; name: string }>(sql`
    select distinct account.id as "accountId", account.name from role_grant
    join account on account.tenant_id = role_grant.tenant_id and account.id = role_grant.account_id
    join organisation_closure pair on pair.tenant_id = role_grant.tenant_id
      and pair.ancestor_id = role_grant.organisation_id and pair.descendant_id = ${providerId}::uuid
    where role_grant.tenant_id = ${tenantId} and role_grant.role = 'class_lead' and role_grant.withdrawn_at is null
      and role_grant.from_on <= ${today}::date and (role_grant.to_on is null or role_grant.to_on >= ${today}::date)
    order by account.name, account.id`)
  return rows
}

/** When and where a class first meets, of the sessions still to come. */
export async function findFirstSession(
  tx: Tx,
  classId: string,
): Promise<{ startsAt: string; venue: string } | undefined> {
  const { rows } = await tx.execute<{ startsAt: string; venue: string }>(sql`
    select to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt", venue from class_session
    where tenant_id = ${tx.context.tenantId} and class_id = ${classId}::uuid and state = 'planned'
      and ends_at > ${tx.context.now.toISOString()}::timestamptz
    order by starts_at limit 1`)
  return rows[0]
}
