import { join } from 'node:path'
import { err, ok, type Result } from '../lib/result.ts'
import { openVault, type Keys } from '../platform/crypto.ts'
import { migrate, refusalOf } from '../platform/db/migrate.ts'
import { checkKeys, holdsKeyPrint } from '../platform/db/key-print.ts'
import { checkApplication, startDatabase, type RunningDatabase } from '../platform/db/start.ts'
import { makeDataFolder } from '../platform/db/embedded/home.ts'
import { isDiskFull } from '../platform/disk.ts'
import { loadKeys } from '../platform/keys.ts'
import { takeLock } from '../platform/start/lock.ts'
import type { StartRefusal } from '../platform/start/refusals.ts'
import type { Config } from './config.ts'

/** What every process of the product stands on: a database that is up to date, keys, and a folder for files. */
export type Ground = {
  readonly database: RunningDatabase
  readonly keys: Keys
  readonly filesFolder: string
  /** Whether the database comes with the program and nobody else uses it: only there the demo comes unasked. */
  readonly isEmbedded: boolean
  /** The migrations that were applied just now. */
  readonly applied: readonly string[]
  stop(): Promise<void>
}

/** A product that runs. */
export type Serving = {
  /** Ends it in an orderly way: requests first, then jobs, then the database. */
  stop(): Promise<void>
  /** Resolves when it cannot go on by itself. */
  readonly ended: Promise<StartRefusal>
}

/** Prepares the data folder, the database and the keys, in this order; what was begun is ended again when a step refuses. */
export async function openGround(config: Config): Promise<Result<Ground, StartRefusal>> {
  const isEmbedded = config.databaseUrl === undefined
  const made = makeDataFolder(config.dataFolder)
  if (!made.ok) return made
  const lock = isEmbedded ? lockOf(config.dataFolder) : ok({ release: () => undefined })
  if (!lock.ok) return lock
  const database = await startDatabase(config)
  if (!database.ok) {
    lock.value.release()
    return database
  }
  const stop = async () => {
    await database.value.stop()
    lock.value.release()
  }
  const ready = await prepare(config, database.value).catch((failure: unknown) => {
    const known = refusalOf(failure)
    if (known) return err(known)
    throw failure
  })
  if (!ready.ok) {
    await stop()
    return ready
  }
  return ok({
    ...ready.value,
    database: database.value,
    filesFolder: join(config.dataFolder, 'files'),
    isEmbedded,
    stop,
  })
}

function lockOf(folder: string) {
  try {
    return takeLock(folder)
  } catch (failure) {
    if (isDiskFull(failure)) return err({ code: 'disk_full' as const, place: folder })
    throw failure
  }
}

async function prepare(
  config: Config,
  { ownerUrl, appUrl }: RunningDatabase,
): Promise<Result<{ keys: Keys; applied: readonly string[] }, StartRefusal>> {
  const keys = loadKeys(config.keysFile, !(await holdsKeyPrint(ownerUrl)))
  if (!keys.ok) return keys
  const applied = await migrate(ownerUrl)
  if (!applied.ok) {
    const { error } = applied
    return err(error.code === 'disk_full' ? { ...error, place: config.dataFolder } : error)
  }
  const print = openVault(keys.value).sign('key-print', '').toString('hex')
  if (!(await checkKeys(ownerUrl, print))) return err({ code: 'keys_differ', path: config.keysFile })
  const unfit = await checkApplication(appUrl)
  return unfit ? err(unfit) : ok({ keys: keys.value, applied: applied.value })
}
