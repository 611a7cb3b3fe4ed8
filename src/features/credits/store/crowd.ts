import { sql, type SQL } from 'drizzle-orm'
import type { Population } from '../../../lib/population/population.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { readIntegers } from '../../../platform/db/lists.ts'
import { inParts } from '../../../platform/db/parts.ts'
import { within } from '../../organisations/public.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, queryPopulation } from '../../people/public.ts'
import { inPost } from '../../people/tables.ts'
import type { Facts } from '../core/standing.ts'
import type { SumsQuery } from './sums.ts'

/** Which people a standing of many is about: those in post in these subtrees, narrowed. */
export type Crowd = {
  readonly roots: readonly string[]
  readonly organisationId?: string | undefined
  readonly q?: string | undefined
  readonly pasted?: string | undefined
  /** Only people of a saved population, which belongs to an organisation. */
  readonly among?: { readonly rule: Population; readonly organisationId: string } | undefined
  readonly personId?: string | undefined
  readonly personIds?: readonly string[] | undefined
}

const and = (parts: readonly SQL[]) => sql.join([...parts], sql` and `)

function ofCrowd(tx: Tx, crowd: Crowd): SQL {
  const { roots, organisationId, q = '', pasted, among, personId, personIds } = crowd
  const named = amongPasted(tx, pasted, sql`person.id`, sql`person.organisation_id`)
  const meant = isMeantBy(tx, q)
  const parts = [
    sql`person.tenant_id = ${tx.context.tenantId}`,
    inPost(sql`person.state`),
    within(tx, sql`person.organisation_id`, roots),
  ]
  if (organisationId) parts.push(within(tx, sql`person.organisation_id`, [organisationId]))
  if (meant) parts.push(meant)
  if (among) parts.push(sql`person.id in (${queryPopulation(tx, among.rule, [among.organisationId])})`)
  if (named) parts.push(named)
  if (personId) parts.push(sql`person.id = ${personId}::uuid`)
  if (personIds) parts.push(sql`person.id = any(${sql.param(`{${personIds.join(',')}}`)}::uuid[])`)
  return and(parts)
}

/** A query of the ids of a crowd. */
export function idsOf(tx: Tx, crowd: Crowd): SQL {
  return sql`select person.id from person where ${ofCrowd(tx, crowd)}`
}

/** How many people a crowd has. */
export async function countCrowd(tx: Tx, crowd: Crowd): Promise<number> {
  const { rows } = await tx.execute<{ size: number }>(
    sql`select count(*)::int as size from person where ${ofCrowd(tx, crowd)}`,
  )
  return rows[0]?.size ?? 0
}

/** One of a crowd: what rules ask about them, and the key that lists are ordered by. */
export type Member = Facts & { readonly id: string; readonly sortKey: string }

/** What rules ask of somebody, but for what is nearly everybody's own. */
export type Alike = Omit<Member, 'id' | 'sortKey' | 'startedOn' | 'retiresOn'>

const settings = ['urban', 'town', 'rural'] as const
// Between codes, none of which holds it. Putting such a text together costs the database less than a document.
const between = '\u001f'
const apart = sql.raw(`|| chr(${String(between.charCodeAt(0))}) ||`)

/** What a text of `MemberRow.alike` says. */
export function readAlike(text: string): Alike {
  const [organisationId = '', stage, title, talentLevel, setting, state, subjects, posts] = text.split(between)
  const codes = (list: string | undefined) => (list ? list.split(',') : [])
  return {
    organisationId,
    ...{ stage: stage || null, title: title || null, talentLevel: talentLevel || null },
    ...{ setting: settings.find((one) => one === setting) ?? null, state: state ?? '' },
    ...{ subjects: codes(subjects), posts: codes(posts) },
  }
}

/**
 * One of a crowd as they come, in few texts: each costs as much to read as to judge a rule. What many have alike is one for
 * `readAlike`, the same wherever it says the same: a county has some thousands of these. Hours are two, null for whoever has
 * none: `kinds`, the years and then the classes (numbers of `loadClasses`) as two lists of one length, which people who went
 * to the same things have alike; and `sums`, the list of what there is of each.
 */
