import { isOwnMatter, type Acting } from '../../../lib/access.ts'
import { yearOf, type CalendarDate } from '../../../lib/dates.ts'
import type { Centihours } from '../../../lib/hours.ts'
import { awardOf, leftThisYear, type Answers, type Awarded, type AwardRefusal } from '../../../lib/policy/award.ts'
import type { Award } from '../../../lib/policy/language.ts'
import { codeWritten } from '../../../lib/policy/written.ts'
import { programmeLevels, type ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { mayGo } from '../../../lib/states.ts'
import { titleKeyOf } from '../../../lib/titles.ts'

export const claimStates = ['draft', 'submitted', 'returned', 'taken_up', 'withdrawn'] as const
export type ClaimState = (typeof claimStates)[number]

/** Where a claim can go from where it is. One that was taken up goes on only when its hours were returned, or by an appeal. */
export const claimMoves = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['returned', 'taken_up', 'withdrawn'],
  returned: ['submitted', 'withdrawn'],
  taken_up: ['submitted', 'withdrawn'],
  withdrawn: [],
} as const satisfies Record<ClaimState, readonly ClaimState[]>

export const claimActs = [
  'submitted',
  'returned',
  'taken_up',
  'withdrawn',
  'shared',
  'lowered',
  'levelled',
  'reopened',
] as const
export type ClaimAct = (typeof claimActs)[number]

export const sharingForms = ['lecture', 'demonstration_lesson', 'group_talk', 'written'] as const

/** The kind of evidence that a sharing record is. A trip stays open until it is there. */
export const sharingEvidence = '汇报'

/** Whether work of this table is a trip (外出研修), of which something has to be passed on afterwards. */
export function isTrip(award: Pick<Award, 'evidence' | 'mode'>): boolean {
  return award.mode === 'off-site' || award.evidence.includes(sharingEvidence)
}

/** The kinds of files that have to be handed in with a claim. */
export function filesAsked(award: Pick<Award, 'evidence'>): readonly string[] {
  return award.evidence.filter((kind) => kind !== sharingEvidence)
}

/** What somebody writes of their work; as long as it is a draft, anything may be missing. */
export type ClaimContent = {
  readonly title: string
  readonly startedOn: CalendarDate | null
  readonly doneOn: CalendarDate | null
  readonly answers: Answers
  readonly lateReason: string | null
  /** Of a trip: where it went. */
  readonly place: string | null
  readonly files: readonly { readonly kind: string }[]
}

export type ContentRefusal =
  | AwardRefusal
  | 'kind_not_in_force'
  | 'title_missing'
  | 'date_missing'
  | 'dates_reversed'
  | 'work_in_future'
  | 'before_cycle'
  | 'year_closed'
  | 'place_missing'
  | 'evidence_missing'

/** What a claim is held against: the day, and from which day on work may still be claimed. */
export type Bounds = {
  readonly today: CalendarDate
  readonly claimableFrom: CalendarDate
  readonly closedYears: readonly number[]
}

/** Why what was written cannot be handed in yet; undefined when it can. The form shows what the server refuses by. */
export function contentRefusal(
  content: ClaimContent,
  award: Award | undefined,
  { today, claimableFrom, closedYears }: Bounds,
): ContentRefusal | undefined {
  if (!award) return 'kind_not_in_force'
  if (titleKeyOf(content.title).length < 2) return 'title_missing'
  const { startedOn, doneOn } = content
  if (doneOn === null) return 'date_missing'
  if (startedOn !== null && startedOn > doneOn) return 'dates_reversed'
  if (doneOn > today) return 'work_in_future'
  if (doneOn < claimableFrom) return 'before_cycle'
  if (owesLateReason(content, closedYears)) return 'year_closed'
  const given = awardOf(award, content.answers)
  if (!given.ok) return given.error
  if (isTrip(award) && (content.place ?? '').trim().length < 2) return 'place_missing'
  const there = new Set(content.files.map(({ kind }) => kind))
  return filesAsked(award).every((kind) => there.has(kind)) ? undefined : 'evidence_missing'
}

/** Whether work lies in a closed year and does not say why it is claimed late: with a reason it goes to the supplementary list. */
export function owesLateReason(
  { doneOn, lateReason }: Pick<ClaimContent, 'doneOn' | 'lateReason'>,
  closedYears: readonly number[],
): boolean {
  return doneOn !== null && closedYears.includes(yearOf(doneOn)) && (lateReason ?? '').trim().length < 2
}

/** The first day of the cycle that a day lies in: what was done before it is no longer claimed. */
export function cycleBegins(
  cycle: { readonly years: number; readonly from: number },
  today: CalendarDate,
): CalendarDate {
  const year = cycle.from + Math.floor((yearOf(today) - cycle.from) / cycle.years) * cycle.years
  return `${String(year).padStart(4, '0')}-01-01`
}

/** What a table offers for a piece of work, beside what it brought in that year already. */
export type Offer = Awarded & {
  /** What is left of the year; null where the table has no yearly maximum. */
  readonly left: Centihours | null
  readonly least: Centihours
  readonly most: Centihours
}

