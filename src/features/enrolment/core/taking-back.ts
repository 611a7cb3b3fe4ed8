import { isOwnMatter, type Acting } from '../../../lib/access.ts'
import { isOver, type EnrolmentState } from '../core.ts'

export type TakeBackRefusal = 'already_decided' | 'own_enrolment' | 'programme_over' | 'came_otherwise'

/** The states in which nobody but the school has said anything of somebody whom it nominated. */
export const openStates: readonly EnrolmentState[] = ['applied', 'school_approved']

type Nominated = { readonly state: EnrolmentState; readonly personId: string; readonly programmeState: string }

/** Why somebody stays in a programme although the nomination that brought them is taken back; undefined when they go with it. */
export function takeBackRefusal(nominated: Nominated, by: Acting | undefined): TakeBackRefusal | undefined {
  if (!openStates.includes(nominated.state)) return 'already_decided'
  if (by && isOwnMatter(by, nominated.personId)) return 'own_enrolment'
  return isOver(nominated.programmeState) ? 'programme_over' : undefined
}
