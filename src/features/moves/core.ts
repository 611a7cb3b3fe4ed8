import { handsOf, type Acting } from '../../lib/access.ts'
import type { HourPurpose } from '../../lib/purposes.ts'

export type TransferState = 'asked' | 'accepted' | 'refused' | 'withdrawn'
export type TransferSide = 'from' | 'to' | 'both'

/** What an asker has a say over: the school that is left, the school that is joined. */
export type Say = { readonly from: boolean; readonly to: boolean }

/** Which side asks; undefined when it is neither. Whoever has a say over both needs nobody's answer. */
export function sideOf(say: Say): TransferSide | undefined {
  if (say.from && say.to) return 'both'
  if (say.from) return 'from'
  return say.to ? 'to' : undefined
}

export type DecideRefusal = 'transfer_settled' | 'transfer_other_side'

/** Why somebody may not answer a transfer so: the other side accepts or refuses, the side that asked withdraws. */
export function decideRefusal(
  transfer: { readonly state: TransferState; readonly askedSide: TransferSide },
  outcome: 'accepted' | 'refused' | 'withdrawn',
  say: Say,
): DecideRefusal | undefined {
  if (transfer.state !== 'asked') return 'transfer_settled'
  const asker = transfer.askedSide === 'to' ? say.to : say.from
  const other = transfer.askedSide === 'to' ? say.from : say.to
  return (outcome === 'withdrawn' ? asker : other) ? undefined : 'transfer_other_side'
}

/** One entry of a ledger, as a statement tells it. */
export type StatedEntry = {
  readonly earnedOn: string
  readonly startedOn: string | null
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  readonly centihours: number
  readonly title: string
  readonly evidence: readonly { readonly kind: string; readonly title: string; readonly sha256: string }[]
  readonly usedFor: readonly { readonly purpose: HourPurpose; readonly caseNo: string }[]
}

/** What a bureau vouches for when somebody moves away: who, and the hours of each year and category. */
export type StatementContent = {
  /** The first format told sums alone; its statements are still taken over. */
  readonly format: 'qinglan-hours-statement/1' | 'qinglan-hours-statement/2'
  readonly id: string
  readonly number: string
  readonly bureau: { readonly name: string; readonly regionCode: string }
  readonly toBureau: string
  readonly person: {
    readonly name: string
    readonly gender: string | null
    readonly bornOn: string | null
    readonly idNumberMasked: string | null
  }
  readonly issuedOn: string
  readonly issuedBy: string
  readonly hours: readonly { readonly year: number; readonly category: string; readonly centihours: number }[]
  /** Since the second format: each entry that stands, with what it is, what it rests on and what it was used for. */
  readonly entries?: readonly StatedEntry[] | undefined
  /** How long the ledger was, and its last mark: what the sums were reckoned from. */
  readonly ledger: { readonly entries: number; readonly mark: string | null }
}

type Identity = { readonly name: string; readonly bornOn: string | null; readonly idNumberMasked: string | null }

/** Whether a statement is about this person: the same name, and the same ID number or birthday where both are known. */
export function isAbout(statement: Identity, person: Identity): boolean {
  if (statement.name !== person.name) return false
  if (statement.idNumberMasked !== null && person.idNumberMasked !== null)
    return statement.idNumberMasked === person.idNumberMasked
  if (statement.bornOn !== null && person.bornOn !== null) return statement.bornOn === person.bornOn
  return false
}

/** The day that the hours of a year are entered under when they come from elsewhere: its last, or the day of the statement. */
export function openingDay(year: number, issuedOn: string): string {
  const last = `${year}-12-31`
  return last < issuedOn ? last : issuedOn
}

/** The hours of a statement as they are opened with: its entries, or its sums by year where it tells no more. */
export function openingHours({ format, hours, entries, issuedOn }: StatementContent): Omit<StatedEntry, 'title'>[] {
  if (format === 'qinglan-hours-statement/2' && entries) return entries.map(({ title: _, ...entry }) => entry)
  const unsaid = { startedOn: null, level: null, mode: null, kind: null, evidence: [], usedFor: [] }
  return hours
    .filter(({ centihours }) => centihours > 0)
    .map(({ year, category, centihours }) => ({
      ...{ ...unsaid, centihours, earnedOn: openingDay(year, issuedOn) },
      category: category === '' ? null : category,
    }))
}

/** What must be known of another bureau's key to confirm it. */
export type KeyFacts = {
  readonly fingerprint: string
  readonly registeredBy: string
  readonly registeredFor: string
  readonly isWithdrawn: boolean
}

export type ConfirmKeyRefusal = 'key_withdrawn' | 'key_by_same_hands' | 'key_fingerprint_differs'

/** Why this account may not confirm a key; undefined when it may. Two people vouch for a key, and nobody through a delegate for both. */
export function confirmKeyRefusal(key: KeyFacts, decider: Acting, fingerprint: string): ConfirmKeyRefusal | undefined {
  if (key.isWithdrawn) return 'key_withdrawn'
  if (handsOf(decider).some((hand) => hand === key.registeredBy || hand === key.registeredFor))
    return 'key_by_same_hands'
  const plain = (text: string) => text.replace(/[^0-9a-f]/gi, '').toLowerCase()
  return plain(fingerprint) === plain(key.fingerprint) ? undefined : 'key_fingerprint_differs'
}

/** What is known of two numbers that may be one person. */
export type MergeFacts = {
  readonly isSame: boolean
  readonly isMerged: boolean
  readonly isOwn: boolean
  readonly idNumbersDiffer: boolean
  /** Records of the number that goes which nobody has verified or returned yet. */
  readonly onTheirWay: number
  /** Classes under way in which both are. */
  readonly sharedClasses: number
}

export type MergeRefusal =
  | 'merge_same_person'
  | 'person_merged'
  | 'merge_own_person'
  | 'merge_id_numbers_differ'
  | 'hours_on_their_way'
  | 'both_in_open_class'

/** Why two numbers may not be made one; undefined when they may. */
export function mergeRefusal(facts: MergeFacts): MergeRefusal | undefined {
  if (facts.isSame) return 'merge_same_person'
  if (facts.isMerged) return 'person_merged'
  if (facts.isOwn) return 'merge_own_person'
  if (facts.idNumbersDiffer) return 'merge_id_numbers_differ'
  if (facts.onTheirWay > 0) return 'hours_on_their_way'
  return facts.sharedClasses > 0 ? 'both_in_open_class' : undefined
}

const dayMs = 86_400_000

/** How long a merging can be taken back. */
export const undoDays = 30

/** Why a merging may not be taken back; undefined when it may. */
export function undoRefusal(
  merge: { readonly mergedAt: Date; readonly undoneAt: Date | null },
  now: Date,
): 'merge_undone' | 'merge_too_old' | undefined {
  if (merge.undoneAt !== null) return 'merge_undone'
  return now.getTime() - merge.mergedAt.getTime() > undoDays * dayMs ? 'merge_too_old' : undefined
}

/** What moves from one number to the other when the two are one person, as tables of the database; the order is that of the moving. */
export const movedTables = [
  'post',
  'waiter',
  'quota_hold',
  'enrolment',
  'substitution_request',
  'matching_applicant',
  'elective_choice',
  'class_member',
  'attendance',
  'assessment_result',
  'completion',
  'credit_record',
  'hour_exemption',
  'claim',
  'appeal',
  'notice',
  'research_team_member',
  'school_plan_member',
  'school_plan_attendance',
  'school_plan_reflection',
] as const
export type MovedTable = (typeof movedTables)[number]
