import type { Context as HttpContext } from 'hono'
import type pg from 'pg'
import { dateIn } from '../lib/dates.ts'
import type { Clock } from '../platform/clock.ts'
import type { Actor, Db } from '../platform/db/db.ts'
import type { Env, Tenants } from '../platform/http/guard.ts'

/** What a door needs besides the tenant: who acts, under which request, from where. */
export type Origin = { readonly actor: Actor | undefined; readonly requestId: string; readonly from: string }

/** Opens a tenant's door for one piece of work that starts now. */
export function openDoor(pool: pg.Pool, clock: Clock, tenant: { id: string; zone: string }, origin: Origin): Db {
  const now = clock.now()
  const { id: tenantId, zone } = tenant
  return { pool, context: { ...origin, tenantId, zone, now, today: dateIn(zone, now) } }
}

type Tenant = { readonly id: string; readonly slug: string; readonly name: string; readonly zone: string }

const keepMs = 5_000

/** The bureaus of the deployment, read again every few seconds: they change once in years, and every request asks. */
export function tenantsOf(pool: pg.Pool, clock: Clock): Tenants {
  let known: { at: number; list: Promise<readonly Tenant[]> } | undefined

  const list = () => {
    const at = clock.ticks()
    if (!known || at - known.at > keepMs) {
      const fresh = { at, list: readTenants(pool) }
      known = fresh
      // A failure is told to whoever asked, and not remembered.
      fresh.list.catch(() => {
        if (known === fresh) known = undefined
      })
    }
    return known.list
  }
  const originOf = (c: HttpContext<Env>): Origin => ({
    actor: undefined,
    requestId: c.get('requestId'),
    from: c.get('address'),
  })
  return {
    list,
    door: async (c, slug) => {
      const all = await list()
      const tenant = slug === undefined ? (all.length === 1 ? all[0] : undefined) : all.find((one) => one.slug === slug)
      return tenant && openDoor(pool, clock, tenant, originOf(c))
    },
    newDoor: (c, tenantId, zone) => openDoor(pool, clock, { id: tenantId, zone }, originOf(c)),
    forget: () => {
      known = undefined
    },
  }
}

async function readTenants(pool: pg.Pool): Promise<readonly Tenant[]> {
  const found = await pool.query<Tenant>('select id, slug, name, time_zone as zone from tenant order by slug')
  return found.rows
}
