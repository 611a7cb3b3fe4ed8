import type { Tone } from '../../../ui/states.tsx'
import type { Translate } from '../../../ui/words.ts'
import type { CreditRecord } from '../contract.ts'
import type { words } from '../words.ts'

/** With whom hours on their way lie, or why they came back. */
export function sayWaiting(t: Translate<typeof words>, record: CreditRecord): string {
  if (record.state === 'returned') return t('waiting.with.returned', { reason: record.returnReason ?? '' })
  return t(record.state === 'approved' ? 'waiting.with.approved' : 'waiting.with.recorded')
}

/** The tone in which each state of a record is shown. */
export const toneOf = {
  recorded: 'waiting',
  approved: 'active',
  verified: 'done',
  returned: 'attention',
  reversed: 'danger',
} as const satisfies Record<CreditRecord['state'], Tone>
