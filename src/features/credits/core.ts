import { handsOf, isOwnMatter, type Acting } from '../../lib/access.ts'

/** Where a record of hours can go from where it is. */
export const movesFrom = {
  recorded: ['approved', 'returned'],
  approved: ['verified', 'returned'],
  verified: ['reversed'],
  returned: [],
  reversed: [],
} as const satisfies Record<string, readonly string[]>
export type RecordState = keyof typeof movesFrom

/** What must be known of a record to decide on it. */
export type RecordFacts = {
  readonly state: RecordState
  readonly personId: string
  readonly recordedBy: string
  readonly recordedFor: string
  readonly approvedBy: string | null
  readonly approvedFor: string | null
}

/** Who decides: an account, the person it belongs to, if any, and for whom. */
export type Decider = Acting

export type ApproveRefusal = 'record_not_recorded' | 'record_by_same_account' | 'record_own_hours'
export type VerifyRefusal = 'record_not_approved' | 'record_by_same_account' | 'record_own_hours'
export type ReturnRefusal = 'record_settled' | 'record_by_same_account' | 'record_own_hours'

/** Why this account may not approve a record; undefined when it may. */
export function approveRefusal(record: RecordFacts, decider: Decider): ApproveRefusal | undefined {
  if (record.state !== 'recorded') return 'record_not_recorded'
  return dutyRefusal(record, decider)
}

/** Why this account may not verify a record; undefined when it may. */
export function verifyRefusal(record: RecordFacts, decider: Decider): VerifyRefusal | undefined {
  if (record.state !== 'approved') return 'record_not_approved'
  return dutyRefusal(record, decider)
}

/** Why this account may not send a record back; undefined when it may. */
export function returnRefusal(record: RecordFacts, decider: Decider): ReturnRefusal | undefined {
  if (record.state !== 'recorded' && record.state !== 'approved') return 'record_settled'
  return dutyRefusal(record, decider)
}

// Three different people vouch for an hour, and none of them for their own; nor does anybody through a delegate.
function dutyRefusal(record: RecordFacts, decider: Decider): 'record_by_same_account' | 'record_own_hours' | undefined {
  if (isOwnMatter(decider, record.personId)) return 'record_own_hours'
  const before = [record.recordedBy, record.recordedFor, record.approvedBy, record.approvedFor]
  return handsOf(decider).some((hand) => before.includes(hand)) ? 'record_by_same_account' : undefined
}

/** Sources whose hours follow from what was attended: nobody raises them by hand, or says another day. */
export const attendedSources: readonly string[] = ['class', 'school_training']

export type CorrectionRefusal = 'correct_by_claim' | 'above_source'

/**
 * Why returned hours cannot be answered by these; undefined when they can. What was claimed goes back to its claimant, whose
 * table decides; what was attended is corrected downwards only, on its own day.
 */
export function correctionRefusal(
  returned: { readonly sourceKind: string; readonly centihours: number; readonly earnedOn: string },
  by: { readonly centihours: number; readonly earnedOn: string },
): CorrectionRefusal | undefined {
  if (returned.sourceKind === 'claim') return 'correct_by_claim'
  if (!attendedSources.includes(returned.sourceKind)) return undefined
  return by.centihours > returned.centihours || by.earnedOn !== returned.earnedOn ? 'above_source' : undefined
}

const said = ['personId', 'sourceId', 'centihours', 'earnedOn', 'category', 'level', 'mode', 'kind'] as const
type Said = Readonly<Record<(typeof said)[number], string | number | null>>

/** Whether a caller that repeats a record's id means the same hours: whose, of what work, how many, of which classification. */
export const isSameRecord = (a: Said, b: Said): boolean => said.every((part) => a[part] === b[part])
