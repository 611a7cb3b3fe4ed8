import type { CalendarDate } from '../../lib/dates.ts'
import type { PopulationRefusal } from '../../lib/population/population.ts'
import type { ProgrammeKind, ProgrammeLevel } from '../../lib/programmes/codes.ts'
import { clashBetween, type Sitting } from './core/clash.ts'

/** What a programme asks of people beside its audience. */
export type Rules = {
  /** Whoever has not passed the stage before this one in its series waits. */
  readonly previousStage: boolean
  /** Programmes that must have been passed, all of them. */
  readonly prerequisites: readonly string[]
  /** How often somebody may take part in programmes of this level in a cycle; none leaves it to the bureau's limit. */
  readonly cycleMost: number | null
  /** Whoever passed the same stage of the same series, or a programme of the same name, does not take it again. */
  readonly notAgain: boolean
  /** What days that are taken already do: bar, or only warn. */
  readonly clash: 'bar' | 'warn'
}

/** What a programme asks where nobody said anything. */
export const noRules: Rules = {
  previousStage: false,
  prerequisites: [],
  cycleMost: null,
  notAgain: false,
  clash: 'warn',
}

/** How often somebody may take part in programmes of a level, or of one kind of it, in a cycle. */
export type CycleLimit = {
  readonly level: ProgrammeLevel
  readonly kind: ProgrammeKind | null
  readonly most: number
}

export type Cycle = { readonly cycleFrom: number; readonly cycleYears: number }
export type EligibilitySettings = Cycle & { readonly limits: readonly CycleLimit[] }

/** What holds where the bureau says nothing: cycles of five years, and no limit. */
export const usualSettings: EligibilitySettings = { cycleFrom: 2021, cycleYears: 5, limits: [] }

/** Everything that is asked of whoever wants to join a programme, beside its audience and its time. */
export type Asked = {
  readonly programmeId: string
  readonly titleKey: string
  readonly level: ProgrammeLevel
  readonly kind: ProgrammeKind
  readonly year: number
  readonly startsOn: CalendarDate | null
  readonly endsOn: CalendarDate | null
  readonly takesDays: boolean
  readonly sittings?: readonly Sitting[]
  readonly series: string | null
  readonly stage: number | null
  readonly rules: Rules
  /** The programmes that must have been passed, by their names. */
  readonly prerequisites: readonly { readonly id: string; readonly title: string }[]
  readonly settings: EligibilitySettings
}

/** What somebody took part in or has a place in. */
export type PastFact = {
  readonly programmeId: string | null
  readonly title: string
  readonly titleKey: string
  readonly level: ProgrammeLevel
  readonly kind: ProgrammeKind
  readonly series: string | null
  readonly stage: number | null
  readonly year: number
  readonly startsOn: CalendarDate | null
  readonly endsOn: CalendarDate | null
  readonly takesDays: boolean
  readonly sittings?: readonly Sitting[]
  readonly state: 'accepted' | 'passed' | 'failed'
}

/** What keeps somebody from programmes today. */
export type BarFact = {
  readonly levels: readonly ProgrammeLevel[]
  readonly kinds: readonly ProgrammeKind[]
  readonly until: CalendarDate | null
} & (
  | { readonly kind: 'ban'; readonly cause: string; readonly title: string }
  | { readonly kind: 'restriction'; readonly contact: string }
)

/** What the rules know of somebody. */
export type Facts = {
  /** What the audience and the time of the programme say, in their order. */
  readonly join: readonly (PopulationRefusal | 'outside_owner' | WindowCode)[]
  readonly bars: readonly BarFact[]
  readonly past: readonly PastFact[]
  /** Whether all hours that are asked of them are there; null where nobody looked. */
  readonly hoursFull: boolean | null
}

type WindowCode = 'enrolment_not_open' | 'enrolment_not_yet' | 'enrolment_closed'

export const beyondCodes = [
  'previous_stage_missing',
  'prerequisite_missing',
  'cycle_limit_reached',
  'taken_before',
  'integrity_ban',
  'restricted',
  'time_clash',
] as const
/** Reasons that rules over history give, beside those of the audience and the time. */
export type BeyondCode = (typeof beyondCodes)[number]

/** One rule that somebody fails, with what its sentence needs. */
export type Failure = {
  readonly code: Facts['join'][number] | BeyondCode
  readonly params: Readonly<Record<string, string | number>>
}

/** One thing that somebody should know, and that bars nobody. */
export type Warning = {
  readonly code: 'time_clash' | 'hours_full'
  readonly params: Readonly<Record<string, string | number>>
}

export type Judgement = { readonly failed: readonly Failure[]; readonly warnings: readonly Warning[] }

const windowCodes: readonly string[] = ['enrolment_not_open', 'enrolment_not_yet', 'enrolment_closed']

/** Every rule that somebody fails, those of the audience first and those of the time last; and everything worth knowing. */
export function judge(asked: Asked, facts: Facts): Judgement {
  const isTime = ({ code }: Failure) => windowCodes.includes(code)
  const join = facts.join.map((code): Failure => ({ code, params: {} }))
  const others = facts.past.filter(({ programmeId }) => programmeId !== asked.programmeId)
  const clash = clashOf(asked, others)
  const clashing = clash ? [{ code: 'time_clash' as const, params: clash }] : []
  const failed: readonly Failure[] = [
    ...join.filter((one) => !isTime(one)),
    ...barsAgainst(asked, facts.bars),
    ...pathFailures(asked, others),
    ...limitFailures(asked, others),
    ...againFailures(asked, others),
    ...(asked.rules.clash === 'bar' ? clashing : []),
    ...join.filter(isTime),
  ]
  const full = facts.hoursFull === true ? [{ code: 'hours_full' as const, params: {} }] : []
  return { failed, warnings: [...(asked.rules.clash === 'warn' ? clashing : []), ...full] }
}

