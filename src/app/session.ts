import { getCookie } from 'hono/cookie'
import type { MiddlewareHandler } from 'hono'
import type pg from 'pg'
import { sessionCookie } from '../features/accounts/routes.ts'
import { findActors, touchSessions } from '../features/accounts/store.ts'
import type { Standing } from '../lib/access.ts'
import { ok } from '../lib/result.ts'
import type { Clock } from '../platform/clock.ts'
import { sha256 } from '../platform/crypto.ts'
import { gather } from '../platform/db/batch.ts'
import { forMany, read, transact, type Actor, type Db } from '../platform/db/db.ts'
import type { Env, Tenants } from '../platform/http/guard.ts'
import { problem } from '../platform/http/problem.ts'
import { openDoor } from './tenants.ts'
import { tokensOf } from './tokens.ts'

const cookieShape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/

/** How long an actor is believed without asking the database: the longest that a sign-out elsewhere takes to be felt here. */
const believeMs = 3_000
const rememberedMax = 20_000

/** How old the note that a session is in use may grow: reading costs no writing. */
const seenMs = 300_000

type Known = { readonly actor: Actor; readonly standing: Standing }
type Remembered = { readonly known: Known; readonly at: number }
type Shown = { readonly door: Db; readonly hash: Buffer }

async function lookUpMany(shown: readonly Shown[]): Promise<readonly (Known | null)[]> {
  const [first] = shown
  if (!first) return []
  const { now } = first.door.context
  const found = await read(forMany(first.door), (tx) =>
    findActors(
      tx,
      shown.map(({ hash }) => hash),
    ),
  )
  const stale = [...found.values()].filter(({ seenAt }) => now.getTime() - seenAt.getTime() > seenMs)
  const ids = stale.map(({ actor }) => actor.sessionId)
  if (ids.length > 0) await transact(first.door, async (tx) => ok(await touchSessions(tx, ids)))
  return shown.map(({ hash }) => found.get(hash.toString('hex')) ?? null)
}

/** Who is signed in on each request, remembered for a few seconds so that a busy page costs one look and not twenty. */
export function sessionsOf(pool: pg.Pool, clock: Clock, tenants: Tenants, statementMs?: number) {
  const remembered = new Map<string, Remembered>()
  // Everybody who comes back in the same moment is looked up in one statement: a rush begins with its sessions.
  const ask = gather({ waitMs: 1, most: 500, lanes: 2 }, lookUpMany)

  async function lookUp(door: Db, cookie: string, token: string): Promise<Known | undefined> {
    const earlier = remembered.get(cookie)
    if (earlier && clock.ticks() - earlier.at < believeMs) return earlier.known
    const known = await ask(door.context.tenantId, { door, hash: sha256(token) })
    if (remembered.size > rememberedMax) remembered.clear()
    if (!known) {
      remembered.delete(cookie)
      return undefined
    }
    remembered.set(cookie, { known, at: clock.ticks() })
    return known
  }

  const tokens = tokensOf(pool, clock, tenants)

  // A request may not hold a connection as long as background work may.
  const within = (door: Db | undefined) => (door && statementMs !== undefined ? { ...door, statementMs } : door)

  const middleware: MiddlewareHandler<Env> = async (c, next) => {
    const bearer = c.req.header('authorization')
    if (bearer !== undefined) {
      const origin = { requestId: c.get('requestId'), from: c.get('address') }
      const found = await tokens.find(bearer, { ...origin, actor: undefined })
      if (found && (await tokens.isTooOften(found.known))) return problem(c, 429, 'too_many_requests')
      c.set('asker', found?.known.actor)
      c.set('standing', found?.known.standing)
      c.set('door', within(found && openDoor(pool, clock, found.tenant, { ...origin, actor: found.known.actor })))
      return next()
    }
    const cookie = getCookie(c, sessionCookie) ?? ''
    const [, tenantId, token] = cookieShape.exec(cookie) ?? []
    const tenant = tenantId === undefined ? undefined : (await tenants.list()).find((one) => one.id === tenantId)
    if (tenant && token !== undefined) {
      const origin = { requestId: c.get('requestId'), from: c.get('address') }
      const known = await lookUp(openDoor(pool, clock, tenant, { ...origin, actor: undefined }), cookie, token)
      c.set('asker', known?.actor)
      c.set('standing', known?.standing)
      c.set('door', within(openDoor(pool, clock, tenant, { ...origin, actor: known?.actor })))
    } else {
      c.set('asker', undefined)
      c.set('door', within(await tenants.door(c, undefined)))
    }
    return next()
  }

  return {
    middleware,
    /** Stops believing that an account is signed in; felt at once in this process. */
    forget(accountId: string): void {
      tokens.forget(accountId)
      for (const [cookie, { known }] of remembered) if (known.actor.accountId === accountId) remembered.delete(cookie)
    },
  }
}
