import { sealedAccounts } from '../features/accounts/public.ts'
import { sealedHourLists } from '../features/claims/public.ts'
import { sealedSecrets } from '../features/delivery/public.ts'
import { sealedMail } from '../features/notices/public.ts'
import { sealedNumbers } from '../features/people/public.ts'
import { sealedRequests } from '../features/privacy/public.ts'
import { sealedObjectors } from '../features/publicity/public.ts'
import { sealedSeeds } from '../features/rounds/public.ts'
import { sealedRosters } from '../features/roster/public.ts'
import { sealedLayoutFiles } from '../features/statements/public.ts'
import type { SealedColumn } from '../platform/db/reseal.ts'

/** Every column that holds sealed text, one line a feature: what a change of keys seals anew. */
export const sealedColumns: readonly SealedColumn[] = [
  ...sealedAccounts,
  ...sealedHourLists,
  ...sealedLayoutFiles,
  ...sealedMail,
  ...sealedNumbers,
  ...sealedObjectors,
  ...sealedRequests,
  ...sealedRosters,
  ...sealedSecrets,
  ...sealedSeeds,
]
