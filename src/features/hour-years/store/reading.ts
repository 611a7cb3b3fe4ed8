import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import type { FrozenStanding, Sums } from '../core.ts'
import type { Edition, EditionRow } from './editions.ts'

/** The years in which hours were earned, the latest first. */
export async function listYears(tx: Tx): Promise<number[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<{ year: number }>(sql`
    select year from generate_series(
      (select min(year) from credit_entry where tenant_id = ${tenantId}::uuid),
      (select max(year) from credit_entry where tenant_id = ${tenantId}::uuid)) as year
    where exists (select from credit_entry e where e.tenant_id = ${tenantId}::uuid and e.year = year)
    order by year desc`)
  return rows.map(({ year }) => year)
}

/** Hours of a year that are recorded or approved and not verified, of people of these subtrees. */
export async function sumOnTheWay(tx: Tx, year: number, roots: readonly string[]) {
  const { rows } = await tx.execute<{ records: number; people: number; centihours: number }>(sql`
    select count(*)::int as records, count(distinct r.person_id)::int as people,
      coalesce(sum(r.centihours), 0)::bigint as centihours
    from credit_record r where r.tenant_id = ${tx.context.tenantId}::uuid and r.state in ('recorded', 'approved')
      and extract(year from r.earned_on) = ${year}::int and ${within(tx, sql`r.organisation_id`, roots)}`)
  const [found] = rows
  return { records: found?.records ?? 0, people: found?.people ?? 0, centihours: Number(found?.centihours ?? 0) }
}

/** The day of the last root over the ledger, and its number. */
export async function lastSealed(tx: Tx): Promise<{ seq: number; day: string } | null> {
  const { rows } = await tx.execute<{ seq: number; day: string }>(sql`
    select seq, day from credit_root where tenant_id = ${tx.context.tenantId}::uuid order by seq desc limit 1`)
  return rows[0] ?? null
}

// A transaction that posts may have begun before the year was closed and ended after it; none takes a day.
const posted = (tx: Tx, edition: Pick<EditionRow, 'year' | 'edition' | 'frozenAt'>): SQL => sql`
  from credit_entry e
  join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
  left join hour_year_person y on y.tenant_id = e.tenant_id and y.year = ${edition.year}::int
    and y.edition = ${edition.edition}::int and y.person_id = e.person_id
  where e.tenant_id = ${tx.context.tenantId}::uuid and e.year = ${edition.year}::int
    and e.posted_at > ${edition.frozenAt.toISOString()}::timestamptz - interval '1 day'
    and e.seq > coalesce(y.head_seq, 0)`

const theirs = (tx: Tx, roots: readonly string[]) =>
  within(tx, sql`coalesce(y.organisation_id, p.organisation_id)`, roots)

/** How much was posted for a closed year after it was closed, in these subtrees. */
export async function countSupplements(
  tx: Tx,
  edition: Pick<EditionRow, 'year' | 'edition' | 'frozenAt'>,
  roots: readonly string[],
) {
  const { rows } = await tx.execute<{ entries: number; people: number; centihours: number }>(sql`
    select count(*)::int as entries, count(distinct e.person_id)::int as people,
      coalesce(sum(e.centihours), 0)::bigint as centihours
    ${posted(tx, edition)} and ${theirs(tx, roots)}`)
  const [found] = rows
  return { entries: found?.entries ?? 0, people: found?.people ?? 0, centihours: Number(found?.centihours ?? 0) }
}

/** What was posted late for each of the people of these subtrees, or for those named. */
export async function sumSupplements(
  tx: Tx,
  edition: Pick<EditionRow, 'year' | 'edition' | 'frozenAt'>,
  roots: readonly string[],
  personIds?: readonly string[],
): Promise<ReadonlyMap<string, Sums>> {
  const named = personIds ? sql`and e.person_id = any(${sql.param(`{${personIds.join(',')}}`)}::uuid[])` : sql``
  const { rows } = await tx.execute<{ id: string; years: number[]; classes: number[]; sums: number[] }>(sql`
    select id, array_agg(year) as years, array_agg(class_id) as classes, array_agg(centihours) as sums
    from (select e.person_id as id, e.year, e.class_id, sum(e.centihours)::int as centihours
      ${posted(tx, edition)} and ${theirs(tx, roots)} ${named} group by e.person_id, e.year, e.class_id) summed
    group by id`)
  return new Map(rows.map(({ id, years, classes, sums }) => [id, { years, classIds: classes, centihours: sums }]))
}

