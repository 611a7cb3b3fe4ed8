import { and, asc, count, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isTheirs } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { Look, LookInTrail } from '../contract/unmasking.ts'
import { unmaskings } from '../tables.ts'

type Row = typeof unmaskings.$inferSelect

/** The look of this id. */
export async function findLook(tx: Tx, id: string): Promise<Row | undefined> {
  const [found] = await tx
    .select()
    .from(unmaskings)
    .where(and(eq(unmaskings.tenantId, tx.context.tenantId), eq(unmaskings.id, id)))
  return found
}

/** Whether an export with this id was made before. */
export async function findExport(tx: Tx, exportId: string): Promise<boolean> {
  const found = await tx
    .select({ id: unmaskings.id })
    .from(unmaskings)
    .where(and(eq(unmaskings.tenantId, tx.context.tenantId), eq(unmaskings.exportId, exportId)))
    .limit(1)
  return found.length > 0
}

/** How many numbers an account looked at within a day, one by one. */
export async function countLooks(tx: Tx, accountId: string): Promise<number> {
  const { tenantId, now } = tx.context
  const [found] = await tx
    .select({ size: count() })
    .from(unmaskings)
    .where(
      and(
        eq(unmaskings.tenantId, tenantId),
        eq(unmaskings.accountId, accountId),
        isNull(unmaskings.exportId),
        gte(unmaskings.at, new Date(now.getTime() - 86_400_000)),
      ),
    )
  return found?.size ?? 0
}

const mostRows = 2_000

/** Records looks. */
export async function insertLooks(
  tx: Tx,
  rows: readonly Omit<Row, 'tenantId' | 'at' | 'accountId' | 'accountName' | 'fromAddress'>[],
): Promise<void> {
  const { tenantId, now: at, actor, from: fromAddress } = tx.context
  if (!actor) throw new Error('nobody in particular looked at a number')
  const who = { accountId: actor.accountId, accountName: actor.name, fromAddress }
  for (let from = 0; from < rows.length; from += mostRows) {
    await tx
      .insert(unmaskings)
      .values(rows.slice(from, from + mostRows).map((row) => ({ ...row, ...who, tenantId, at })))
  }
}

function told({ id, field, purpose, reason, accountName, exportId, at }: Row): Look {
  return { id, field, purpose, reason, accountName, many: exportId !== null, at: at.toISOString() }
}

/** A page of the looks at one person, the newest first; one more than asked for when there are more. */
export async function listLooksAt(
  tx: Tx,
  personId: string,
  limit: number,
  before: string | undefined,
): Promise<Look[]> {
  const rows = await tx
    .select()
    .from(unmaskings)
    .where(
      and(
        eq(unmaskings.tenantId, tx.context.tenantId),
        isTheirs(unmaskings.personId, personId),
        before ? lt(unmaskings.id, before) : undefined,
      ),
    )
    .orderBy(desc(unmaskings.id))
    .limit(limit + 1)
  return rows.map(told)
}

/** A page of all looks of the bureau, the newest first; one more than asked for when there are more. */
export async function listLooks(
  tx: Tx,
  limit: number,
  before: string | undefined,
  pasted?: string,
): Promise<LookInTrail[]> {
  const rows = await tx
    .select({ look: unmaskings, personName: people.name, organisationName: organisations.name })
    .from(unmaskings)
    .innerJoin(people, and(eq(people.tenantId, unmaskings.tenantId), eq(people.id, unmaskings.personId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(
      and(
        eq(unmaskings.tenantId, tx.context.tenantId),
        amongPasted(tx, pasted, unmaskings.personId, people.organisationId),
        before ? lt(unmaskings.id, before) : undefined,
      ),
    )
    .orderBy(desc(unmaskings.id))
    .limit(limit + 1)
  return rows.map(({ look, ...rest }) => ({
    ...told(look),
    ...rest,
    personId: look.personId,
    fromAddress: look.fromAddress,
  }))
}

/** The people of a subtree with their sealed numbers, in the order of their schools and names. */
export async function listSealed(tx: Tx, organisationId: string, most: number) {
  return tx
    .select({
      id: people.id,
      name: people.name,
      staffNo: people.staffNo,
      schoolName: organisations.name,
      idNumberSealed: people.idNumberSealed,
      phoneSealed: people.phoneSealed,
    })
    .from(people)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(and(eq(people.tenantId, tx.context.tenantId), within(tx, sql`${people.organisationId}`, [organisationId])))
    .orderBy(asc(organisations.pinyin), asc(organisations.id), asc(people.sortKey), asc(people.id))
    .limit(most)
}
