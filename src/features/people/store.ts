import { and, asc, count, eq, gte, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import { startedBetween, type PersonFacts, type Population } from '../../lib/population/population.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { within } from '../organisations/public.ts'
import { organisations } from '../organisations/tables.ts'
import type { PeopleQuery, Person } from './contract.ts'
import { before } from './core.ts'
import { listLaterLife } from './store/lives.ts'
import { pastedPeople } from './store/pasted.ts'
import { foundPeople, type After } from './store/search.ts'
import { inPost, people, posts } from './tables.ts'

const mine = (tx: Tx, id: string) => and(eq(people.tenantId, tx.context.tenantId), eq(people.id, id))

/** Where a person lies: in their school, and they are whom it is about. */
export async function personScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx.select({ organisationId: people.organisationId }).from(people).where(mine(tx, id))
  return found && { organisationIds: [found.organisationId], personIds: [id] }
}

const shown = {
  id: people.id,
  organisationId: people.organisationId,
  organisationName: organisations.name,
  staffNo: people.staffNo,
  name: people.name,
  gender: people.gender,
  stage: people.stage,
  subjects: people.subjects,
  title: people.title,
  talentLevel: people.talentLevel,
  state: people.state,
  startedOn: people.startedOn,
}

const atTheirs = and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId))

/** One person as lists show them. */
export async function showPerson(tx: Tx, id: string): Promise<Person | undefined> {
  const [found] = await tx.select(shown).from(people).innerJoin(organisations, atTheirs).where(mine(tx, id))
  return found
}

/** These people as lists show them, in pinyin order. */
export async function showPeople(tx: Tx, ids: readonly string[]): Promise<Person[]> {
  if (ids.length === 0) return []
  return tx
    .select(shown)
    .from(people)
    .innerJoin(organisations, atTheirs)
    .where(and(eq(people.tenantId, tx.context.tenantId), inArray(people.id, [...ids])))
    .orderBy(asc(people.sortKey), asc(people.id))
}

/** The whole row of a person, sealed numbers included. */
export async function findPerson(tx: Tx, id: string) {
  const [found] = await tx.select().from(people).where(mine(tx, id))
  return found
}

/** Who has this staff number, or this ID number (by its keyed hashes, one for each key in use). */
export async function findTwin(tx: Tx, staffNo: string, idNumberHashes: readonly Buffer[]) {
  const [found] = await tx
    .select({ id: people.id, staffNo: people.staffNo })
    .from(people)
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        or(
          eq(people.staffNo, staffNo),
          idNumberHashes.length > 0 ? inArray(people.idNumberHash, [...idNumberHashes]) : undefined,
        ),
      ),
    )
    .limit(1)
  return found
}

/** The posts of a person, the newest first. */
export async function listPosts(tx: Tx, personId: string) {
  return tx
    .select({
      id: posts.id,
      kind: posts.kind,
      fromOn: posts.fromOn,
      toOn: posts.toOn,
      organisationName: organisations.name,
    })
    .from(posts)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, posts.tenantId), eq(organisations.id, posts.organisationId)),
    )
    .where(and(eq(posts.tenantId, tx.context.tenantId), eq(posts.personId, personId)))
    .orderBy(sql`${posts.fromOn} desc`)
}

/**
 * A page of people in the subtrees of `roots` that match what was typed, each with how many there are in all; one more than
 * asked for when there are more. Whom a pasted list names stands on one page, and is not counted.
 */
export async function listPeople(
  tx: Tx,
  roots: readonly string[],
  query: PeopleQuery,
  after: After,
): Promise<(Person & { sortKey: string; size: number | null })[]> {
  const rows = { ...shown, sortKey: people.sortKey }
  if (query.pasted !== undefined) {
    return tx
      .select({ ...rows, size: sql<number | null>`null` })
      .from(people)
      .innerJoin(organisations, atTheirs)
      .where(and(eq(people.tenantId, tx.context.tenantId), pastedPeople(tx, roots, query, after)))
      .orderBy(asc(people.sortKey), asc(people.id))
      .limit(query.limit + 1)
  }
  return tx
    .select({ ...rows, size: sql<number | null>`found.size` })
    .from(people)
    .innerJoin(foundPeople(roots, query, after, query.limit + 1), sql`found.id = ${people.id}`)
    .innerJoin(organisations, atTheirs)
    .where(eq(people.tenantId, tx.context.tenantId))
    .orderBy(asc(people.sortKey), asc(people.id))
}

/** Puts a person on the roster. */
export async function insertPerson(tx: Tx, row: Omit<typeof people.$inferInsert, 'tenantId' | 'createdAt'>) {
  await tx.insert(people).values({ ...row, tenantId: tx.context.tenantId, createdAt: tx.context.now })
}

// PostgreSQL takes at most 65,535 values in one statement.
const mostRows = 1_000

/** Puts many people on the roster at once. */
export async function insertPeople(
  tx: Tx,
  rows: readonly Omit<typeof people.$inferInsert, 'tenantId' | 'createdAt'>[],
) {
  const { tenantId, now: createdAt } = tx.context
  for (let from = 0; from < rows.length; from += mostRows) {
    const part = rows.slice(from, from + mostRows)
    await tx.insert(people).values(part.map((row) => ({ ...row, tenantId, createdAt })))
  }
}

/** Records posts. */
export async function insertPosts(tx: Tx, rows: readonly Omit<typeof posts.$inferInsert, 'tenantId'>[]) {
  const { tenantId } = tx.context
  for (let from = 0; from < rows.length; from += mostRows) {
    await tx.insert(posts).values(rows.slice(from, from + mostRows).map((row) => ({ ...row, tenantId })))
  }
}

