import { and, asc, desc, eq, ilike, or, sql, type SQL } from 'drizzle-orm'
import { yearOf } from '../../../lib/dates.ts'
import type { Population } from '../../../lib/population/population.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, isTheirs, queryPopulation } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { CoverageAsked, Participation, ParticipationsAsked } from '../contract/participations.ts'
import { participations } from '../tables.ts'

function selectShown(tx: Tx) {
  const tenant = participations.tenantId
  return tx
    .select({
      row: participations,
      personName: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
    })
    .from(participations)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, participations.personId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, tenant), eq(organisations.id, participations.organisationId)),
    )
}
type Shown = Awaited<ReturnType<typeof selectShown>>[number]

function tell({ row, ...names }: Shown): Participation {
  const {
    tenantId: _,
    organisationId: __,
    classId: ___,
    titleKey: ____,
    importId: _____,
    changedAt: ______,
    ...rest
  } = row
  return { ...rest, ...names }
}

function asked(tx: Tx, roots: readonly string[], query: ParticipationsAsked): SQL | undefined {
  const typed = query.q.replace(/[%_\\]/g, '')
  return and(
    eq(participations.tenantId, tx.context.tenantId),
    // Their school of today reads what they did elsewhere, and the school that sent them keeps what it sent them to.
    or(within(tx, sql`${people.organisationId}`, roots), within(tx, sql`${participations.organisationId}`, roots)),
    query.year === undefined ? undefined : eq(participations.year, query.year),
    query.level ? eq(participations.level, query.level) : undefined,
    query.kind ? eq(participations.kind, query.kind) : undefined,
    query.state ? eq(participations.state, query.state) : undefined,
    query.subject ? sql`${query.subject} = any(${people.subjects})` : undefined,
    amongPasted(tx, query.pasted, participations.personId, participations.organisationId),
    typed ? or(isMeantBy(tx, typed), ilike(participations.title, `%${typed}%`)) : undefined,
  )
}

/** Who took part in what, the newest year first; one more than asked for when there are more. */
export async function listParticipations(
  tx: Tx,
  roots: readonly string[],
  query: ParticipationsAsked & { readonly limit: number },
  after: { year: string; id: string } | undefined,
): Promise<Participation[]> {
  const rows = await selectShown(tx)
    .where(
      and(
        asked(tx, roots, query),
        after &&
          sql`(${participations.year}, ${participations.id}) < (${Number(after.year) || 0}::int, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(participations.year), desc(participations.id))
    .limit(query.limit + 1)
  return rows.map(tell)
}

/** What a person took part in, the newest first; one more than asked for when there are more. */
export async function listOwnParticipations(
  tx: Tx,
  personId: string,
  limit: number,
  after: { year: string; id: string } | undefined,
): Promise<Participation[]> {
  const rows = await selectShown(tx)
    .where(
      and(
        eq(participations.tenantId, tx.context.tenantId),
        isTheirs(participations.personId, personId),
        after &&
          sql`(${participations.year}, ${participations.id}) < (${Number(after.year) || 0}::int, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(participations.year), desc(participations.id))
    .limit(limit + 1)
  return rows.map(tell)
}

function counts(tx: Tx, query: CoverageAsked): SQL {
  const now = yearOf(tx.context.today)
  const states = query.passed ? sql`('passed')` : sql`('accepted', 'passed', 'failed')`
  return sql`past.year between ${query.fromYear ?? now} and ${query.toYear ?? now} and past.state in ${states}
    ${query.level ? sql`and past.level = ${query.level}` : sql``} ${query.kind ? sql`and past.kind = ${query.kind}` : sql``}`
}

// Everybody who took part, under the number they bear today: one walk over the rows, whatever the population.
const coveredIds = (tx: Tx, query: CoverageAsked) => sql`(with recursive covered (id) as (
    select past.person_id from participation past where past.tenant_id = ${tx.context.tenantId}::uuid and ${counts(tx, query)}
    union
    select old.merged_into from covered join person old on old.tenant_id = ${tx.context.tenantId}::uuid
      and old.id = covered.id and old.merged_into is not null
  ) select id from covered)`

/** How many people of a population in the subtrees of `roots` there are, and how many of them took part. */
export async function countCoverage(
  tx: Tx,
  population: Population,
  roots: readonly string[],
  query: CoverageAsked,
): Promise<{ size: number; covered: number }> {
  const { rows } = await tx.execute<{ size: number; covered: number }>(sql`
    select count(*)::int as size, (count(*) filter (where one.id in ${coveredIds(tx, query)}))::int as covered
    from (${queryPopulation(tx, population, roots)}) as one`)
  return rows[0] ?? { size: 0, covered: 0 }
}

/** Who of a population took part in nothing of that kind, by name, with what they took part in the last time. */
export async function listUncovered(
  tx: Tx,
  population: Population,
  roots: readonly string[],
  query: CoverageAsked,
  limit: number,
  after: { name: string; id: string } | undefined,
) {
  const { tenantId } = tx.context
  const last = (column: 'title' | 'year') => sql`(select past.${sql.raw(column)} from participation past
    where past.tenant_id = ${people.tenantId} and past.person_id = ${people.id}
      and past.state in ('accepted', 'passed', 'failed')
    order by past.year desc, past.id desc limit 1)`
  return tx
    .select({
      personId: people.id,
      name: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
      sortKey: people.sortKey,
      lastTitle: sql<string | null>`${last('title')}`,
      lastYear: sql<number | null>`${last('year')}`,
    })
    .from(people)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(
      and(
        eq(people.tenantId, tenantId),
        sql`${people.id} in (${queryPopulation(tx, population, roots)})`,
        sql`${people.id} not in ${coveredIds(tx, query)}`,
        after &&
          sql`(${people.sortKey}, ${people.id}) > (select anchor.sort_key, anchor.id from person anchor
          where anchor.tenant_id = ${tenantId}::uuid and anchor.id = ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(people.sortKey), asc(people.id))
    .limit(limit)
}
