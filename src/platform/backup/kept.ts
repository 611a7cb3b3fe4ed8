import { existsSync } from 'node:fs'
import { mkdir, readdir, realpath, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { isAbsolute, join, sep } from 'node:path'
import pg from 'pg'
import { err, ok, type Result } from '../../lib/result.ts'
import { systemClock } from '../clock.ts'
import { isDatabaseAway } from '../db/away.ts'
import { codeOf, syncFolder } from '../disk.ts'
import { examineBackup } from './examine.ts'
import type { BackupRefusal } from './refusals.ts'
import { writeBackup } from './write.ts'

/** A whole deployment, as backups hold it: what only the process that runs it knows. */
export type Deployment = {
  readonly ownerUrl: string
  readonly dataFolder: string
  readonly filesFolder: string
  readonly keysFile: string
  readonly program: string
  /** Seals the keys in each backup; without one they are in it as they are. */
  readonly passphrase: string | undefined
}

/** Told how many parts of how many are done; an answer of `stop` ends the work, leaving nothing. */
export type Step = (done: number, total: number) => Promise<'stop' | undefined>

/** A backup that was written, read again and found whole. */
export type KeptBackup = {
  readonly name: string
  readonly size: number
  readonly rows: number
  readonly files: number
  readonly tookMs: number
  readonly finishedAt: Date
}

export type KeepRefusal =
  | BackupRefusal
  | { readonly code: 'backup_disk_low'; readonly freeMegabytes: number; readonly neededMegabytes: number }
  | { readonly code: 'backup_folder_unfit'; readonly detail: string }
  | { readonly code: 'backup_broke'; readonly detail: string }

/** The folder that backups are kept in, where none is named. */
export function ownShelf({ dataFolder }: Pick<Deployment, 'dataFolder'>): string {
  return join(dataFolder, 'backups')
}

export type FolderRefusal = 'folder_not_absolute' | 'folder_missing' | 'folder_of_the_program' | 'folder_unwritable'

/** Why backups cannot be kept in this folder; undefined when they can. It must be there, be writable, and hold none of the data itself. */
export async function folderRefusal(deployment: Deployment, folder: string): Promise<FolderRefusal | undefined> {
  if (!isAbsolute(folder) || folder.includes('\0')) return 'folder_not_absolute'
  try {
    if (!(await stat(folder)).isDirectory()) return 'folder_missing'
  } catch {
    return 'folder_missing'
  }
  const real = await realpath(folder)
  const taken = [deployment.filesFolder, join(deployment.dataFolder, 'database')]
  const inside = await Promise.all(taken.map(async (one) => isWithin(real, await realpath(one).catch(() => one))))
  if (inside.includes(true)) return 'folder_of_the_program'
  return (await canWrite(folder)) ? undefined : 'folder_unwritable'
}

const isWithin = (path: string, parent: string) => path === parent || path.startsWith(`${parent}${sep}`)

async function canWrite(folder: string): Promise<boolean> {
  const probe = join(folder, `.qinglan-probe-${process.pid}`)
  try {
    await writeFile(probe, '', { flag: 'wx', mode: 0o600 })
    await rm(probe)
    return true
  } catch {
    return false
  }
}

/** What lies in a folder under such names, and how large each is. A folder that is not there holds nothing. */
export async function listKept(
  folder: string,
  isOurs: (name: string) => boolean,
): Promise<readonly { readonly name: string; readonly size: number }[]> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names.filter(isOurs).map(async (name) => {
      const known = await stat(join(folder, name)).catch(() => undefined)
      return known?.isFile() ? [{ name, size: known.size }] : []
    }),
  )
  return found.flat()
}

