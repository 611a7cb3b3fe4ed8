import { tellTerms } from '../features/access/public.ts'
import { sealLedgerToday } from '../features/credits/public.ts'
import { remindOfSharing } from '../features/claims/public.ts'
import { expireOffers } from '../features/enrolment/public.ts'
import { spellMost, spellWaiting } from '../features/people/public.ts'
import { releaseQuotas } from '../features/quotas/public.ts'
import { askRetention } from '../features/privacy/public.ts'
import { transact } from '../platform/db/db.ts'
import type { Parts } from './application.ts'
import { openDoor, tenantsOf } from './tenants.ts'

const lookMs = 600_000
const firstLookMs = 60_000

/** Asks once a day, in each bureau, for what is due that day. Returns how to end it. */
export function startDays({ pool, clock, log, vault }: Pick<Parts, 'pool' | 'clock' | 'log' | 'vault'>): () => void {
  const tenants = tenantsOf(pool, clock)
  const origin = { actor: undefined, requestId: 'daily', from: 'daily' }
  const spellNames = async (tenant: Parameters<typeof openDoor>[2]) => {
    for (let spelled: number = spellMost; spelled === spellMost;) {
      const outcome = await transact(openDoor(pool, clock, tenant, origin), (tx) => spellWaiting(tx))
      spelled = outcome.ok ? outcome.value : 0
    }
  }
  const look = async () => {
    for (const tenant of await tenants.list()) {
      await spellNames(tenant)
      const door = openDoor(pool, clock, tenant, origin)
      await transact(door, (tx) => askRetention(tx))
      await transact(door, tellTerms)
      await transact(door, (tx) => remindOfSharing(tx))
      await transact(door, releaseQuotas)
      await transact(door, expireOffers)
      await transact(door, (tx) => sealLedgerToday(tx, vault))
    }
  }
  const ask = () => void look().catch((failure: unknown) => log.warn({ err: failure }, 'daily'))
  const timers = [setTimeout(ask, firstLookMs), setInterval(ask, lookMs)]
  for (const timer of timers) timer.unref()
  return () => timers.forEach((timer) => clearTimeout(timer))
}
