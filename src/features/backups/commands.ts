import { join } from 'node:path'
import { err, ok, type Result } from '../../lib/result.ts'
import { note, read, transact, type Tx } from '../../platform/db/db.ts'
import {
  folderRefusal,
  freeBytesAt,
  keepBackup,
  listKept,
  ownShelf,
  removeKept,
  verifyKept,
  type Deployment,
  type FolderRefusal,
  type KeepRefusal,
} from '../../platform/backup/kept.ts'
import { cancelRun, enqueue, enqueueOnce, type JobTools } from '../../platform/jobs/queue.ts'
import { newId } from '../../platform/ids.ts'
import { listHolders } from '../accounts/public.ts'
import { notify } from '../notices/public.ts'
import { findBureau } from '../organisations/public.ts'
import type { Backup, BackupShelf } from './contract.ts'
import {
  defaultSchedule,
  dueDay,
  isLate,
  keeperRefusal,
  nameOf,
  nextAt,
  outdated,
  readName,
  shownMax,
  shownState,
  type Schedule,
} from './core.ts'
import { makeBackup, verifyBackup } from './jobs.ts'
import {
  beginSetting,
  changeRun,
  findLastGood,
  findNamed,
  findOpen,
  findRun,
  findSetting,
  insertRun,
  insertWarning,
  isKeeper,
  listAskedDays,
  listRuns,
  markRemoved,
  saveSetting,
  type Run,
} from './store.ts'

/** Why whoever asks has nothing to do with backups; undefined for the first bureau's own administrator. */
export async function whyNotYours(tx: Tx, scope: readonly string[]): Promise<'backups_not_yours' | undefined> {
  const bureau = await findBureau(tx)
  return keeperRefusal(await isKeeper(tx), bureau !== undefined && scope.includes(bureau.id))
}

async function scheduleOf(tx: Tx): Promise<Schedule> {
  return (await findSetting(tx)) ?? defaultSchedule
}

const isOurs = (name: string) => readName(name) !== undefined

/** Everything the page shows: the books, and what lies in the folder just now. */
export async function tellShelf(tx: Tx, deployment: Deployment): Promise<BackupShelf> {
  const { zone, now } = tx.context
  const setting = await findSetting(tx)
  const { isOn, atMinute, folder: chosen, keepDays, keepWeeks, keepMonths } = setting ?? defaultSchedule
  const schedule = { isOn, atMinute, folder: chosen, keepDays, keepWeeks, keepMonths }
  const folder = chosen ?? ownShelf(deployment)
  const files = new Map((await listKept(folder, isOurs)).map(({ name, size }) => [name, size]))
  const runs = await listRuns(tx)
  const entered = new Set(runs.flatMap(({ run }) => (run.folder === folder ? (run.name ?? []) : [])))
  const strays = [...files].filter(([name]) => !entered.has(name)).flatMap(([name, size]) => strayOf(name, size))
  const items = [...runs.map(({ run, work }) => shown(run, work, folder, files)), ...strays]
    .toSorted((one, other) => other.at.localeCompare(one.at))
    .slice(0, shownMax)
  const lastGood = await findLastGood(tx)
  return {
    schedule,
    folder,
    dataFolder: deployment.dataFolder,
    keysAreSealed: deployment.passphrase !== undefined,
    freeBytes: (await freeBytesAt(folder)) ?? (await freeBytesAt(deployment.dataFolder)),
    lastGood: items.find(({ state }) => state === 'good') ?? null,
    nextAt: nextAt(schedule, zone, now)?.toISOString() ?? null,
    isLate: isLate(now, lastGood?.finishedAt ?? null, setting?.madeAt ?? now),
    items,
  }
}

function strayOf(name: string, size: number): readonly Backup[] {
  const known = readName(name)
  if (!known) return []
  const nothing = { tookMs: null, rows: null, files: null, verifiedAt: null, byName: null, failure: null, detail: null }
  const at = known.at.toISOString()
  return [{ name, origin: known.origin, at, size, state: 'unchecked', done: 0, total: null, ...nothing }]
}

type Work = { readonly done: number; readonly total: number | null } | null

function shown(run: Run, work: Work, folder: string, files: ReadonlyMap<string, number>): Backup {
  const isThere = run.folder === folder && run.name !== null && files.has(run.name)
  return {
    name: run.name,
    origin: run.origin,
    at: run.askedAt.toISOString(),
    size: run.size,
    rows: run.rowCount,
    files: run.fileCount,
    tookMs: run.tookMs,
    state: shownState(run.state, isThere, work !== null),
    verifiedAt: run.verifiedAt?.toISOString() ?? null,
    byName: run.origin === 'hand' ? run.askedByName : null,
    failure: run.failure,
    detail: detailOf(run.detail),
    done: work?.done ?? 0,
    total: work?.total ?? null,
  }
}

function detailOf(detail: unknown): Backup['detail'] {
  if (typeof detail !== 'object' || detail === null) return null
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, String(value)]))
}

