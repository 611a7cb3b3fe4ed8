import { Hono } from 'hono'
import { read } from '../../platform/db/db.ts'
import { addressLimit } from '../../platform/http/bounded.ts'
import type { Env } from '../../platform/http/guard.ts'
import { problem } from '../../platform/http/problem.ts'
import { readCalendar } from './commands.ts'

// A calendar asks once an hour; a household has a few.
const looking = { burst: 60, perSecond: 1 }

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** What programs read that keep somebody's calendar: without signing in, by an address that nobody guesses. */
export function calendarFeed(): Hono<Env> {
  const limit = addressLimit(looking)
  return new Hono<Env>().get('/:tenantId/:id/:name', async (c) => {
    const { tenantId, id, name } = c.req.param()
    const seconds = limit.take(c.get('address'))
    if (seconds !== undefined) {
      c.header('retry-after', String(seconds))
      return problem(c, 429, 'too_many_requests')
    }
    const tenant = (await c.get('tenants').list()).find((each) => each.id === tenantId)
    const db = tenant && (await c.get('tenants').door(c, tenant.slug))
    const signature = name.replace(/\.ics$/, '')
    const calendar =
      db && isId(id) ? await read(db, (tx) => readCalendar(tx, c.get('vault'), id, signature)) : undefined
    if (calendar === undefined) return problem(c, 404, 'not_found')
    return c.body(calendar, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="qinglan.ics"',
      'cache-control': 'private, max-age=300',
    })
  })
}