/** Reads the table for a piece of work and cuts what it gives to what is left of the year. */
export function offerOf(award: Award, answers: Answers, thisYear: readonly Centihours[]): Result<Offer, AwardRefusal> {
  const given = awardOf(award, answers)
  if (!given.ok) return given
  const { from, to } = given.value
  const left = leftThisYear(award, thisYear, to) ?? null
  const most = left === null ? to : Math.min(to, left)
  return ok({ ...given.value, left, most, least: Math.min(from, most) })
}

type Decided = { readonly state: ClaimState; readonly personId: string; readonly isTrip: boolean }

export type UptakeRefusal =
  | 'claim_not_submitted'
  | 'own_claim'
  | 'sharing_missing'
  | 'yearly_most_reached'
  | 'hours_to_be_chosen'
  | 'hours_outside_table'

/** Why a registrar cannot take a claim up with so many hours; undefined when they can. `chosen` null: whatever the table says. */
export function uptakeRefusal(
  claim: Decided & { readonly isShared: boolean },
  { least, most }: Pick<Offer, 'least' | 'most'>,
  chosen: Centihours | null,
  actor: Acting,
): UptakeRefusal | undefined {
  const refusal = registrarRefusal(claim, actor)
  if (refusal) return refusal
  if (claim.isTrip && !claim.isShared) return 'sharing_missing'
  if (most <= 0) return 'yearly_most_reached'
  if (chosen === null) return least === most ? undefined : 'hours_to_be_chosen'
  return chosen >= Math.max(1, least) && chosen <= most ? undefined : 'hours_outside_table'
}

/** Why somebody cannot decide on a claim at all; undefined when they can. */
export function registrarRefusal(claim: Pick<Decided, 'state' | 'personId'>, actor: Acting) {
  if (!mayGo(claimMoves, claim.state, 'taken_up')) return 'claim_not_submitted' as const
  return isOwnMatter(actor, claim.personId) ? ('own_claim' as const) : undefined
}

/** What the hours of a claim have come to, as far as its claimant may still change it. */
export type RecordState = 'recorded' | 'approved' | 'verified' | 'returned' | 'reversed'

// Taken up, and its hours were neither returned nor reversed.
const isSettled = (state: ClaimState, record: RecordState | null) =>
  state === 'taken_up' && record !== 'returned' && record !== 'reversed'

/** Whether its claimant may write in a claim: as long as nobody has taken it up, and again when its hours were returned or reversed. */
export function isOpenToClaimant(state: ClaimState, record: RecordState | null): boolean {
  return mayGo(claimMoves, state, 'submitted') && !isSettled(state, record)
}

/** Whether its claimant may take a claim back. */
export function mayWithdraw(state: ClaimState, record: RecordState | null): boolean {
  return mayGo(claimMoves, state, 'withdrawn') && !isSettled(state, record)
}

/** The number of a certificate without what people write differently; null where there is none. */
export function certificateKeyOf(number: string | null): string | null {
  const key = titleKeyOf(number ?? '')
  return key === '' ? null : key
}

/** Days after a return within which what was seen has to be passed on. */
export const sharingDays = 7

export type LowerRefusal = 'hours_not_lower' | 'hours_below_table'

/** Why an approver cannot lower the hours of a claim to so many; undefined when they can. They never raise them. */
export function lowerRefusal(now: Centihours, least: Centihours, centihours: Centihours): LowerRefusal | undefined {
  if (centihours >= now) return 'hours_not_lower'
  return centihours < Math.max(1, least) ? 'hours_below_table' : undefined
}

// 区级 is said where a county is called a district: an answer names the level that bureaus mean by it.
const saysLevel = (said: string | number, level: ProgrammeLevel) =>
  typeof said === 'string' && codeWritten('level', said) === level

/** The levels that whoever decides may say: none where the table fixes it, otherwise those that its questions name, or all. */
export function levelsOf(award: Pick<Award, 'level' | 'asks'> | null): readonly ProgrammeLevel[] {
  if (!award || (award.level ?? null) !== null) return []
  const asked = award.asks.flatMap((ask) => (ask.kind === 'choice' ? ask.options : []))
  const named = programmeLevels.filter((level) => asked.some((option) => saysLevel(option, level)))
  return named.length > 0 ? named : programmeLevels
}

/** The level that the answers of a claim name; undefined where they name none. */
export function levelNamed(answers: Answers): ProgrammeLevel | undefined {
  const said = Object.values(answers)
  return programmeLevels.find((level) => said.some((each) => saysLevel(each, level)))
}

/** Why a level cannot be said of a claim; undefined when it can, or where none is said. */
export function levelRefusal(
  award: Pick<Award, 'level' | 'asks'> | null,
  level: ProgrammeLevel | null,
): 'level_not_open' | undefined {
  return level === null || levelsOf(award).includes(level) ? undefined : 'level_not_open'
}

/** Why a kind of programme cannot be said of a claim; undefined when it can, or where none is said. */
export function kindRefusal(award: Pick<Award, 'kind'> | null, kind: string | null): 'kind_not_open' | undefined {
  return kind === null || (award?.kind ?? null) === null || award?.kind === kind ? undefined : 'kind_not_open'
}

/** A result of nothing but a refusal, or of what was asked for. */
export function unless<T, E>(refusal: E | undefined, value: T): Result<T, E> {
  return refusal === undefined ? ok(value) : err(refusal)
}
