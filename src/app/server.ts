import { serve as listen, type ServerType } from '@hono/node-server'
import { err, ok, type Result } from '../lib/result.ts'
import { systemClock } from '../platform/clock.ts'
import { openVault } from '../platform/crypto.ts'
import { openPool } from '../platform/db/db.ts'
import { openFileStore } from '../platform/files/store.ts'
import { openQueue } from '../platform/jobs/boss.ts'
import { connectQueue, startWorker } from '../platform/jobs/queue.ts'
import { openLog } from '../platform/log.ts'
import type { StartRefusal } from '../platform/start/refusals.ts'
import { buildApplication, type Parts } from './application.ts'
import type { Config } from './config.ts'
import { openGround, type Ground, type Serving } from './ground.ts'
import { prepareFirstRun } from './first-run.ts'
import { jobHandlers } from './jobs.ts'
import { portRefusal } from './port.ts'
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
  const parts: Parts = {
    pool,
    vault: openVault(ground.value.keys),
    files: await openFileStore(ground.value.filesFolder),
    log,
    clock: systemClock,
    origins: config.origins,
    trustProxy: config.trustProxy,
    pages: webRoutes(),
  }
  const queue = await openQueue(appUrl, log)
  connectQueue(queue)
  const said = await prepareFirstRun(parts, config, ground.value.isEmbedded)
  const listening = await open(parts, config)
  if (!listening.ok) {
    await queue.stop({ graceful: false })
    await pool.end()
    await ground.value.stop()
    return listening
  }
  await startWorking(parts, queue)
  process.stdout.write(`${said(listening.value.url)}\n`)
  return ok(serving(ground.value, listening.value.server, queue, pool))
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

type Listening = { readonly server: ServerType; readonly url: string }

function open(parts: Parts, config: Config): Promise<Result<Listening, StartRefusal>> {
  const app = buildApplication(parts)
  const { host, port } = config
  return new Promise((resolve) => {
    const server = listen({ fetch: app.fetch, hostname: host, port }, (address) => {
      const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host
      resolve(ok({ server, url: config.origins[0] ?? `http://${shown}:${address.port}` }))
    })
    server.once('error', (failure) => resolve(err(portRefusal(failure, host, port) ?? { code: 'host_unknown', host })))
  })
}

function serving(
  ground: Ground,
  server: ServerType,
  queue: Awaited<ReturnType<typeof openQueue>>,
  pool: Parts['pool'],
): Serving {
  const ended = new Promise<StartRefusal>((resolve) => ground.database.onExit(resolve))
  return {
    ended,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2_000).unref()
      await closed
      await queue.stop({ graceful: true, timeout: 5_000 })
      connectQueue(undefined)
      await pool.end()
      await ground.stop()
    },
  }
}
