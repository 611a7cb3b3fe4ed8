import { overallScore, stepScore, type Average, type Centipoints, type Criterion } from './scores.ts'

/** Who goes on after a step: everybody scored, whoever reaches a score, or the best so many. */
export type CutOff =
  | { readonly kind: 'none' }
  | { readonly kind: 'score'; readonly least: Centipoints }
  | { readonly kind: 'top'; readonly size: number }

export const stepForms = ['written', 'practical', 'overall'] as const
export type StepForm = (typeof stepForms)[number]

/** A step of a selection: how it is scored and who goes on. */
export type Step = {
  readonly id: string
  readonly title: string
  readonly form: StepForm
  /** How much it counts in the overall score; 0 where it only lets people on. */
  readonly weight: number
  readonly criteria: readonly Criterion[]
  /** How many experts mark each candidate; 0 where scores are entered by the office. */
  readonly experts: number
  /** Experts see numbers in place of names. */
  readonly blind: boolean
  /** Scores entered by the office count only once two people entered the same. */
  readonly double: boolean
  readonly average: Average
  readonly cutOff: CutOff
}

/** What decides between equal scores, in order; the lot comes last and is always different. */
export type Tie =
  | { readonly kind: 'step'; readonly stepId: string }
  | { readonly kind: 'criterion'; readonly stepId: string; readonly criterionId: string }
  | { readonly kind: 'years' }

/** How many are chosen of each part; a part that is not named has no places. No parts: everybody competes for all places. */
export type Quota = {
  readonly places: number
  readonly parts: readonly { readonly stage: string; readonly kind: string; readonly places: number }[]
}

export type Rules = { readonly steps: readonly Step[]; readonly ties: readonly Tie[]; readonly quota: Quota }

/** A candidate as the engine looks at them. */
export type Candidate = {
  readonly id: string
  readonly stage: string
  readonly kind: string
  /** Years of service: the longer comes first where the rules ask for it. */
  readonly years: number
  /** Why they are out whatever their scores: `withdrawn`, `excluded`. */
  readonly out: 'withdrawn' | 'excluded' | null
  /** For each step and criterion, the marks that count. */
  readonly marks: ReadonlyMap<string, ReadonlyMap<string, readonly Centipoints[]>>
}

export const outcomes = ['passed', 'below', 'absent', 'withdrawn', 'excluded'] as const
export type Outcome = (typeof outcomes)[number]

/** What became of a candidate in a step. */
export type StepResult = {
  readonly id: string
  readonly score: Centipoints | null
  /** Among those who entered the step and have a score. */
  readonly rank: number | null
  readonly outcome: Outcome
}

/** A step when it is closed: each who entered it, and the score of the last who goes on. */
export type ClosedStep = { readonly results: readonly StepResult[]; readonly cutOff: Centipoints | null }

/** Draws lots: a number for each candidate that is the same for everybody who knows the seed. */
export type Lot = (candidateId: string) => string

// Of two, the one that comes first: by score, by the ties in their order, by lot.
function comes(rules: Rules, lot: Lot, scoreOf: (one: Candidate) => Centipoints) {
  const keys = (one: Candidate): number[] => [
    scoreOf(one),
    ...rules.ties.map((tie) => {
      if (tie.kind === 'years') return one.years
      const step = rules.steps.find(({ id }) => id === tie.stepId)
      if (!step) return 0
      const marks = one.marks.get(step.id)
      if (tie.kind === 'step') return (marks && stepScore(step.criteria, marks, step.average)) ?? 0
      const criteria = step.criteria.filter(({ id }) => id === tie.criterionId)
      return (marks && stepScore(criteria, marks, step.average)) ?? 0
    }),
  ]
  return (a: Candidate, b: Candidate): number => {
    const [first, second] = [keys(a), keys(b)]
    for (const [index, key] of first.entries()) {
      const other = second[index] ?? 0
      if (key !== other) return other - key
    }
    return lot(a.id) < lot(b.id) ? -1 : lot(a.id) > lot(b.id) ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  }
}

/** Closes a step over those who entered it. Whoever has no score is absent and does not go on. */
export function closeStep(rules: Rules, step: Step, entrants: readonly Candidate[], lot: Lot): ClosedStep {
  const scores = new Map(
    entrants.map((one) => {
      const marks = one.marks.get(step.id)
      return [one.id, marks && stepScore(step.criteria, marks, step.average)]
    }),
  )
  const scored = entrants.filter((one) => one.out === null && scores.get(one.id) !== undefined)
  const ranked = [...scored].sort(comes(rules, lot, (one) => scores.get(one.id) ?? 0))
  const goesOn = (place: number, score: Centipoints): boolean => {
    if (step.cutOff.kind === 'none') return true
    return step.cutOff.kind === 'score' ? score >= step.cutOff.least : place < step.cutOff.size
  }
  const results = new Map<string, StepResult>()
  for (const [place, { id }] of ranked.entries()) {
    const score = scores.get(id) ?? 0
    results.set(id, { id, score, rank: place + 1, outcome: goesOn(place, score) ? 'passed' : 'below' })
  }
  for (const { id, out } of entrants)
    if (!results.has(id)) results.set(id, { id, score: scores.get(id) ?? null, rank: null, outcome: out ?? 'absent' })
  const passed = [...results.values()].filter(({ outcome }) => outcome === 'passed')
  const last = passed.reduce<number | null>((least, { score }) => Math.min(least ?? Infinity, score ?? 0), null)
  const byId = (a: StepResult, b: StepResult) => (a.id < b.id ? -1 : 1)
  return {
    results: [...results.values()].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || byId(a, b)),
    cutOff: step.cutOff.kind === 'score' ? step.cutOff.least : last,
  }
}

