import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { freePort } from '../bench/product.ts'
import { must } from '../rehearsal/draw.ts'
import type { Random } from '../rehearsal/random.ts'
import { projectFolder } from '../src/app/config.ts'
import { systemClock } from '../src/platform/clock.ts'
import { addressOf } from '../src/platform/db/embedded/cluster.ts'
import { appRole, ownerRole } from '../src/platform/db/embedded/roles.ts'
import { loadKeys } from '../src/platform/keys.ts'

/** What is killed: the program, its database, one process of the database, or everything at once as in a power cut. */
export const victims = ['server', 'database', 'backend', 'both'] as const
export type Victim = (typeof victims)[number]

/** A product that runs as it does anywhere, with its own database in a folder of its own, and that can be killed. */
export type Deployment = {
  readonly port: number
  readonly folder: string
  /** Starts the program when it does not live, and waits until it answers: the milliseconds that took, and how often it had to be started. */
  bringUp(): Promise<{ readonly took: number; readonly starts: number }>
  kill(victim: Victim, random: Random): void
  stop(): Promise<void>
}

const Secrets = z.object({ home: z.string(), owner: z.string(), app: z.string() })

function secretsOf(folder: string) {
  return Secrets.parse(JSON.parse(readFileSync(join(folder, 'database.json'), 'utf8')))
}

/** The addresses and keys of a deployment, as only whoever holds its folder can know them. */
export function insideOf(folder: string) {
  const { home, owner, app } = secretsOf(folder)
  const socket = join(home, 'socket')
  return {
    ownerUrl: addressOf(socket, ownerRole, owner, 'qinglan'),
    appUrl: addressOf(socket, appRole, app, 'qinglan'),
    keys: must(loadKeys(join(folder, 'keys.json'), false)),
  }
}

function postmasterOf(folder: string): number {
  const file = join(secretsOf(folder).home, 'cluster/postmaster.pid')
  return Number(readFileSync(file, 'utf8').split('\n')[0])
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
}

function isRunning(child: ChildProcess | undefined): child is ChildProcess {
  return child !== undefined && child.exitCode === null && child.signalCode === null
}

const answersWithin = 180_000

/** Makes a deployment in a new folder; nothing is started yet. */
export async function deploy(): Promise<Deployment> {
  const home = mkdtempSync(join(tmpdir(), 'qinglan-crash-'))
  // As root, PostgreSQL runs as another account, which must be able to enter.
  chmodSync(home, 0o755)
  const folder = join(home, 'deployment')
  const port = await freePort()
  const { DATABASE_URL: _, APP_DATABASE_URL: __, ...own } = process.env
  const env = { ...own, QINGLAN_DATA: folder, PORT: String(port), QINGLAN_TRUST_PROXY: '1', QINGLAN_DEV: '1' }
  let child: ChildProcess | undefined

  const start = () => {
    const log = openSync(join(home, 'server.log'), 'a')
    const program = ['--disable-warning=ExperimentalWarning', 'src/app/cli.ts', 'serve', '--empty']
    child = spawn(process.execPath, program, { cwd: projectFolder, env, stdio: ['ignore', 'ignore', log] })
    closeSync(log)
  }
  const answers = async () => {
    const signal = AbortSignal.timeout(5_000)
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal }).catch(() => undefined)
    await answer?.arrayBuffer().catch(() => undefined)
    return answer?.status === 200
  }
  return {
    port,
    folder,
    async bringUp() {
      const began = systemClock.ticks()
      let starts = 0
      while (systemClock.ticks() - began < answersWithin) {
        if (!isRunning(child)) {
          start()
          starts += 1
        }
        if (await answers()) return { took: systemClock.ticks() - began, starts }
        await pause(50)
      }
      throw new Error('the product does not come back')
    },
    kill(victim, random) {
      const postmaster = postmasterOf(folder)
      if (victim === 'backend') process.kill(random.sample(childrenOf(postmaster), 1)[0] ?? postmaster, 'SIGKILL')
      if (victim === 'server' || victim === 'both') child?.kill('SIGKILL')
      if (victim === 'database' || victim === 'both') process.kill(postmaster, 'SIGKILL')
    },
    async stop() {
      if (isRunning(child)) {
        const ended = new Promise((resolve) => child?.once('exit', resolve))
        child.kill('SIGTERM')
        await ended
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
}
