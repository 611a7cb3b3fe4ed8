import { handsOf, isOwnMatter, type Acting } from '../../../lib/access.ts'
import type { CalendarDate } from '../../../lib/dates.ts'
import { mayGo } from '../../../lib/states.ts'

/** What may be appealed against: a claim or record that was returned, an entry that was reversed or that brought less than claimed. */
export const appealSubjects = ['claim', 'record', 'entry'] as const
export type AppealSubject = (typeof appealSubjects)[number]

export const appealStates = ['asked', 'upheld', 'dismissed', 'withdrawn'] as const
export type AppealState = (typeof appealStates)[number]

/** Where an appeal can go from where it is. */
export const appealMoves = {
  asked: ['upheld', 'dismissed', 'withdrawn'],
  upheld: [],
  dismissed: [],
  withdrawn: [],
} as const satisfies Record<AppealState, readonly AppealState[]>

/** Working days in which a decision may be appealed against, unless the bureau says otherwise. */
export const appealDays = 10

export type AppealRefusal = 'appeal_too_late' | 'already_appealed'

/** Why a decision can no longer be appealed against; undefined when it can. */
export function appealRefusal(
  decision: { readonly dueOn: CalendarDate; readonly appeals: readonly AppealState[] },
  today: CalendarDate,
): AppealRefusal | undefined {
  // Somebody who took an appeal back may think again; what was decided stays decided.
  if (decision.appeals.some((state) => state !== 'withdrawn')) return 'already_appealed'
  return today > decision.dueOn ? 'appeal_too_late' : undefined
}

type Facts = {
  readonly state: AppealState
  readonly personId: string
  readonly againstBy: string
  readonly againstFor: string
  /** Everybody who had a hand in what it is about, whoever vouched for it before included. */
  readonly hands: readonly string[]
}

export type DecideAppealRefusal = 'appeal_over' | 'own_appeal' | 'decided_before'

/** Why somebody cannot decide on an appeal; undefined when they can: it goes to somebody who had no hand in the matter. */
export function decideAppealRefusal(appeal: Facts, actor: Acting): DecideAppealRefusal | undefined {
  if (!mayGo(appealMoves, appeal.state, 'upheld')) return 'appeal_over'
  if (isOwnMatter(actor, appeal.personId)) return 'own_appeal'
  const before = [appeal.againstBy, appeal.againstFor, ...appeal.hands]
  return handsOf(actor).some((hand) => before.includes(hand)) ? 'decided_before' : undefined
}
