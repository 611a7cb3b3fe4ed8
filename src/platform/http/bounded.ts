import { isIPv6 } from 'node:net'
import { systemClock } from '../clock.ts'

type Ticks = () => number

/** How often one address may ask: a bucket that holds `burst` and fills by `perSecond`. */
export type AddressLimit = {
  /** Takes one from an address's bucket; the seconds to wait when it is empty, undefined when it was not. */
  take(address: string): number | undefined
}

/** Keeps addresses apart in memory; the longest silent are forgotten first, and full buckets need no memory. */
export function addressLimit(
  { burst, perSecond, most = 50_000 }: { burst: number; perSecond: number; most?: number },
  ticks: Ticks = systemClock.ticks,
): AddressLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(address) {
      const key = networkOf(address)
      const now = ticks()
      const before = buckets.get(key) ?? { left: burst, at: now }
      const left = Math.min(burst, before.left + ((now - before.at) / 1000) * perSecond)
      buckets.delete(key)
      if (buckets.size >= most) forgetOldest(buckets)
      const taken = left >= 1
      buckets.set(key, { left: taken ? left - 1 : left, at: now })
      return taken ? undefined : Math.ceil((1 - left) / perSecond)
    },
  }
}

// One household holds a whole /64 of IPv6: it counts as one address.
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail = ''] = address.split('::')
  const [front, back] = [head.split(':'), tail === '' ? [] : tail.split(':')]
  const gap = address.includes('::')
    ? Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
    : []
  return [...front, ...gap, ...back].slice(0, 4).join(':')
}

/** Answers that are good for a moment, so that a crowd asking the same costs one look. */
export type ShortMemory<V> = { recall(key: string, ask: () => Promise<V>): Promise<V> }

/** Remembers up to `most` answers for `forMs`; a failure is told to whoever asked and not remembered. */
export function shortMemory<V>(
  { forMs, most = 10_000 }: { forMs: number; most?: number },
  ticks: Ticks = systemClock.ticks,
): ShortMemory<V> {
  const known = new Map<string, { at: number; answer: Promise<V> }>()
  return {
    recall(key, ask) {
      const now = ticks()
      const before = known.get(key)
      if (before && now - before.at < forMs) return before.answer
      known.delete(key)
      if (known.size >= most) forgetOldest(known)
      const fresh = { at: now, answer: ask() }
      known.set(key, fresh)
      fresh.answer.catch(() => {
        if (known.get(key) === fresh) known.delete(key)
      })
      return fresh.answer
    },
  }
}

function forgetOldest(map: Map<string, unknown>): void {
  const oldest = map.keys().next()
  if (!oldest.done) map.delete(oldest.value)
}
