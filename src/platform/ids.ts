import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { systemClock } from './clock.ts'

/** Where ids come from: a time in milliseconds, and bits nobody has drawn before. */
export type IdSource = { now(): number; bytes(size: number): Buffer }

// Drawn in advance: asking the system for sixteen bytes costs as much as asking it for thousands.
const drawnAtOnce = 8192
let drawn = Buffer.alloc(0)

function draw(size: number): Buffer {
  if (drawn.length < size) drawn = randomBytes(Math.max(size, drawnAtOnce))
  const bytes = drawn.subarray(0, size)
  drawn = drawn.subarray(size)
  return bytes
}

const chance: IdSource = { now: () => systemClock.now().getTime(), bytes: draw }
const chosen = new AsyncLocalStorage<IdSource>()

/** Runs work whose ids come from a source of its own: the same source gives the same ids, so that a rehearsal repeats itself. */
export function withIds<T>(source: IdSource, work: () => Promise<T>): Promise<T> {
  return chosen.run(source, work)
}

/** A UUIDv7: ids made by the application, in the order of their making, so that indexes grow at one end. */
export function newId(at?: number): string {
  const source = chosen.getStore() ?? chance
  return idOf(at ?? source.now(), source.bytes(16))
}

/** Bytes nobody has drawn before, from where the ids of this work come from. */
export function drawBytes(size: number): Buffer {
  return Buffer.from((chosen.getStore() ?? chance).bytes(size))
}

/** The UUIDv7 of a moment with these sixteen bytes for the rest of its bits. */
export function idOf(at: number, bytes: Buffer): string {
  bytes.writeUIntBE(at, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The moment at which an id of this product was made: UUIDv7 begins with it. */
export function madeAt(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}
