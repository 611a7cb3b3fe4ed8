import { and, desc, eq, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { people } from '../../people/tables.ts'
import type { DuplicatePair, Side } from '../contract/merges.ts'
import { movedTables, type MovedTable } from '../core.ts'
import { personMerges } from '../tables.ts'

/** Where a merging lies: with the school of the number that stayed. */
export async function mergeScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: people.organisationId })
    .from(personMerges)
    .innerJoin(people, and(eq(people.tenantId, personMerges.tenantId), eq(people.id, personMerges.keptId)))
    .where(and(eq(personMerges.tenantId, tx.context.tenantId), eq(personMerges.id, id)))
  return found && { organisationIds: [found.organisationId] }
}

const counted = (table: string) =>
  sql.raw(`(select count(*)::int from ${table} t where t.tenant_id = p.tenant_id and t.person_id = p.id)`)

const side = sql`p.id, p.name, p.staff_no as "staffNo", o.name as "organisationName", p.gender, p.born_on::text as "bornOn",
  p.state, p.stage, p.title, p.started_on::text as "startedOn", p.id_number_hash is not null as "hasIdNumber",
  exists (select from account a where a.tenant_id = p.tenant_id and a.person_id = p.id) as "hasAccount",
  ${counted('post')} as posts, ${counted('enrolment')} as enrolments, ${counted('class_member')} as classes,
  ${counted('attendance')} as attendances, ${counted('credit_record')} as records, ${counted('certificate')} as certificates,
  coalesce((select sum(t.centihours)::int from credit_total t where t.tenant_id = p.tenant_id and t.person_id = p.id), 0)
    as centihours`

