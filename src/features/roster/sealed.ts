import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What imports keep sealed: the cells of their lists, and the numbers that they set. */
export const sealedRosters: readonly SealedColumn[] = [
  { table: 'roster_import', sealed: 'head_sealed' },
  { table: 'roster_row', sealed: 'cells_sealed' },
  { table: 'roster_row', sealed: 'id_number_sealed', hash: { column: 'id_number_hash' } },
  { table: 'roster_row', sealed: 'phone_sealed', hash: { column: 'phone_hash' } },
  { table: 'roster_row', sealed: 'before_phone_sealed', hash: { column: 'before_phone_hash' } },
]
