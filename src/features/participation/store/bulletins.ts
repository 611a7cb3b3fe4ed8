import { and, asc, desc, eq, ilike, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import type { BulletinsAsked } from '../contract/bulletins.ts'
import { bulletins, participations } from '../tables.ts'

export type NewBulletin = Omit<typeof bulletins.$inferInsert, 'tenantId' | 'sentAt' | 'readAt' | 'readByName'>

/** Where a bulletin lies: in the school that it is for. */
export async function bulletinScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findBulletin(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The bulletin of this id. */
export async function findBulletin(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(bulletins)
    .where(and(eq(bulletins.tenantId, tx.context.tenantId), eq(bulletins.id, id)))
  return found
}

/** Keeps bulletins; a class tells a school once. */
export async function insertBulletins(tx: Tx, rows: readonly NewBulletin[]): Promise<void> {
  if (rows.length === 0) return
  const { tenantId, now } = tx.context
  await tx
    .insert(bulletins)
    .values(rows.map((row) => ({ ...row, tenantId, sentAt: now })))
    .onConflictDoNothing()
}

/** Bulletins to schools in the subtrees of `roots`, the latest first; one more than asked for when there are more. */
export async function listBulletins(
  tx: Tx,
  roots: readonly string[],
  query: BulletinsAsked & { readonly limit: number },
  after: { sentAt: string; id: string } | undefined,
) {
  const typed = query.q.replace(/[%_\\]/g, '')
  return tx
    .select({ bulletin: bulletins, organisationName: organisations.name })
    .from(bulletins)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, bulletins.tenantId), eq(organisations.id, bulletins.organisationId)),
    )
    .where(
      and(
        eq(bulletins.tenantId, tx.context.tenantId),
        within(tx, sql`${bulletins.organisationId}`, roots),
        query.unread ? isNull(bulletins.readAt) : undefined,
        typed ? or(ilike(bulletins.programmeTitle, `%${typed}%`), ilike(organisations.name, `%${typed}%`)) : undefined,
        after && sql`(${bulletins.sentAt}, ${bulletins.id}) < (${after.sentAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(bulletins.sentAt), desc(bulletins.id))
    .limit(query.limit + 1)
}

/** The people of a bulletin, as the class left them. */
export async function peopleOfBulletin(
  tx: Tx,
  bulletin: { readonly classId: string; readonly organisationId: string },
) {
  const tenant = participations.tenantId
  return tx
    .select({
      personId: participations.personId,
      name: people.name,
      staffNo: people.staffNo,
      state: participations.state,
      held: participations.held,
      attended: participations.attended,
      scoreTenths: participations.scoreTenths,
      grade: participations.grade,
      centihours: participations.centihours,
    })
    .from(participations)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, participations.personId)))
    .where(
      and(
        eq(tenant, tx.context.tenantId),
        eq(participations.classId, bulletin.classId),
        eq(participations.organisationId, bulletin.organisationId),
      ),
    )
    .orderBy(asc(people.sortKey), asc(people.id))
}

/** Writes down who read a bulletin first. */
export async function markRead(tx: Tx, id: string, name: string): Promise<boolean> {
  const done = await tx
    .update(bulletins)
    .set({ readAt: tx.context.now, readByName: name })
    .where(and(eq(bulletins.tenantId, tx.context.tenantId), eq(bulletins.id, id), isNull(bulletins.readAt)))
    .returning({ id: bulletins.id })
  return done.length > 0
}