/** One entry that was posted for a closed year, as the list of supplements shows it. */
export type SupplementRow = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly staffNo: string
  readonly organisationName: string
  readonly direction: 'earned' | 'reversed' | 'opening' | 'carried'
  readonly centihours: number
  readonly earnedOn: string
  readonly category: string | null
  readonly sourceTitle: string
  readonly postedAt: string
  readonly recordedByName: string | null
  readonly postedByName: string
  /** Why it comes late, or why it was reversed. */
  readonly reason: string | null
  /** Recorded before the year was closed, and verified after it. */
  readonly isUnderWay: boolean
  /** Verified hours of the year when it was closed; null for who was not in it. */
  readonly frozenCentihours: number | null
}

/** What was posted for a closed year after it was closed, the latest first. */
export async function listSupplements(
  tx: Tx,
  edition: Pick<EditionRow, 'year' | 'edition' | 'frozenAt'>,
  roots: readonly string[],
  { q = '', limit, after }: { q?: string; limit: number; after?: { postedAt: string; id: string } | undefined },
): Promise<SupplementRow[]> {
  const like = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const named = q === '' ? sql`` : sql`and (p.name like ${like} or p.staff_no like ${like})`
  const from = after ? sql`and (e.posted_at, e.id) < (${after.postedAt}::timestamptz, ${after.id}::uuid)` : sql``
  const { rows } = await tx.execute<SupplementRow>(sql`
    select found.*, p.name, p.staff_no as "staffNo", o.name as "organisationName", recorder.name as "recordedByName",
      poster.name as "postedByName", coalesce(r.late_reason, found.said, list.late_reason) as reason,
      coalesce(found.direction <> 'reversed' and coalesce(r.recorded_at, list.recorded_at) <= ${edition.frozenAt}, false) as "isUnderWay"
    from (select e.id, e.person_id as "personId", e.tenant_id, e.direction, e.centihours, e.earned_on as "earnedOn", e.category,
        e.source_title as "sourceTitle", e.posted_at as at,
        to_char(e.posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "postedAt",
        e.record_id, e.source_id, e.recorded_by, e.posted_by, e.reason as said, coalesce(y.organisation_id, p.organisation_id) as place,
        case when y.person_id is not null then coalesce((select sum(c) from unnest(y.years, y.centihours) as one (n, c)
          where n = ${edition.year}::int), 0)::int end as "frozenCentihours"
      ${posted(tx, edition)} and ${theirs(tx, roots)} ${named} ${from}
      order by e.posted_at desc, e.id desc limit ${limit}) found
    join person p on p.tenant_id = found.tenant_id and p.id = found."personId"
    join organisation o on o.tenant_id = found.tenant_id and o.id = found.place
    join account poster on poster.tenant_id = found.tenant_id and poster.id = found.posted_by
    left join credit_record r on r.tenant_id = found.tenant_id and r.id = found.record_id
    left join credit_opening list on list.tenant_id = found.tenant_id and found.direction = 'opening' and list.id = found.source_id
    left join account recorder on recorder.tenant_id = found.tenant_id
      and recorder.id = coalesce(found.recorded_by, r.recorded_by)
    order by found.at desc, found.id desc`)
  return rows
}

/** How many people of these subtrees an edition holds in post, how many of them miss something, and their hours of the year. */
export async function countFrozen(tx: Tx, { year, edition }: Edition, roots: readonly string[]) {
  const { rows } = await tx.execute<{ people: number; short: number; centihours: number }>(sql`
    select count(*) filter (where y.in_post)::int as people, count(*) filter (where y.in_post and y.missing > 0)::int as short,
      coalesce(sum((select sum(c) from unnest(y.years, y.centihours) as one (n, c) where n = y.year)), 0)::bigint as centihours
    from hour_year_person y where y.tenant_id = ${tx.context.tenantId}::uuid and y.year = ${year}::int
      and y.edition = ${edition}::int and ${within(tx, sql`y.organisation_id`, roots)}`)
  const [found] = rows
  return { people: found?.people ?? 0, short: found?.short ?? 0, centihours: Number(found?.centihours ?? 0) }
}

