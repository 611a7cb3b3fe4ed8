import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What the roster keeps sealed. */
export const sealedNumbers: readonly SealedColumn[] = [
  { table: 'person', key: 'id', sealed: 'id_number_sealed', hash: { column: 'id_number_hash' } },
  { table: 'person', key: 'id', sealed: 'phone_sealed', hash: { column: 'phone_hash' } },
]
