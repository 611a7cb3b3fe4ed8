import { digest, digester } from './digest.ts'

/** What is published before a round closes: the seed cannot be changed any more, and cannot be guessed while the salt is kept. */
export function commitmentOf(seed: string, salt: string): string {
  return digest(`${seed}${salt}`)
}

/**
 * The place of each person in the order that decides between equals, 0 first. It is the order of SHA-256 of `seed:id`, so it is the same
 * whatever the order of the list, and nobody knows it before the seed is told.
 */
export function lotsOf(seed: string, ids: readonly string[]): Int32Array {
  const first = digester()
  const count = ids.length
  // The first 32 bits and the index in one exact number: the runtime sorts plain numbers many times faster than it calls a comparison.
  const keys = new Float64Array(count)
  const lows = new Float64Array(count)
  for (let index = 0; index < count; index += 1) {
    const { high, low } = first(`${seed}:${ids[index] ?? ''}`)
    keys[index] = high * 2 ** 21 + index
    lows[index] = low
  }
  keys.sort()
  const order = Int32Array.from(keys, (key) => key % 2 ** 21)
  settleEqual(order, keys, (one, other) => (lows[one] ?? 0) - (lows[other] ?? 0) || compare(ids[one], ids[other]))
  const lots = new Int32Array(count)
  for (let place = 0; place < count; place += 1) lots[order[place] ?? 0] = place
  return lots
}

function settleEqual(order: Int32Array, keys: Float64Array, by: (one: number, other: number) => number): void {
  const high = (place: number) => Math.floor((keys[place] ?? 0) / 2 ** 21)
  for (let from = 0; from < order.length;) {
    let to = from + 1
    while (to < order.length && high(to) === high(from)) to += 1
    if (to - from > 1) order.subarray(from, to).sort(by)
    from = to
  }
}

function compare(one = '', other = ''): number {
  return one < other ? -1 : one > other ? 1 : 0
}
