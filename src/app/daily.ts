import { tellTerms } from '../features/access/public.ts'
import { sealLedgerToday } from '../features/credits/public.ts'
import { remindOfSharing } from '../features/claims/public.ts'
import { expireOffers, offerAgain } from '../features/enrolment/public.ts'
import { spellMost, spellWaiting } from '../features/people/public.ts'
import { releaseQuotas } from '../features/quotas/public.ts'
import { succeedAgain } from '../features/rounds/public.ts'
import { askRetention } from '../features/privacy/public.ts'
import { transact, type Db } from '../platform/db/db.ts'
import type { Parts } from './application.ts'
import { openDoor, tenantsOf } from './tenants.ts'

const lookMs = 600_000
const firstLookMs = 60_000

/** Asks once a day, in each bureau, for what is due that day. Returns how to end it. */
export function startDays({ pool, clock, log, vault }: Pick<Parts, 'pool' | 'clock' | 'log' | 'vault'>): () => void {
  const tenants = tenantsOf(pool, clock)
  const origin = { actor: undefined, requestId: 'daily', from: 'daily' }
  const spellNames = async (door: Db) => {
    for (let spelled: number = spellMost; spelled === spellMost;) {
      const outcome = await transact(door, (tx) => spellWaiting(tx))
      spelled = outcome.ok ? outcome.value : 0
    }
  }
  const due: Readonly<Record<string, (door: Db) => Promise<unknown>>> = {
    spelling: spellNames,
    retention: (door) => transact(door, (tx) => askRetention(tx)),
    terms: (door) => transact(door, tellTerms),
    sharing: (door) => transact(door, (tx) => remindOfSharing(tx)),
    quotas: (door) => transact(door, releaseQuotas),
    offers: (door) => transact(door, expireOffers),
    turns: offerAgain,
    succession: succeedAgain,
    sealing: (door) => transact(door, (tx) => sealLedgerToday(tx, vault)),
  }
  const look = async () => {
    const doors = (await tenants.list()).map((tenant) => () => openDoor(pool, clock, tenant, origin))
    await workThrough(doors, due, (failure, what) => log.warn({ err: failure, what }, 'daily'))
  }
  const ask = () => void look().catch((failure: unknown) => log.warn({ err: failure }, 'daily'))
  const timers = [setTimeout(ask, firstLookMs), setInterval(ask, lookMs)]
  for (const timer of timers) timer.unref()
  return () => timers.forEach((timer) => clearTimeout(timer))
}

/** Does all that is due at each place; what fails there is told, and keeps back neither the rest nor the other places. */
export async function workThrough<Place>(
  places: readonly (() => Place)[],
  due: Readonly<Record<string, (place: Place) => Promise<unknown>>>,
  failed: (failure: unknown, what: string) => void,
): Promise<void> {
  for (const place of places) {
    for (const [what, work] of Object.entries(due))
      await work(place()).catch((failure: unknown) => failed(failure, what))
  }
}
