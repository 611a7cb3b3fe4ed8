import type { Context as HttpContext } from 'hono'
import type { Env } from './guard.ts'

/** The address by which this request reached the site. Behind a proxy that ends TLS the request itself comes as plain HTTP. */
export function originOf(c: HttpContext<Env>): string {
  const { protocol, host } = new URL(c.req.url)
  return `${c.get('secureCookies') ? 'https:' : protocol}//${host}`
}
