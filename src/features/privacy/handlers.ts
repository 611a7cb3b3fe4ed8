import type { Vault } from '../../platform/crypto.ts'
import type { SealedColumn } from '../../platform/db/reseal.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import type { OwnPart } from '../../platform/own-data.ts'
import type { Discard, Remover } from '../../platform/retention.ts'
import { performOwnData } from './commands/own-data.ts'
import { performReseal } from './commands/resealing.ts'
import { performRetention } from './commands/rules.ts'
import { keepRules, packOwnData, resealAll } from './jobs.ts'

/** What the jobs of privacy are given by the application, which knows every feature. */
export type PrivacyParts = {
  readonly vault: Vault
  readonly sealed: readonly SealedColumn[]
  readonly own: readonly OwnPart[]
  readonly removers: readonly Remover[]
  readonly discard: Discard
}

/** What the jobs of privacy do. */
export function privacyHandlers({ vault, sealed, own, removers, discard }: PrivacyParts): readonly JobHandler[] {
  return [
    handle(resealAll, (_, tools) => performReseal(vault, sealed, tools)),
    handle(packOwnData, (payload, tools) => performOwnData(vault, own, payload, tools)),
    handle(keepRules, (payload, tools) => performRetention(removers, payload, tools, discard)),
  ]
}
