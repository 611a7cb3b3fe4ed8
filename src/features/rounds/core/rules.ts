import type { Block as MatchBlock, MatchPerson } from '../../../lib/matching/rules.ts'

export const roundStates = ['draft', 'published', 'shown', 'confirmed', 'cancelled'] as const
export type RoundState = (typeof roundStates)[number]

/**
 * Which state may follow which. What is shown is what is to be decided: nobody is enrolled by it, and it is taken back or decided
 * after its notice. A confirmed round is a promise and stays.
 */
export const movesFrom = {
  draft: ['published', 'cancelled'],
  published: ['draft', 'shown', 'confirmed', 'cancelled'],
  shown: ['published', 'confirmed'],
  confirmed: [],
  cancelled: [],
} as const satisfies Record<RoundState, readonly RoundState[]>

export const phases = [
  'draft',
  'announced',
  'ranking',
  'adjusting',
  'scoring',
  'matching',
  'shown',
  'confirmed',
  'cancelled',
] as const
export type Phase = (typeof phases)[number]

/** What decides in which phase a round is. */
export type RoundDates = {
  readonly state: RoundState
  readonly opensAt: Date
  readonly rankingClosesAt: Date
  readonly adjustingClosesAt: Date
  readonly scoringClosesAt: Date
}

/** Where a round stands now: its state, and while it is published, its dates. */
export function phaseOf(round: RoundDates, now: Date): Phase {
  if (round.state !== 'published') return round.state
  if (now < round.opensAt) return 'announced'
  if (now < round.rankingClosesAt) return 'ranking'
  if (now < round.adjustingClosesAt) return 'adjusting'
  return now < round.scoringClosesAt ? 'scoring' : 'matching'
}

export type RankRefusal = 'round_not_open' | 'ranking_closed' | 'adjusting_for_ranked'

/** Why somebody may not rank or change their ranking now; undefined when they may. In the adjustment only those who ranked change it. */
export function rankRefusal(phase: Phase, hasRanked: boolean): RankRefusal | undefined {
  if (phase === 'ranking') return undefined
  if (phase === 'adjusting') return hasRanked ? undefined : 'adjusting_for_ranked'
  return phase === 'draft' || phase === 'announced' || phase === 'cancelled' ? 'round_not_open' : 'ranking_closed'
}

export type ScoreRefusal = 'scoring_not_open' | 'scoring_over'

/** Why no scores may be given now: applicants are scored once they can no longer come and go; undefined when they may. */
export function scoreRefusal(phase: Phase): ScoreRefusal | undefined {
  if (phase === 'scoring' || phase === 'matching' || phase === 'adjusting') return undefined
  return phase === 'shown' || phase === 'confirmed' || phase === 'cancelled' ? 'scoring_over' : 'scoring_not_open'
}

export type RunRefusal = 'scoring_under_way' | 'round_over' | 'round_shown'

/** Why the matching may not be reckoned now; undefined when it may. Before scoring has closed nobody learns the lots. */
export function runRefusal(phase: Phase): RunRefusal | undefined {
  if (phase === 'matching') return undefined
  if (phase === 'shown') return 'round_shown'
  return phase === 'confirmed' || phase === 'cancelled' ? 'round_over' : 'scoring_under_way'
}

/** How the latest public notice of a round stands; null where there is none. */
export type NoticeStanding = 'open' | 'confirmed' | 'withdrawn' | null

export type SettleRefusal = 'not_shown' | 'notice_not_confirmed'

/** Why whoever was shown may not be admitted now; undefined when they may: the notice is over and confirmed. */
export function settleRefusal(state: RoundState, notice: NoticeStanding): SettleRefusal | undefined {
  if (state !== 'shown') return 'not_shown'
  return notice === 'confirmed' ? undefined : 'notice_not_confirmed'
}

export type TakeBackRefusal = 'not_shown' | 'notice_not_open'

/** Why what is shown may not be taken back now; undefined when it may, also where its notice was withdrawn already. */
export function takeBackRefusal(state: RoundState, notice: NoticeStanding): TakeBackRefusal | undefined {
  if (state !== 'shown') return 'not_shown'
  return notice === 'confirmed' ? 'notice_not_open' : undefined
}

/** Places of one kind in a programme of a round, as the officer writes them. */
export type RoundBlock = {
  readonly id: string
  readonly title: string
  readonly places: number
  /** `rural`, `subject:13` or `stage:2`; nobody else sits here. */
  readonly only: string | null
  /** Whose kind stands before everybody else here. */
  readonly first: string | null
  readonly schoolMost: number | null
  readonly ruralLeast: number | null
  /** In hundredths of the places that the programme has left, where `places` was reckoned from a share. */
  readonly placesShare?: number | null | undefined
  /** In hundredths of these places, where `ruralLeast` was reckoned from a share. */
  readonly ruralShare?: number | null | undefined
}

/** What applicants of a programme are scored by. */
export type Criterion = { readonly id: string; readonly title: string; readonly weight: number; readonly max: number }

