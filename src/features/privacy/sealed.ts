import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What privacy keeps sealed. */
export const sealedRequests: readonly SealedColumn[] = [
  { table: 'correction_request', sealed: 'value_sealed' },
  { table: 'correction_request', sealed: 'before_sealed' },
  { table: 'own_data_file', sealed: 'content_sealed' },
]