/** These people as they are compared. */
export async function loadSides(tx: Tx, ids: readonly string[]): Promise<Map<string, Side>> {
  const { rows } = await tx.execute<Side>(sql`
    select ${side} from person p join organisation o on o.tenant_id = p.tenant_id and o.id = p.organisation_id
    where p.tenant_id = ${tx.context.tenantId}::uuid and p.id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

type PairRow = { first: string; second: string; born: boolean; phone: boolean; school: boolean }

/** Numbers that look like one person, in the subtrees of `roots`: the same name, and birthday, phone or school. */
export async function listPairs(tx: Tx, roots: readonly string[], most: number): Promise<DuplicatePair[]> {
  const { rows } = await tx.execute<PairRow>(sql`
    with roster as materialized (
      select id, name, gender, born_on, phone_hash, organisation_id, id_number_hash from person
      where tenant_id = ${tx.context.tenantId}::uuid and merged_into is null
        and ${within(tx, sql`person.organisation_id`, roots)}
    )
    select a.id as first, b.id as second, coalesce(a.born_on = b.born_on, false) as born,
      coalesce(a.phone_hash = b.phone_hash, false) as phone, a.organisation_id = b.organisation_id as school
    from roster a join roster b on b.name = a.name and b.id > a.id
    where (a.gender is null or b.gender is null or a.gender = b.gender)
      and (a.id_number_hash is null or b.id_number_hash is null)
      and (a.born_on = b.born_on or a.phone_hash = b.phone_hash
        or (a.organisation_id = b.organisation_id and (a.born_on is null or b.born_on is null)))
    order by (a.born_on = b.born_on and a.phone_hash = b.phone_hash) desc nulls last, a.name, a.id
    limit ${most}`)
  const sides = await loadSides(tx, [...new Set(rows.flatMap((row) => [row.first, row.second]))])
  return rows.flatMap(({ first, second, born, phone, school }) => {
    const [one, other] = [sides.get(first), sides.get(second)]
    if (!one || !other) return []
    const reasons = ['name' as const, ...(born ? ['born_on' as const] : []), ...(phone ? ['phone' as const] : [])]
    return [{ first: one, second: other, reasons: school ? [...reasons, 'school' as const] : reasons }]
  })
}

/** What speaks against making two numbers one, as the database knows it. */
export async function loadMergeFacts(tx: Tx, keptId: string, goneId: string) {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<{ onTheirWay: number; sharedClasses: number }>(sql`
    select (select count(*)::int from credit_record where tenant_id = ${tenantId}::uuid and person_id = ${goneId}::uuid
        and state in ('recorded', 'approved')) as "onTheirWay",
      (select count(*)::int from class_member one
        join class_member other on other.tenant_id = one.tenant_id and other.class_id = one.class_id
        join training_class class on class.tenant_id = one.tenant_id and class.id = one.class_id
        where one.tenant_id = ${tenantId}::uuid and one.person_id = ${keptId}::uuid
          and other.person_id = ${goneId}::uuid and class.state <> 'closed') as "sharedClasses"`)
  return rows[0] ?? { onTheirWay: 0, sharedClasses: 0 }
}

type Movable = {
  readonly key: string
  /** The column in which the other number may have one already. */
  readonly unless?: string
  /** What else keeps a row `t` where it is, `:to` being the number that stays. */
  readonly stays?: string
  /** The same for the way back. */
  readonly staysBack?: string
}

// Whoever waits already, or is in, waits no second time: that turn stays with the other number, and is passed over there.
const waitsAlready = `t.state in ('waiting', 'offered') and (
  exists (select from waiter o where o.tenant_id = t.tenant_id and o.person_id = :to and o.programme_id = t.programme_id
    and o.state in ('waiting', 'offered'))
  or exists (select from enrolment e where e.tenant_id = t.tenant_id and e.person_id = :to
    and e.programme_id = t.programme_id and e.state not in ('returned', 'withdrawn')))`

// Whoever approved hours before they were returned may turn out to be the one whom they were for.
const isDecided = `(t.state <> 'returned'
  or exists (select from credit_record later where later.tenant_id = t.tenant_id and later.corrects_id = t.id)
  or exists (select from credit_approval a where a.tenant_id = t.tenant_id and a.record_id = t.id
    and :to in (a.approver_id, a.approver_for_id)))`

// The key that names a row of each table, and which rows stay.
const movable: Readonly<Record<MovedTable, Movable>> = {
  post: { key: 'id' },
  // Before the applications: whoever is in by the other number's doing waited for nothing.
  waiter: { key: 'id', stays: waitsAlready },
  quota_hold: { key: 'cell_id', unless: 'programme_id' },
  enrolment: { key: 'id', unless: 'programme_id' },
  substitution_request: { key: 'id' },
  // With what they were scored, what was decided by hand and what came of it, which the database moves along.
  matching_applicant: { key: 'round_id', unless: 'round_id' },
  elective_choice: { key: 'elective_id', unless: 'programme_id' },
  class_member: { key: 'class_id', unless: 'class_id' },
  attendance: { key: 'id', unless: 'session_id' },
  assessment_result: { key: 'class_id', unless: 'class_id' },
  completion: { key: 'class_id', unless: 'class_id' },
  // Those that were returned and wait to be corrected; what was decided stays, and its hours are carried.
  credit_record: { key: 'id', stays: isDecided, staysBack: `t.state in ('verified', 'reversed')` },
  hour_exemption: { key: 'id', stays: `t.decider_person_id is not distinct from :to` },
  claim: { key: 'id' },
  appeal: { key: 'id' },
  notice: { key: 'id' },
  research_team_member: { key: 'team_id', unless: 'team_id' },
  school_plan_member: { key: 'plan_id', unless: 'plan_id' },
  school_plan_attendance: { key: 'session_id', unless: 'session_id' },
  school_plan_reflection: { key: 'session_id', unless: 'session_id' },
}

/** Gives what one number has to another, where that has not got the same already; the keys of what moved, by table. */
export async function moveRows(tx: Tx, fromId: string, toId: string): Promise<Record<string, string[]>> {
  const moved: Record<string, string[]> = {}
  for (const table of movedTables) {
    const { key, unless, stays } = movable[table]
    const kept: SQL = stays ? sql.raw(`and not (${stays.replaceAll(':to', `'${toId}'`)})`) : sql``
    const free: SQL = unless
      ? sql.raw(`and not exists (select from ${table} o where o.tenant_id = t.tenant_id and o.person_id = '${toId}'
          and o.${unless} = t.${unless})`)
      : sql``
    const { rows } = await tx.execute<{ key: string }>(sql`
      update ${sql.raw(table)} t set person_id = ${toId}::uuid
      where t.tenant_id = ${tx.context.tenantId}::uuid and t.person_id = ${fromId}::uuid ${free} ${kept}
      returning ${sql.raw(`t.${key}::text`)} as key`)
    moved[table] = rows.map((row) => row.key)
  }
  return moved
}

/** What answers these returned records by now, one correction after another, and whether its hours are posted. */
export async function correctionsOf(tx: Tx, recordIds: readonly string[]) {
  const { rows } = await tx.execute<{ id: string; isPosted: boolean }>(sql`
    with recursive later as (
      select id, state from credit_record where tenant_id = ${tx.context.tenantId}::uuid
        and corrects_id = any(${sql.param(`{${recordIds.join(',')}}`)}::uuid[])
      union all
      select next.id, next.state from credit_record next join later on next.corrects_id = later.id
      where next.tenant_id = ${tx.context.tenantId}::uuid)
    select id, state = 'verified' as "isPosted" from later`)
  return rows
}

/** Gives back what `moveRows` moved. */
export async function moveBack(
  tx: Tx,
  fromId: string,
  toId: string,
  moved: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const table of movedTables) {
    const { key, staysBack } = movable[table]
    const kept: SQL = staysBack ? sql.raw(`and not (${staysBack})`) : sql``
    await tx.execute(sql`
      update ${sql.raw(table)} t set person_id = ${fromId}::uuid
      where t.tenant_id = ${tx.context.tenantId}::uuid and t.person_id = ${toId}::uuid
        and ${sql.raw(`t.${key}`)} = any(${sql.param(`{${(moved[table] ?? []).join(',')}}`)}::uuid[]) ${kept}`)
  }
}

/** The account of a person. */
export async function findAccount(tx: Tx, personId: string): Promise<{ id: string } | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from account where tenant_id = ${tx.context.tenantId}::uuid and person_id = ${personId}::uuid`)
  return rows[0]
}

