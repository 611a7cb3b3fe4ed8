import type { Tx } from './db/db.ts'

/** What a removal did: how much went, and the contents of files that nothing of this bureau names any more. */
export type Removed = { readonly count: number; readonly contents: readonly string[] }

/** How a feature removes or empties what is older than a moment; returns how much that was. Doing it twice is harmless. */
export type Remover = {
  readonly kind: string
  remove(tx: Tx, before: Date): Promise<number | Removed>
}

/** Lets the contents of files go, where no bureau of the deployment names them. */
export type Discard = (contents: readonly string[]) => Promise<void>
