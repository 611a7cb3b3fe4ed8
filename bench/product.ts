import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { must } from '../rehearsal/draw.ts'
import { projectFolder, readConfig } from '../src/app/config.ts'
import { openGround } from '../src/app/ground.ts'
import { openVault, type Vault } from '../src/platform/crypto.ts'
import { openPool } from '../src/platform/db/db.ts'

/** The product as it runs anywhere: the program in a process of its own, over a durable database. */
export type Product = {
  readonly port: number
  /** The program's process, for asking how much memory it takes. */
  readonly pid: number
  readonly vault: Vault
  /** The application's own way to the database, for checking what was written and for measuring without the product. */
  readonly pool: pg.Pool
  /** The owner's way, for planting a region. */
  readonly owner: pg.Pool
  stop(): Promise<void>
}

/** A port that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** A program that was started, and how it is ended in an orderly way. */
export type Running = {
  readonly pid: number
  /** Waits until a page answers with 200; fails after a minute, or when the program ended before. */
  answers(url: string): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a program of this repository with these settings and this process's own flags, so that `--cpu-prof` shows both.
 * What it says goes nowhere, what it complains of is shown.
 */
export function startProgram(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    async answers(url) {
      const signal = AbortSignal.timeout(60_000)
      while (!signal.aborted && child.exitCode === null) {
        const answer = await fetch(url, { signal }).catch(() => undefined)
        await answer?.arrayBuffer()
        if (answer?.status === 200) return
        await pause(20)
      }
      throw new Error(`${url} does not answer`)
    },
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}

/** A product whose database is there alone for it. */
export type Growing = Product & {
  /** The owner's way, for what takes longer than the pools of the product wait. */
  readonly ownerUrl: string
  /** Starts one more process over the same database; it answers at the port that is given. */
  another(): Promise<number>
}

/** Starts an empty product on a database of its own in a folder that goes away with it. */
export async function openProduct(): Promise<Growing> {
  const folder = mkdtempSync(join(tmpdir(), 'qinglan-bench-'))
  const port = await freePort()
  const config = must(readConfig([], { QINGLAN_DATA: folder }))
  const ground = must(await openGround(config))
  const { ownerUrl, appUrl } = ground.database
  const programs: Running[] = []
  const serve = async (at: number) => {
    const program = startProgram(['src/app/cli.ts', 'serve', '--empty'], {
      QINGLAN_DATA: folder,
      DATABASE_URL: ownerUrl,
      APP_DATABASE_URL: appUrl,
      PORT: String(at),
      QINGLAN_TRUST_PROXY: '1',
      // Pages are not measured here, and need not be built.
      QINGLAN_DEV: '1',
    })
    programs.push(program)
    await program.answers(`http://127.0.0.1:${at}/healthz`)
    return program
  }
  const program = await serve(port)
  const pool = openPool(appUrl, 16)
  const owner = openPool(ownerUrl, 2)
  return {
    port,
    pid: program.pid,
    vault: openVault(ground.keys),
    pool,
    owner,
    ownerUrl,
    async another() {
      const at = await freePort()
      await serve(at)
      return at
    },
    async stop() {
      for (const each of programs) await each.stop()
      await pool.end()
      await owner.end()
      await ground.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
