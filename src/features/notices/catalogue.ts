import type { Original } from './core/texts.ts'

let known: ReadonlyMap<string, Original> = new Map()

/** Tells this feature every notice that there is; done once, where the application is put together. */
export function connectNotices(originals: readonly Original[]): void {
  known = new Map(originals.map((original) => [original.code, original]))
}

/** Every notice that features send, as they word it, in the order of the features. */
export function listOriginals(): readonly Original[] {
  return [...known.values()]
}

/** A notice as its sender words it. */
export function findOriginal(code: string): Original | undefined {
  return known.get(code)
}

/** Whether a notice has words that the bureau may change; without a catalogue nobody can tell. */
export function hasWords(code: string): boolean {
  return known.size === 0 || known.has(code)
}
