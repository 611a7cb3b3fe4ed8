import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, isTheirs } from '../../people/public.ts'
import { inPost } from '../../people/tables.ts'
import type { HourYearRow, YearsQuery, YearStamp } from '../contract/years.ts'
import { hourYearStamps } from '../tables.ts'

type Asked = Omit<YearsQuery, 'year' | 'cursor' | 'limit'> & {
  readonly year: number
  readonly personIds?: readonly string[] | undefined
}

const list = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)

// Whether a year is another than it was stamped: another sum, or other work in the same number of hours. What was posted after
// the stamp and comes to nothing for its work, day and classification changes nothing: so a merging that was taken back.
const isChanged = (tx: Tx, last: string, personId: SQL, year: SQL, centihours: SQL) => {
  const at = (column: string) => sql.raw(`${last}.${column}`)
  return sql`(${at('centihours')} <> coalesce(${centihours}, 0) or exists (select from credit_entry since
    where since.tenant_id = ${tx.context.tenantId} and since.person_id = ${personId} and since.person_id = ${at('number')}
      and since.seq > ${at('head_seq')} and since.year = ${year}
    group by since.source_kind, since.source_id, since.class_id, since.earned_on having sum(since.centihours) <> 0))`
}

// Everybody in post with their sum, what is on its way, and the last stamp of the year under any number of theirs; `no` is the
// highest of them, which the next one follows.
function yearsOf(tx: Tx, roots: readonly string[], asked: Asked): SQL {
  const { tenantId } = tx.context
  const { year, organisationId, q, pasted, personIds } = asked
  const parts = [
    sql`person.tenant_id = ${tenantId}`,
    inPost(sql`person.state`),
    within(tx, sql`person.organisation_id`, roots),
  ]
  if (organisationId) parts.push(within(tx, sql`person.organisation_id`, [organisationId]))
  const named = amongPasted(tx, pasted, sql`person.id`, sql`person.organisation_id`)
  if (named) parts.push(named)
  const meant = q ? isMeantBy(tx, q) : undefined
  if (meant) parts.push(meant)
  if (personIds) parts.push(sql`person.id = any(${list(personIds)}::uuid[])`)
  return sql`
    with folk as materialized (select person.* from person where ${sql.join(parts, sql` and `)}),
    earned as (select person_id, sum(centihours) as centihours from credit_total
      where tenant_id = ${tenantId} and year = ${year}::integer and person_id in (select id from folk) group by person_id),
    coming as (select person_id, sum(centihours) as centihours from credit_record
      where tenant_id = ${tenantId} and state in ('recorded', 'approved') and extract(year from earned_on) = ${year}::integer
        and person_id in (select id from folk) group by person_id),
    whose as (select id as bearer, id as number from folk
      union all select gone.bearer, gone.id from (select id, person_bearer(id) as bearer from person
        where tenant_id = ${tenantId} and merged_into is not null) gone join folk on folk.id = gone.bearer),
    last as (select distinct on (whose.bearer) whose.bearer as person_id, max(s.no) over (partition by whose.bearer) as no,
        whose.number, s.head_seq, s.centihours, s.verdict, s.stamped_by, s.stamped_at
      from whose join hour_year_stamp s on s.tenant_id = ${tenantId} and s.year = ${year}::integer and s.person_id = whose.number
      order by whose.bearer, s.stamped_at desc, s.no desc),
    rows as (select folk.id, folk.sort_key, folk.name, folk.staff_no, folk.organisation_id,
        coalesce(earned.centihours, 0)::int as centihours, coalesce(coming.centihours, 0)::int as coming,
        last.no, last.centihours as stamped, last.verdict, last.stamped_by, last.stamped_at,
        case when last.no is not null and not ${isChanged(tx, 'last', sql`folk.id`, sql`${year}::integer`, sql`earned.centihours`)}
            then 'stamped'
          when coalesce(coming.centihours, 0) > 0 then 'waiting'
          when last.no is not null then 'changed' else 'ready' end as state
      from folk left join earned on earned.person_id = folk.id left join coming on coming.person_id = folk.id
      left join last on last.person_id = folk.id)`
}

const inState = (state: Asked['state']) => (state === undefined ? sql`true` : sql`rows.state = ${state}`)

type Row = Omit<HourYearRow, 'stamp'> & {
  readonly no: number | null
  readonly stamped: number
  readonly verdict: 'met' | 'short' | 'none'
  readonly stampedAt: Date | string
  readonly stampedByName: string
  readonly state: 'stamped' | 'changed' | 'waiting' | 'ready'
}

