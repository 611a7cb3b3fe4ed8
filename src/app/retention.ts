import { signInRemover } from '../features/accounts/store/own.ts'
import { jobRemover } from '../features/jobs/store/removal.ts'
import { noticeRemover } from '../features/notices/store/own.ts'
import { correctionRemover, ownDataRemover } from '../features/privacy/store/own.ts'
import { importRemover } from '../features/roster/store/removal.ts'
import type { Remover } from '../platform/retention.ts'

/** What is removed or emptied once its time is over, one line a kind. Never the ledger, the certificates or the audit trail. */
export const removers: readonly Remover[] = [
  correctionRemover,
  importRemover,
  jobRemover,
  noticeRemover,
  ownDataRemover,
  signInRemover,
]
