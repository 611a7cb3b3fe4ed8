import { once } from 'node:events'
import { connect } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import type { Env } from './guard.ts'
import { bodyUpTo, requestIds, sameOrigin, securityHeaders } from './server.ts'

const app = new Hono<Env>()
app.use(requestIds, securityHeaders, sameOrigin([]))
app.use(bodyUpTo((path) => (path === '/api/large' ? 100 : 10)))
app.get('/api/thing', (c) => c.json({ id: c.get('requestId') }))
app.get('/page', (c) => {
  c.header('content-security-policy', "script-src 'self'")
  return c.html('<p>page</p>')
})
app.get('/raw', () => new Response('raw'))
app.post('/api/*', async (c) => c.json({ size: (await c.req.text()).length }))

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
await once(server, 'listening')
const address = server.address()
const port = typeof address === 'object' && address ? address.port : 0
const site = `http://127.0.0.1:${port}`
afterAll(() => new Promise((resolve) => server.close(resolve)))

const inProcess = (path: string, init?: RequestInit) => app.request(path, init)
const overSocket = (path: string, init?: RequestInit) => fetch(`${site}${path}`, init)

test.each([
  ['in the process', inProcess],
  ['over a socket', overSocket],
])('%s: every answer of the API is kept from being framed, sniffed, cached and run', async (_, ask) => {
  const { headers } = await ask('/api/thing')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
})

test('a page’s own content policy stands, once; an answer that says nothing gets ours, and so does one that is not found', async () => {
  const page = await overSocket('/page')
  expect(page.headers.get('content-security-policy')).toBe("script-src 'self'")
  expect(page.headers.get('cache-control')).toBeNull()
  expect((await overSocket('/raw')).headers.get('x-frame-options')).toBe('DENY')
  expect((await overSocket('/nowhere')).headers.get('x-frame-options')).toBe('DENY')
})

test.each([
  ['in the process', inProcess],
  ['over a socket', overSocket],
])('%s: a request keeps its caller’s id, and gets one where that is unsound', async (_, ask) => {
  const kept = await ask('/api/thing', { headers: { 'x-request-id': 'trace-0123456789' } })
  expect(kept.headers.get('x-request-id')).toBe('trace-0123456789')
  expect(await kept.json()).toEqual({ id: 'trace-0123456789' })
  const made = await ask('/api/thing', { headers: { 'x-request-id': 'no <good>' } })
  expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test.each([
  ['in the process', inProcess],
  ['over a socket', overSocket],
])('413: %s, a body larger than its address allows, and a larger one where more is allowed', async (_, ask) => {
  const send = (path: string, size: number) => ask(path, { method: 'POST', body: 'x'.repeat(size) })
  expect((await send('/api/small', 10)).status).toBe(200)
  expect((await send('/api/small', 11)).status).toBe(413)
  expect((await send('/api/large', 100)).status).toBe(200)
  expect((await send('/api/large', 101)).status).toBe(413)
})

test('413: a body that comes in pieces without saying how much is counted as it comes', async () => {
  const socket = connect(port, '127.0.0.1')
  socket.write('POST /api/small HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n')
  socket.write('b\r\n12345678901\r\n0\r\n\r\n')
  const [answer] = await once(socket, 'data')
  socket.destroy()
  expect(String(answer)).toMatch(/^HTTP\/1.1 413 /)
})

test('403: a state change that another site’s page sends is refused, reading is not', async () => {
  const headers = { origin: 'https://elsewhere.example' }
  expect((await overSocket('/api/small', { method: 'POST', body: '1', headers })).status).toBe(403)
  expect((await overSocket('/api/small', { method: 'POST', body: '1', headers: { origin: site } })).status).toBe(200)
  expect((await overSocket('/api/thing', { headers })).status).toBe(200)
})
