import { and, asc, desc, eq, ilike, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { within } from '../organisations/public.ts'
import { organisations } from '../organisations/tables.ts'
import { isTheirs } from '../people/public.ts'
import { usualSetting, type StepAct } from './core.ts'
import type { NoticesAsked, ObjectionsAsked } from './contract/notices.ts'
import { publicitySettings, publicNoticeRows, publicNotices, publicNoticeSteps, publicObjections } from './tables.ts'

export type NoticeKept = typeof publicNotices.$inferSelect
export type RowKept = typeof publicNoticeRows.$inferSelect
export type ObjectionKept = typeof publicObjections.$inferSelect

const theNotice = (tx: Tx, id: string) => and(eq(publicNotices.tenantId, tx.context.tenantId), eq(publicNotices.id, id))
const theObjection = (tx: Tx, id: string) =>
  and(eq(publicObjections.tenantId, tx.context.tenantId), eq(publicObjections.id, id))

/** Where a notice lies: at the organisation that shows it. */
export async function publicNoticeScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx.select({ at: publicNotices.organisationId }).from(publicNotices).where(theNotice(tx, id))
  return found && { organisationIds: [found.at] }
}

/** Where an objection lies: where its notice does. */
export async function publicObjectionScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ at: publicNotices.organisationId })
    .from(publicObjections)
    .innerJoin(
      publicNotices,
      and(eq(publicNotices.tenantId, publicObjections.tenantId), eq(publicNotices.id, publicObjections.noticeId)),
    )
    .where(theObjection(tx, id))
  return found && { organisationIds: [found.at] }
}

/** How long notices are shown and how names are written; as usual where the bureau said nothing. */
export async function findSetting(tx: Tx) {
  const [found] = await tx.select().from(publicitySettings).where(eq(publicitySettings.tenantId, tx.context.tenantId))
  return {
    workingDays: found?.workingDays ?? usualSetting.workingDays,
    names: found?.names ?? usualSetting.names,
    changedByName: found?.changedByName ?? null,
  }
}

/** Keeps what the bureau said. */
export async function saveSetting(tx: Tx, row: Omit<typeof publicitySettings.$inferInsert, 'tenantId'>): Promise<void> {
  await tx
    .insert(publicitySettings)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({ target: publicitySettings.tenantId, set: row })
}

/** Keeps a notice with everybody whom it names. */
export async function insertNotice(
  tx: Tx,
  notice: Omit<typeof publicNotices.$inferInsert, 'tenantId'>,
  rows: readonly { personId: string; name: string; school: string; cells: readonly string[] }[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx.insert(publicNotices).values({ ...notice, tenantId })
  const atOnce = 500
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = rows.slice(from, from + atOnce)
    await tx.insert(publicNoticeRows).values(
      part.map((row, index) => ({
        ...row,
        ...{ tenantId, noticeId: notice.id, position: from + index + 1, cells: [...row.cells] },
      })),
    )
  }
}

/** The notice of this id, held until the end of the transaction. */
export async function holdNotice(tx: Tx, id: string): Promise<NoticeKept | undefined> {
  const [found] = await tx.select().from(publicNotices).where(theNotice(tx, id)).for('update')
  return found
}

/** The notice of this id. */
export async function findNotice(tx: Tx, id: string): Promise<NoticeKept | undefined> {
  const [found] = await tx.select().from(publicNotices).where(theNotice(tx, id))
  return found
}

/** The latest notice about something. */
export async function findNoticeOf(tx: Tx, kind: string, id: string): Promise<NoticeKept | undefined> {
  const [found] = await tx
    .select()
    .from(publicNotices)
    .where(
      and(
        eq(publicNotices.tenantId, tx.context.tenantId),
        eq(publicNotices.subjectKind, kind),
        eq(publicNotices.subjectId, id),
      ),
    )
    .orderBy(desc(publicNotices.id))
    .limit(1)
  return found
}

/** Changes a notice. */
export async function updateNotice(
  tx: Tx,
  id: string,
  change: Partial<typeof publicNotices.$inferInsert>,
): Promise<void> {
  await tx.update(publicNotices).set(change).where(theNotice(tx, id))
}

const openNow = (tx: Tx) =>
  tx
    .select()
    .from(publicNotices)
    .where(and(eq(publicNotices.tenantId, tx.context.tenantId), eq(publicNotices.state, 'open')))
    .orderBy(asc(publicNotices.id))

/** Notices that are open now. */
export async function listOpenNotices(tx: Tx): Promise<NoticeKept[]> {
  return openNow(tx)
}

