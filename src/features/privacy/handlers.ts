import type { Vault } from '../../platform/crypto.ts'
import type { SealedColumn } from '../../platform/db/reseal.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { performReseal } from './commands/resealing.ts'
import { resealAll } from './jobs.ts'

/** What the jobs of privacy are given by the application, which knows every feature. */
export type PrivacyParts = {
  readonly vault: Vault
  readonly sealed: readonly SealedColumn[]
}

/** What the jobs of privacy do. */
export function privacyHandlers({ vault, sealed }: PrivacyParts): readonly JobHandler[] {
  return [handle(resealAll, (_, tools) => performReseal(vault, sealed, tools))]
}