function barsAgainst(asked: Asked, bars: readonly BarFact[]): Failure[] {
  const reaching = bars.filter(
    ({ levels, kinds }) =>
      (levels.length === 0 || levels.includes(asked.level)) && (kinds.length === 0 || kinds.includes(asked.kind)),
  )
  // The ban that holds longest is told: the others end before it.
  const [ban] = reaching
    .filter((bar) => bar.kind === 'ban')
    .toSorted((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1))
  const held = reaching.find((bar) => bar.kind === 'restriction')
  return [
    ...(ban?.kind === 'ban'
      ? [{ code: 'integrity_ban' as const, params: { until: ban.until ?? '', title: ban.title, cause: ban.cause } }]
      : []),
    // No more than that it stands, and whom to ask: neither since when nor until when.
    ...(held?.kind === 'restriction' ? [{ code: 'restricted' as const, params: { contact: held.contact } }] : []),
  ]
}

function pathFailures({ rules, series, stage, prerequisites }: Asked, past: readonly PastFact[]): Failure[] {
  const passed = past.filter(({ state }) => state === 'passed')
  const before = rules.previousStage && series !== null && stage !== null && stage > 1 ? stage - 1 : undefined
  const lacksStage = before !== undefined && !passed.some((one) => one.series === series && one.stage === before)
  const missing = prerequisites.filter(({ id }) => !passed.some(({ programmeId }) => programmeId === id))
  return [
    ...(lacksStage
      ? [{ code: 'previous_stage_missing' as const, params: { series: series ?? '', stage: before ?? 0 } }]
      : []),
    ...missing.map(({ title }) => ({ code: 'prerequisite_missing' as const, params: { title } })),
  ]
}

/** The years of the cycle that a year falls into, both inclusive. */
export function cycleOf(
  { cycleFrom, cycleYears }: Cycle,
  year: number,
): { readonly from: number; readonly to: number } {
  const from = cycleFrom + Math.floor((year - cycleFrom) / cycleYears) * cycleYears
  return { from, to: from + cycleYears - 1 }
}

/** Every limit that a programme falls under: its own, or else those that the bureau set for its level and its kind. */
export function limitsOf({
  level,
  kind,
  rules,
  settings,
}: Pick<Asked, 'level' | 'kind' | 'rules' | 'settings'>): CycleLimit[] {
  if (rules.cycleMost !== null) return [{ level, kind: null, most: rules.cycleMost }]
  return settings.limits.filter((limit) => limit.level === level && (limit.kind === null || limit.kind === kind))
}

function limitFailures(asked: Asked, past: readonly PastFact[]): Failure[] {
  const { from, to } = cycleOf(asked.settings, asked.year)
  const counted = past.filter(({ level, year }) => level === asked.level && year >= from && year <= to)
  const reached = limitsOf(asked).flatMap(({ kind, most }) => {
    const count = counted.filter((one) => kind === null || one.kind === kind).length
    return count >= most ? [{ code: 'cycle_limit_reached' as const, params: { most, count, from, to } }] : []
  })
  return reached.slice(0, 1)
}

function againFailures({ rules, series, stage, titleKey }: Asked, past: readonly PastFact[]): Failure[] {
  if (!rules.notAgain) return []
  const same = past.find(
    (one) =>
      one.state === 'passed' &&
      ((series !== null && one.series === series && one.stage === stage) || one.titleKey === titleKey),
  )
  return same ? [{ code: 'taken_before', params: { title: same.title, year: same.year } }] : []
}

type Told = Readonly<Record<string, string>>

function clashOf(asked: Asked, past: readonly PastFact[]): Told | undefined {
  for (const one of past) {
    const clash = one.state === 'accepted' ? clashBetween(asked, one) : undefined
    if (!clash) continue
    const { own, their } = clash
    return {
      ...{ title: one.title, from: one.startsOn ?? '', to: one.endsOn ?? '' },
      ...(own ? { own: own.title, ownAt: own.at } : {}),
      ...(their ? { their: their.title, theirAt: their.at } : {}),
    }
  }
  return undefined
}

/** Whether rules ask for what somebody took part in: a programme without such rules costs nothing. */
export function asksPast(asked: Pick<Asked, 'level' | 'kind' | 'rules' | 'settings'>): boolean {
  const { previousStage, prerequisites, notAgain, clash } = asked.rules
  return previousStage || prerequisites.length > 0 || notAgain || clash === 'bar' || limitsOf(asked).length > 0
}

/**
 * Why somebody who means to join these programmes at once could not join all of them, whichever comes first: the limit of a
 * cycle, or one that is not taken again. What else they ask is judged one by one.
 */
export function togetherRefusal(
  all: readonly Asked[],
  past: readonly PastFact[],
): 'cycle_limit_reached' | 'taken_before' | undefined {
  const codes = all.map((asked) => {
    const beside = all.filter((other) => other !== asked)
    const others = past.filter(({ programmeId }) => programmeId !== asked.programmeId)
    const limit = limitFailures(asked, [...others, ...beside.map((one) => factOf(one, 'accepted'))])
    const again = againFailures(
      asked,
      beside.map((one) => factOf(one, 'passed')),
    )
    return limit.length > 0 ? 'cycle_limit_reached' : again.length > 0 ? 'taken_before' : undefined
  })
  return codes.find((code) => code !== undefined)
}

const factOf = (asked: Asked, state: PastFact['state']): PastFact => ({ ...asked, title: asked.titleKey, state })