/** How much room is left where a folder lies; null where that cannot be told. */
export async function freeBytesAt(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

const tellEveryMs = 400

// Whoever watches looks once a second; a backup of thousands of small parts is not held up by telling of each.
function seldom(step: Step | undefined): Step {
  let told = -Infinity
  return async (done, total) => {
    const now = systemClock.ticks()
    if (!step || (now - told < tellEveryMs && done < total)) return undefined
    told = now
    return step(done, total)
  }
}

const draftEnd = '.unverified'
const spare = 64 * 1024 * 1024

/**
 * Writes a backup beside its name, reads it again, and only then gives it its name. What an earlier attempt left half done is
 * swept first; a refusal leaves nothing.
 */
export async function keepBackup(deployment: Deployment, wish: Wish): Promise<Result<KeptBackup, KeepRefusal>> {
  try {
    return await kept(deployment, wish)
  } catch (failure) {
    // Its work is delivered again once the database is back; anything else must not pass unseen.
    if (isDatabaseAway(failure)) throw failure
    return err({ code: 'backup_broke', detail: failure instanceof Error ? failure.message : String(failure) })
  }
}

type Wish = { readonly folder: string; readonly name: string; readonly step?: Step }

async function kept(deployment: Deployment, { folder, name, ...wish }: Wish): Promise<Result<KeptBackup, KeepRefusal>> {
  const began = systemClock.ticks()
  const step = seldom(wish.step)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await sweep(folder)
  } catch (failure) {
    return err({ code: 'backup_folder_unfit', detail: codeOf(failure) || String(failure) })
  }
  const tooSmall = await whyTooSmall(deployment, folder)
  if (tooSmall) return err(tooSmall)
  const [path, draft] = [join(folder, name), join(folder, `${name}${draftEnd}`)]
  if (existsSync(path)) return err({ code: 'target_exists', path })
  // Reading it again takes about as long as a quarter of the writing, and is shown as such.
  const written = await writeBackup({
    ...deployment,
    path: draft,
    step: (done, total) => step(done, total + Math.ceil(total / 4)),
  })
  if (!written.ok) return written
  const { manifest, bytes } = written.value
  const total = Object.keys(manifest.tables).length + Object.keys(manifest.files).length + 1
  const whole = total + Math.ceil(total / 4)
  const examined = await examineBackup(draft, deployment.passphrase, (read) =>
    step(Math.min(total + Math.ceil(read / 4), whole - 1), whole),
  )
  if (!examined.ok) {
    await rm(draft, { force: true })
    return examined
  }
  await rename(draft, path)
  syncFolder(folder)
  await step(whole, whole)
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
  return ok({
    ...{ name, size: bytes, rows, files: Object.keys(manifest.files).length },
    tookMs: Math.round(systemClock.ticks() - began),
    finishedAt: systemClock.now(),
  })
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^qinglan-.+\.backup\.unverified(\.part)?$/.test(name)) await rm(join(folder, name), { force: true })
  }
}

// The tables shrink to a fifth and less when they are packed; the files of people (pictures, Word) do not.
async function whyTooSmall(deployment: Deployment, folder: string): Promise<KeepRefusal | undefined> {
  const free = await freeBytesAt(folder)
  if (free === null) return undefined
  const needed = (await databaseBytes(deployment.ownerUrl)) / 3 + (await folderBytes(deployment.filesFolder)) + spare
  if (free >= needed) return undefined
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  return { code: 'backup_disk_low', freeMegabytes: megabytes(free), neededMegabytes: megabytes(needed) }
}

async function databaseBytes(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ size: number }>('select pg_database_size(current_database()) as size')
    return Number(rows[0]?.size ?? 0)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function folderBytes(folder: string): Promise<number> {
  let sum = 0
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found?.isFile()) sum += found.size
  }
  return sum
}

/** Reads one backup again and checks every hash in it. */
export async function verifyKept(
  deployment: Deployment,
  path: string,
  step?: (read: number) => Promise<'stop' | undefined>,
): Promise<Result<{ readonly rows: number; readonly files: number; readonly at: Date }, KeepRefusal>> {
  const examined = await examineBackup(path, deployment.passphrase, step)
  if (!examined.ok) return examined
  const { tables, files } = examined.value.manifest
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  return ok({ rows, files: Object.keys(files).length, at: systemClock.now() })
}

/** Takes old backups away; those that are gone already are no failure. */
export async function removeKept(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true }).catch(() => undefined)
}
