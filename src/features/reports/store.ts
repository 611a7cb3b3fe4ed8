import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Population } from '../../lib/population/population.ts'
import type { Tx } from '../../platform/db/db.ts'
import { storedFiles } from '../files/tables.ts'
import { queryPopulation } from '../people/public.ts'
import { people } from '../people/tables.ts'
import type { YearEndReport } from './contract.ts'
import type { ProgrammeLine } from './core/year-end.ts'

const inScope = (tx: Tx, column: string, roots: readonly string[]) => sql`${sql.raw(column)} in (
  select descendant_id from organisation_closure
  where tenant_id = ${tx.context.tenantId} and ancestor_id = any(${sql.param(`{${roots.join(',')}}`)}::uuid[]))`

/** What really happened with each programme of a year, by its id. */
export type ProgrammeFigures = Pick<
  ProgrammeLine,
  'applied' | 'admitted' | 'attended' | 'passed' | 'credited' | 'sessions' | 'attendances' | 'centihours'
>

/** Figures of every programme of a year that is owned in the subtrees of `roots`. */
export async function figuresByProgramme(
  tx: Tx,
  year: number,
  roots: readonly string[],
): Promise<ReadonlyMap<string, ProgrammeFigures>> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<ProgrammeFigures & { id: string }>(sql`
    with mine as (select id from programme where tenant_id = ${tenantId} and year = ${year}
        and ${inScope(tx, 'organisation_id', roots)}),
      held as (select k.programme_id, s.id from class_session s
        join training_class k on k.tenant_id = s.tenant_id and k.id = s.class_id
        where s.tenant_id = ${tenantId} and s.state = 'planned' and s.starts_at <= ${tx.context.now}::timestamptz
          and k.programme_id in (select id from mine)),
      there as (select h.programme_id, count(*)::int as attendances, count(distinct a.person_id)::int as attended
        from attendance a join held h on h.id = a.session_id
        where a.tenant_id = ${tenantId} and a.state in ('present', 'late') group by 1),
      asked as (select programme_id, count(distinct person_id)::int as applied,
          count(*) filter (where state = 'admitted')::int as admitted
        from enrolment where tenant_id = ${tenantId} and programme_id in (select id from mine) group by 1),
      done as (select k.programme_id, count(*) filter (where c.passed)::int as passed,
          count(*) filter (where r.state = 'verified')::int as credited,
          coalesce(sum(r.centihours) filter (where r.state = 'verified'), 0)::int as centihours
        from completion c join training_class k on k.tenant_id = c.tenant_id and k.id = c.class_id
        left join credit_record r on r.tenant_id = c.tenant_id and r.id = c.record_id
        where c.tenant_id = ${tenantId} and k.programme_id in (select id from mine) group by 1)
    select mine.id, coalesce(applied, 0) as applied, coalesce(admitted, 0) as admitted, coalesce(attended, 0) as attended,
      coalesce(passed, 0) as passed, coalesce(credited, 0) as credited, coalesce(centihours, 0) as centihours,
      coalesce(attendances, 0) as attendances,
      (select count(*)::int from held where held.programme_id = mine.id) as sessions
    from mine left join there on there.programme_id = mine.id left join asked on asked.programme_id = mine.id
      left join done on done.programme_id = mine.id`)
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}

/** How many different people attended at least one session of a year's programmes. */
export async function countAttendees(
  tx: Tx,
  year: number,
  roots: readonly string[],
  among?: { readonly rule: Population; readonly organisationId: string },
): Promise<number> {
  const { tenantId } = tx.context
  const theirs = among ? sql`and a.person_id in (${queryPopulation(tx, among.rule, [among.organisationId])})` : sql``
  const { rows } = await tx.execute<{ people: number }>(sql`
    select count(distinct a.person_id)::int as people from attendance a
    join class_session s on s.tenant_id = a.tenant_id and s.id = a.session_id
    join training_class k on k.tenant_id = s.tenant_id and k.id = s.class_id
    join programme p on p.tenant_id = k.tenant_id and p.id = k.programme_id
    where a.tenant_id = ${tenantId} and p.year = ${year} and a.state in ('present', 'late')
      and ${inScope(tx, 'p.organisation_id', roots)} ${theirs}`)
  return rows[0]?.people ?? 0
}

/** How many certificates of a year stand. */
export async function countCertificates(tx: Tx, year: number): Promise<number> {
  const { rows } = await tx.execute<{ size: number }>(sql`
    select count(*)::int as size from certificate
    where tenant_id = ${tx.context.tenantId} and state = 'genuine' and extract(year from issued_on) = ${year}`)
  return rows[0]?.size ?? 0
}

/** What a class roster prints of people; phone numbers still sealed. */
export async function loadMembers(tx: Tx, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return tx
    .select({
      id: people.id,
      gender: people.gender,
      stage: people.stage,
      subjects: people.subjects,
      title: people.title,
      phoneSealed: people.phoneSealed,
    })
    .from(people)
    .where(and(eq(people.tenantId, tx.context.tenantId), inArray(people.id, [...personIds])))
}

/** Who checked in at a session by themselves, and when. */
export async function checkInsOf(tx: Tx, sessionId: string): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await tx.execute<{ person_id: string; at: Date }>(sql`
    select person_id, at from attendance where tenant_id = ${tx.context.tenantId} and session_id = ${sessionId}
      and state in ('present', 'late')`)
  return new Map(rows.map((row) => [row.person_id, new Date(row.at)]))
}

/** Schools of these subtrees with the number of their people whom a rule means, given those people's organisations. */
export async function listSchools(tx: Tx, roots: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from organisation where tenant_id = ${tx.context.tenantId} and kind = 'school' and closed_on is null
      and ${inScope(tx, 'id', roots)} order by pinyin, id`)
  return rows
}

/** The reports that were written, the newest first. */
export async function listReports(tx: Tx, organisationIds: readonly string[]): Promise<YearEndReport[]> {
  if (organisationIds.length === 0) return []
  const rows = await tx
    .select({
      fileId: storedFiles.id,
      name: storedFiles.name,
      size: storedFiles.size,
      storedAt: storedFiles.storedAt,
    })
    .from(storedFiles)
    .where(
      and(
        eq(storedFiles.tenantId, tx.context.tenantId),
        eq(storedFiles.purpose, 'year_end_report'),
        inArray(storedFiles.organisationId, [...organisationIds]),
      ),
    )
    .orderBy(desc(storedFiles.storedAt))
    .limit(20)
  return rows.map((row) => ({ ...row, storedAt: row.storedAt.toISOString() }))
}
