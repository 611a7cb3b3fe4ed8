import { createHash } from 'node:crypto'
import { idOf } from '../src/platform/ids.ts'

/** Chance that repeats itself: the same seed gives the same draws on every machine. */
export type Random = {
  /** At least 0, below 1. */
  readonly next: () => number
  /** A whole number from `min` to `max`, both included. */
  readonly int: (min: number, max: number) => number
  readonly chance: (probability: number) => boolean
  pick<T>(from: readonly [T, ...T[]]): T
  /** One of the values, each as often as its weight says. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  shuffle<T>(list: readonly T[]): T[]
  /** `size` of the list, in the order drawn; all of it where it is shorter. */
  sample<T>(list: readonly T[], size: number): T[]
  readonly bytes: (size: number) => Buffer
  /** A UUIDv7 of this moment. */
  readonly id: (at: Date) => string
}

/** Opens a source of chance for one purpose: what is drawn from one never moves what is drawn from another. */
export function randomFrom(...purpose: readonly (string | number)[]): Random {
  const digest = createHash('sha256').update(purpose.join('\n')).digest()
  const word = sfc32(digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12))
  const next = () => word() / 4_294_967_296
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))

  function sample<T>(list: readonly T[], size: number): T[] {
    const left = [...list]
    const most = Math.min(size, left.length)
    for (let at = 0; at < most; at += 1) {
      const other = int(at, left.length - 1)
      const [mine, theirs] = [left[at], left[other]]
      if (mine !== undefined && theirs !== undefined) [left[at], left[other]] = [theirs, mine]
    }
    return left.slice(0, most)
  }

  function bytes(size: number): Buffer {
    const drawn = Buffer.alloc(size)
    for (let at = 0; at < size; at += 1) drawn[at] = word() & 0xff
    return drawn
  }

  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(0, from.length - 1)] ?? from[0],
    weighted: (from) => weighted(from, next()),
    shuffle: (list) => sample(list, list.length),
    sample,
    bytes,
    id: (at) => idOf(at.getTime(), bytes(16)),
  }
}

function weighted<T>(from: readonly (readonly [T, number])[], draw: number): T {
  const total = from.reduce((sum, [, weight]) => sum + weight, 0)
  let left = draw * total
  for (const [value, weight] of from) {
    left -= weight
    if (left < 0) return value
  }
  const last = from.at(-1)
  if (!last) throw new Error('nothing to choose from')
  return last[0]
}

// sfc32 (Doty-Humphrey): small, fast, and good enough for anything but secrets.
function sfc32(seedA: number, seedB: number, seedC: number, seedD: number): () => number {
  let [a, b, c, counter] = [seedA, seedB, seedC, seedD]
  const word = () => {
    const mixed = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + mixed) | 0
    return mixed >>> 0
  }
  for (let round = 0; round < 15; round += 1) word()
  return word
}
