import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as HttpContext, MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import { isDatabaseAway } from '../db/away.ts'
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

/** Gives every answer a request id; keeps the caller's where it is a sound one. */
export const requestIds: MiddlewareHandler<Env> = async (c, next) => {
  const asked = c.req.header('x-request-id')
  c.header('x-request-id', asked !== undefined && /^[\w-]{8,64}$/.test(asked) ? asked : newId())
  await next()
}

/** The headers that keep an answer from being misread, framed or sniffed. Pages add their own content policy. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { headers } = c.res
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(self), geolocation=(), microphone=()')
  headers.set('x-frame-options', 'DENY')
  if (!headers.has('content-security-policy')) {
    headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  }
  if (c.req.path.startsWith('/api/') && !headers.has('cache-control')) headers.set('cache-control', 'no-store')
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
  return (failure: Error, c: HttpContext) => {
    if (isDatabaseAway(failure)) {
      c.header('retry-after', '5')
      return problem(c, 503, 'database_away')
    }
    log.error({ err: failure, requestId: c.res.headers.get('x-request-id'), path: c.req.path }, 'defect')
    return problem(c, 500, 'defect')
  }
}
