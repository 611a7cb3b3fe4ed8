import { tellStanding, tendBackups } from '../features/backups/public.ts'
import { read, transact } from '../platform/db/db.ts'
import type { Tenants } from '../platform/http/guard.ts'
import type { Parts } from './application.ts'
import { openDoor, tenantsOf } from './tenants.ts'

const lookMs = 30_000

/** Looks every half minute whether a backup is due, or is missed. Returns how to end it. */
export function startBackups({ pool, clock, log }: Pick<Parts, 'pool' | 'clock' | 'log'>): () => void {
  const tenants = tenantsOf(pool, clock)
  const origin = { actor: undefined, requestId: 'backups', from: 'backups' }
  const look = async () => {
    for (const tenant of await tenants.list()) await transact(openDoor(pool, clock, tenant, origin), tendBackups)
  }
  const ask = () => void look().catch((failure: unknown) => log.warn({ err: failure }, 'backups'))
  const timer = setInterval(ask, lookMs)
  timer.unref()
  ask()
  return () => clearInterval(timer)
}

/** How the backups of this deployment stand, in one word; undefined where nobody looks after them yet. */
export async function backupsOf({ pool, clock, deployment }: Parts, tenants: Tenants): Promise<string | undefined> {
  if (!deployment) return undefined
  const origin = { actor: undefined, requestId: 'healthz', from: 'healthz' }
  for (const tenant of await tenants.list()) {
    const said = await read(openDoor(pool, clock, tenant, origin), tellStanding)
    if (said) return said
  }
  return undefined
}
