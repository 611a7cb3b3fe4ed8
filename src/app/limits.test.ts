import { once } from 'node:events'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyLimitOf, limits, type Limits } from '../lib/limits.ts'
import { systemClock } from '../platform/clock.ts'
import { accountsUpTo, bodyWithin, isDeeper } from '../platform/http/crowd.ts'
import type { Env } from '../platform/http/guard.ts'
import { serverOf } from '../platform/http/listen.ts'
import { newId } from '../platform/ids.ts'
import { transact } from '../platform/db/db.ts'
import { defineJob, enqueue } from '../platform/jobs/queue.ts'
import { openLog } from '../platform/log.ts'
import { z } from 'zod'
import { buildApplication } from './application.ts'
import { limitsPage } from './limits.ts'
import { testCounty, type TestCounty } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

/** The county's application with limits of its own. */
function applicationWith(own: Partial<Limits>) {
  const { pool, vault, files } = county
  const parts = { pool, vault, files, log: openLog('silent'), clock: systemClock, origins: [], trustProxy: false }
  return buildApplication({ ...parts, limits: { ...limits, ...own } })
}

const ApiDocument = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional() }),
    ),
  ),
})

test('whatever takes a file takes more than JSON may be, and nothing else does', () => {
  const { paths } = ApiDocument.parse(JSON.parse(readFileSync('openapi.json', 'utf8')))
  const sent = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap(({ requestBody }) =>
      requestBody ? [{ path, kinds: Object.keys(requestBody.content) }] : [],
    ),
  )
  const isLarge = ({ path }: { path: string }) => bodyLimitOf(`/api/v1${path}`) > limits.body.json
  const files = sent.filter(({ kinds }) => kinds.includes('application/octet-stream'))
  expect(files.length).toBeGreaterThan(20)
  expect(files.filter((each) => !isLarge(each))).toEqual([])
  expect(sent.filter((each) => isLarge(each) && !files.includes(each))).toEqual([])
})

const listening: ReturnType<typeof serverOf>[] = []
afterAll(() => listening.forEach((server) => server.close()))

