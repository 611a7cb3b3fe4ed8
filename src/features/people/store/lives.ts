import { and, asc, desc, eq, gt, inArray, isNull, max, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { organisations } from '../../organisations/tables.ts'
import { people, personChangeEntries, posts } from '../tables.ts'

export type NewLife = Omit<
  typeof personChangeEntries.$inferInsert,
  'id' | 'tenantId' | 'changedBy' | 'changedByName' | 'changedAt'
> & { id?: string }

// PostgreSQL takes at most 65,535 values in one statement.
const mostRows = 2_000

/** Writes down what became of people. */
export async function insertLife(tx: Tx, rows: readonly NewLife[]): Promise<void> {
  const { tenantId, actor, now } = tx.context
  const by = { changedBy: actor?.accountId ?? null, changedByName: actor?.name ?? 'system', changedAt: now }
  for (let from = 0; from < rows.length; from += mostRows) {
    const part = rows.slice(from, from + mostRows)
    await tx
      .insert(personChangeEntries)
      .values(part.map((row) => ({ ...row, id: row.id ?? newId(now.getTime()), ...by, tenantId })))
  }
}

/** The entry of this id. */
export async function findLife(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(personChangeEntries)
    .where(and(eq(personChangeEntries.tenantId, tx.context.tenantId), eq(personChangeEntries.id, id)))
  return found
}

/** The day of the last entry of one of these kinds. */
export async function lastLifeOn(tx: Tx, personId: string, kinds: readonly NewLife['kind'][]): Promise<string | null> {
  const [found] = await tx
    .select({ on: max(personChangeEntries.datedOn) })
    .from(personChangeEntries)
    .where(
      and(
        eq(personChangeEntries.tenantId, tx.context.tenantId),
        eq(personChangeEntries.personId, personId),
        inArray(personChangeEntries.kind, [...kinds]),
      ),
    )
  return found?.on ?? null
}

/** What became of a person, the latest first. */
export async function listLife(tx: Tx, personId: string) {
  return tx
    .select()
    .from(personChangeEntries)
    .where(and(eq(personChangeEntries.tenantId, tx.context.tenantId), eq(personChangeEntries.personId, personId)))
    .orderBy(desc(personChangeEntries.datedOn), desc(personChangeEntries.changedAt), desc(personChangeEntries.id))
}

/** What became of a person after a day, the latest first. */
export async function listLaterLife(tx: Tx, personId: string, day: string) {
  return tx
    .select({
      kind: personChangeEntries.kind,
      before: personChangeEntries.before,
      fromId: personChangeEntries.fromId,
    })
    .from(personChangeEntries)
    .where(
      and(
        eq(personChangeEntries.tenantId, tx.context.tenantId),
        eq(personChangeEntries.personId, personId),
        gt(personChangeEntries.datedOn, day),
      ),
    )
    .orderBy(desc(personChangeEntries.datedOn), desc(personChangeEntries.changedAt), desc(personChangeEntries.id))
}

/** What these organisations are called today. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(and(eq(organisations.tenantId, tx.context.tenantId), inArray(organisations.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** A person's posts as they are kept. */
export async function loadPosts(tx: Tx, personId: string) {
  return tx
    .select()
    .from(posts)
    .where(and(eq(posts.tenantId, tx.context.tenantId), eq(posts.personId, personId)))
    .orderBy(asc(posts.fromOn), asc(posts.id))
}

/** Sets the last day of a post. */
export async function updatePostEnd(tx: Tx, id: string, toOn: string): Promise<void> {
  await tx
    .update(posts)
    .set({ toOn })
    .where(and(eq(posts.tenantId, tx.context.tenantId), eq(posts.id, id)))
}

const listed = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)

/** Ends what these people still hold at an organisation the day before `on`; gives those posts. */
export async function endPostsAt(tx: Tx, personIds: readonly string[], organisationId: string, on: string) {
  return tx
    .update(posts)
    .set({ toOn: sql`greatest(${posts.fromOn}, ${on}::date - 1)` })
    .where(
      and(
        eq(posts.tenantId, tx.context.tenantId),
        eq(posts.organisationId, organisationId),
        sql`${posts.personId} = any(${listed(personIds)}::uuid[])`,
        or(isNull(posts.toOn), gt(posts.toOn, sql`${on}::date`)),
      ),
    )
    .returning({ personId: posts.personId, kind: posts.kind, fromOn: posts.fromOn })
}

/** Puts people on the roster of another organisation from a day on; gives those that were moved. */
export async function moveRoster(
  tx: Tx,
  personIds: readonly string[],
  fromId: string,
  toId: string,
  on: string,
): Promise<string[]> {
  const rows = await tx
    .update(people)
    .set({ organisationId: toId, joinedOn: on })
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        eq(people.organisationId, fromId),
        sql`(${people.id} = any(${listed(personIds)}::uuid[]) or ${people.mergedInto} = any(${listed(personIds)}::uuid[]))`,
      ),
    )
    .returning({ id: people.id })
  return rows.map((row) => row.id)
}

/** Everybody on the roster of an organisation, whatever became of them. */
export async function listRosterIds(tx: Tx, organisationId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.tenantId, tx.context.tenantId), eq(people.organisationId, organisationId)))
    .orderBy(asc(people.id))
  return rows.map((row) => row.id)
}
