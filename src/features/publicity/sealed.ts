import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What publicity keeps sealed: who objected from the public page. */
export const sealedObjectors: readonly SealedColumn[] = [
  { table: 'public_objection', sealed: 'name_sealed' },
  { table: 'public_objection', sealed: 'contact_sealed' },
]
