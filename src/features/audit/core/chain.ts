/** What the first link of a chain holds in place of the hash before it. */
export const chainStart = '0'.repeat(64)

/** How many entries one seal covers at most. */
export const sealMost = 2_000

/** A link of the chain as it was written. Hashes are hexadecimal. */
export type Seal = {
  readonly seq: number
  readonly fromId: string
  readonly toId: string
  readonly size: number
  readonly previousHash: string
  readonly hash: string
}

/** The text whose hash seals a span: its place, the hash before it, and every entry as one line of JSON. */
export function sealedText(seq: number, previousHash: string, entries: readonly string[]): string {
  return [`${seq} ${entries.length}`, previousHash, ...entries].join('\n')
}

export type BreachKind = 'seal_missing' | 'link_broken' | 'entry_missing' | 'entries_altered'

/** Where a chain breaks: at which seal, and why. */
export type Breach = {
  readonly kind: BreachKind
  readonly seq: number
  readonly fromId: string
  readonly toId: string
}

/** What is expected next while a chain is walked from its start. */
export type Walk = { readonly seq: number; readonly hash: string }

export const walkStart: Walk = { seq: 0, hash: chainStart }

/**
 * Looks at the next link. `entries` are the lines of the entries it covers, `null` where one is gone; `isPurged` says that this span
 * was taken away for its age, and only its link can be looked at.
 */
export function breachOf(
  walk: Walk,
  seal: Seal,
  entries: readonly (string | null)[],
  digest: (text: string) => string,
  isPurged: boolean,
): Breach | undefined {
  const breach = (kind: BreachKind): Breach => ({ kind, seq: seal.seq, fromId: seal.fromId, toId: seal.toId })
  if (seal.seq !== walk.seq + 1) return breach('seal_missing')
  if (seal.previousHash !== walk.hash) return breach('link_broken')
  const present = entries.filter((line): line is string => line !== null)
  if (isPurged && present.length === 0) return undefined
  if (present.length !== seal.size || entries.length !== seal.size) return breach('entry_missing')
  return digest(sealedText(seal.seq, seal.previousHash, present)) === seal.hash ? undefined : breach('entries_altered')
}
