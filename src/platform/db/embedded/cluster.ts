import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { err, ok, type Result } from '../../../lib/result.ts'
import { codeOf } from '../../disk.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { signal } from './processes.ts'

/** Where a cluster lives, and who runs it. */
export type Place = {
  readonly binaries: Binaries
  readonly account: Account | undefined
  /** PostgreSQL's own data folder. */
  readonly folder: string
  readonly logFile: string
}

/** The role that made the cluster; only this program ever uses it. */
export const superuser = 'postgres'

/** A secret for a role; safe inside a URL and inside quotes. */
export function newPassword(): string {
  return randomBytes(24).toString('hex')
}

const quietEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' }

function give(account: Account | undefined, path: string): void {
  if (account) chownSync(path, account.uid, account.gid)
}

/** Makes a folder that only the account can enter. */
export function ownFolder(account: Account | undefined, path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  give(account, path)
}

async function run(program: string, args: readonly string[], account: Account | undefined) {
  const child = spawn(program, args, { cwd: '/', env: quietEnvironment, stdio: ['ignore', 'pipe', 'pipe'], ...account })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (failure) => {
      said += failure.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  return { code, said }
}

// Names compare by code point, which needs no locale of the machine; the C library's part only sorts letters into kinds.
const locales = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'C']

/** Makes a cluster, wholly or not at all; answers with what PostgreSQL said when it could not. */
export async function createCluster(
  place: Place,
  password: string,
  durable: boolean,
): Promise<Result<undefined, string>> {
  const staging = `${place.folder}.new`
  rmSync(staging, { recursive: true, force: true })
  try {
    ownFolder(place.account, staging)
    const secret = join(staging, 'password')
    writeFileSync(secret, `${password}\n`, { mode: 0o600 })
    give(place.account, secret)
    const made = await initialise(place, join(staging, 'cluster'), secret, durable)
    if (!made.ok) return made
    renameSync(join(staging, 'cluster'), place.folder)
    return ok()
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

async function initialise(
  place: Place,
  folder: string,
  secret: string,
  durable: boolean,
): Promise<Result<undefined, string>> {
  let said = ''
  for (const locale of locales) {
    const made = await run(
      place.binaries.initdb,
      [
        ...['-D', folder, `--pwfile=${secret}`, `--username=${superuser}`, '--auth=scram-sha-256', '--encoding=UTF8'],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--lc-messages=C'],
        ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
      ],
      place.account,
    )
    if (made.code === 0) return ok()
    said = made.said
    if (!said.includes('invalid locale')) break
  }
  return err(said)
}

/** A server that answers. */
export type Server = {
  readonly process: ChildProcess
  readonly socketFolder: string
  /** Ends it, cutting off whoever is connected: in an orderly way, or at once where the next start may recover it. */
  stop(how?: 'at once'): Promise<void>
}

/** The address of a database on a server, for a role. */
export function addressOf(socketFolder: string, role: string, password: string, database: string): string {
  return `postgresql://${role}:${password}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`
}

// The name of a socket has room for 107 bytes on Linux and 103 elsewhere, of which `/.s.PGSQL.5432` takes 14.
function socketFolderFor(place: Place): string {
  const near = join(dirname(place.folder), 'socket')
  if (Buffer.byteLength(near) <= 85) {
    ownFolder(place.account, near)
    // Left by a server that was killed; whoever starts one here has made sure that none lives.
    for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(near, name), { force: true })
    return near
  }
  const far = mkdtempSync('/tmp/qinglan-')
  give(place.account, far)
  return far
}

const megabytes = 1024 * 1024

function openLog(place: Place): number {
  const before = statSync(place.logFile, { throwIfNoEntry: false })
  if (before && before.size > 10 * megabytes) renameSync(place.logFile, `${place.logFile}.1`)
  return openSync(place.logFile, 'a', 0o600)
}

function tailOf(path: string, from: number): string {
  return existsSync(path) ? readFileSync(path).subarray(from).toString('utf8').slice(-8_000) : ''
}

/** Starts the server and waits until it answers; answers with what PostgreSQL said when it does not. */
export async function startServer(
  place: Place,
  password: string,
  settings: Readonly<Record<string, string>>,
): Promise<Result<Server, string>> {
  const socketFolder = socketFolderFor(place)
  const log = openLog(place)
  const logged = statSync(place.logFile).size
  const child = spawn(
    place.binaries.postgres,
    [
      ...['-D', place.folder, '-k', socketFolder, '-h', '', '-p', '5432'],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // A session of its own: Ctrl-C reaches this program, which then stops the server in its turn.
    { cwd: '/', env: quietEnvironment, stdio: ['ignore', log, log], detached: true, ...place.account },
  )
  closeSync(log)
  child.unref()
  let failure = ''
  child.once('error', (problem) => (failure = problem.message))
  const answers = await isAnswering(child, addressOf(socketFolder, superuser, password, 'postgres'))
  if (answers.ok) return ok(runningServer(child, socketFolder))
  if (child.pid !== undefined) signal(child.pid, 'SIGQUIT')
  return err(`${failure}${answers.error}\n${tailOf(place.logFile, logged)}`.trim())
}

function runningServer(child: ChildProcess, socketFolder: string): Server {
  const endWithUs = () => child.kill('SIGINT')
  process.once('exit', endWithUs)
  child.once('exit', () => process.off('exit', endWithUs))
  return { process: child, socketFolder, stop: (how) => stopServer(child, socketFolder, how ? 'SIGQUIT' : 'SIGINT') }
}

async function stopServer(child: ChildProcess, socketFolder: string, how: NodeJS.Signals): Promise<void> {
  if (isAlive(child)) {
    child.ref()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(how)
    const patience = setTimeout(() => child.kill('SIGQUIT'), 30_000)
    await ended
    clearTimeout(patience)
  }
  if (socketFolder.startsWith('/tmp/qinglan-')) rmSync(socketFolder, { recursive: true, force: true })
}

/** Whether a child process has neither failed to start nor ended. */
export function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

const startsIn = 60_000
const recoversIn = 15 * 60_000

async function isAnswering(child: ChildProcess, url: string): Promise<Result<undefined, string>> {
  let recovering = false
  for (let waited = 0; waited < (recovering ? recoversIn : startsIn); waited += 30) {
    await pause(30)
    if (!isAlive(child)) return err(`PostgreSQL ended (${child.signalCode ?? child.exitCode ?? 'not started'})`)
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return ok()
    } catch (failure) {
      const code = codeOf(failure)
      if (code === '28P01') return err('password refused')
      recovering ||= code === '57P03'
    }
  }
  return err('PostgreSQL does not answer')
}
