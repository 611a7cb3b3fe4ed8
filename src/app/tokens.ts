import type pg from 'pg'
import { findTokenActor, touchToken, type TokenActor } from '../features/accounts/store/tokens.ts'
import { ok } from '../lib/result.ts'
import type { Clock } from '../platform/clock.ts'
import { sha256 } from '../platform/crypto.ts'
import { read, transact } from '../platform/db/db.ts'
import type { Tenants } from '../platform/http/guard.ts'
import { openLimit } from '../platform/http/limit.ts'
import { openDoor, type Origin } from './tenants.ts'

const shape = /^Bearer qinglan_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/i

/** As for sessions: how long a token is believed, and how old the note of its use may grow. */
const believeMs = 3_000
const usedMs = 300_000
const rememberedMax = 5_000

/** A program asks as often as this; a person never would. */
const perMinute = 600

type Remembered = { readonly known: TokenActor; readonly at: number }

/** Who acts with a token, remembered for a few seconds; and how often they may. */
export function tokensOf(pool: pg.Pool, clock: Clock, tenants: Tenants) {
  const remembered = new Map<string, Remembered>()
  const limit = openLimit(perMinute, 60)

  async function find(header: string, origin: Origin) {
    const [, tenantId = '', secret = ''] = shape.exec(header) ?? []
    const tenant = (await tenants.list()).find((one) => one.id === tenantId)
    if (!tenant) return undefined
    const earlier = remembered.get(header)
    if (earlier && clock.ticks() - earlier.at < believeMs) return { tenant, known: earlier.known }
    const door = openDoor(pool, clock, tenant, origin)
    const known = await read(door, (tx) => findTokenActor(tx, sha256(secret), usedMs))
    if (remembered.size > rememberedMax) remembered.clear()
    remembered.delete(header)
    if (!known) return undefined
    if (known.isStale) await transact(door, async (tx) => ok(await touchToken(tx, known.actor.sessionId)))
    remembered.set(header, { known, at: clock.ticks() })
    return { tenant, known }
  }

  return {
    find,
    /** Whether this token has asked too often. */
    isTooOften: async (known: TokenActor) => !(await limit.spend(known.actor.sessionId)),
    forget(accountId: string): void {
      for (const [header, { known }] of remembered) if (known.actor.accountId === accountId) remembered.delete(header)
    },
  }
}
