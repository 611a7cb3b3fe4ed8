import type { RefusalOf } from '../../../lib/result.ts'
import type { addCandidates, changeRules } from '../commands/making.ts'

type Answer = { status: number; title: string }

/** How a route answers where a selection cannot be drafted any more. */
export const draftRefusals = {
  selection_not_found: { status: 404, title: 'There is no such selection.' },
  selection_runs: { status: 409, title: 'This selection runs already.' },
} as const satisfies Record<RefusalOf<typeof changeRules>, Answer>

/** How a route answers where candidates cannot be added. */
export const candidateRefusals = {
  ...draftRefusals,
  candidate_unknown: { status: 422, title: 'Somebody is not on a roster of your part of the tree.' },
} as const satisfies Record<RefusalOf<typeof addCandidates>, Answer>
