import { handsOf, type Acting } from '../../lib/access.ts'
import { type CalendarDate } from '../../lib/dates.ts'
import {
  populationRefusals,
  type PersonFacts,
  type Population,
  type PopulationRefusal,
} from '../../lib/population/population.ts'
import type { ProgrammeLevel, ProgrammeState } from '../../lib/programmes/codes.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** Which state may follow which. */
export const movesFrom = {
  draft: ['justified', 'cancelled'],
  justified: ['draft', 'approved', 'cancelled'],
  approved: ['published', 'cancelled'],
  published: ['enrolling', 'running', 'cancelled'],
  enrolling: ['running', 'cancelled'],
  running: ['closed'],
  closed: ['archived'],
  archived: [],
  cancelled: [],
} as const satisfies Record<ProgrammeState, readonly ProgrammeState[]>

/** An instant as the store gives it or as it travels. */
export type Instant = Date | string

/** What the decisions of this file must know of a programme. */
export type ProgrammeFacts = {
  readonly state: ProgrammeState
  readonly wholeRoster: boolean
  readonly justification: string | null
  readonly scheme: string | null
  readonly schemeFileId: string | null
  readonly providerId: string | null
  readonly chiefExpert: string | null
  readonly centihours: number
  readonly placesMax: number | null
  readonly enrolOpensAt: Instant | null
  readonly enrolClosesAt: Instant | null
  readonly startsOn: CalendarDate | null
  readonly endsOn: CalendarDate | null
}

export type MoveRefusal =
  `not_${'draft' | 'justified' | 'approved' | 'published' | 'enrolling' | 'running' | 'closed'}` | 'too_late_to_cancel'

const wrongState = {
  justified: 'not_draft',
  approved: 'not_justified',
  draft: 'not_justified',
  published: 'not_approved',
  enrolling: 'not_published',
  running: 'not_enrolling',
  closed: 'not_running',
  archived: 'not_closed',
  cancelled: 'too_late_to_cancel',
} as const satisfies Record<ProgrammeState, MoveRefusal>

/** Why a programme may not go into a state from the one it is in; undefined when it may. */
export function moveRefusal<To extends ProgrammeState>(
  from: ProgrammeState,
  to: To,
): (typeof wrongState)[To] | undefined {
  const possible: readonly ProgrammeState[] = movesFrom[from]
  return possible.includes(to) ? undefined : wrongState[to]
}

export type PublishLack =
  | 'provider_missing'
  | 'chief_expert_missing'
  | 'hours_missing'
  | 'places_missing'
  | 'window_missing'
  | 'dates_missing'
  | 'window_after_end'

/** Everything that still stands between a programme and its publication, in the order of the form. */
export function publishLacks(programme: ProgrammeFacts): readonly PublishLack[] {
  const { enrolOpensAt, enrolClosesAt, startsOn, endsOn } = programme
  const lacks: PublishLack[] = []
  if (programme.providerId === null) lacks.push('provider_missing')
  if (programme.chiefExpert === null) lacks.push('chief_expert_missing')
  if (programme.centihours === 0) lacks.push('hours_missing')
  if (programme.placesMax === null && !programme.wholeRoster) lacks.push('places_missing')
  if (startsOn === null || endsOn === null) lacks.push('dates_missing')
  if (enrolOpensAt === null || enrolClosesAt === null) lacks.push('window_missing')
  else if (endsOn !== null && time(enrolOpensAt) > time(`${endsOn}T23:59:59Z`)) lacks.push('window_after_end')
  return lacks
}

/** Why a programme may not be published now; undefined when it may. */
export function publishRefusal(programme: ProgrammeFacts): 'not_approved' | PublishLack | undefined {
  return moveRefusal(programme.state, 'published') ?? publishLacks(programme)[0]
}

export type JustifyRefusal = 'not_draft' | 'justification_missing' | 'scheme_missing'

/** Why a programme may not be handed in for approval; undefined when it may. 论证 and 方案 come before everything else. */
export function justifyRefusal(
  state: ProgrammeState,
  given: { readonly justification: string; readonly scheme: string | null; readonly schemeFileId: string | null },
): JustifyRefusal | undefined {
  const moved = moveRefusal(state, 'justified')
  if (moved) return moved
  if (given.justification.trim() === '') return 'justification_missing'
  return given.scheme === null && given.schemeFileId === null ? 'scheme_missing' : undefined
}

export type ApproveRefusal = 'not_justified' | 'approver_justified'

/**
 * Why this account may not approve a programme or send it back; undefined when it may. Whoever handed it in may take it
 * back, never approve it; nor through a delegate.
 */
export function approveRefusal(
  programme: {
    readonly state: ProgrammeState
    readonly justifiedBy: string | null
    readonly justifiedFor: string | null
  },
  decision: 'approve' | 'return',
  approver: Acting | undefined,
): ApproveRefusal | undefined {
  const moved = moveRefusal(programme.state, decision === 'approve' ? 'approved' : 'draft')
  if (moved) return moved
  if (decision === 'return' || !approver) return undefined
  const before = [programme.justifiedBy, programme.justifiedFor]
  return handsOf(approver).some((hand) => before.includes(hand)) ? 'approver_justified' : undefined
}

const frozen: readonly ProgrammeState[] = ['running', 'closed', 'archived', 'cancelled']

export type ChangeRefusal = 'programme_frozen' | 'programme_promised'

/** What of a programme those who read its publication rely on. */
const promised = ['audience', 'wholeRoster', 'centihours', 'level', 'admission', 'title'] as const