/** The same, held until the end of the transaction. */
export async function holdOpenNotices(tx: Tx): Promise<NoticeKept[]> {
  return openNow(tx).for('update')
}

/** Everybody whom a notice names, in its order. */
export async function listRows(tx: Tx, noticeId: string): Promise<RowKept[]> {
  return tx
    .select()
    .from(publicNoticeRows)
    .where(and(eq(publicNoticeRows.tenantId, tx.context.tenantId), eq(publicNoticeRows.noticeId, noticeId)))
    .orderBy(asc(publicNoticeRows.position))
}

/** Takes a name off a list, or puts it back. */
export async function strikeRow(tx: Tx, noticeId: string, position: number, reason: string | null): Promise<void> {
  await tx
    .update(publicNoticeRows)
    .set({ struckReason: reason, struckAt: reason === null ? null : tx.context.now })
    .where(
      and(
        eq(publicNoticeRows.tenantId, tx.context.tenantId),
        eq(publicNoticeRows.noticeId, noticeId),
        eq(publicNoticeRows.position, position),
      ),
    )
}

/** What was said against a notice, in the order in which it came. */
export async function listObjections(tx: Tx, noticeId: string): Promise<ObjectionKept[]> {
  return tx
    .select()
    .from(publicObjections)
    .where(and(eq(publicObjections.tenantId, tx.context.tenantId), eq(publicObjections.noticeId, noticeId)))
    .orderBy(asc(publicObjections.id))
}

/** What was said against notices in the subtrees of `roots`, the newest first; who said it is not read. */
export async function listObjectionsIn(
  tx: Tx,
  roots: readonly string[],
  query: ObjectionsAsked & { readonly limit: number },
  before: string | undefined,
) {
  const { id, about, text, state, receivedAt, answer, answeredByName, answeredAt, accountId } = publicObjections
  return tx
    .select({
      ...{ id, about, text, state, receivedAt, answer, answeredByName, answeredAt },
      isStranger: sql<boolean>`${accountId} is null`,
      notice: publicNotices.title,
      organisationName: organisations.name,
      aboutName: publicNoticeRows.name,
      aboutSchool: publicNoticeRows.school,
    })
    .from(publicObjections)
    .innerJoin(
      publicNotices,
      and(eq(publicNotices.tenantId, publicObjections.tenantId), eq(publicNotices.id, publicObjections.noticeId)),
    )
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, publicNotices.tenantId), eq(organisations.id, publicNotices.organisationId)),
    )
    .leftJoin(
      publicNoticeRows,
      and(
        eq(publicNoticeRows.tenantId, publicObjections.tenantId),
        eq(publicNoticeRows.noticeId, publicObjections.noticeId),
        eq(publicNoticeRows.position, publicObjections.position),
      ),
    )
    .where(
      and(
        eq(publicObjections.tenantId, tx.context.tenantId),
        within(tx, sql`${publicNotices.organisationId}`, roots),
        query.noticeId ? eq(publicObjections.noticeId, query.noticeId) : undefined,
        query.state ? eq(publicObjections.state, query.state) : undefined,
        before ? sql`${publicObjections.id} < ${before}::uuid` : undefined,
      ),
    )
    .orderBy(desc(publicObjections.id))
    .limit(query.limit + 1)
}

/** The objection of this id, held until the end of the transaction. */
export async function holdObjection(tx: Tx, id: string): Promise<ObjectionKept | undefined> {
  const [found] = await tx.select().from(publicObjections).where(theObjection(tx, id)).for('update')
  return found
}

/** What an account said against notices, the newest first. */
export async function listOwnObjections(tx: Tx, accountId: string) {
  return tx
    .select({ objection: publicObjections, title: publicNotices.title, state: publicNotices.state })
    .from(publicObjections)
    .innerJoin(
      publicNotices,
      and(eq(publicNotices.tenantId, publicObjections.tenantId), eq(publicNotices.id, publicObjections.noticeId)),
    )
    .where(and(eq(publicObjections.tenantId, tx.context.tenantId), eq(publicObjections.accountId, accountId)))
    .orderBy(desc(publicObjections.id))
    .limit(200)
}

/** Keeps an objection. */
export async function insertObjection(
  tx: Tx,
  row: Omit<typeof publicObjections.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(publicObjections).values({ ...row, tenantId: tx.context.tenantId })
}

/** Changes an objection. */
export async function updateObjection(
  tx: Tx,
  id: string,
  change: Partial<typeof publicObjections.$inferInsert>,
): Promise<void> {
  await tx.update(publicObjections).set(change).where(theObjection(tx, id))
}