/** What a round says of one of its programmes. */
export type RoundProgrammeRules = {
  readonly programmeId: string
  readonly blocks: readonly RoundBlock[]
  readonly criteria: readonly Criterion[]
  readonly isBlind: boolean
}

export type RulesRefusal =
  | 'round_without_programmes'
  | 'programme_repeated'
  | 'block_repeated'
  | 'places_missing'
  | 'places_beyond_programme'
  | 'least_above_places'
  | 'weights_not_hundred'
  | 'criterion_repeated'

/** What is wrong with the rules of a round, and in which programme (null: in none alone). */
export type RulesFlaw = { readonly code: RulesRefusal; readonly programmeId: string | null }

/** What is wrong with the rules of a round; undefined when it can be published. `placesFree` is what each programme has left, null without a limit. */
export function rulesFlaw(
  programmes: readonly RoundProgrammeRules[],
  placesFree: ReadonlyMap<string, number | null>,
): RulesFlaw | undefined {
  if (programmes.length === 0) return { code: 'round_without_programmes', programmeId: null }
  const ids = programmes.map(({ programmeId }) => programmeId)
  const twice = ids.find((id, index) => ids.indexOf(id) < index)
  if (twice !== undefined) return { code: 'programme_repeated', programmeId: twice }
  for (const rules of programmes) {
    const code = ruleRefusal(rules, placesFree.get(rules.programmeId) ?? null)
    if (code) return { code, programmeId: rules.programmeId }
  }
  return undefined
}

function ruleRefusal({ blocks, criteria }: RoundProgrammeRules, free: number | null): RulesRefusal | undefined {
  const places = blocks.reduce((sum, block) => sum + block.places, 0)
  if (new Set(blocks.map(({ id }) => id)).size < blocks.length) return 'block_repeated'
  if (places === 0) return 'places_missing'
  if (free !== null && places > free) return 'places_beyond_programme'
  if (blocks.some((block) => (block.ruralLeast ?? 0) > block.places)) return 'least_above_places'
  if (new Set(criteria.map(({ id }) => id)).size < criteria.length) return 'criterion_repeated'
  return criteria.reduce((sum, { weight }) => sum + weight, 0) === 100 ? undefined : 'weights_not_hundred'
}

/**
 * Kinds of places with no more in all than are free (null: without a limit): what is too many is taken from the last, since
 * those before it are filled first. A least number never stands above the places that are left.
 */
export function cutTo<
  B extends { readonly places: number; readonly limits?: readonly { readonly atLeast?: number | undefined }[] },
>(blocks: readonly B[], free: number | null): readonly B[] {
  let left = free ?? Number.POSITIVE_INFINITY
  return blocks.map((block) => {
    const places = Math.min(block.places, Math.max(0, left))
    left -= places
    if (places === block.places) return block
    const limits = block.limits?.map((limit) =>
      limit.atLeast === undefined ? limit : { ...limit, atLeast: Math.min(limit.atLeast, places) },
    )
    return { ...block, places, ...(limits === undefined ? {} : { limits }) }
  })
}

/** A block in the words of the matching. */
export function matchBlock({ id, places, only, first, schoolMost, ruralLeast }: RoundBlock): MatchBlock {
  return {
    ...{ id, places },
    ...(only === null ? {} : { only }),
    ...(first === null ? {} : { first }),
    limits: [
      ...(schoolMost === null ? [] : [{ of: 'school', atMost: schoolMost }]),
      ...(ruralLeast === null ? [] : [{ of: 'setting', is: 'rural', atLeast: ruralLeast }]),
    ],
  }
}

/** What the matching knows of an applicant: nothing by which they could be told. */
export function matchPerson(
  applicant: {
    readonly code: string
    readonly schoolId: string
    readonly setting: string | null
    readonly subjects: readonly string[]
    readonly stage: string | null
    readonly choices: readonly string[]
  },
  scores: ReadonlyMap<string, number>,
): MatchPerson {
  const { code, schoolId, setting, subjects, stage, choices } = applicant
  return {
    id: code,
    tags: [
      ...(setting === 'rural' ? ['rural'] : []),
      ...subjects.map((subject) => `subject:${subject}`),
      ...(stage === null ? [] : [`stage:${stage}`]),
    ],
    groups: { school: schoolId, setting: setting ?? 'unknown' },
    choices: choices.flatMap((programme) => {
      const score = scores.get(programme)
      return score === undefined ? [] : [{ programme, score }]
    }),
  }
}

/** The highest score there is, in hundredths. */
export const scoreMost = 10_000

/** The marks as one score in hundredths of a hundred; undefined where one is missing or outside of its bounds. */
export function scoreOf(criteria: readonly Criterion[], marks: Readonly<Record<string, number>>): number | undefined {
  let sum = 0
  for (const { id, weight, max } of criteria) {
    const mark = marks[id]
    if (mark === undefined || !Number.isFinite(mark) || mark < 0 || mark > max) return undefined
    sum += (mark / max) * weight * 100
  }
  return Math.round(sum)
}
