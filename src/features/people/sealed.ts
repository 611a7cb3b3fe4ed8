import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What the roster keeps sealed. */
export const sealedNumbers: readonly SealedColumn[] = [
  { table: 'person', sealed: 'id_number_sealed', hash: { column: 'id_number_hash' } },
  { table: 'person', sealed: 'phone_sealed', hash: { column: 'phone_hash' } },
]
