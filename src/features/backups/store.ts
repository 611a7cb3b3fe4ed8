import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import { jobRuns } from '../../platform/jobs/tables.ts'
import { tenants } from '../organisations/tables.ts'
import { defaultSchedule, shownMax, type Schedule } from './core.ts'
import { backupRuns, backupSettings, backupWarnings } from './tables.ts'

export type Run = typeof backupRuns.$inferSelect

const mine = (tx: Tx) => eq(backupRuns.tenantId, tx.context.tenantId)

/** Whether this bureau is the first of the deployment, which looks after the backups of all. */
export async function isKeeper(tx: Tx): Promise<boolean> {
  const [first] = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .orderBy(asc(tenants.createdAt), asc(tenants.id))
    .limit(1)
  return first?.id === tx.context.tenantId
}

/** The schedule, since when it holds, and since when there is one at all; undefined before the first look. */
export async function findSetting(tx: Tx) {
  const [found] = await tx.select().from(backupSettings).where(eq(backupSettings.tenantId, tx.context.tenantId))
  return found
}

/** Begins the books with the schedule that comes with the program. Done twice it changes nothing. */
export async function beginSetting(tx: Tx): Promise<void> {
  const { tenantId, now } = tx.context
  const row = { ...defaultSchedule, tenantId, madeAt: now, changedAt: now, changedByName: 'system' }
  await tx.insert(backupSettings).values(row).onConflictDoNothing()
}

/** Keeps a schedule. */
export async function saveSetting(tx: Tx, schedule: Schedule): Promise<void> {
  const { tenantId, now, actor } = tx.context
  const change = { ...schedule, changedAt: now, changedByName: actor?.name ?? 'system' }
  await tx
    .insert(backupSettings)
    .values({ ...change, tenantId, madeAt: now })
    .onConflictDoUpdate({ target: [backupSettings.tenantId], set: change })
}

/** The latest backups that were asked for, each with how its work stands. */
export async function listRuns(tx: Tx) {
  const rows = await tx
    .select({ run: backupRuns, work: { state: jobRuns.state, done: jobRuns.done, total: jobRuns.total } })
    .from(backupRuns)
    .leftJoin(jobRuns, and(eq(jobRuns.tenantId, backupRuns.tenantId), eq(jobRuns.id, backupRuns.id)))
    .where(mine(tx))
    .orderBy(desc(backupRuns.askedAt), desc(backupRuns.id))
    .limit(shownMax)
  return rows.map(({ run, work }) => ({ run, work: isOpen(work) ? work : null }))
}

const open = ['waiting', 'running', 'cancelling']
const isOpen = (work: { readonly state: string } | null) => work !== null && open.includes(work.state)

/** The backup that is being made or waits for it; undefined when none is. */
export async function findOpen(tx: Tx): Promise<string | undefined> {
  const [found] = await tx
    .select({ id: backupRuns.id })
    .from(backupRuns)
    .innerJoin(jobRuns, and(eq(jobRuns.tenantId, backupRuns.tenantId), eq(jobRuns.id, backupRuns.id)))
    .where(and(mine(tx), eq(backupRuns.state, 'open'), inArray(jobRuns.state, ['waiting', 'running', 'cancelling'])))
    .limit(1)
  return found?.id
}

/** The backup of this id. */
export async function findRun(tx: Tx, id: string): Promise<Run | undefined> {
  const [found] = await tx
    .select()
    .from(backupRuns)
    .where(and(mine(tx), eq(backupRuns.id, id)))
  return found
}

/** Enters a backup that was asked for; false when its id, or its day, is there already. */
export async function insertRun(
  tx: Tx,
  run: Pick<Run, 'id' | 'origin' | 'day'> & Partial<Pick<Run, 'name' | 'folder' | 'state' | 'size' | 'askedAt'>>,
): Promise<boolean> {
  const { tenantId, now: askedAt, actor } = tx.context
  const added = await tx
    .insert(backupRuns)
    .values({ state: 'open', askedAt, askedByName: actor?.name ?? 'system', ...run, tenantId })
    .onConflictDoNothing()
    .returning({ id: backupRuns.id })
  return added.length > 0
}

/** The days whose backups were asked for by the schedule. */
export async function listAskedDays(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ day: backupRuns.day })
    .from(backupRuns)
    .where(and(mine(tx), isNotNull(backupRuns.day)))
    .orderBy(desc(backupRuns.day))
    .limit(3)
  return rows.flatMap(({ day }) => day ?? [])
}

/** Enters what came of a backup. */
export async function changeRun(tx: Tx, id: string, change: Partial<Run>): Promise<void> {
  await tx
    .update(backupRuns)
    .set(change)
    .where(and(mine(tx), eq(backupRuns.id, id)))
}

/** The backup that lies in a folder under a name. */
export async function findNamed(tx: Tx, folder: string, name: string): Promise<Run | undefined> {
  const [found] = await tx
    .select()
    .from(backupRuns)
    .where(and(mine(tx), eq(backupRuns.name, name), eq(backupRuns.folder, folder)))
    .orderBy(desc(backupRuns.askedAt))
    .limit(1)
  return found
}

/** Enters that old backups were taken out of a folder. */
export async function markRemoved(tx: Tx, folder: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await tx
    .update(backupRuns)
    .set({ state: 'removed' })
    .where(and(mine(tx), eq(backupRuns.folder, folder), inArray(backupRuns.name, [...names])))
}

/** When the last backup that was found whole was finished. */
export async function findLastGood(tx: Tx): Promise<Run | undefined> {
  const [found] = await tx
    .select()
    .from(backupRuns)
    .where(and(mine(tx), eq(backupRuns.state, 'good'), isNotNull(backupRuns.finishedAt)))
    .orderBy(desc(backupRuns.finishedAt))
    .limit(1)
  return found
}

/** Enters that the administrators are told today; false when they were already. */
export async function insertWarning(tx: Tx): Promise<boolean> {
  const { tenantId, today: day, now: at } = tx.context
  const added = await tx
    .insert(backupWarnings)
    .values({ tenantId, day, at })
    .onConflictDoNothing()
    .returning({ day: backupWarnings.day })
  return added.length > 0
}
