import type { Server } from 'node:http'
import { serverOf } from '../platform/http/listen.ts'
import { err, ok, type Result } from '../lib/result.ts'
import { systemClock } from '../platform/clock.ts'
import { openVault } from '../platform/crypto.ts'
import { openPool } from '../platform/db/db.ts'
import { openFileStore } from '../platform/files/store.ts'
import { openQueue } from '../platform/jobs/boss.ts'
import { connectQueue, startWorker, stopWorking } from '../platform/jobs/queue.ts'
import { openLog } from '../platform/log.ts'
import { openMail } from '../platform/mail/mail.ts'
import type { StartRefusal } from '../platform/start/refusals.ts'
import { buildApplication, type Parts } from './application.ts'
import { programVersion, type Config } from './config.ts'
import { startDays } from './daily.ts'
import { startBackups } from './backups.ts'
import { openGround, type Ground, type Serving } from './ground.ts'
import { prepareFirstRun } from './first-run.ts'
import { jobHandlers } from './jobs.ts'
import { startKeyKeeper } from './key-keeper.ts'
import { portRefusal } from './port.ts'
import { startPostman } from './postman.ts'
import { startSealing } from './sealing.ts'
import { openDoor, tenantsOf } from './tenants.ts'
import { webRoutes } from './web.ts'

/** Few connections on a hot row: eight wrote three times what thirty-two did. */
const connections = 10

/** Starts the product: database, application, queue and socket. Refusals are sentences; what was begun is ended again. */
export async function serve(config: Config): Promise<Result<Serving, StartRefusal>> {
  const ground = await openGround(config)
  if (!ground.ok) return ground
  const log = openLog('warn')
  const { appUrl } = ground.value.database
  const pool = openPool(appUrl, connections)
  const deployment = {
    ownerUrl: ground.value.database.ownerUrl,
    dataFolder: config.dataFolder,
    filesFolder: ground.value.filesFolder,
    keysFile: config.keysFile,
    program: programVersion(),
    passphrase: process.env.QINGLAN_BACKUP_PASSPHRASE || undefined,
  }
  const parts: Parts = {
    pool,
    deployment,
    vault: openVault(ground.value.keys),
    files: await openFileStore(ground.value.filesFolder),
    log,
    clock: systemClock,
    origins: config.origins,
    trustProxy: config.trustProxy,
    mail: config.mail && openMail(config.mail),
    pages: webRoutes(),
  }
  const doors = await openDoors(parts, { ...config, appUrl }, () =>
    prepareFirstRun(parts, config, ground.value.isEmbedded),
  )
  if (!doors.ok) {
    await pool.end()
    await ground.value.stop()
    return doors
  }
  process.stdout.write(`${doors.value.prepared(doors.value.url)}\n`)
  const stopKeeping = startKeyKeeper(parts, config.keysFile)
  const stopDays = startDays(parts)
  const stopBackups = startBackups(parts)
  const stopPostman = startPostman(parts)
  const close = () => {
    stopDays()
    stopBackups()
    return Promise.all([stopKeeping(), stopPostman()]).then(() => doors.value.close())
  }
  return ok(serving(ground.value, { ...doors.value, close }, pool))
}

/** Where the product is reached, and how it is closed: requests first, then jobs. */
export type Doors<T> = { readonly url: string; readonly prepared: T; close(): Promise<void> }

/** Connects the queue, prepares what is to be there first, then listens and works. */
export async function openDoors<T>(
  parts: Parts,
  { appUrl, host, port }: { readonly appUrl: string; readonly host: string; readonly port: number },
  prepare: () => Promise<T>,
): Promise<Result<Doors<T>, StartRefusal>> {
  const queue = await openQueue(appUrl, parts.log)
  connectQueue(queue)
  const prepared = await prepare()
  const listening = await open(parts, host, port)
  if (!listening.ok) {
    await queue.stop({ graceful: false })
    return listening
  }
  await startWorking(parts, queue)
  const stopSealing = startSealing(parts)
  const { server, url } = listening.value
  return ok({
    url,
    prepared,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      setTimeout(() => server.closeAllConnections(), 2_000).unref()
      await closed
      stopWorking()
      await stopSealing()
      // What is interrupted from here on says so at its next delivery; a log of it would only look like a defect.
      parts.log.level = 'silent'
      await queue.stop({ graceful: true, timeout: 5_000 })
      connectQueue(undefined)
    },
  })
}

async function startWorking(parts: Parts, queue: Awaited<ReturnType<typeof openQueue>>): Promise<void> {
  const tenants = tenantsOf(parts.pool, parts.clock)
  await startWorker({
    queue,
    handlers: jobHandlers(parts),
    log: parts.log,
    doorFor: async (tenantId, actor, requestId) => {
      const tenant = (await tenants.list()).find((one) => one.id === tenantId)
      if (!tenant) throw new Error(`no tenant ${tenantId}`)
      return openDoor(parts.pool, parts.clock, tenant, { actor, requestId, from: 'job' })
    },
  })
}

type Listening = { readonly server: Server; readonly url: string }

function open(parts: Parts, host: string, port: number): Promise<Result<Listening, StartRefusal>> {
  const app = buildApplication(parts)
  return new Promise((resolve) => {
    const server = serverOf(app.fetch, parts.limits)
    server.listen(port, host, () => {
      const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      resolve(ok({ server, url: parts.origins[0] ?? `http://${shown}:${taken}` }))
    })
    server.once('error', (failure) => resolve(err(portRefusal(failure, host, port) ?? { code: 'host_unknown', host })))
  })
}

function serving(ground: Ground, doors: Doors<unknown>, pool: Parts['pool']): Serving {
  const ended = new Promise<StartRefusal>((resolve) => ground.database.onExit(resolve))
  return {
    ended,
    stop: async () => {
      await doors.close()
      await pool.end()
      await ground.stop()
    },
  }
}
