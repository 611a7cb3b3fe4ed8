import { handsOf, type Acting } from '../../../lib/access.ts'

export type PlanState = 'draft' | 'submitted' | 'school_approved' | 'returned' | 'approved' | 'closed'
export type AmendmentState = 'draft' | 'submitted' | 'school_approved' | 'returned'
export type Stage = 'school' | 'centre'

/** The two moves of a plan's life: of its writing, and of the whole. An amendment goes through the first again. */
export const movesFrom = {
  draft: ['submitted'],
  submitted: ['school_approved', 'approved', 'returned', 'draft'],
  school_approved: ['approved', 'returned'],
  returned: ['submitted'],
  approved: ['closed'],
  closed: ['approved'],
} as const satisfies Record<PlanState, readonly PlanState[]>

/** How a plan stands: the plan itself, and a change of it that may be on its way. */
export type Standing = { readonly state: PlanState; readonly amendment: AmendmentState | null }

/** Where the writing of a plan stands: of its change while one is on its way, otherwise of the plan. */
export function writingOf({ state, amendment }: Standing): PlanState {
  return amendment ?? state
}

/** Whether a plan, or a change of it, can be written now. */
export function isWritable(standing: Standing): boolean {
  const writing = writingOf(standing)
  return writing === 'draft' || writing === 'returned'
}

/** Whose word is waited for. */
export function stageOf(standing: Standing): Stage | undefined {
  const writing = writingOf(standing)
  if (writing === 'submitted') return 'school'
  return writing === 'school_approved' ? 'centre' : undefined
}

/** Where a plan goes after a word: to the centre when the region wants its word, otherwise into force; or back. */
export function nextOf(stage: Stage, outcome: 'approved' | 'returned', centreApproves: boolean): PlanState {
  if (outcome === 'returned') return 'returned'
  return stage === 'school' && centreApproves ? 'school_approved' : 'approved'
}

/** Who had a hand in a version before: the one who submitted it, and the principal. */
export type Hands = { readonly submitted: readonly string[]; readonly decided: readonly string[] }

export type DecideRefusal = 'plan_not_waiting' | 'plan_by_same_account' | 'plan_other_stage'

/** Why this account may not say its word on a plan; undefined when it may. */
export function decideRefusal(
  standing: Standing,
  hands: Hands,
  decider: Acting,
  stages: readonly Stage[],
): DecideRefusal | undefined {
  const stage = stageOf(standing)
  if (stage === undefined) return 'plan_not_waiting'
  if (!stages.includes(stage)) return 'plan_other_stage'
  const before = [...hands.submitted, ...hands.decided]
  return handsOf(decider).some((hand) => before.includes(hand)) ? 'plan_by_same_account' : undefined
}
