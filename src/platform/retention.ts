import type { Tx } from './db/db.ts'

/** How a feature removes or empties what is older than a moment; returns how much that was. Doing it twice is harmless. */
export type Remover = {
  readonly kind: string
  remove(tx: Tx, before: Date): Promise<number>
}
