import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { userInfo } from 'node:os'
import { z } from 'zod'
import { err, ok, type Result } from '../../../lib/result.ts'
import { codeOf, isDiskFull, writeWhole } from '../../disk.ts'
import type { StartRefusal } from '../../start/refusals.ts'
import { accountForPostgres, canEnter, type Account } from './account.ts'
import { findBinaries, sharedFolder } from './binaries.ts'
import { newPassword, type Place } from './cluster.ts'

const Secrets = z.object({
  version: z.literal(1),
  /** The folder that holds the cluster. */
  home: z.string(),
  superuser: z.string(),
  owner: z.string(),
  app: z.string(),
})

/** What only this deployment knows of its database. */
export type Secrets = z.infer<typeof Secrets>

/** Where a deployment's own cluster lives, and what opens it. */
export type Home = { readonly place: Place; readonly secrets: Secrets; readonly isNew: boolean }

// A cluster, its write-ahead log and the demo county, with room to breathe.
const neededMegabytes = 300

/** Makes the data folder. Root leaves it passable, since PostgreSQL's account has its own folder inside; the secrets there stay root's. */
export function makeDataFolder(folder: string): Result<undefined, StartRefusal> {
  try {
    const isRoot = process.getuid?.() === 0
    const made = mkdirSync(folder, { recursive: true, mode: 0o755 })
    // An empty folder that root was given is ours to open, as `mktemp -d` makes them; one with other things in it is not.
    const isOurs = made !== undefined || (isRoot && readdirSync(folder).length === 0)
    if (isOurs) chmodSync(folder, isRoot ? 0o711 : 0o700)
    writeWhole(join(folder, 'probe'), '', 0o600)
    rmSync(join(folder, 'probe'))
    return ok()
  } catch (failure) {
    if (isDiskFull(failure)) return err({ code: 'disk_full', place: folder })
    return err({ code: 'data_not_writable', folder, detail: codeOf(failure) || String(failure) })
  }
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** Reads what only this deployment knows of its database; undefined where that is lost. */
export function readSecrets(path: string): Secrets | undefined {
  try {
    return Secrets.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

function chooseHome(dataFolder: string): string {
  const account = accountForPostgres(join(dataFolder, 'database/cluster'))
  if (!account || canEnter(account, dataFolder)) return join(dataFolder, 'database')
  const named = basename(dataFolder).startsWith('.') ? dirname(dataFolder) : dataFolder
  return join(sharedFolder, `${basename(named)}-${randomBytes(6).toString('hex')}`)
}

/** Finds the deployment's cluster, or decides where it shall be made. */
export function findHome(dataFolder: string): Result<Home, StartRefusal> {
  if (!hasName()) return err({ code: 'account_without_name' })
  const path = join(dataFolder, 'database.json')
  try {
    const known = readSecrets(path)
    if (!known && (existsSync(path) || existsSync(join(dataFolder, 'database/cluster')))) {
      return err({ code: 'data_without_secrets', path })
    }
    const secrets = known ?? {
      version: 1 as const,
      home: chooseHome(dataFolder),
      superuser: newPassword(),
      owner: newPassword(),
      app: newPassword(),
    }
    const place = placeIn(secrets.home)
    if (!place.ok) return place
    const isNew = !existsSync(place.value.folder)
    const tooSmall = isNew ? whyTooSmall(dataFolder, secrets.home) : undefined
    if (tooSmall) return err(tooSmall)
    if (!known) writeWhole(path, `${JSON.stringify(secrets, undefined, 2)}\n`, 0o600)
    return ok({ place: place.value, secrets, isNew })
  } catch (failure) {
    if (isDiskFull(failure)) return err({ code: 'disk_full', place: dataFolder })
    return err({ code: 'data_not_writable', folder: dataFolder, detail: codeOf(failure) || String(failure) })
  }
}

function whyTooSmall(dataFolder: string, home: string): StartRefusal | undefined {
  const at = existsSync(home) ? home : home.startsWith(dataFolder) ? dataFolder : sharedFolder
  const { bavail, bsize } = statfsSync(existsSync(at) ? at : '/')
  const freeMegabytes = Math.floor((bavail * bsize) / 1024 / 1024)
  return freeMegabytes < neededMegabytes ? { code: 'disk_low', folder: at, freeMegabytes, neededMegabytes } : undefined
}

function isOthers(folder: string): boolean {
  const own = process.getuid?.()
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  return owner !== undefined && own !== 0 && owner !== own
}

function placeIn(home: string): Result<Place, StartRefusal> {
  const folder = join(home, 'cluster')
  finishUpgrade(home)
  if (isOthers(home) || isOthers(folder)) return err({ code: 'data_of_another_account', folder: home })
  const account = accountForPostgres(folder)
  const binaries = findBinaries(account)
  if (!binaries) return err({ code: 'no_postgres_here', machine: `${process.platform}-${process.arch}` })
  const wrong = whyOtherVersion(folder)
  if (wrong) return err(wrong)
  return ok({ binaries, account, folder, logFile: join(home, 'postgres.log') })
}

/** The major version of the PostgreSQL that comes with this program. */
export const ownVersion = '18'

/** The oldest one whose data this program's tables ever lived in. */
const oldestVersion = 15

/** What to do with a cluster of one major version when another comes with the program. */
export function standingOf(found: string, own: string = ownVersion): 'same' | 'older' | 'newer' | 'unknown' {
  if (!/^\d{1,3}$/.test(found) || Number(found) < oldestVersion) return 'unknown'
  return Number(found) === Number(own) ? 'same' : Number(found) < Number(own) ? 'older' : 'newer'
}

/** The major version that made a cluster; undefined where there is none. */
export function versionOf(folder: string): string | undefined {
  const file = join(folder, 'PG_VERSION')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

function whyOtherVersion(folder: string): StartRefusal | undefined {
  const found = versionOf(folder) ?? ownVersion
  return found === ownVersion ? undefined : { code: 'data_of_another_version', folder, found, needed: ownVersion }
}

/** Where an upgrade keeps what it verified until it takes its place; and where it is built before. */
export const upgraded = (home: string) => join(home, 'cluster.upgraded')

// An upgrade that was cut off after everything was verified has one step left.
function finishUpgrade(home: string): void {
  const [folder, waiting] = [join(home, 'cluster'), upgraded(home)]
  if (!existsSync(folder) && existsSync(waiting)) renameSync(waiting, folder)
}

/** Makes the folder of the cluster passable for the account that runs it. */
export function makeHome(home: string, account: Account | undefined): void {
  mkdirSync(home, { recursive: true, mode: 0o755 })
  chmodSync(home, account ? 0o711 : 0o700)
}
