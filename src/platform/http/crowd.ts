import type { Context as HttpContext, MiddlewareHandler } from 'hono'
import { limits, type Limits } from '../../lib/limits.ts'
import type { Env } from './guard.ts'
import { refuseSlow } from './listen.ts'
import { problem } from './problem.ts'

/** Refuses an address that is too long and more headers than any browser or proxy sends. */
export function headUpTo({ head }: Pick<Limits, 'head'> = limits): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.url.length > head.addressBytes) return problem(c, 414, 'address_too_long')
    const sent = (c.env?.incoming?.rawHeaders.length ?? 0) / 2
    return sent > head.count ? problem(c, 431, 'too_many_headers') : next()
  }
}

const isJson = (c: HttpContext) => c.req.header('content-type')?.includes('json') ?? false
const hasBody = (c: HttpContext) => !['GET', 'HEAD'].includes(c.req.method)

/** Cuts off a body that is no file and does not arrive in time: a file may come over a slow line. */
export function bodyWithin({ time }: Pick<Limits, 'time'> = limits): MiddlewareHandler<Env> {
  return async (c, next) => {
    const incoming = hasBody(c) && isJson(c) ? c.env?.incoming : undefined
    if (!incoming || incoming.complete) return next()
    const late = setTimeout(() => {
      if (!incoming.complete) refuseSlow(incoming.socket)
    }, time.jsonBodyMs)
    try {
      await next()
    } finally {
      clearTimeout(late)
    }
    return undefined
  }
}

/** Refuses JSON whose parts lie too deep in one another, before anything walks through it. */
export function depthUpTo({ jsonDepth }: Pick<Limits, 'jsonDepth'> = limits): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!hasBody(c) || !isJson(c)) return next()
    // The text is kept: whoever asks for the JSON after this gets it from there.
    const text = await c.req.text()
    return isDeeper(text, jsonDepth) ? problem(c, 400, 'json_too_deep') : next()
  }
}

/** Whether objects and lists lie deeper in one another than `most`. */
export function isDeeper(text: string, most: number): boolean {
  if (text.length <= 2 * most) return false
  let [depth, inText] = [0, false]
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    if (inText) {
      if (letter === 0x5c) at += 1
      else if (letter === 0x22) inText = false
    } else if (letter === 0x22) inText = true
    else if (letter === 0x5b || letter === 0x7b) {
      depth += 1
      if (depth > most) return true
    } else if (letter === 0x5d || letter === 0x7d) depth -= 1
  }
  return false
}

type Kind = 'uploads' | 'exports'

const exported = /\/[a-z-]*(export|exports|workbook)$/

function kindOf(c: HttpContext<Env>): Kind | undefined {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return exported.test(c.req.path) ? 'exports' : undefined
  if (exported.test(c.req.path)) return 'exports'
  return c.req.header('content-type') !== undefined && !isJson(c) ? 'uploads' : undefined
}

/** Lets each account send and fetch only so many large things at once: others would wait for it. */
export function accountsUpTo({ account }: Pick<Limits, 'account'> = limits): MiddlewareHandler<Env> {
  const busy = new Map<string, number>()
  return async (c, next) => {
    const asker = c.get('asker')
    const kind = asker && kindOf(c)
    if (!kind) return next()
    const key = `${kind} ${asker.accountId}`
    const before = busy.get(key) ?? 0
    if (before >= account[kind]) {
      c.header('retry-after', '10')
      return problem(c, 429, kind === 'uploads' ? 'too_many_uploads' : 'too_many_exports')
    }
    busy.set(key, before + 1)
    const leave = () => {
      const left = (busy.get(key) ?? 1) - 1
      if (left > 0) busy.set(key, left)
      else busy.delete(key)
    }
    // An answer that streams is under way long after the handler is back.
    const outgoing = c.env?.outgoing
    if (outgoing) outgoing.once('close', leave)
    try {
      await next()
    } finally {
      if (!outgoing) leave()
    }
    return undefined
  }
}
