import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../lib/limits.ts'
import { serverOf } from '../platform/http/listen.ts'
import { newId } from '../platform/ids.ts'
import { testCounty, type TestCounty } from './testing.ts'

let county: TestCounty
let server: ReturnType<typeof serverOf>
let port: number
beforeAll(async () => {
  county = await testCounty()
  server = serverOf(county.app.fetch, { ...limits, time: { ...limits.time, headersMs: 600, wholeMs: 1_500 } })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
}, 60_000)
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await county.close()
})

/** Says something on a socket of its own and hears until the server ends it, or for a while. */
async function say(text: string | readonly string[], pauseMs = 0): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let said = ''
  socket.on('data', (chunk) => (said += String(chunk)))
  socket.on('error', () => undefined)
  const ended = new Promise((resolve) => socket.on('close', resolve))
  for (const part of typeof text === 'string' ? [text] : text) {
    if (socket.destroyed) break
    socket.write(part)
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 6_000))])
  socket.destroy()
  return said
}

const verdictOf = (said: string) => {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 'nothing'
  const code = /"code":"([a-z_]+)"/.exec(said)?.[1] ?? '-'
  return `${status} ${code}`
}

const head = (line: string, headers = '') =>
  `${line} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n${headers}\r\n`
const many = (size: number) => Array.from({ length: size }, (_, at) => `x-${at}: 1\r\n`).join('')

/** Whether the server answers others as before. */
async function others(): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/people`, {
    headers: { cookie: county.logins.bureau_officer.cookie },
  })
  await answer.arrayBuffer()
  return answer.status
}

describe('[003-50] heads', () => {
  test.each([
    ['10,000 headers', head('GET /api/v1/people', many(10_000)), '431 head_too_large'],
    ['a header of 1 MB', head('GET /api/v1/people', `x-a: ${'a'.repeat(1024 * 1024)}\r\n`), '431 head_too_large'],
    ['a cookie of 20 KB', head('GET /api/v1/people', `cookie: a=${'a'.repeat(20_480)}\r\n`), '431 head_too_large'],
    ['250 short headers', head('GET /api/v1/people', many(250)), '431 head_too_large'],
    ['an address of 9 KB', head(`GET /api/v1/people?q=${'a'.repeat(9_216)}`), '414 address_too_long'],
    ['an address of 1 MB', head(`GET /${'a'.repeat(1024 * 1024)}`), '431 head_too_large'],
    ['no HTTP at all', '\u0016\u0003\u0001 hello\r\n\r\n', '400 bad_request'],
    [
      'two lengths that differ',
      'POST /api/v1/people HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{"a":1}',
      '400 bad_request',
    ],
    [
      'a length and pieces at once',
      'POST /api/v1/people HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      '400 bad_request',
    ],
    ['as many headers as allowed', head('GET /api/v1/people', many(limits.head.count - 10)), '401 not_signed_in'],
  ])('%s', async (_, text, verdict) => {
    const said = await say(text)
    expect(verdictOf(said)).toBe(verdict)
    expect(await others()).toBe(200)
  })
})

describe('[003-50] slowness', () => {
  test('408: a head that comes letter by letter is cut off, whoever else asks is answered meanwhile', async () => {
    const letters = [...head('GET /api/v1/people', many(20))]
    const slow = Array.from({ length: 20 }, () => say(letters, 40))
    expect(await others()).toBe(200)
    const ended = await Promise.all(slow)
    expect(new Set(ended.map(verdictOf))).toEqual(new Set(['408 too_slow']))
  }, 20_000)

  test('408: a body that comes letter by letter is cut off as well', async () => {
    const start =
      'POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 400\r\n\r\n'
    const said = await say([start, ...'{"name":"'.padEnd(300, 'a')], 40)
    expect(verdictOf(said)).toBe('408 too_slow')
    expect(await others()).toBe(200)
  }, 20_000)
})

describe('[003-50] bodies', () => {
  const { body } = limits
  const nested = (size: number) => `${'{"a":'.repeat(size)}1${'}'.repeat(size)}`
  const parts = Array.from(
    { length: 10_000 },
    (_, at) => `--x\r\ncontent-disposition: form-data; name="f${at}"; filename="${at}.txt"\r\n\r\nx\r\n`,
  ).join('')
  const multipart = { type: 'multipart/form-data; boundary=x', content: `${parts}--x--\r\n` }
  const json = (content: string) => ({ type: 'application/json', content })

  type Sent = { readonly type: string; readonly content: string }
  async function send(path: string, { type, content }: Sent, as = county.logins.bureau_officer): Promise<string> {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie: as.cookie, 'content-type': type },
      body: content,
    })
    const said: unknown = await answer.json().catch(() => ({}))
    const code = typeof said === 'object' && said !== null && 'code' in said ? String(said.code) : '-'
    expect(await others()).toBe(200)
    return `${answer.status} ${code}`
  }

  test.each([
    ['100,000 lists in one another', '/sessions', json('['.repeat(100_000)), '400 json_too_deep'],
    ['objects nested to the limit of the body', '/programmes', json(nested(250_000)), '400 json_too_deep'],
    ['objects nested a little too deep', '/programmes', json(nested(65)), '400 json_too_deep'],
    ['objects nested as deep as allowed', '/programmes', json(nested(64)), '400 bad_input'],
    ['a million keys', '/programmes', json(`{${'"a":1,'.repeat(290_000)}"a":1}`), '400 bad_input'],
    ['a key that would be everybody’s', '/programmes', json('{"__proto__":{"isAdmin":true}}'), '400 bad_input'],
    ['broken JSON', '/programmes', json('{"a":'), '400 bad_input'],
    ['JSON of 3 MB', '/programmes', json(`"${'a'.repeat(3 * 1024 * 1024)}"`), '413 too_large'],
    ['a form of 10,000 parts where JSON is meant', '/programmes', multipart, '415 media_type_refused'],
    [
      'a form of 10,000 parts as a file',
      `/files?id=${newId()}&name=a.docx&purpose=plan_document`,
      multipart,
      // It is text, and taken for that and nothing more.
      '201 -',
    ],
    ['a form of 10,000 parts as a roster', `/roster-imports?id=${newId()}&name=a.csv`, multipart, '422'],
  ])('%s', async (_, path, sent, verdict) => {
    const said = await send(path, sent)
    expect(said.startsWith(verdict) ? verdict : said).toBe(verdict)
  })

  test('413: a file that says it is larger than any may be is refused before it comes', async () => {
    const path = `/api/v1/files?id=${newId()}&name=a.zip&purpose=plan_document`
    const headers = `cookie: ${county.logins.bureau_officer.cookie}\r\ncontent-type: application/octet-stream\r\n`
    const said = await say(head(`POST ${path}`, `${headers}content-length: ${body.file + 1}\r\n`))
    expect(verdictOf(said)).toBe('413 too_large')
  })
})
