import type { SealedColumn } from '../../platform/db/reseal.ts'
import { namePrefix } from './store/names.ts'

/** What accounts keep sealed. */
export const sealedAccounts: readonly SealedColumn[] = [
  {
    table: 'sign_in_name',
    sealed: 'name_sealed',
    hash: { column: 'name_hash', prefix: namePrefix },
  },
  { table: 'second_factor', sealed: 'secret_sealed' },
  { table: 'identity_provider', sealed: 'client_secret_sealed' },
]
