import { handsOf, isOwnMatter, type Acting } from '../../lib/access.ts'
import { lastDayOf, type CalendarDate } from '../../lib/dates.ts'
import type { ProgrammeKind, ProgrammeLevel } from '../../lib/programmes/codes.ts'
import { mayGo } from '../../lib/states.ts'

/** 未参训, 被劝退, 未结业, 中途退出. */
export const causes = ['not_attended', 'dismissed', 'not_completed', 'dropped_out'] as const
export type Cause = (typeof causes)[number]

/** What a fact was learned from. */
export const sourceKinds = ['enrolment', 'class', 'hand'] as const

/** What may be asked about a fact: to be excused with evidence, or that it be taken back. */
export const requestKinds = ['exemption', 'appeal'] as const
export type RequestKind = (typeof requestKinds)[number]

export const requestStates = ['asked', 'granted', 'refused', 'withdrawn'] as const
export type RequestState = (typeof requestStates)[number]

/** Where a request can go from where it is. */
export const requestMoves = {
  asked: ['granted', 'refused', 'withdrawn'],
  granted: [],
  refused: [],
  withdrawn: [],
} as const satisfies Record<RequestState, readonly RequestState[]>

/** Which programmes a ban is about: those of one of these levels and, where kinds are named, of one of these kinds. */
export type Reach = { readonly levels: readonly ProgrammeLevel[]; readonly kinds: readonly ProgrammeKind[] }

export type IntegritySettings = Reach & {
  readonly banMonths: number
  readonly causes: readonly Cause[]
  readonly appealDays: number
}

/** What holds where the bureau says nothing: three years without 国培, whatever the cause; ten working days to appeal. */
export const usualSettings: IntegritySettings = {
  banMonths: 36,
  levels: ['nation'],
  kinds: [],
  causes,
  appealDays: 10,
}

/** Whether a ban or a restriction is about a programme. No level and no kind named means every programme. */
export function reaches(
  reach: Reach,
  programme: { readonly level: ProgrammeLevel; readonly kind: ProgrammeKind },
): boolean {
  const isLevel = reach.levels.length === 0 || reach.levels.includes(programme.level)
  return isLevel && (reach.kinds.length === 0 || reach.kinds.includes(programme.kind))
}

/** The same day so many months later; the last of a month where it has no such day. */
export function monthsAfter(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1]
  const last = lastDayOf(toYear, toMonth)
  const same = `${last.slice(0, 8)}${String(day).padStart(2, '0')}`
  return same < last ? same : last
}

/** Until when a fact bars, by what the bureau set: from that day on free; null where it bars from nothing. */
export function barredUntil(
  settings: IntegritySettings,
  fact: {
    readonly cause: Cause
    readonly happenedOn: CalendarDate
    readonly level: ProgrammeLevel
    readonly kind: ProgrammeKind
  },
): CalendarDate | null {
  const isBarring = settings.causes.includes(fact.cause) && settings.banMonths > 0 && settings.levels.length > 0
  // Whoever drops out of a course of the county is not barred from 国培: the ban is about programmes of its own kind.
  return isBarring && reaches(settings, fact) ? monthsAfter(fact.happenedOn, settings.banMonths) : null
}

/** How a fact stands today. */
export type FactStanding = 'reversed' | 'excused' | 'barring' | 'over' | 'kept'

/** How a fact stands: taken back, excused, barring today, barring no more, or kept without a ban. */
export function factStanding(
  fact: {
    readonly barredUntil: CalendarDate | null
    readonly isReversed: boolean
    readonly isExcused: boolean
  },
  today: CalendarDate,
): FactStanding {
  if (fact.isReversed) return 'reversed'
  if (fact.isExcused) return 'excused'
  if (fact.barredUntil === null) return 'kept'
  return today < fact.barredUntil ? 'barring' : 'over'
}

export type AskRefusal = 'fact_reversed' | 'nothing_to_excuse' | 'asked_before' | 'appeal_too_late' | 'evidence_missing'

/** Why nothing of this kind can be asked about a fact; undefined when it can. */
export function askRefusal(
  kind: RequestKind,
  fact: {
    readonly standing: FactStanding
    readonly appealDueOn: CalendarDate
    readonly requests: readonly { readonly kind: RequestKind; readonly state: RequestState }[]
  },
  today: CalendarDate,
  hasEvidence: boolean,
): AskRefusal | undefined {
  if (fact.standing === 'reversed') return 'fact_reversed'
  if (kind === 'exemption' && fact.standing !== 'barring') return 'nothing_to_excuse'
  // Evidence may turn up later, so that a refused exemption may be asked again; an appeal is decided once.
  const closed: readonly RequestState[] = kind === 'exemption' ? ['asked', 'granted'] : ['asked', 'granted', 'refused']
  if (fact.requests.some((one) => one.kind === kind && closed.includes(one.state))) return 'asked_before'
  if (kind === 'appeal' && today > fact.appealDueOn) return 'appeal_too_late'
  return kind === 'exemption' && !hasEvidence ? 'evidence_missing' : undefined
}

export type DecideRefusal = 'request_over' | 'own_request' | 'asked_by_same' | 'recorded_by_same'

/** Why somebody cannot decide on a request; undefined when they can: neither the person, nor whoever asked, nor, on an appeal, whoever recorded it. */
export function decideRefusal(
  request: {
    readonly kind: RequestKind
    readonly state: RequestState
    readonly personId: string
    readonly askedBy: string
    readonly askedFor: string
    readonly againstBy: string | null
    readonly againstFor: string | null
  },
  actor: Acting,
): DecideRefusal | undefined {
  if (!mayGo(requestMoves, request.state, 'granted')) return 'request_over'
  if (isOwnMatter(actor, request.personId)) return 'own_request'
  const hands = handsOf(actor)
  if (hands.some((hand) => hand === request.askedBy || hand === request.askedFor)) return 'asked_by_same'
  if (request.kind === 'exemption') return undefined
  return hands.some((hand) => hand === request.againstBy || hand === request.againstFor)
    ? 'recorded_by_same'
    : undefined
}