/** Says whose an account is. */
export async function giveAccount(tx: Tx, id: string, personId: string): Promise<void> {
  await tx.execute(sql`update account set person_id = ${personId}::uuid
    where tenant_id = ${tx.context.tenantId}::uuid and id = ${id}::uuid`)
}

/** Puts an account to rest, or wakes it again. */
export async function restAccount(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx.execute(sql`update account set disabled_at = ${at?.toISOString() ?? null}::timestamptz
    where tenant_id = ${tx.context.tenantId}::uuid and id = ${id}::uuid`)
}

/** Marks a number as merged into another, or as its own again. */
export async function markMerged(
  tx: Tx,
  id: string,
  change: { mergedInto: string | null; state: string; organisationId: string },
): Promise<void> {
  await tx
    .update(people)
    .set(change)
    .where(and(eq(people.tenantId, tx.context.tenantId), eq(people.id, id)))
}

const [kept, gone] = [alias(people, 'kept'), alias(people, 'gone')]

function selectMerges(tx: Tx) {
  return tx
    .select({ merge: personMerges, name: kept.name, keptStaffNo: kept.staffNo, goneStaffNo: gone.staffNo })
    .from(personMerges)
    .innerJoin(kept, and(eq(kept.tenantId, personMerges.tenantId), eq(kept.id, personMerges.keptId)))
    .innerJoin(gone, and(eq(gone.tenantId, personMerges.tenantId), eq(gone.id, personMerges.goneId)))
}
export type MergeRow = Awaited<ReturnType<typeof selectMerges>>[number]

/** The latest mergings in the subtrees of `roots`. */
export async function listMerges(tx: Tx, roots: readonly string[], most: number): Promise<MergeRow[]> {
  return selectMerges(tx)
    .where(
      and(
        eq(personMerges.tenantId, tx.context.tenantId),
        or(within(tx, sql`${kept.organisationId}`, roots), within(tx, sql`${gone.organisationId}`, roots)),
      ),
    )
    .orderBy(desc(personMerges.mergedAt))
    .limit(most)
}

/** One merging. */
export async function showMerge(tx: Tx, id: string): Promise<MergeRow | undefined> {
  const [found] = await selectMerges(tx).where(
    and(eq(personMerges.tenantId, tx.context.tenantId), eq(personMerges.id, id)),
  )
  return found
}

/** Writes a merging down. */
export async function insertMerge(tx: Tx, row: Omit<typeof personMerges.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(personMerges).values({ ...row, tenantId: tx.context.tenantId })
}

/** Says that a merging was taken back. */
export async function updateMerge(tx: Tx, id: string, change: Partial<typeof personMerges.$inferInsert>) {
  await tx
    .update(personMerges)
    .set(change)
    .where(and(eq(personMerges.tenantId, tx.context.tenantId), eq(personMerges.id, id)))
}
