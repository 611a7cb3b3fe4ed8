import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { people } from '../../people/tables.ts'
import { isAimed, type NewRequirement } from '../../policies/public.ts'
import type { Shortfall } from '../contract/standings.ts'
import { creditClasses, creditTotals } from '../tables.ts'
import { withStandings, type Crowd } from './standing-query.ts'

const ofTheirs = and(eq(people.tenantId, creditTotals.tenantId), eq(people.id, creditTotals.personId))

/** The verified hours of a year in the subtrees of `roots`, by category: how many people have some, and how much together. */
export async function sumByCategory(tx: Tx, roots: readonly string[], year: number) {
  return tx
    .select({
      category: creditClasses.category,
      people:
        sql<number>`count(distinct ${creditTotals.personId}) filter (where ${creditTotals.centihours} > 0)`.mapWith(
          Number,
        ),
      centihours: sql<number>`coalesce(sum(${creditTotals.centihours}), 0)`.mapWith(Number),
    })
    .from(creditTotals)
    .innerJoin(people, ofTheirs)
    .innerJoin(
      creditClasses,
      and(eq(creditClasses.tenantId, creditTotals.tenantId), eq(creditClasses.id, creditTotals.classId)),
    )
    .where(
      and(
        eq(creditTotals.tenantId, tx.context.tenantId),
        eq(creditTotals.year, year),
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
    .groupBy(creditClasses.category)
    .orderBy(sql`3 desc`, creditClasses.category)
}

/** How many people in the subtrees of `roots` have verified hours in a year. */
export async function countCredited(tx: Tx, roots: readonly string[], year: number): Promise<number> {
  const [found] = await tx
    .select({ size: sql<number>`count(distinct ${creditTotals.personId})`.mapWith(Number) })
    .from(creditTotals)
    .innerJoin(people, ofTheirs)
    .where(
      and(
        eq(creditTotals.tenantId, tx.context.tenantId),
        eq(creditTotals.year, year),
        sql`${creditTotals.centihours} > 0`,
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
  return found?.size ?? 0
}

/** For each requirement and school: how many people it is asked of, how many of them meet it, and what counts for them. */
export async function sumStandings(tx: Tx, requirements: readonly NewRequirement[], crowd: Crowd) {
  type Row = { k: number; organisationId: string; name: string; due: number; met: number; centihours: number }
  const { rows } = await tx.execute<Row>(sql`${withStandings(tx, requirements, crowd)}
    select stood.k, o.id as "organisationId", o.name, count(*)::int as due,
      (count(*) filter (where stood.missing = 0))::int as met, sum(stood.counted)::float8 as centihours
    from stood join folk on folk.id = stood.person_id
    join organisation o on o.tenant_id = ${tx.context.tenantId} and o.id = folk.organisation_id
    group by stood.k, o.id, o.name, o.pinyin order by o.pinyin, o.id, stood.k`)
  return rows.flatMap(({ k, ...row }) => {
    const requirement = requirements[k]
    return requirement ? [{ requirementId: requirement.id, ...row }] : []
  })
}

/** What narrows and orders the list of who misses how much. */
export type Narrowing = Crowd & {
  readonly requirementId?: string | undefined
  readonly isShort: boolean
  readonly limit: number
  readonly after?: { readonly missing: number; readonly sortKey: string; readonly id: string } | undefined
}

type Found = {
  total: number
  sums: { k: number; due: number; met: number }[]
  rows: (Omit<Shortfall, 'cells'> & { sortKey: string; cells: [number, number, number, number][] })[]
}

/**
 * People and what they miss, the most missing first: one more than `limit` where there are more, with the sums of the whole
 * list. Only what somebody has to reach counts here: an average or a mere maximum is nothing to be met.
 */
export async function listStandings(tx: Tx, requirements: readonly NewRequirement[], narrowing: Narrowing) {
  const aimed = requirements.flatMap((requirement, at) => (isAimed(requirement) ? [at] : []))
  const chosen = requirements.findIndex(({ id }) => id === narrowing.requirementId)
  const { tenantId } = tx.context
  const { after, isShort, limit } = narrowing
  const ofAimed = sql`stood.k = any(${sql.param(`{${aimed.join(',')}}`)}::int[])`
  const { rows } = await tx.execute<Found>(sql`${withStandings(tx, requirements, narrowing)},
    worst as materialized (select stood.person_id, max(stood.missing)::int as missing from stood
      where ${ofAimed} ${narrowing.requirementId === undefined ? sql`` : sql`and stood.k = ${chosen}::int`}
      group by stood.person_id ${isShort ? sql`having max(stood.missing) > 0` : sql``}),
    shown as materialized (select worst.missing, p.id, p.name, p.staff_no, p.sort_key, p.organisation_id from worst
      join person p on p.tenant_id = ${tenantId} and p.id = worst.person_id
      ${
        after
          ? sql`where worst.missing < ${after.missing}::int
            or (worst.missing = ${after.missing}::int and (p.sort_key, p.id) > (${after.sortKey} collate "C", ${after.id}::uuid))`
          : sql``
      }
      order by worst.missing desc, p.sort_key, p.id limit ${limit + 1})
    select (select count(*)::int from worst) as total,
      (select coalesce(json_agg(s), '[]') from (select stood.k, count(*)::int as due,
        (count(*) filter (where stood.missing = 0))::int as met from stood where ${ofAimed} group by stood.k) s) as sums,
      (select coalesce(json_agg(json_build_object('personId', shown.id, 'name', shown.name, 'staffNo', shown.staff_no,
          'sortKey', shown.sort_key, 'organisationId', o.id, 'organisationName', o.name, 'missing', shown.missing,
          'onTheWay', (select coalesce(sum(r.centihours), 0) from credit_record r where r.tenant_id = ${tenantId}
            and r.person_id = shown.id and r.state in ('recorded', 'approved')),
          'cells', (select json_agg(json_build_array(stood.k, stood.needed, stood.counted, stood.missing)) from stood
            where stood.person_id = shown.id and ${ofAimed}))
          order by shown.missing desc, shown.sort_key, shown.id), '[]')
        from shown join organisation o on o.tenant_id = ${tenantId} and o.id = shown.organisation_id) as rows`)
  const [found] = rows
  return { aimed: aimed.flatMap((at) => requirements[at] ?? []), found: readFound(requirements, found) }
}

function readFound(requirements: readonly NewRequirement[], found: Found | undefined) {
  const idAt = (k: number) => requirements[k]?.id ?? ''
  return {
    total: found?.total ?? 0,
    sums: new Map((found?.sums ?? []).map(({ k, ...sum }) => [idAt(k), sum])),
    rows: (found?.rows ?? []).map(({ cells, ...row }) => ({
      ...row,
      cells: cells.map(([k, needed, counted, missing]) => ({ requirementId: idAt(k), needed, counted, missing })),
    })),
  }
}
