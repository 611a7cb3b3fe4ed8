import { handsOf, isOwnMatter, type Acting } from '../../lib/access.ts'
import type { Centihours } from '../../lib/hours.ts'
import { yearOf } from '../../lib/dates.ts'

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

/** What one entry of the ledger says, as its hash covers it. */
export type EntryContent = {
  readonly tenantId: string
  readonly id: string
  readonly personId: string
  readonly seq: number
  readonly direction: 'earned' | 'reversed' | 'opening' | 'carried'
  readonly centihours: Centihours
  readonly startedOn: string | null
  readonly earnedOn: string
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly sourceKind: string
  readonly sourceId: string
  readonly sourceTitle: string
  readonly recordId: string | null
  readonly reversesId: string | null
  readonly reason: string | null
  readonly postedBy: string
  readonly postedAt: Date
}

/** An entry as the one text that its hash is made of: every field in a fixed order, so that nothing can change unseen. */
export function canonical(entry: EntryContent, previousHash: string): string {
  return JSON.stringify([
    previousHash,
    entry.tenantId,
    entry.personId,
    entry.seq,
    entry.id,
    entry.direction,
    entry.centihours,
    entry.startedOn,
    entry.earnedOn,
    entry.category,
    entry.level,
    entry.mode,
    entry.sourceKind,
    entry.sourceId,
    entry.sourceTitle,
    entry.recordId,
    entry.reversesId,
    entry.reason,
    entry.postedBy,
    entry.postedAt.toISOString(),
  ])
}

/** What the first entry of every chain follows. */
export const chainStart = '0'.repeat(64)

export type Chained = EntryContent & { readonly previousHash: string; readonly hash: string }

/** Where a chain breaks: the first place whose number, link or content is not what it must be; undefined when it is whole. */
export function brokenAt(entries: readonly Chained[], digest: (text: string) => string): number | undefined {
  let previous = chainStart
  for (const [index, entry] of entries.entries()) {
    const place = index + 1
    if (entry.seq !== place || entry.previousHash !== previous) return place
    if (digest(canonical(entry, previous)) !== entry.hash) return place
    previous = entry.hash
  }
  return undefined
}

/** What an entry adds to the running sums. */
export type Change = {
  readonly personId: string
  readonly year: number
  readonly category: string
  readonly centihours: Centihours
}

type Summed = Pick<EntryContent, 'personId' | 'earnedOn' | 'category' | 'centihours'>

/** The running sums that entries make, one row a person, year and category. */
export function sumsOf(entries: readonly Summed[]): Change[] {
  const sums = new Map<string, Change>()
  for (const { personId, earnedOn, category, centihours } of entries) {
    const [year, named] = [yearOf(earnedOn), category ?? '']
    const key = JSON.stringify([personId, year, named])
    const before = sums.get(key)?.centihours ?? 0
    sums.set(key, { personId, year, category: named, centihours: before + centihours })
  }
  return [...sums.values()]
}

/** Whether a caller that repeats a record's id means the same hours. */
export function isSameRecord<R extends { personId: string; sourceId: string; centihours: number; earnedOn: string }>(
  a: R,
  b: Pick<R, 'personId' | 'sourceId' | 'centihours' | 'earnedOn'>,
): boolean {
  return (
    a.personId === b.personId && a.sourceId === b.sourceId && a.centihours === b.centihours && a.earnedOn === b.earnedOn
  )
}
