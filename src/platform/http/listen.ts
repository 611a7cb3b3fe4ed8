import { createServer, STATUS_CODES, type Server, type ServerOptions } from 'node:http'
import type { Socket } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { limits, type Limits } from '../../lib/limits.ts'
import { codeOf } from '../disk.ts'

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

/** A server for an application that nobody can hold up: what comes too slowly or with too large a head is refused in words. */
export function serverOf(fetch: Fetch, { head, time }: Pick<Limits, 'head' | 'time'> = limits): Server {
  const serverOptions: ServerOptions = {
    maxHeaderSize: head.bytes,
    headersTimeout: time.headersMs,
    requestTimeout: time.wholeMs,
    connectionsCheckingInterval: Math.min(5_000, Math.ceil(time.headersMs / 3)),
  }
  const server = createAdaptorServer({ fetch, serverOptions, createServer })
  if (!('maxHeadersCount' in server)) throw new Error('this server speaks no HTTP/1')
  // One more than allowed is let through, so that it can be refused in words and not be cut off in silence.
  server.maxHeadersCount = head.count + 1
  server.on('clientError', refuseRaw)
  return server
}

type Ending = Pick<Socket, 'writable' | 'end' | 'destroy' | 'resume'>
type Said = { readonly status: number; readonly code: string; readonly zh: string; readonly en: string }

const sayings: Readonly<Record<string, Said>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'head_too_large',
    zh: '请求头过大：请清除浏览器中本站的 Cookie 后重试。',
    en: 'The head of the request is too large: clear this site’s cookies and try again.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'too_slow',
    zh: '请求没有在限定时间内发完：请检查网络后重试。',
    en: 'The request did not arrive in time: check the network and try again.',
  },
}
const malformed: Said = {
  status: 400,
  code: 'bad_request',
  zh: '请求不符合 HTTP 格式。',
  en: 'This is no well-formed HTTP request.',
}

// No application has seen such a request: what is said goes straight onto the wire.
function refuseRaw(failure: Error, socket: Ending): void {
  if (codeOf(failure) === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  last(socket, rawRefusal(sayings[codeOf(failure)] ?? malformed))
}

const hearMs = 1_000

// A socket that is closed on words still unheard takes the answer with it: what comes is heard out for a moment.
function last(socket: Ending, text: string): void {
  socket.end(text)
  socket.resume()
  setTimeout(() => socket.destroy(), hearMs).unref()
}

function rawRefusal({ status, code, zh, en }: Said): string {
  const body = JSON.stringify({
    type: `urn:qinglan:problem:${code}`,
    title: en,
    detail: zh,
    status,
    code,
    requestId: '',
  })
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
}

/** Cuts a request off whose body does not arrive in time, and says so. */
export function refuseSlow(socket: Ending): void {
  if (socket.writable) last(socket, rawRefusal(sayings.ERR_HTTP_REQUEST_TIMEOUT ?? malformed))
  else socket.destroy()
}
