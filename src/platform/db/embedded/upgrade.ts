import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '../../../lib/result.ts'
import { syncFolder } from '../../disk.ts'
import { accountForPostgres } from './account.ts'
import { findBinaries } from './binaries.ts'
import { addressOf, createCluster, startServer, superuser, type Place, type Server } from './cluster.ts'
import { ownVersion, readSecrets, standingOf, upgraded, versionOf, type Secrets } from './home.ts'
import { olderBinaries } from './older.ts'
import { ownerRole } from './roles.ts'
import { durableSettings } from './settings.ts'
import { bringBack, database, makeDatabase } from './start.ts'

export type MoveRefusal =
  | { readonly code: 'upgrade_nothing' }
  | { readonly code: 'upgrade_backwards'; readonly found: string }
  | { readonly code: 'upgrade_no_programs'; readonly found: string; readonly detail: string }
  | { readonly code: 'upgrade_failed'; readonly detail: string }

type Step = (ownerUrl: string) => Promise<Result<undefined, string>>

/** Reads everything of one database, and fills another with it. */
export type Carry = { readonly read: Step; readonly write: Step }

/** What came of moving a cluster: from which version, and where the old one lies now. */
export type Moved = { readonly found: string; readonly kept: string }

/**
 * Moves the deployment's own cluster to the PostgreSQL that comes with the program. Both run, one after the other; `carry` reads
 * the one and fills the other, and only when it says that all is there do they change places. The old one is kept.
 */
export async function moveCluster(
  dataFolder: string,
  older: string | undefined,
  carry: Carry,
  own: string = ownVersion,
): Promise<Result<Moved, MoveRefusal>> {
  const secrets = readSecrets(join(dataFolder, 'database.json'))
  const folder = secrets && join(secrets.home, 'cluster')
  const found = folder && versionOf(folder)
  if (!secrets || !folder || found === undefined) return err({ code: 'upgrade_nothing' })
  const standing = standingOf(found, own)
  if (standing === 'same') return err({ code: 'upgrade_nothing' })
  if (standing !== 'older') return err({ code: 'upgrade_backwards', found })
  const account = accountForPostgres(folder)
  const binaries = findBinaries(account)
  const programs = await olderBinaries(found, account, older)
  if (!programs.ok) return err({ code: 'upgrade_no_programs', found, detail: programs.error })
  try {
    const logFile = join(secrets.home, 'postgres.log')
    const failed = (detail: string) => err({ code: 'upgrade_failed' as const, detail })
    if (!binaries) return failed('no PostgreSQL for this machine')
    const read = await readOld({ binaries: programs.value.binaries, account, folder, logFile }, secrets, carry.read)
    if (!read.ok) return failed(read.error)
    const building = join(secrets.home, 'cluster.building')
    const written = await writeNew({ binaries, account, folder: building, logFile }, secrets, carry.write)
    if (!written.ok) {
      rmSync(building, { recursive: true, force: true })
      return failed(written.error)
    }
    return ok({ found, kept: changePlaces(secrets.home, building, found) })
  } finally {
    programs.value.leave()
  }
}

async function readOld(place: Place, secrets: Secrets, read: Step): Promise<Result<undefined, string>> {
  const started = await bringBack(place, secrets.superuser)
  if (!started.ok) return err('detail' in started.error ? started.error.detail : started.error.code)
  return attempt(started.value, () => read(ownerOf(started.value, secrets)))
}

async function writeNew(place: Place, secrets: Secrets, write: Step): Promise<Result<undefined, string>> {
  rmSync(place.folder, { recursive: true, force: true })
  mkdirSync(dirname(place.folder), { recursive: true })
  const created = await createCluster(place, secrets.superuser, true)
  if (!created.ok) return created
  const started = await startServer(place, secrets.superuser, durableSettings)
  if (!started.ok) return started
  return attempt(started.value, async () => {
    await makeDatabase(addressOf(started.value.socketFolder, superuser, secrets.superuser, 'postgres'), secrets)
    return write(ownerOf(started.value, secrets))
  })
}

const ownerOf = ({ socketFolder }: Server, { owner }: Secrets) => addressOf(socketFolder, ownerRole, owner, database)

async function attempt(server: Server, work: () => Promise<Result<undefined, string>>) {
  try {
    return await work()
  } catch (failure) {
    return err(failure instanceof Error ? failure.message : String(failure))
  } finally {
    await server.stop()
  }
}

// First the new one gets a name that the next start knows: cut off after that, it is put in its place there.
function changePlaces(home: string, building: string, found: string): string {
  const folder = join(home, 'cluster')
  let kept = `${folder}-before-upgrade-${found}`
  for (let no = 2; existsSync(kept); no += 1) kept = `${folder}-before-upgrade-${found}.${no}`
  rmSync(upgraded(home), { recursive: true, force: true })
  renameSync(building, upgraded(home))
  syncFolder(home)
  renameSync(folder, kept)
  renameSync(upgraded(home), folder)
  syncFolder(home)
  return kept
}
