import type { SealedColumn } from '../../platform/db/reseal.ts'

/** What classes keep sealed: the secrets that the codes of their sessions are made from. */
export const sealedSecrets: readonly SealedColumn[] = [{ table: 'class_session', sealed: 'secret' }]
