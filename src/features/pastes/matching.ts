import type { Access } from '../../lib/access.ts'
import type { Vault } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Candidate, PasteSubject } from './core.ts'

/** How a feature finds what pasted rows may mean, among what whoever pastes may see. */
export type PasteMatcher = {
  readonly subject: PasteSubject
  /** Who sees lists of this subject; whoever holds none of its roles has nothing to paste. */
  readonly access: Access
  /** Everything in the subtrees of `roots` that bears one of these codes or names, as they were pasted. */
  find(tx: Tx, vault: Vault, wanted: Wanted): Promise<readonly Candidate[]>
}

/** What is looked for: the cells that may be numbers, and those that may be names, each once. */
export type Wanted = {
  readonly roots: readonly string[]
  readonly codes: readonly string[]
  readonly names: readonly string[]
}

let matchers: readonly PasteMatcher[] = []

/** Tells how each subject is found; done once, where the application is put together. */
export function connectMatchers(all: readonly PasteMatcher[]): void {
  matchers = all
}

/** How a subject is found. */
export function matcherOf(subject: PasteSubject): PasteMatcher {
  const found = matchers.find((one) => one.subject === subject)
  if (!found) throw new Error(`nobody finds pasted ${subject}`)
  return found
}
