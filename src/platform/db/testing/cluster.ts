import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { accountForPostgres, canEnter, type Account } from '../embedded/account.ts'
import { findBinaries, sharedFolder } from '../embedded/binaries.ts'
import { addressOf, createCluster, newPassword, ownFolder, startServer, superuser } from '../embedded/cluster.ts'
import { isGoneWithin, isPostgresOf, markOf, signal } from '../embedded/processes.ts'
import { appRole, makeRoles, ownerRole, perform } from '../embedded/roles.ts'
import { fleetingSettings } from '../embedded/settings.ts'
import { migrate } from '../migrate.ts'

/** How to reach the cluster of this test run. */
export type TestCluster = { readonly ownerUrl: string; readonly appUrl: string; readonly template: string }

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
  }
}

const prefix = 'qinglan-test-'

// As root, PostgreSQL's account must be able to enter the folder, which it cannot below root's own.
function temporaryFolder(account: Account | undefined): string {
  const usable = [realpathSync(tmpdir()), '/tmp'].find((folder) => canEnter(account, folder, 'to write'))
  if (usable) return usable
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 })
  return sharedFolder
}

// A run that was killed leaves its server and its folder behind.
async function clearAway(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((name) => name.startsWith(prefix))) {
    const folder = join(parent, name)
    if (isInUse(folder)) continue
    const pid = Number(firstLine(join(folder, 'cluster/postmaster.pid')))
    if (pid > 0 && isPostgresOf(pid, folder)) {
      signal(pid, 'SIGQUIT')
      await isGoneWithin(pid, 5_000)
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n')[0] ?? ''
  } catch {
    return ''
  }
}

function isInUse(folder: string): boolean {
  const [pid, mark] = firstLine(join(folder, 'run')).split(' ')
  return pid === undefined || pid === '' || markOf(Number(pid)) === mark
}

/** Starts the one cluster of a test run; every test file copies its template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...cluster } = await startTestCluster()
  project.provide('cluster', cluster)
  return stop
}

/** Starts a cluster that is fast and forgetful, with a migrated template, and goes when it is stopped. */
export async function startTestCluster(): Promise<TestCluster & { readonly stop: () => Promise<void> }> {
  const account = accountForPostgres('/nonexistent')
  const binaries = findBinaries(account)
  if (!binaries) throw new Error('there is no embedded PostgreSQL for this machine')
  const parent = temporaryFolder(account)
  await clearAway(parent)
  const home = mkdtempSync(join(parent, prefix))
  writeFileSync(join(home, 'run'), `${process.pid} ${markOf(process.pid) ?? ''}`)
  ownFolder(account, home)
  const place = { binaries, account, folder: join(home, 'cluster'), logFile: join(home, 'postgres.log') }
  const password = newPassword()
  const created = await createCluster(place, password, false)
  if (!created.ok) throw new Error(created.error)
  const started = await startServer(place, password, fleetingSettings)
  if (!started.ok) throw new Error(started.error)
  const server = started.value
  const finish = async () => {
    await server.stop('at once')
    rmSync(home, { recursive: true, force: true })
  }
  try {
    return { ...(await makeTemplate(server.socketFolder, password)), stop: finish }
  } catch (failure) {
    await finish()
    throw failure
  }
}

async function makeTemplate(socketFolder: string, password: string): Promise<TestCluster> {
  const passwords = { owner: newPassword(), app: newPassword() }
  const template = 'qinglan_template'
  await makeRoles(addressOf(socketFolder, superuser, password, 'postgres'), passwords)
  const ownerUrl = addressOf(socketFolder, ownerRole, passwords.owner, 'postgres')
  await perform(ownerUrl, [`create database ${template}`])
  const migrated = await migrate(addressOf(socketFolder, ownerRole, passwords.owner, template))
  if (!migrated.ok) throw new Error(`migrations: ${JSON.stringify(migrated.error)}`)
  return { ownerUrl, appUrl: addressOf(socketFolder, appRole, passwords.app, 'postgres'), template }
}