/** Asks for a backup now, under an id that whoever asks has chosen. */
export async function askBackup(tx: Tx, id: string): Promise<Result<string, 'backup_running' | 'id_reused'>> {
  const earlier = await findRun(tx, id)
  if (earlier) return earlier.origin === 'hand' ? ok(id) : err('id_reused')
  if (await findOpen(tx)) return err('backup_running')
  const asked = await enqueueOnce(tx, makeBackup, { id }, { id, title: '备份' })
  if (!asked.ok) return asked
  await insertRun(tx, { id, origin: 'hand', day: null })
  note(tx, { act: 'backup.asked', object: { kind: 'backup', id } })
  return ok(id)
}

/** Asks the backup that is being made to stop; it leaves no file. */
export async function cancelBackup(tx: Tx): Promise<Result<undefined, 'backup_not_running'>> {
  const id = await findOpen(tx)
  if (id === undefined) return err('backup_not_running')
  await cancelRun(tx, id)
  const run = await findRun(tx, id)
  // One that had not begun has no handler to say so.
  if (run?.name === null) await changeRun(tx, id, { state: 'cancelled', finishedAt: tx.context.now })
  note(tx, { act: 'backup.cancelled', object: { kind: 'backup', id } })
  return ok()
}

/** Says when backups are made, where to, and how many are kept. */
export async function setSchedule(
  tx: Tx,
  deployment: Deployment,
  schedule: Schedule,
): Promise<Result<undefined, FolderRefusal>> {
  const refusal = schedule.folder === null ? undefined : await folderRefusal(deployment, schedule.folder)
  if (refusal) return err(refusal)
  const before = await scheduleOf(tx)
  await saveSetting(tx, schedule)
  const { isOn, atMinute, folder, keepDays, keepWeeks, keepMonths } = before
  note(tx, {
    act: 'backup_schedule.changed',
    object: { kind: 'backup_schedule', id: tx.context.tenantId },
    before: { isOn, atMinute, folder, keepDays, keepWeeks, keepMonths },
    after: { ...schedule },
  })
  return ok()
}

/** Asks for a backup in the folder to be read again. */
export async function askVerification(
  tx: Tx,
  deployment: Deployment,
  name: string,
): Promise<Result<string, 'backup_file_gone'>> {
  const folder = (await scheduleOf(tx)).folder ?? ownShelf(deployment)
  const there = isOurs(name) && (await listKept(folder, (one) => one === name)).length > 0
  if (!there) return err('backup_file_gone')
  note(tx, { act: 'backup.verification_asked', object: { kind: 'backup', id: name } })
  return ok(await enqueue(tx, verifyBackup, { name }, { title: '核对备份' }))
}

/** Asks for the backup that is due, and warns when none is young enough; nothing in any bureau but the first. */
export async function tendBackups(tx: Tx): Promise<Result<boolean, never>> {
  if (!(await isKeeper(tx))) return ok(false)
  const setting = await findSetting(tx)
  if (!setting) {
    await beginSetting(tx)
    return ok(false)
  }
  const { zone, now } = tx.context
  const last = await findLastGood(tx)
  if (setting.isOn && isLate(now, last?.finishedAt ?? null, setting.madeAt) && (await insertWarning(tx))) {
    const since = (last?.finishedAt ?? setting.madeAt).toISOString().slice(0, 10)
    await tellAdministrators(tx, { code: 'backups.late', params: { since } })
  }
  const day = dueDay(setting, { zone, now, since: setting.changedAt }, await listAskedDays(tx))
  if (day === undefined || (await findOpen(tx))) return ok(false)
  const id = newId(now.getTime())
  if (!(await insertRun(tx, { id, origin: 'schedule', day }))) return ok(false)
  await enqueueOnce(tx, makeBackup, { id }, { id, title: '每日备份' })
  return ok(true)
}

async function tellAdministrators(tx: Tx, message: { code: string; params: Record<string, string> }): Promise<void> {
  const bureau = await findBureau(tx)
  if (!bureau) return
  const holders = await listHolders(tx, 'system_admin', bureau.id)
  await notify(tx, { accountIds: holders.map(({ accountId }) => accountId) }, { ...message, link: '/backups' })
}

