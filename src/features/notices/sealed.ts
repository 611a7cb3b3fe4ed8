import type { SealedColumn } from '../../platform/db/reseal.ts'

/** Addresses are kept sealed. */
export const sealedMail: readonly SealedColumn[] = [
  { table: 'mail_address', sealed: 'address_sealed' },
  { table: 'mail_confirmation', sealed: 'address_sealed' },
]
