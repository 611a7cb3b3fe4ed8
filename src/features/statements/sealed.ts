import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What statements keep sealed: lists with full numbers that wait to be fetched. */
export const sealedLayoutFiles: readonly SealedColumn[] = [{ table: 'hour_layout_full_file', sealed: 'content_sealed' }]