/** Writes down what became of a notice, which is held: steps are counted. */
export async function insertStep(
  tx: Tx,
  noticeId: string,
  act: StepAct,
  more: { readonly remark?: string | null; readonly endsOn?: string } = {},
): Promise<void> {
  const { tenantId, now, actor } = tx.context
  await tx.insert(publicNoticeSteps).values({
    ...{ tenantId, noticeId, act, at: now },
    step: sql`(select coalesce(max(s.step), 0) + 1 from public_notice_step_entry s where s.tenant_id = ${tenantId}
      and s.notice_id = ${noticeId})`,
    ...{ remark: more.remark ?? null, endsOn: more.endsOn ?? null },
    // More people read the steps than may know who objects.
    ...(act === 'objection_received' || act === 'objection_withdrawn'
      ? { accountId: null, accountName: '' }
      : { accountId: actor?.accountId ?? null, accountName: actor?.name ?? '' }),
  })
}

/** What became of a notice, in order. */
export async function listSteps(tx: Tx, noticeId: string) {
  return tx
    .select()
    .from(publicNoticeSteps)
    .where(and(eq(publicNoticeSteps.tenantId, tx.context.tenantId), eq(publicNoticeSteps.noticeId, noticeId)))
    .orderBy(asc(publicNoticeSteps.step))
}

const sizes = {
  rows: sql<number>`(select count(*)::int from public_notice_row r where r.tenant_id = ${publicNotices.tenantId}
    and r.notice_id = ${publicNotices.id} and r.struck_at is null)`,
  objections: sql<number>`(select count(*)::int from public_objection o where o.tenant_id = ${publicNotices.tenantId}
    and o.notice_id = ${publicNotices.id} and o.state <> 'withdrawn')`,
  waiting: sql<number>`(select count(*)::int from public_objection o where o.tenant_id = ${publicNotices.tenantId}
    and o.notice_id = ${publicNotices.id} and o.state = 'received')`,
}

/** Notices in the subtrees of `roots`, the newest first; one more than asked for when there are more. */
export async function listNotices(
  tx: Tx,
  roots: readonly string[],
  query: NoticesAsked & { readonly limit: number },
  before: string | undefined,
) {
  const typed = query.q.replace(/[%_\\]/g, '')
  return tx
    .select({
      notice: publicNotices,
      organisationName: organisations.name,
      rowCount: sizes.rows,
      objectionCount: sizes.objections,
      waitingCount: sizes.waiting,
    })
    .from(publicNotices)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, publicNotices.tenantId), eq(organisations.id, publicNotices.organisationId)),
    )
    .where(
      and(
        eq(publicNotices.tenantId, tx.context.tenantId),
        within(tx, sql`${publicNotices.organisationId}`, roots),
        query.state ? eq(publicNotices.state, query.state) : undefined,
        typed ? ilike(publicNotices.title, `%${typed}%`) : undefined,
        before ? sql`${publicNotices.id} < ${before}::uuid` : undefined,
      ),
    )
    .orderBy(desc(publicNotices.id))
    .limit(query.limit + 1)
}

/** Notices that everybody may see now, the one that ends first first. */
export async function listShown(tx: Tx) {
  return tx
    .select({ notice: publicNotices, organisationName: organisations.name })
    .from(publicNotices)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, publicNotices.tenantId), eq(organisations.id, publicNotices.organisationId)),
    )
    .where(and(eq(publicNotices.tenantId, tx.context.tenantId), eq(publicNotices.state, 'open')))
    .orderBy(asc(publicNotices.endsOn), asc(publicNotices.id))
    .limit(200)
}

/** Whether a list names somebody, under any of their numbers. */
export async function isNamedOn(tx: Tx, noticeId: string, personIds: readonly string[]): Promise<boolean> {
  for (const personId of personIds) {
    const [found] = await tx
      .select({ position: publicNoticeRows.position })
      .from(publicNoticeRows)
      .where(
        and(
          eq(publicNoticeRows.tenantId, tx.context.tenantId),
          eq(publicNoticeRows.noticeId, noticeId),
          isTheirs(publicNoticeRows.personId, personId),
        ),
      )
      .limit(1)
    if (found) return true
  }
  return false
}

/** The answers to what strangers said, found by the codes that they were given. */
export async function findByCode(tx: Tx, hashes: readonly Buffer[]): Promise<ObjectionKept | undefined> {
  const [found] = await tx
    .select()
    .from(publicObjections)
    .where(and(eq(publicObjections.tenantId, tx.context.tenantId), inArray(publicObjections.codeHash, [...hashes])))
    .limit(1)
  return found
}