/** Makes a backup that was asked for, reads it again, and only then takes old ones away. */
export async function performBackup(
  deployment: Deployment | undefined,
  { id }: { readonly id: string },
  tools: JobTools,
): Promise<Result<unknown, string>> {
  if (!deployment) return err('backups_not_here')
  const { db } = tools
  const run = await read(db, (tx) => findRun(tx, id))
  if (!run || run.state !== 'open') return ok(null)
  const schedule = await read(db, scheduleOf)
  const folder = schedule.folder ?? ownShelf(deployment)
  const name = run.name ?? nameOf(db.context.now, run.origin === 'schedule' ? 'schedule' : 'hand')
  await transact(db, async (tx) => ok(await changeRun(tx, id, { name, folder })))
  const step = async (done: number, total: number) => {
    await tools.progress(done, total)
    return (await tools.cancelled()) ? ('stop' as const) : undefined
  }
  // One that was given its name just before the process was killed is whole: it is read again, not made again.
  const isThere = (await listKept(folder, (one) => one === name)).length > 0
  const kept = isThere ? await again(deployment, folder, name) : await keepBackup(deployment, { folder, name, step })
  if (!kept.ok) return fail(db, id, kept.error)
  const { finishedAt, size, rows: rowCount, files: fileCount, tookMs } = kept.value
  const good = { state: 'good' as const, size, rowCount, fileCount, tookMs, finishedAt, verifiedAt: finishedAt }
  const gone = await transact(db, async (tx) => {
    await changeRun(tx, id, good)
    const names = (await listKept(folder, isOurs)).map((one) => one.name)
    const old = outdated(names, schedule, tx.context.zone)
    await markRemoved(tx, folder, old)
    note(tx, { act: 'backup.made', object: { kind: 'backup', id }, after: { name, size, removed: old.length } })
    return ok(old)
  })
  if (gone.ok) await removeKept(folder, gone.value)
  return ok({ name, size, removed: gone.ok ? gone.value.length : 0 })
}

async function again(deployment: Deployment, folder: string, name: string) {
  const verified = await verifyKept(deployment, join(folder, name))
  if (!verified.ok) return verified
  const [found] = await listKept(folder, (one) => one === name)
  const { rows, files, at } = verified.value
  return ok({ name, size: found?.size ?? 0, rows, files, tookMs: 0, finishedAt: at })
}

async function fail(db: JobTools['db'], id: string, refusal: KeepRefusal): Promise<Result<never, string>> {
  const { code, ...detail } = refusal
  const isCancelled = code === 'backup_cancelled'
  await transact(db, async (tx) => {
    const { now: finishedAt } = tx.context
    const state = isCancelled ? ('cancelled' as const) : ('failed' as const)
    await changeRun(tx, id, { state, finishedAt, failure: isCancelled ? null : code, detail })
    if (!isCancelled) {
      note(tx, { act: 'backup.failed', object: { kind: 'backup', id }, after: { code } })
      await tellAdministrators(tx, { code: 'backups.failed', params: { at: finishedAt.toISOString().slice(0, 10) } })
    }
    return ok()
  })
  return err(isCancelled ? 'cancelled' : code)
}

/** Reads a backup again, and enters what was found; one that nobody had entered is entered now. */
export async function performVerification(
  deployment: Deployment | undefined,
  { name }: { readonly name: string },
  tools: JobTools,
): Promise<Result<unknown, string>> {
  if (!deployment) return err('backups_not_here')
  const { db } = tools
  const folder = (await read(db, scheduleOf)).folder ?? ownShelf(deployment)
  const [file] = await listKept(folder, (one) => isOurs(one) && one === name)
  if (!file) return err('backup_file_gone')
  let parts = 0
  const stop = async () => ((parts += 1) % 20 === 0 && (await tools.cancelled()) ? ('stop' as const) : undefined)
  const verified = await verifyKept(deployment, join(folder, name), stop)
  if (!verified.ok && verified.error.code === 'backup_cancelled') return err('cancelled')
  await transact(db, async (tx) => {
    const known = (await findNamed(tx, folder, name)) ?? (await adopt(tx, folder, file))
    const { now } = tx.context
    const found = verified.ok
      ? { state: 'good' as const, failure: null, rowCount: verified.value.rows, fileCount: verified.value.files }
      : { state: 'damaged' as const, failure: verified.error.code }
    const change = { ...found, size: file.size, verifiedAt: now, finishedAt: known?.finishedAt ?? now }
    if (known) await changeRun(tx, known.id, change)
    note(tx, {
      act: 'backup.verified',
      object: { kind: 'backup', id: name },
      after: { whole: verified.ok },
    })
    return ok()
  })
  return verified.ok ? ok({ name, whole: true }) : err(verified.error.code)
}

async function adopt(tx: Tx, folder: string, { name, size }: { name: string; size: number }): Promise<Run | undefined> {
  const id = newId(tx.context.now.getTime())
  const askedAt = readName(name)?.at ?? tx.context.now
  await insertRun(tx, { id, origin: 'found', day: null, name, folder, size, askedAt })
  await changeRun(tx, id, { finishedAt: askedAt })
  return findRun(tx, id)
}

/** How backups stand, in one word, for whoever watches over the deployment from outside; undefined in any bureau but the first. */
export async function tellStanding(tx: Tx): Promise<'ok' | 'late' | 'off' | undefined> {
  if (!(await isKeeper(tx))) return undefined
  const setting = await findSetting(tx)
  if (!setting) return 'ok'
  const last = await findLastGood(tx)
  if (isLate(tx.context.now, last?.finishedAt ?? null, setting.madeAt)) return setting.isOn ? 'late' : 'off'
  return 'ok'
}
