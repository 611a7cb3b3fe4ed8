import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCounty, prepareCounty, type Progress } from '../rehearsal/county.ts'
import { dateIn } from '../src/lib/dates.ts'
import type { Parts } from '../src/app/application.ts'
import { openDoors } from '../src/app/server.ts'
import { webRoutes } from '../src/app/web.ts'
import { systemClock, type Clock } from '../src/platform/clock.ts'
import { openVault } from '../src/platform/crypto.ts'
import { openPool } from '../src/platform/db/db.ts'
import { perform } from '../src/platform/db/embedded/roles.ts'
import { startTestCluster } from '../src/platform/db/testing/cluster.ts'
import { openFileStore } from '../src/platform/files/store.ts'
import { openLog } from '../src/platform/log.ts'

/** A clock that runs like the real one, from whatever moment it was last set to. */
export function settableClock(from: Date): Clock & { readonly set: (moment: Date) => void } {
  let ahead = from.getTime() - systemClock.now().getTime()
  return {
    now: () => new Date(systemClock.now().getTime() + ahead),
    ticks: systemClock.ticks,
    set: (moment) => {
      ahead = moment.getTime() - systemClock.now().getTime()
    },
  }
}

function at(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

type WorldOptions = {
  /** The moment at which the world begins. */
  readonly moment: Date
  readonly size: number
  /** Whether the county has lived through its years, or was founded just now. */
  readonly isLived: boolean
  readonly progress?: Progress
}

/** The product as it is started, with the rehearsal county, on a database and a port of its own. */
export async function openWorld({ moment, size, isLived, progress }: WorldOptions) {
  const cluster = await startTestCluster()
  const ownerUrl = at(cluster.ownerUrl, 'world')
  const appUrl = at(cluster.appUrl, 'world')
  await perform(cluster.ownerUrl, [`create database world template ${cluster.template}`])
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-world-'))
  const clock = settableClock(moment)
  const parts: Parts = {
    pool: openPool(appUrl, 10),
    vault: openVault({ seal: randomBytes(32), lookup: randomBytes(32), sign: randomBytes(32) }),
    files: await openFileStore(folder),
    log: openLog('warn'),
    clock,
    origins: [],
    trustProxy: false,
    deployment: {
      ownerUrl,
      dataFolder: folder,
      filesFolder: folder,
      keysFile: join(folder, 'keys.json'),
      program: 'world',
      passphrase: undefined,
    },
    pages: webRoutes(),
  }
  const options = { seed: 1, size, date: dateIn('Asia/Shanghai', moment) }
  const county = isLived ? await buildCounty(parts, options, progress) : await prepareCounty(parts, options)
  const doors = await openDoors(parts, { appUrl, host: '127.0.0.1', port: 0 }, async () => undefined)
  if (!doors.ok) throw new Error(JSON.stringify(doors.error))
  return {
    url: doors.value.url,
    clock,
    county,
    parts,
    /** Asks the database as the owner of its tables, whom no fence stops. */
    ownerUrl,
    close: async () => {
      await doors.value.close()
      await parts.pool.end()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof openWorld>>
