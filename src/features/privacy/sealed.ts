import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What privacy keeps sealed. */
export const sealedRequests: readonly SealedColumn[] = [
  { table: 'correction_request', sealed: 'value_sealed' },
  { table: 'correction_request', sealed: 'before_sealed' },
  { table: 'own_data_file', sealed: 'content_sealed' },
]

let every: readonly SealedColumn[] = []

/** Tells privacy what all features keep sealed; done once, where the application is put together. */
export function connectSealed(columns: readonly SealedColumn[]): void {
  every = columns
}

/** What all features keep sealed. */
export function everySealed(): readonly SealedColumn[] {
  return every
}