/** Changes what the roster says of a person. */
export async function updatePerson(tx: Tx, id: string, change: Partial<typeof people.$inferInsert>) {
  await tx.update(people).set(change).where(mine(tx, id))
}

/**
 * Facts that a rule over people asks about one of them, as of a day: school, state, stage, title and level as they were then,
 * posts held then; subjects are not kept by day and are those of today. Undefined when there is no such person.
 */
export async function loadFacts(
  tx: Tx,
  personId: string,
  on = tx.context.today,
): Promise<(PersonFacts & { readonly retiresOn: string | null }) | undefined> {
  const [today] = await tx
    .select({
      organisationId: people.organisationId,
      stage: people.stage,
      subjects: people.subjects,
      title: people.title,
      talentLevel: people.talentLevel,
      setting: organisations.setting,
      startedOn: people.startedOn,
      retiresOn: people.retiresOn,
      state: people.state,
      posts: sql<string[]>`coalesce((select array_agg(distinct post.kind) from post
        where post.tenant_id = ${people.tenantId} and post.person_id = ${people.id}
          and post.from_on <= ${on} and (post.to_on is null or post.to_on >= ${on})), '{}')`,
    })
    .from(people)
    .innerJoin(organisations, atTheirs)
    .where(mine(tx, personId))
  if (!today || on >= tx.context.today) return today
  const then = before(today, await listLaterLife(tx, personId, on))
  return then.organisationId === today.organisationId
    ? then
    : { ...then, setting: await settingOf(tx, then.organisationId) }
}

async function settingOf(tx: Tx, organisationId: string) {
  const [found] = await tx
    .select({ setting: organisations.setting })
    .from(organisations)
    .where(and(eq(organisations.tenantId, tx.context.tenantId), eq(organisations.id, organisationId)))
  return found?.setting ?? null
}

/** A condition that holds for people of a population today, in the subtrees of `roots`: the same rule as `populationRefusal`. */
function ofPopulation(tx: Tx, population: Population, roots: readonly string[]): SQL | undefined {
  const { today, tenantId } = tx.context
  const { from, to } = startedBetween(population, today)
  const anyOf = (values: readonly string[] | undefined, column: Parameters<typeof inArray>[0]) =>
    values && values.length > 0 ? inArray(column, [...values]) : undefined
  const list = (values: readonly string[] | undefined) =>
    values && values.length > 0 ? sql.param(`{${values.map((value) => JSON.stringify(value)).join(',')}}`) : undefined
  const subjects = list(population.subjects)
  return and(
    eq(people.tenantId, tenantId),
    inPost(people.state),
    within(tx, sql`${people.organisationId}`, roots),
    anyOf(population.stages, people.stage),
    subjects ? sql`${people.subjects} && ${subjects}::text[]` : undefined,
    anyOf(population.titles, people.title),
    anyOf(population.talentLevels, people.talentLevel),
    anyOf(population.settings, organisations.setting),
    anyOf(population.organisationIds, people.organisationId),
    from ? gte(people.startedOn, from) : undefined,
    to ? lte(people.startedOn, to) : undefined,
    population.posts && population.posts.length > 0
      ? inArray(
          people.id,
          tx
            .select({ id: posts.personId })
            .from(posts)
            .where(
              and(
                eq(posts.tenantId, tenantId),
                inArray(posts.kind, [...population.posts]),
                lte(posts.fromOn, today),
                or(isNull(posts.toOn), gte(posts.toOn, today)),
              ),
            ),
        )
      : undefined,
  )
}

/** A subquery of the ids of whom a rule means today in the subtrees of `roots`. */
export function queryPopulation(tx: Tx, population: Population, roots: readonly string[]): SQL {
  return tx
    .select({ id: people.id })
    .from(people)
    .innerJoin(organisations, atTheirs)
    .where(ofPopulation(tx, population, roots))
    .getSQL()
}

/** How many people a rule means today in the subtrees of `roots`. */
export async function countPopulation(tx: Tx, population: Population, roots: readonly string[]): Promise<number> {
  const [found] = await tx
    .select({ size: count() })
    .from(people)
    .innerJoin(organisations, atTheirs)
    .where(ofPopulation(tx, population, roots))
  return found?.size ?? 0
}

/** Whom a rule means today in the subtrees of `roots`, in pinyin order. */
export async function listPopulation(tx: Tx, population: Population, roots: readonly string[], most: number) {
  return tx
    .select(shown)
    .from(people)
    .innerJoin(organisations, atTheirs)
    .where(ofPopulation(tx, population, roots))
    .orderBy(asc(people.sortKey), asc(people.id))
    .limit(most)
}

/** Which of these people are in these subtrees now. */
export async function listWithin(
  tx: Tx,
  ids: readonly string[],
  roots: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const found = await tx
    .select({ id: people.id })
    .from(people)
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        sql`${people.id} = any(${sql.param([...ids])}::uuid[])`,
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
  return new Set(found.map(({ id }) => id))
}

/** Whom the rows of a list name by staff number, among the people of these subtrees. */
export async function mapNumbered(tx: Tx, roots: readonly string[], lines: readonly { readonly staffNo: string }[]) {
  const staffNos = new Set(lines.flatMap(({ staffNo }) => (staffNo === '' ? [] : [staffNo])))
  return new Map((await listByStaffNo(tx, roots, [...staffNos])).map((one) => [one.staffNo, one]))
}

/** The people in these subtrees with one of these staff numbers. */
export async function listByStaffNo(tx: Tx, roots: readonly string[], staffNos: readonly string[]) {
  if (staffNos.length === 0) return []
  return tx
    .select({ id: people.id, name: people.name, staffNo: people.staffNo, organisationId: people.organisationId })
    .from(people)
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        sql`${people.mergedInto} is null`,
        sql`${people.staffNo} = any(${sql.param([...staffNos])}::text[])`,
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
}
