import { setTimeout as pause } from 'node:timers/promises'
import { sealMost, sealWaiting } from '../features/audit/public.ts'
import { transact } from '../platform/db/db.ts'
import type { Parts } from './application.ts'
import { openDoor, tenantsOf } from './tenants.ts'

/** How long the sealer rests between two looks: an entry is sealed within a second. */
const restMs = 400
const restAfterFailureMs = 3_000

type SealerParts = Pick<Parts, 'pool' | 'clock' | 'log'>

/** Seals the audit trail of every bureau while the product runs. The answer ends it, after the seal it is at. */
export function startSealing(parts: SealerParts): () => Promise<void> {
  const end = new AbortController()
  const tenants = tenantsOf(parts.pool, parts.clock)
  const origin = { actor: undefined, requestId: 'sealing', from: 'sealing' }

  async function sealAll(): Promise<void> {
    for (const tenant of await tenants.list()) {
      for (let sealed: number = sealMost; sealed === sealMost && !end.signal.aborted;) {
        const outcome = await transact(openDoor(parts.pool, parts.clock, tenant, origin), (tx) => sealWaiting(tx))
        sealed = outcome.ok ? outcome.value : 0
      }
    }
  }

  async function run(): Promise<void> {
    while (!end.signal.aborted) {
      const failed = await sealAll().then(
        () => false,
        (failure: unknown) => {
          // What could not be sealed waits; a database that is away is told of by whoever asks it for something.
          if (!end.signal.aborted) parts.log.warn({ err: failure }, 'sealing')
          return true
        },
      )
      await pause(failed ? restAfterFailureMs : restMs, undefined, { signal: end.signal }).catch(() => undefined)
    }
  }

  const running = run()
  return async () => {
    end.abort()
    await running
  }
}