/** Why a programme may not be changed in this way; undefined when it may. What was published as a promise stays as it was. */
export function changeRefusal(state: ProgrammeState, changed: readonly string[]): ChangeRefusal | undefined {
  if (frozen.includes(state)) return 'programme_frozen'
  const isPublic = state === 'published' || state === 'enrolling'
  return isPublic && promised.some((field) => changed.includes(field)) ? 'programme_promised' : undefined
}

export type WindowRefusal = 'enrolment_not_open' | 'enrolment_not_yet' | 'enrolment_closed'

/** Why nobody may apply at this instant; undefined while the window is open. */
export function enrolmentWindowRefusal(
  programme: Pick<ProgrammeFacts, 'state' | 'enrolOpensAt' | 'enrolClosesAt'>,
  now: Instant,
): WindowRefusal | undefined {
  if (programme.state === 'published') return 'enrolment_not_yet'
  if (programme.state !== 'enrolling') return programme.state === 'running' ? 'enrolment_closed' : 'enrolment_not_open'
  if (programme.enrolOpensAt !== null && time(now) < time(programme.enrolOpensAt)) return 'enrolment_not_yet'
  return programme.enrolClosesAt !== null && time(now) >= time(programme.enrolClosesAt) ? 'enrolment_closed' : undefined
}

/** What the rules ask about whoever wants to join: the facts of the roster, and the organisations they stand under (their own included). */
export type Joiner = PersonFacts & { readonly under: readonly string[] }

export type JoinRefusal = WindowRefusal | PopulationRefusal | 'outside_owner'

type Joined = Pick<ProgrammeFacts, 'state' | 'enrolOpensAt' | 'enrolClosesAt'> & {
  readonly audience: Population
  readonly organisationId: string
}

/** Every reason why a person may not join a programme now: first those of its audience, then that of its time. */
export function joinRefusals(programme: Joined, joiner: Joiner, today: CalendarDate, now: Instant): JoinRefusal[] {
  if (!joiner.under.includes(programme.organisationId)) return ['outside_owner']
  const window = enrolmentWindowRefusal(programme, now)
  return [...populationRefusals(programme.audience, joiner, today), ...(window ? [window] : [])]
}

/** Why a person may not join a programme now: first whether they are meant at all, then whether it is the time; undefined when they may. */
export function joinRefusal(
  programme: Joined,
  joiner: Joiner,
  today: CalendarDate,
  now: Instant,
): JoinRefusal | undefined {
  return joinRefusals(programme, joiner, today, now)[0]
}

export type DraftRefusal =
  'level_misplaced' | 'headcount_beside_roster' | 'months_contradict' | 'dates_reversed' | 'window_reversed'

/** Decides whether what is said of a programme agrees with itself. */
export function decideDraft(
  draft: {
    readonly level: ProgrammeLevel
    readonly audience: Population
    readonly wholeRoster: boolean
    readonly headcount: number | null
    readonly months: readonly number[]
    readonly yearRound: boolean
    readonly startsOn: CalendarDate | null
    readonly endsOn: CalendarDate | null
    readonly enrolOpensAt: Instant | null
    readonly enrolClosesAt: Instant | null
  },
  owner: { readonly kind: string },
): Result<undefined, DraftRefusal> {
  if (owner.kind === 'school' && draft.level !== 'school') return err('level_misplaced')
  // A number beside 全员 would be believed; the roster alone says how many there are.
  if (draft.wholeRoster && draft.headcount !== null) return err('headcount_beside_roster')
  if (draft.yearRound && draft.months.length > 0) return err('months_contradict')
  if (draft.startsOn !== null && draft.endsOn !== null && draft.endsOn < draft.startsOn) return err('dates_reversed')
  const { enrolOpensAt: opens, enrolClosesAt: closes } = draft
  return opens !== null && closes !== null && time(closes) <= time(opens) ? err('window_reversed') : ok()
}

/** How the actual dates stand to the planned months: both are kept, and a difference is shown, never corrected away. */
export function timing(programme: {
  readonly months: readonly number[]
  readonly yearRound: boolean
  readonly startsOn: CalendarDate | null
}): 'unplanned' | 'undated' | 'as_planned' | 'moved' {
  if (programme.startsOn === null) return 'undated'
  if (programme.yearRound) return 'as_planned'
  if (programme.months.length === 0) return 'unplanned'
  return programme.months.includes(Number(programme.startsOn.slice(5, 7))) ? 'as_planned' : 'moved'
}

const time = (instant: Instant): number => new Date(instant).getTime()

/** What somebody looks for in the catalogue: words or letters, and one level or kind; empty for any. */
export type Looked = { readonly text: string; readonly level: string; readonly kind: string }

type InCatalogue = Readonly<Record<'title' | 'level' | 'kind', string>> &
  Readonly<Record<'place' | 'providerName', string | null>> & { readonly spelled: readonly string[] }

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')

/** Whether a programme is looked for: by characters of its title, place or provider, or by pinyin or initials of its title. */
export function isLookedFor(programme: InCatalogue, { text, level, kind }: Looked): boolean {
  if (level !== '' && programme.level !== level) return false
  if (kind !== '' && programme.kind !== kind) return false
  const typed = plain(text)
  const written = [programme.title, programme.place ?? '', programme.providerName ?? '']
  return written.some((each) => plain(each).includes(typed)) || programme.spelled.some((each) => each.includes(typed))
}