/** The years of people in post, by name; one more than asked for when there are more. */
export async function listYears(
  tx: Tx,
  roots: readonly string[],
  asked: Asked,
  limit: number,
  after: { readonly sortKey: string; readonly personId: string } | undefined,
): Promise<HourYearRow[]> {
  const from = after ? sql`and (rows.sort_key, rows.id) > (${after.sortKey}, ${after.personId}::uuid)` : sql``
  const { rows } = await tx.execute<Row>(sql`${yearsOf(tx, roots, asked)}
    select rows.id as "personId", rows.sort_key as "sortKey", rows.name, rows.staff_no as "staffNo",
      o.id as "organisationId", o.name as "organisationName", rows.centihours, rows.coming as "onTheWay",
      rows.no, rows.state, rows.stamped, rows.verdict, rows.stamped_at as "stampedAt", account.name as "stampedByName"
    from rows join organisation o on o.tenant_id = ${tx.context.tenantId} and o.id = rows.organisation_id
    left join account on account.tenant_id = ${tx.context.tenantId} and account.id = rows.stamped_by
    where ${inState(asked.state)} ${from} order by rows.sort_key, rows.id limit ${limit + 1}::integer`)
  return rows.map(({ no, state, stamped, verdict, stampedAt, stampedByName, ...row }) => ({
    ...row,
    state,
    stamp:
      no === null
        ? null
        : { no, verdict, stampedByName, centihours: stamped, stampedAt: new Date(stampedAt).toISOString() },
  }))
}

/** How many people such a list has in all. */
export async function countYears(tx: Tx, roots: readonly string[], asked: Asked): Promise<number> {
  const { rows } = await tx.execute<{ size: number }>(sql`${yearsOf(tx, roots, asked)}
    select count(*)::int as size from rows where ${inState(asked.state)}`)
  return rows[0]?.size ?? 0
}

/** Holds these people until the transaction ends, so that no year is stamped twice at once and nothing is posted meanwhile. */
export async function holdPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`select id from person where tenant_id = ${tx.context.tenantId} and id = any(${list(ids)}::uuid[])
    order by id for no key update`)
}

/** Writes stamps. */
export async function insertStamps(tx: Tx, rows: readonly Omit<typeof hourYearStamps.$inferInsert, 'tenantId'>[]) {
  if (rows.length > 0) {
    await tx.insert(hourYearStamps).values(rows.map((row) => ({ ...row, tenantId: tx.context.tenantId })))
  }
}

/** The last stamp of each year of these people, under any number of theirs, within some years. */
export async function listStamps(tx: Tx, personIds: readonly string[], fromYear: number, toYear: number) {
  const { rows } = await tx.execute<{
    personId: string
    year: number
    verdict: 'met' | 'short' | 'none'
    stampedAt: string
    by: string
  }>(sql`
    select distinct on (asked.id, s.year) asked.id as "personId", s.year, s.verdict, s.stamped_at as "stampedAt", a.name as by
    from unnest(${list(personIds)}::uuid[]) as asked (id), lateral person_numbers(asked.id) as number
    join hour_year_stamp s on s.tenant_id = ${tx.context.tenantId} and s.person_id = number
    join account a on a.tenant_id = s.tenant_id and a.id = s.stamped_by
    where s.year between ${fromYear}::integer and ${toYear}::integer
    order by asked.id, s.year, s.stamped_at desc, s.no desc`)
  return rows
}

/** The last stamp of each year of one person, under any number of theirs, the last year first, each with whether that year is another now. */
export async function listStampsOf(tx: Tx, personId: string): Promise<YearStamp[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<Omit<YearStamp, 'stampedAt'> & { readonly stampedAt: Date | string }>(sql`
    select last.year, last.no, last.centihours, last.verdict, last.stamped_at as "stampedAt",
      account.name as "stampedByName", ${isChanged(tx, 'last', sql`${personId}::uuid`, sql`last.year`, sql`earned.centihours`)} as changed
    from (select distinct on (year) year, no, person_id as number, head_seq, centihours, verdict, stamped_by, stamped_at
      from hour_year_stamp
      where tenant_id = ${tenantId} and ${isTheirs(sql`person_id`, personId)} order by year, stamped_at desc, no desc) last
    join account on account.tenant_id = ${tenantId} and account.id = last.stamped_by
    left join (select year, sum(centihours)::int as centihours from credit_total
      where tenant_id = ${tenantId} and person_id = ${personId}::uuid group by year) earned on earned.year = last.year
    order by last.year desc`)
  return rows.map((row) => ({ ...row, stampedAt: new Date(row.stampedAt).toISOString() }))
}
