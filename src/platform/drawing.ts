import { plainAlphabet } from './crypto.ts'
import { drawBytes } from './ids.ts'

// What follows decides something and is kept, as ids are: it comes from where they come from, so that a rehearsal repeats itself.

/** A seed that nobody can guess: 256 bits. */
export function drawSeed(): string {
  return drawBytes(32).toString('base64url')
}

/** A code of `length` plain characters. */
export function drawCode(length: number): string {
  // 32 characters: each byte gives one of them, all as likely.
  return Array.from(drawBytes(length), (byte) => plainAlphabet[byte % plainAlphabet.length]).join('')
}

/** A whole number below `most`, which divides 256. */
export function drawBelow(most: number): number {
  return (drawBytes(1)[0] ?? 0) % most
}
