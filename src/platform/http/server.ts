import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as HttpContext, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from 'pino'
import { isDatabaseAway, tookTooLong } from '../db/away.ts'
import { codeOf } from '../disk.ts'
import { newId } from '../ids.ts'
import type { Env } from './guard.ts'
import { problem } from './problem.ts'

/** The address a request came from; behind a trusted proxy, the one it reports. */
export function addressOf(c: HttpContext, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (forwarded && isIP(forwarded)) return forwarded
  // Requests made inside the process (tests, rehearsal) have no socket.
  try {
    return getConnInfo(c).remote.address ?? 'local'
  } catch {
    return 'local'
  }
}

/**
 * Puts a header on the answer to come, whatever it will be; an answer that names the same header itself has the last word.
 * Where there is a socket it goes straight onto its message: headers that pass through a Response are built three times.
 */
function putHeader(c: HttpContext<Env>, name: string, value: string): void {
  const outgoing = c.env?.outgoing
  if (outgoing) outgoing.setHeader(name, value)
  else c.header(name, value)
}

/** Gives every answer a request id; keeps the caller's where it is a sound one. */
export const requestIds: MiddlewareHandler<Env> = async (c, next) => {
  const asked = c.req.header('x-request-id')
  const id = asked !== undefined && /^[\w-]{8,64}$/.test(asked) ? asked : newId()
  c.set('requestId', id)
  putHeader(c, 'x-request-id', id)
  await next()
}

const standing = Object.entries({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
})

/** The headers that keep an answer from being misread, framed or sniffed. Pages bring a content policy of their own. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  for (const [name, value] of standing) putHeader(c, name, value)
  if (c.req.path.startsWith('/api/')) putHeader(c, 'cache-control', 'no-store')
  await next()
}

/**
 * Refuses a body that is larger than its address allows, in bytes. The server never reads more than was announced, so
 * that only a body of unknown length has to be counted while it comes.
 */
export function bodyUpTo(mostOf: (path: string) => number): MiddlewareHandler<Env> {
  const onError = (c: HttpContext) => problem(c, 413, 'too_large')
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const most = mostOf(c.req.path)
    const announced = c.req.header('content-length')
    if (announced === undefined || c.req.header('transfer-encoding') !== undefined) {
      return bodyLimit({ maxSize: most, onError })(c, next)
    }
    return Number(announced) > most ? onError(c) : next()
  }
}

/** Refuses a state change that another site's page sent with our cookie. */
export function sameOrigin(origins: readonly string[]): MiddlewareHandler<Env> {
  const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
  return async (c, next) => {
    const origin = c.req.header('origin')
    if (!safe.has(c.req.method) && origin !== undefined) {
      const own = origins.length > 0 ? origins.includes(origin) : sameHost(origin, c.req.header('host'))
      if (!own) return problem(c, 403, 'origin_refused')
    }
    await next()
    return undefined
  }
}

function sameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Answers a defect: logged whole, told in one sentence with the request id. */
export function answerDefect(log: Logger) {
  return (failure: Error, c: HttpContext<Env>) => {
    if (tookTooLong(failure)) {
      c.header('retry-after', '30')
      return problem(c, 503, 'took_too_long')
    }
    if (isDatabaseAway(failure)) {
      c.header('retry-after', '5')
      return problem(c, 503, 'database_away')
    }
    // Broken JSON, or a null character, which no table can hold, wherever in the request it came from.
    if (isUnwritable(failure) || (failure instanceof HTTPException && failure.status === 400)) {
      return problem(c, 400, 'bad_input')
    }
    if (failure instanceof HTTPException && failure.status === 415) return problem(c, 415, 'media_type_refused')
    log.error({ err: failure, requestId: c.get('requestId'), path: c.req.path }, 'defect')
    return problem(c, 500, 'defect')
  }
}

function isUnwritable(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false
  return ['22021', '22P05'].includes(codeOf(failure)) || isUnwritable(failure.cause)
}