export type MemberRow = Pick<Member, 'id' | 'sortKey' | 'startedOn' | 'retiresOn'> & {
  readonly alike: string
  readonly kinds: string | null
  readonly sums: string | null
}

/** The years and the classes of `MemberRow.kinds`. */
export function readKinds(text: string): { readonly years: number[]; readonly classes: number[] } {
  const end = text.indexOf('}') + 1
  return { years: readIntegers(text.slice(0, end)), classes: readIntegers(text.slice(end)) }
}

/** Everybody of a crowd with what rules ask about them and with their hours, in parts. */
export function walkCrowd(tx: Tx, crowd: Crowd, sums: SumsQuery): AsyncGenerator<readonly MemberRow[]> {
  const { tenantId, today } = tx.context
  return inParts<MemberRow>(
    tx,
    sql`
    with held as (select post.person_id, array_agg(distinct post.kind) as kinds from post
      where post.tenant_id = ${tenantId} and post.person_id in (${idsOf(tx, crowd)})
        and post.from_on <= ${today}::date and (post.to_on is null or post.to_on >= ${today}::date)
      group by post.person_id)
    select person.id, person.sort_key as "sortKey", person.started_on as "startedOn", person.retires_on as "retiresOn",
      own.years || own.classes as kinds, own.sums,
      person.organisation_id ${apart} coalesce(person.stage, '') ${apart} coalesce(person.title, '') ${apart} coalesce(person.talent_level, '')
        ${apart} coalesce(o.setting, '') ${apart} person.state ${apart} array_to_string(person.subjects, ',')
        ${apart} coalesce(array_to_string(held.kinds, ','), '') as alike
    from person join organisation o on o.tenant_id = ${tenantId} and o.id = person.organisation_id
    left join held on held.person_id = person.id
    left join (${sums(tx)}) own on own.id = person.id
    where ${ofCrowd(tx, crowd)}`,
  )
}

/** Where the people of a crowd are. */
export async function placesOfCrowd(tx: Tx, crowd: Crowd): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select distinct person.organisation_id as id from person where ${ofCrowd(tx, crowd)}`,
  )
  return rows.map(({ id }) => id)
}

/** For each organisation, which of `above` are itself or stand above it. */
export async function loadAbove(tx: Tx, above: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await tx.execute<{ id: string; above: string[] }>(sql`
    select c.descendant_id as id, array_agg(c.ancestor_id order by c.ancestor_id) as above
    from organisation_closure c where c.tenant_id = ${tx.context.tenantId}
      and c.ancestor_id = any(${sql.param(`{${above.join(',')}}`)}::uuid[])
    group by c.descendant_id`)
  return new Map(rows.map((row) => [row.id, row.above]))
}

/** What lists say of people beside their figures. */
export type Shown = {
  readonly id: string
  readonly name: string
  readonly staffNo: string
  readonly organisationId: string
  readonly organisationName: string
  /** Hundredths of an hour that are recorded or approved, not verified yet. */
  readonly onTheWay: number
}

/** These people as lists show them. */
export async function showMembers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Shown>> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<Shown>(sql`
    select p.id, p.name, p.staff_no as "staffNo", o.id as "organisationId", o.name as "organisationName",
      coalesce(w.centihours, 0)::int as "onTheWay"
    from person p join organisation o on o.tenant_id = ${tenantId} and o.id = p.organisation_id
    left join (select person_id, sum(centihours) as centihours from credit_record
      where tenant_id = ${tenantId} and state in ('recorded', 'approved') group by person_id) w on w.person_id = p.id
    where p.tenant_id = ${tenantId} and p.id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Organisations by id, in the order in which lists name them. */
export async function listOrganisations(tx: Tx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from organisation where tenant_id = ${tx.context.tenantId}
      and id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[]) order by pinyin, id`)
  return rows
}
