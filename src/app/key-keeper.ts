import { statSync } from 'node:fs'
import { tendSeals } from '../features/privacy/public.ts'
import { transact } from '../platform/db/db.ts'
import { keyStandings, loadKeys, retireKeys } from '../platform/keys.ts'
import type { Parts } from './application.ts'
import { sealedColumns } from './sealed.ts'
import { openDoor, tenantsOf } from './tenants.ts'

const tickMs = 2_000
/** Longer than any transaction that may still have the earlier key in hand. */
const settleMs = 30_000

type KeeperParts = Pick<Parts, 'pool' | 'vault' | 'clock' | 'log'>

/**
 * Watches the key file: a key that was added is read within seconds and used when its time has come, everything is sealed
 * anew with it by a job in each bureau, and the key before it is retired once nothing needs it. Returns how to end it.
 */
export function startKeyKeeper(parts: KeeperParts, keysFile: string): () => Promise<void> {
  const tend = keyKeeper(parts, keysFile)
  let running: Promise<void> = Promise.resolve()
  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    running = tend()
      .catch((failure: unknown) => parts.log.warn({ err: failure }, 'keys'))
      .finally(() => {
        isBusy = false
      })
  }, tickMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** One look of the keeper, to be repeated. */
export function keyKeeper({ pool, vault, clock }: KeeperParts, keysFile: string): () => Promise<void> {
  const tenants = tenantsOf(pool, clock)
  let seen = modifiedAt(keysFile)
  let isChanging = true
  return async () => {
    const changed = modifiedAt(keysFile)
    if (changed === seen && !isChanging) return
    seen = changed
    const now = clock.now()
    const keys = loadKeys(keysFile, false, now)
    if (!keys.ok) return
    vault.use(keys.value)
    const standings = keyStandings(keysFile, now)
    // A retired key is dropped after a day.
    isChanging = standings.length > 1
    if (!isChanging || standings.some(({ state }) => state === 'coming')) return
    const current = standings.find(({ state }) => state === 'current')
    const earlier = standings.some(({ state }) => state === 'earlier')
    const isFresh = earlier && (await tendAll())
    const isSettled = current !== undefined && now.getTime() - Date.parse(current.usedFrom) > settleMs
    if (!earlier || (isFresh && isSettled)) retireKeys(keysFile, now)
  }

  async function tendAll(): Promise<boolean> {
    let areFresh = true
    for (const tenant of await tenants.list()) {
      const origin = { actor: undefined, requestId: 'keys', from: 'keys' }
      const standing = await transact(openDoor(pool, clock, tenant, origin), (tx) =>
        tendSeals(tx, vault, sealedColumns),
      )
      areFresh &&= standing.ok && standing.value === 'fresh'
    }
    return areFresh
  }
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
