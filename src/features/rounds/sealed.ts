import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What rounds keep sealed: the seed and the salt, until they are told. */
export const sealedSeeds: readonly SealedColumn[] = [
  { table: 'matching_round', sealed: 'seed_sealed' },
  { table: 'matching_round', sealed: 'salt_sealed' },
]
