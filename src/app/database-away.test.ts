import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ok } from '../lib/result.ts'
import { systemClock } from '../platform/clock.ts'
import { openPool, read, transact } from '../platform/db/db.ts'
import { openQueue, silenceMs } from '../platform/jobs/boss.ts'
import { connectQueue, defineJob, enqueue, handle, startWorker } from '../platform/jobs/queue.ts'
import { openLog } from '../platform/log.ts'
import { apiDocument } from './api-page.ts'
import { buildApplication } from './application.ts'
import { apiRoutes } from './routes.ts'
import { testCounty, type TestCounty } from './testing.ts'

/** A way to the database that can be cut off. */
function road(to: string, folder: string) {
  const socket = join(folder, '.s.PGSQL.5432')
  const open = new Set<Socket>()
  let server: Server | undefined
  const start = () =>
    new Promise<void>((resolve) => {
      server = createServer((near) => {
        const far = connect(to)
        for (const end of [near, far]) {
          open.add(end)
          end.on('error', () => undefined).on('close', () => open.delete(end))
        }
        near.pipe(far).pipe(near)
        near.on('close', () => far.destroy())
        far.on('close', () => near.destroy())
      }).listen(socket, resolve)
    })
  const cut = async () => {
    const closed = new Promise((resolve) => server?.close(resolve))
    for (const end of open) end.destroy()
    await closed
  }
  return { start, cut }
}

let county: TestCounty
let way: ReturnType<typeof road>
let folder: string
let url: string
let app: ReturnType<typeof buildApplication>
let pool: ReturnType<typeof openPool>
let isCut = false

beforeAll(async () => {
  county = await testCounty()
  folder = mkdtempSync(join(tmpdir(), 'ql-road-'))
  const there = new URL(county.database.appUrl)
  way = road(join(there.searchParams.get('host') ?? '', '.s.PGSQL.5432'), folder)
  there.searchParams.set('host', folder)
  url = there.href
  await way.start()
  pool = openPool(url, 4)
  const { vault, files } = county
  app = buildApplication({
    pool,
    vault,
    files,
    log: openLog('silent'),
    clock: systemClock,
    origins: [],
    trustProxy: false,
  })
}, 60_000)
afterAll(async () => {
  await pool.end()
  if (!isCut) await way.cut()
  await county.close()
  rmSync(folder, { recursive: true, force: true })
})

const Away = z.object({ status: z.literal(503), code: z.literal('database_away'), title: z.string().min(10) })

async function ask(method: string, path: string, cookie: string) {
  const began = systemClock.ticks()
  const body =
    method === 'GET' || method === 'DELETE' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }
  const headers = { ...('headers' in body ? body.headers : {}), cookie }
  const answer = await app.request(`/api/v1${path}`, { method, ...body, headers })
  return { answer, took: systemClock.ticks() - began }
}

const ways = Object.entries(apiDocument(apiRoutes()).paths ?? {}).flatMap(([path, item]) =>
  Object.keys(item)
    .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
    .map(
      (method) =>
        [
          method.toUpperCase(),
          path.replace(/^\/api\/v1/, '').replace(/\{\w+\}/g, '01a201a2-9f52-7baa-b53c-5cba1d8a9dda'),
        ] as const,
    ),
)

describe('[003-55] the database is away', () => {
  beforeEach(async () => {
    if (!isCut) return
    await way.start()
    isCut = false
  })
  const cut = async () => {
    await way.cut()
    isCut = true
  }

  test('503: every route says so with a time to come back, at once, and works again when it is back', async () => {
    const { cookie } = county.logins.bureau_officer
    expect((await ask('GET', '/me', cookie)).answer.status).toBe(200)
    await cut()
    // What is remembered for some seconds is not what is tried here.
    await pause(5_100)
    const strange: string[] = []
    for (const [method, path] of ways) {
      const { answer, took } = await ask(method, path, cookie)
      const said = Away.safeParse(await answer.json().catch(() => undefined))
      if (!said.success || answer.headers.get('retry-after') === null || took > 2_000)
        strange.push(`${method} ${path} ${answer.status} ${Math.round(took)} ms`)
    }
    expect(ways.length).toBeGreaterThan(100)
    expect(strange).toEqual([])
    const health = await app.request('/healthz')
    expect([health.status, health.headers.get('retry-after')]).toEqual([503, '5'])

    await way.start()
    isCut = false
    expect((await ask('GET', '/me', cookie)).answer.status).toBe(200)
  }, 60_000)

  test('a connection that dies in somebody’s hands ends their work, and not the process', async () => {
    const tenant = { tenantId: county.tenant.id, zone: county.tenant.zone, actor: undefined }
    const context = { ...tenant, now: systemClock.now(), today: '2026-11-22', requestId: 'test', from: 'test' }
    const work = read({ pool, context }, async (tx) => {
      await tx.$client.query('select 1')
      await cut()
      await pause(50)
      return (await tx.$client.query('select 1')).rows
    })
    await expect(work).rejects.toThrow()
    await pause(50)
  })

  test('a statement without end is ended, and the connection with it', async () => {
    const short = openPool(url, 1)
    short.options.query_timeout = 100
    await expect(short.query('select pg_sleep(5)')).rejects.toThrow(/timeout/)
    await short.end()
    const { rows } = await pool.query<{ statement_timeout: string }>('show statement_timeout')
    expect(rows[0]?.statement_timeout).toBe('1min')
  })

  test('work goes on where it was, and the log says it once', async () => {
    const count = defineJob('test.count', z.object({}))
    const told: { readonly kind: string; readonly at: number }[] = []
    const log = openLog('silent')
    Object.assign(log, {
      warn: ({ kind = '' }: { readonly kind?: string }) => told.push({ kind, at: systemClock.ticks() }),
    })
    const queue = await openQueue(url, log)
    connectQueue(queue)
    let runs = 0
    const handler = handle(count, async (_, tools) => {
      runs += 1
      if (runs === 1) await cut()
      await tools.progress(runs)
      return ok()
    })
    const tenant = { tenantId: county.tenant.id, zone: county.tenant.zone, actor: undefined }
    const door = () => ({
      pool,
      context: { ...tenant, now: systemClock.now(), today: '2026-11-22', requestId: 't', from: 't' },
    })
    await startWorker({ queue, handlers: [handler], log, doorFor: async () => door() })
    const run = await transact(door(), async (tx) => ok(await enqueue(tx, count, {}, { title: '数数' })))
    while (!isCut) await pause(20)
    await pause(4_000)
    await way.start()
    isCut = false
    expect(run.ok).toBe(true)
    const ends = async () =>
      read(door(), async (tx) => (await tx.$client.query<{ state: string }>('select state from job_run')).rows)
    let rows = await ends()
    for (let turn = 0; turn < 300 && rows.some((row) => row.state !== 'done'); turn += 1) {
      await pause(200)
      rows = await ends()
    }
    expect(rows).toEqual([{ state: 'done' }])
    expect(runs).toBe(2)
    const again = told.filter(({ kind, at }, index) =>
      told.slice(0, index).some((before) => before.kind === kind && at - before.at < silenceMs - 1_000),
    )
    expect(told.some(({ kind }) => kind === 'away')).toBe(true)
    expect(again).toEqual([])
    await queue.stop({ graceful: false })
    connectQueue(undefined)
  }, 90_000)
})