async function listen(fetch: Parameters<typeof serverOf>[0], own?: Parameters<typeof serverOf>[1]): Promise<number> {
  const server = serverOf(fetch, own)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  listening.push(server)
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

describe('[003-50] the page of limits', () => {
  test('says what the server does: it is written from the same values', () => {
    if (process.env.QINGLAN_WRITE_LIMITS) writeFileSync('docs/limits.md', limitsPage())
    expect(readFileSync('docs/limits.md', 'utf8')).toBe(limitsPage())
  })

  test('names only refusals that are said in both languages', () => {
    const words = globSync(['src/ui/kit-words.ts', 'src/features/*/words.ts', 'src/features/*/words/*.ts'])
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    const codes = [...limitsPage().matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? '')
    expect(codes.length).toBeGreaterThan(20)
    const unsaid = codes.filter((code) => (words.match(new RegExp(`'refusal\\.${code}'`, 'g')) ?? []).length < 2)
    expect(unsaid).toEqual([])
  })
})

describe('[003-50] an account at once', () => {
  /** An application whose asker is whoever the header names, and whose answers come when told. */
  function crowded() {
    const waiting: (() => void)[] = []
    const app = new Hono<Env>()
    app.use(async (c, next) => {
      const accountId = c.req.header('x-who') ?? ''
      c.set('asker', { accountId, personId: null, name: '', grants: [], sessionId: '' })
      await next()
    })
    app.use(accountsUpTo())
    app.get('/roster-export', (c) => {
      const content = new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode('姓名\n'))
          waiting.push(() => stream.close())
        },
      })
      return c.body(content)
    })
    app.post('/files', async (c) => {
      await new Promise<void>((resolve) => waiting.push(resolve))
      return c.body(null, 204)
    })
    app.get('/people', (c) => c.text('ok'))
    const release = () => waiting.splice(0).forEach((go) => go())
    return { app, release, waiting }
  }
  const settled = async (isSo: () => boolean) => {
    for (let turn = 0; turn < 200 && !isSo(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  test('429: one export more than allowed is refused until one has been fetched; others are not held up', async () => {
    const { app, release, waiting } = crowded()
    const site = `http://127.0.0.1:${await listen(app.fetch)}`
    const fetchAs = (who: string, path = '/roster-export') => fetch(`${site}${path}`, { headers: { 'x-who': who } })
    const first = await Promise.all(Array.from({ length: limits.account.exports }, () => fetchAs('a')))
    expect(first.map(({ status }) => status)).toEqual([200, 200])
    const refused = await fetchAs('a')
    expect(refused.headers.get('retry-after')).toBe('10')
    expect([refused.status, await refused.json()]).toEqual([429, expect.objectContaining({ code: 'too_many_exports' })])
    expect((await fetchAs('a', '/people')).status).toBe(200)
    const other = await fetchAs('b')
    expect(other.status).toBe(200)
    await settled(() => waiting.length === 3)
    release()
    await Promise.all([...first, other].map((answer) => answer.text()))
    await new Promise((resolve) => setTimeout(resolve, 50))
    const again = await fetchAs('a')
    expect(again.status).toBe(200)
    release()
    await again.text()
  })

  test('429: one upload more than allowed is refused, JSON is none', async () => {
    const { app, release, waiting } = crowded()
    const send = (type = 'application/octet-stream') =>
      app.request('/files', { method: 'POST', body: 'x', headers: { 'content-type': type, 'x-who': 'a' } })
    const first = Array.from({ length: limits.account.uploads }, () => send())
    await settled(() => waiting.length === limits.account.uploads)
    const refused = await send()
    expect([refused.status, (await refused.json()).code]).toEqual([429, 'too_many_uploads'])
    const json = send('application/json')
    await settled(() => waiting.length > limits.account.uploads)
    release()
    expect((await Promise.all([...first, json])).map(({ status }) => status)).toEqual([204, 204, 204, 204])
    const last = send()
    await settled(() => waiting.length === 1)
    release()
    expect((await last).status).toBe(204)
  })

  test('429: an account follows ten pieces of work live, and an eleventh once it leaves one', async () => {
    const job = defineJob('test.count', z.object({}))
    const { bureau_officer: officer } = county.logins
    const actor = { accountId: officer.accountId, personId: null, name: '局干部', grants: [], sessionId: newId() }
    const ids: string[] = []
    await transact(county.door(actor), async (tx) => {
      for (let at = 0; at <= limits.account.streams; at += 1) ids.push(await enqueue(tx, job, {}, { title: '测试' }))
      return { ok: true, value: undefined }
    })
    const port = await listen(county.app.fetch)
    const streams: AbortController[] = []
    const follow = async (id: string) => {
      const leaving = new AbortController()
      const path = `http://127.0.0.1:${port}/api/v1/jobs/${id}/events`
      const answer = await fetch(path, { headers: { cookie: officer.cookie }, signal: leaving.signal })
      if (answer.status === 200) streams.push(leaving)
      return answer
    }
    const first = await Promise.all(ids.slice(0, limits.account.streams).map(follow))
    expect(first.map(({ status }) => status)).toEqual(first.map(() => 200))
    const refused = await follow(ids.at(-1) ?? '')
    expect([refused.status, (await refused.json()).code]).toEqual([429, 'too_many_streams'])
    streams.pop()?.abort()
    let answer = await follow(ids.at(-1) ?? '')
    for (let turn = 0; turn < 50 && answer.status !== 200; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      answer = await follow(ids.at(-1) ?? '')
    }
    expect(answer.status).toBe(200)
    streams.forEach((leaving) => leaving.abort())
  })
})

describe('[003-50] time', () => {
  test('503: a request whose statement waits too long is ended with a sentence and a time to come back', async () => {
    const app = applicationWith({ time: { ...limits.time, statementMs: 200 } })
    const pg = (await import('pg')).default
    const owner = new pg.Client(county.database.ownerUrl)
    await owner.connect()
    await owner.query('begin; lock table person in access exclusive mode')
    const answer = await app.request('/api/v1/people', { headers: { cookie: county.logins.bureau_officer.cookie } })
    await owner.query('rollback')
    await owner.end()
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
    expect((await answer.json()).code).toBe('took_too_long')
    const again = await app.request('/api/v1/people', { headers: { cookie: county.logins.bureau_officer.cookie } })
    expect(again.status).toBe(200)
  })

  test('408: a JSON body that does not arrive in time ends the request, and the server lives on', async () => {
    const app = new Hono<Env>()
    app.use(bodyWithin({ time: { ...limits.time, jsonBodyMs: 200 } }))
    app.post('/x', async (c) => c.json(await c.req.json()))
    app.onError((_, c) => c.text('gone', 500))
    const port = await listen(app.fetch)
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /x HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"a":')
    let said = ''
    socket.on('data', (chunk) => (said += String(chunk)))
    await once(socket, 'close')
    expect(said).toMatch(/^HTTP\/1\.1 408 .*"code":"too_slow"/s)
    const whole = await fetch(`http://127.0.0.1:${port}/x`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    })
    expect(await whole.json()).toEqual({ a: 1 })
  })
})

test('400: a page of more rows than allowed', async () => {
  const path = `/people?limit=${limits.page.most + 1}`
  const answer = await county.request(county.logins.bureau_officer, 'GET', path)
  expect([answer.status, answer.body.code]).toEqual([400, 'bad_input'])
})

test('depth is counted outside of texts', () => {
  expect(isDeeper(`${'['.repeat(65)}${']'.repeat(65)}`, 64)).toBe(true)
  expect(isDeeper(`${'['.repeat(64)}${']'.repeat(64)}`, 64)).toBe(false)
  expect(isDeeper(JSON.stringify({ a: `${'['.repeat(500)}"\\`, b: '{'.repeat(500) }), 64)).toBe(false)
})