/** How many people of an edition have verified hours of the year. */
export async function countCreditedIn(tx: Tx, { year, edition }: Edition): Promise<number> {
  const { rows } = await tx.execute<{ people: number }>(sql`
    select count(*)::int as people from hour_year_person y where y.tenant_id = ${tx.context.tenantId}::uuid
      and y.year = ${year}::int and y.edition = ${edition}::int
      and exists (select from unnest(y.years, y.centihours) as one (n, c) where n = y.year and c > 0)`)
  return rows[0]?.people ?? 0
}

/** For each school of that day and each requirement, of how many it was asked and how many met it. */
export type SchoolCell = {
  readonly organisationId: string
  readonly organisationName: string
  readonly requirementId: string
  readonly due: number
  readonly met: number
  /** What counts for all of them together. */
  readonly counted: number
}

/** The frozen standings of these subtrees by school and requirement; schools by the name they had. */
export async function sumBySchool(tx: Tx, { year, edition }: Edition, roots: readonly string[]): Promise<SchoolCell[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<SchoolCell>(sql`
    with cells as (select s.organisation_id, s.requirement_id, count(*) filter (where s.state <> 'exempt')::int as due,
        count(*) filter (where s.state <> 'exempt' and s.missing = 0)::int as met, sum(s.counted)::int as counted
      from hour_year_standing s where s.tenant_id = ${tenantId}::uuid and s.year = ${year}::int and s.edition = ${edition}::int
        and s.state in ('met', 'short', 'exempt') and ${within(tx, sql`s.organisation_id`, roots)}
      group by s.organisation_id, s.requirement_id),
    named as (select y.organisation_id, min(y.organisation_name) as name from hour_year_person y
      where y.tenant_id = ${tenantId}::uuid and y.year = ${year}::int and y.edition = ${edition}::int
      group by y.organisation_id)
    select cells.organisation_id as "organisationId", named.name as "organisationName",
      cells.requirement_id as "requirementId", cells.due, cells.met, cells.counted
    from cells join named using (organisation_id) order by named.name collate pinyin, cells.organisation_id`)
  return rows
}

/** Which frozen people are listed. */
export type PeopleAsked = {
  readonly organisationId?: string | undefined
  readonly requirementId?: string | undefined
  readonly short?: '1' | undefined
  readonly q?: string | undefined
}

/** The ids of frozen people in post of these subtrees, the most missing first. */
export async function listFrozen(
  tx: Tx,
  { year, edition }: Edition,
  roots: readonly string[],
  asked: PeopleAsked & {
    readonly limit: number
    readonly after?: { readonly missing: string; readonly personId: string } | undefined
  },
): Promise<{ personId: string; missing: number }[]> {
  const { rows } = await tx.execute<{ personId: string; missing: number }>(sql`
    select y.person_id as "personId", y.missing from hour_year_person y where ${meant(tx, { year, edition }, roots, asked)}
      ${
        asked.after
          ? sql`and (-y.missing, y.person_id) > (${-Number(asked.after.missing)}::int, ${asked.after.personId}::uuid)`
          : sql``
      }
    order by -y.missing, y.person_id limit ${asked.limit}`)
  return rows
}

/** How many frozen people a list has. */
export async function countListed(tx: Tx, edition: Edition, roots: readonly string[], asked: PeopleAsked) {
  const { rows } = await tx.execute<{ total: number }>(sql`
    select count(*)::int as total from hour_year_person y where ${meant(tx, edition, roots, asked)}`)
  return rows[0]?.total ?? 0
}

function meant(tx: Tx, { year, edition }: Edition, roots: readonly string[], asked: PeopleAsked): SQL {
  const { organisationId, requirementId, short, q = '' } = asked
  const like = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const states: readonly FrozenStanding['state'][] = short ? ['short'] : ['met', 'short', 'exempt']
  const against = sql`exists (select from hour_year_standing s where s.tenant_id = y.tenant_id and s.year = y.year
    and s.edition = y.edition and s.person_id = y.person_id and s.requirement_id = ${requirementId ?? ''}
    and s.state = any(${sql.param(`{${states.join(',')}}`)}::text[]))`
  return sql.join(
    [
      sql`y.tenant_id = ${tx.context.tenantId}::uuid and y.year = ${year}::int and y.edition = ${edition}::int and y.in_post`,
      within(tx, sql`y.organisation_id`, roots),
      ...(organisationId ? [sql`y.organisation_id = ${organisationId}::uuid`] : []),
      ...(requirementId ? [against] : short ? [sql`y.missing > 0`] : []),
      ...(q === '' ? [] : [sql`(y.name like ${like} or y.staff_no like ${like})`]),
    ],
    sql` and `,
  )
}
