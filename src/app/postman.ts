import { sendLetters } from '../features/notices/public.ts'
import type { Parts } from './application.ts'
import { openDoor, tenantsOf } from './tenants.ts'

const lookMs = 3_000

/**
 * Sends letters that wait, of every bureau, as long as the product runs. Without a mail server there are none. Returns how to
 * end it: what is being sent then is finished first.
 */
export function startPostman({
  pool,
  clock,
  log,
  vault,
  mail,
  origins,
}: Pick<Parts, 'pool' | 'clock' | 'log' | 'vault' | 'mail' | 'origins'>): () => Promise<void> {
  if (!mail) return async () => undefined
  const post = { mail, vault, origin: origins[0] }
  const tenants = tenantsOf(pool, clock)
  const who = { actor: undefined, requestId: 'postman', from: 'postman' }
  let isEnding = false
  let round: Promise<void> = Promise.resolve()
  const look = async () => {
    for (const tenant of await tenants.list()) {
      // One hand at a time for each bureau, and others do not wait until all of its letters are gone.
      if (!isEnding) await sendLetters(openDoor(pool, clock, tenant, who), post)
    }
  }
  let isLooking = false
  const ask = () => {
    if (isLooking || isEnding) return
    isLooking = true
    round = look()
      .catch((failure: unknown) => log.warn({ err: failure }, 'postman'))
      .finally(() => {
        isLooking = false
      })
  }
  const timer = setInterval(ask, lookMs)
  timer.unref()
  return async () => {
    isEnding = true
    clearInterval(timer)
    await round
    mail.close()
  }
}