export const verdicts = ['selected', 'reserve', 'no_part'] as const
export type Verdict = (typeof verdicts)[number]

/** What becomes of somebody who passed every step. */
export type FinalResult = {
  readonly id: string
  readonly score: Centipoints
  /** Among all who passed every step, and among those of the same part. */
  readonly rank: number
  readonly rankInPart: number
  readonly verdict: Verdict
  /** The score of the last who was chosen in the same part; null where nobody was. */
  readonly cutOff: Centipoints | null
}

/** The part of the quota that somebody is in. */
export const partOf = ({ stage, kind }: { readonly stage: string; readonly kind: string }) => `${stage} ${kind}`

/** The final ranking, a total order, and who is chosen: best first, as long as there is a place in their part and in all. */
export function rankAll(rules: Rules, finalists: readonly Candidate[], lot: Lot): readonly FinalResult[] {
  const counting = rules.steps
  const totals = new Map(
    finalists.map((one) => [
      one.id,
      overallScore(
        counting,
        counting.map((step) => {
          const marks = one.marks.get(step.id)
          return (marks && stepScore(step.criteria, marks, step.average)) ?? 0
        }),
      ),
    ]),
  )
  const ranked = [...finalists].sort(comes(rules, lot, (one) => totals.get(one.id) ?? 0))
  const { quota } = rules
  const shared = quota.parts.length === 0
  const left = new Map(quota.parts.map((part) => [partOf(part), part.places]))
  const seen = new Map<string, number>()
  const last = new Map<string, number>()
  let free = quota.places
  const judged = ranked.map((one, place) => {
    const part = shared ? '' : partOf(one)
    const inPart = (seen.get(part) ?? 0) + 1
    seen.set(part, inPart)
    const open = shared ? free : Math.min(free, left.get(part) ?? 0)
    const verdict: Verdict = open > 0 ? 'selected' : shared || left.has(part) ? 'reserve' : 'no_part'
    const score = totals.get(one.id) ?? 0
    if (verdict === 'selected') {
      free -= 1
      left.set(part, (left.get(part) ?? 0) - 1)
      last.set(part, score)
    }
    return { id: one.id, score, rank: place + 1, rankInPart: inPart, verdict, part }
  })
  return judged.map(({ part, ...one }) => ({ ...one, cutOff: last.get(part) ?? null }))
}

export type RulesRefusal =
  | 'steps_missing'
  | 'criteria_missing'
  | 'weights_missing'
  | 'names_repeated'
  | 'tie_unknown'
  | 'quota_parts_differ'
  | 'quota_missing'

/** Why a selection cannot be held by these rules; undefined when it can. */
export function rulesRefusal({ steps, ties, quota }: Rules): RulesRefusal | undefined {
  if (steps.length === 0) return 'steps_missing'
  if (steps.some(({ criteria }) => criteria.length === 0)) return 'criteria_missing'
  if (steps.some(({ criteria }) => criteria.every(({ weight }) => weight === 0))) return 'weights_missing'
  if (steps.every(({ weight }) => weight === 0)) return 'weights_missing'
  const ids = steps.flatMap(({ id, criteria }) => [id, ...criteria.map((one) => one.id)])
  const titles = [steps, ...steps.map(({ criteria }) => criteria)].map((all) => all.map(({ title }) => title))
  if ([ids, ...titles].some((all) => new Set(all).size !== all.length)) return 'names_repeated'
  const isKnown = (tie: Tie) => {
    if (tie.kind === 'years') return true
    const step = steps.find(({ id }) => id === tie.stepId)
    return tie.kind === 'step' ? step !== undefined : step?.criteria.some(({ id }) => id === tie.criterionId)
  }
  if (!ties.every(isKnown)) return 'tie_unknown'
  if (quota.places === 0) return 'quota_missing'
  const parts = quota.parts.map(partOf)
  if (new Set(parts).size !== parts.length) return 'names_repeated'
  const sum = quota.parts.reduce((whole, { places }) => whole + places, 0)
  return quota.parts.length > 0 && sum !== quota.places ? 'quota_parts_differ' : undefined
}
