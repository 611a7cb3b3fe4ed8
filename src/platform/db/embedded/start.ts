import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { err, ok, type Result } from '../../../lib/result.ts'
import { codeOf, isDiskFull } from '../../disk.ts'
import type { Sentence, StartRefusal } from '../../start/refusals.ts'
import { addressOf, createCluster, startServer, superuser, type Place, type Server } from './cluster.ts'
import { findHome, makeHome, type Home } from './home.ts'
import { isGoneWithin, isNumberInUse, isPostgresOf, orphansOf, signal } from './processes.ts'
import { appRole, makeRoles, ownerRole, perform } from './roles.ts'
import { durableSettings } from './settings.ts'
import { superviseServer } from './supervise.ts'

/** A database that is there to be used, until it is stopped or cannot be kept running. */
export type RunningDatabase = {
  /** As the owner of the tables: for migrations alone. */
  readonly ownerUrl: string
  /** As the application. */
  readonly appUrl: string
  /** Whether it was made just now. */
  readonly isNew: boolean
  stop(): Promise<void>
  /** Called once, when the database ended by itself and could not be brought back. */
  onExit(listener: (refusal: StartRefusal) => void): void
}

/** The name of the database in it. */
export const database = 'qinglan'

function pidIn(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

/** Ends what an earlier run left: its server, whose owner is gone, and the processes of a server that was killed. */
async function clearAway(folder: string): Promise<void> {
  const pid = pidIn(folder)
  if (pid !== undefined && isPostgresOf(pid, folder)) {
    signal(pid, 'SIGINT')
    if (await isGoneWithin(pid, 20_000)) return
    signal(pid, 'SIGQUIT')
    await isGoneWithin(pid, 10_000)
  }
  const orphans = orphansOf(folder)
  for (const orphan of orphans) signal(orphan, 'SIGQUIT')
  await Promise.all(orphans.map((orphan) => isGoneWithin(orphan, 5_000)))
  // The number in a stale file may belong to a stranger by now, and PostgreSQL would take it for a living server.
  if (pid !== undefined && isNumberInUse(pid) && orphansOf(folder).length === 0) {
    rmSync(join(folder, 'postmaster.pid'), { force: true })
  }
}

const worthAnotherTry =
  /pre-existing shared memory block|lock file "postmaster\.pid" already exists|could not create shared memory/

function refusalOf(place: Place, said: string): StartRefusal {
  if (isDiskFull(said)) return { code: 'disk_full', place: dirname(place.folder) }
  const lines = said.split('\n')
  const worst =
    lines.findLast((line) => /FATAL|PANIC|initdb: error/.test(line)) ?? lines.findLast((line) => line.trim() !== '')
  return {
    code: 'postgres_failed',
    logFile: place.logFile,
    detail: (worst ?? '').replace(/^.*?(FATAL|PANIC|error): +/, '').trim(),
  }
}

/** Starts the server over whatever an earlier one left behind. */
export async function bringBack(place: Place, password: string): Promise<Result<Server, StartRefusal>> {
  try {
    for (let attempt = 0; ; attempt += 1) {
      await clearAway(place.folder)
      const started = await startServer(place, password, durableSettings)
      if (started.ok) return started
      if (attempt >= 20 || !worthAnotherTry.test(started.error)) return err(refusalOf(place, started.error))
      await pause(500)
    }
  } catch (failure) {
    if (isDiskFull(failure)) return err({ code: 'disk_full', place: dirname(place.folder) })
    return err({ code: 'postgres_failed', logFile: place.logFile, detail: codeOf(failure) || String(failure) })
  }
}

async function make({ place, secrets }: Home): Promise<Result<undefined, StartRefusal>> {
  try {
    makeHome(secrets.home, place.account)
    const created = await createCluster(place, secrets.superuser, true)
    return created.ok ? created : err(refusalOf(place, created.error))
  } catch (failure) {
    if (isDiskFull(failure)) return err({ code: 'disk_full', place: secrets.home })
    return err({ code: 'data_not_writable', folder: secrets.home, detail: codeOf(failure) || String(failure) })
  }
}

/** Makes the roles and the database. It is the last step of all: where it exists, everything before it does. */
export async function makeDatabase(url: string, secrets: Home['secrets']): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client
    .query('select from pg_database where datname = $1', [database])
    .finally(() => client.end())
  if (rows.length > 0) return
  await makeRoles(url, secrets)
  await perform(url, [`create database ${database} owner ${ownerRole} template template0`])
}

/** Starts the database that comes with Qinglan, making it first where there is none, recovering it where it was killed. */
export async function startEmbedded(
  dataFolder: string,
  onTrouble: (sentence: Sentence) => void,
): Promise<Result<RunningDatabase, StartRefusal>> {
  const found = findHome(dataFolder)
  if (!found.ok) return found
  const { place, secrets, isNew } = found.value
  const made = isNew ? await make(found.value) : ok()
  if (!made.ok) return made
  const started = await bringBack(place, secrets.superuser)
  if (!started.ok) return started
  const { socketFolder } = started.value
  try {
    await makeDatabase(addressOf(socketFolder, superuser, secrets.superuser, 'postgres'), secrets)
  } catch (failure) {
    await started.value.stop()
    const full = isDiskFull(failure)
    return err(full ? { code: 'disk_full', place: secrets.home } : refusalOf(place, String(failure)))
  }
  const supervised = superviseServer(
    started.value,
    () => bringBack(place, secrets.superuser),
    { code: 'postgres_failed', logFile: place.logFile, detail: 'it ended again and again' },
    onTrouble,
  )
  return ok({
    ownerUrl: addressOf(socketFolder, ownerRole, secrets.owner, database),
    appUrl: addressOf(socketFolder, appRole, secrets.app, database),
    isNew,
    ...supervised,
  })
}

/** The owner's address of the database that another process of this data folder runs; undefined when none does. */
export function reachEmbedded(dataFolder: string): string | undefined {
  const found = findHome(dataFolder)
  if (!found.ok || found.value.isNew) return undefined
  const { place, secrets } = found.value
  const pid = pidIn(place.folder)
  if (pid === undefined || !isPostgresOf(pid, place.folder)) return undefined
  // The fifth line names the folder of its socket.
  const socketFolder = readFileSync(join(place.folder, 'postmaster.pid'), 'utf8').split('\n')[4] ?? ''
  return addressOf(socketFolder, ownerRole, secrets.owner, database)
}
