import { sql, type SQL } from 'drizzle-orm'
import type { Population } from '../../../lib/population/population.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, queryPopulation } from '../../people/public.ts'
import { capsOf, type NewRequirement } from '../../policies/public.ts'

/** Which people a standing of many is about. */
export type Crowd = {
  readonly roots: readonly string[]
  readonly organisationId?: string | undefined
  readonly q?: string | undefined
  readonly pasted?: string | undefined
  /** Only people of a saved population, which belongs to an organisation. */
  readonly among?: { readonly rule: Population; readonly organisationId: string } | undefined
}

const and = (parts: readonly SQL[]) => sql.join([...parts], sql` and `)

// Whom the list is about: everybody in post in these subtrees, narrowed by school and name.
function ofCrowd(tx: Tx, { roots, organisationId, q = '', pasted, among }: Crowd): SQL {
  const named = amongPasted(tx, pasted, sql`person.id`, sql`person.organisation_id`)
  const meant = isMeantBy(tx, q)
  const parts = [
    sql`person.tenant_id = ${tx.context.tenantId}`,
    sql`person.state like '1%'`,
    within(tx, sql`person.organisation_id`, roots),
  ]
  if (organisationId) parts.push(within(tx, sql`person.organisation_id`, [organisationId]))
  if (meant) parts.push(meant)
  if (among) parts.push(sql`person.id in (${queryPopulation(tx, among.rule, [among.organisationId])})`)
  if (named) parts.push(named)
  return and(parts)
}

const table = (name: 'left', requirement: number, step = 0) => sql.raw(`${name}_${String(requirement)}_${String(step)}`)

// What somebody earned towards one requirement, by year and category, before any maximum.
function earnedTowards(tx: Tx, { fromYear, toYear, category }: NewRequirement, at: number): SQL {
  const ofCategory = category === null ? sql`true` : sql`k.category = ${category}`
  return sql`select a.person_id, t.year, k.category, sum(t.centihours)::bigint as c
    from asked a join credit_total t on t.tenant_id = ${tx.context.tenantId} and t.person_id = a.person_id
      and t.year between ${fromYear}::int and ${toYear}::int
    join credit_class k on k.tenant_id = t.tenant_id and k.id = t.class_id and ${ofCategory}
    where a.k = ${at}::int group by a.person_id, t.year, k.category`
}

// Takes what is over a maximum away from those it is set for, from the latest year first: `cut` of policies, for a crowd.
function cutBy(cap: NewRequirement, capAt: number, from: SQL): SQL {
  const ofCategory = cap.category === null ? sql`true` : sql`l.category = ${cap.category}`
  return sql`select person_id, year, category,
      c - case when touched then least(greatest(c, 0), greatest(0, over_max - before)) else 0 end as c
    from (select *,
        greatest(0, coalesce(sum(c) filter (where touched) over (partition by person_id), 0) - ${cap.maxCentihours ?? 0}::bigint) as over_max,
        coalesce(sum(greatest(c, 0)) filter (where touched) over (partition by person_id order by year desc, category
          rows between unbounded preceding and 1 preceding), 0) as before
      from (select l.*, m.person_id is not null and l.year between ${cap.fromYear}::int and ${cap.toYear}::int
          and ${ofCategory} as touched
        from ${from} l left join asked m on m.person_id = l.person_id and m.k = ${capAt}::int) as marked) as summed`
}

/**
 * The beginning of a statement (its `with` list) that ends in `stood`: person_id, k (place in `requirements`), needed,
 * counted, missing, for each person of the crowd and each requirement that is asked of them. The rule is `standing()` of
 * policies, which tests hold it to.
 */
export function withStandings(tx: Tx, requirements: readonly NewRequirement[], crowd: Crowd): SQL {
  const parts = [
    sql`folk as materialized (select person.id, person.organisation_id from person where ${ofCrowd(tx, crowd)})`,
    sql`asked as materialized (${sql.join(
      requirements.map(
        ({ population, organisationId }, at) =>
          sql`select folk.id as person_id, ${at}::int as k from folk
            where folk.id in (${queryPopulation(tx, population, [organisationId])})`,
      ),
      sql` union all `,
    )})`,
  ]
  const sums: SQL[] = []
  requirements.forEach((requirement, at) => {
    parts.push(sql`${table('left', at)} as (${earnedTowards(tx, requirement, at)})`)
    const caps = capsOf(requirement, requirements)
    caps.forEach((cap, step) => {
      const place = requirements.findIndex(({ id }) => id === cap.id)
      const name = table('left', at, step + 1)
      parts.push(sql`${name} as (${cutBy(cap, place, table('left', at, step))})`)
    })
    sums.push(
      sql`select person_id, ${at}::int as k, sum(c) as counted from ${table('left', at, caps.length)} group by person_id`,
    )
  })
  const needs = requirements.map(({ minCentihours }, at) => sql`(${at}::int, ${minCentihours ?? 0}::bigint)`)
  parts.push(
    sql`sums as (${sql.join(sums, sql` union all `)})`,
    sql`stood as materialized (select a.person_id, a.k, n.needed, coalesce(s.counted, 0) as counted,
        greatest(0, n.needed - coalesce(s.counted, 0)) as missing
      from asked a join (values ${sql.join(needs, sql`, `)}) as n (k, needed) on n.k = a.k
      left join sums s on s.person_id = a.person_id and s.k = a.k)`,
  )
  return sql`with ${sql.join(parts, sql`, `)}`
}
