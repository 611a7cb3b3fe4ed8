import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What lists of hours keep sealed: their cells, as they were handed in. */
export const sealedHourLists: readonly SealedColumn[] = [{ table: 'hour_rehearsal', sealed: 'rows_sealed' }]
