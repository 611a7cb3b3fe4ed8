import type { Context, Tx } from '../../../platform/db/db.ts'
import { judgeJoiner, loadBeyond, type Beyond, type EligibilityRefusal } from '../../eligibility/public.ts'
import type { Joiner, ProgrammeRow } from '../../programmes/public.ts'
import type { AllotRefusal } from './allotting.ts'
import type { StandingRefusal } from '../core.ts'
import { loadJoiners } from '../store/places.ts'

/** One person's wish to join, and whose act it was where several are answered together. */
export type Wish = { readonly id: string; readonly personId: string; readonly by?: Context }

export type ApplyRefusal =
  | StandingRefusal
  | EligibilityRefusal
  | 'programme_not_found'
  | 'person_not_found'
  | AllotRefusal
  | 'already_waiting'
  | 'offer_over'

/** What is known of people who want to join, by their ids. */
export type Joiners = Map<string, Joiner & { readonly beyond: Beyond }>

/** Learns of those of these people who are not known yet: of the roster, and what keeps them from this programme. */
export async function meet(
  tx: Tx,
  programme: ProgrammeRow,
  wishes: readonly Pick<Wish, 'personId'>[],
  joiners: Joiners,
): Promise<void> {
  const unmet = wishes.map(({ personId }) => personId).filter((personId) => !joiners.has(personId))
  if (unmet.length === 0) return
  const beyond = await loadBeyond(tx, programme, unmet)
  for (const [personId, joiner] of await loadJoiners(tx, unmet)) joiners.set(personId, { ...joiner, beyond })
}

/** Why this person may not apply to a programme now; undefined when they may: the one place where that is asked. */
export function refusalFor(
  tx: Tx,
  programme: ProgrammeRow,
  wish: Omit<Wish, 'id'>,
  joiners: Joiners,
): EligibilityRefusal | 'person_not_found' | undefined {
  return refusalsFor(tx, programme, wish, joiners)[0]
}

// Every rule that this person fails, the first of which is said where one is.
function refusalsFor(
  tx: Tx,
  programme: ProgrammeRow,
  wish: Omit<Wish, 'id'>,
  joiners: Joiners,
): readonly (EligibilityRefusal | 'person_not_found')[] {
  const { today, now } = wish.by ?? tx.context
  const joiner = joiners.get(wish.personId)
  if (!joiner) return ['person_not_found']
  return judgeJoiner(programme, joiner, wish.personId, joiner.beyond, { today, now }).failed.map(({ code }) => code)
}

/**
 * Why each of these people may not be in a programme, whatever the hour: by the same judgement as an application, with
 * the window of enrolment left out of it. Whoever may be in it has no entry.
 */
export async function judge(
  tx: Tx,
  programme: ProgrammeRow,
  people: readonly { readonly personId: string }[],
): Promise<ReadonlyMap<string, EligibilityRefusal | 'person_not_found'>> {
  const joiners: Joiners = new Map()
  await meet(tx, programme, people, joiners)
  const atAnyTime = anyTime(programme)
  return new Map(
    people.flatMap(({ personId }) => {
      const refusal = refusalFor(tx, atAnyTime, { personId }, joiners)
      return refusal ? [[personId, refusal] as const] : []
    }),
  )
}

const anyTime = (programme: ProgrammeRow) => ({
  ...programme,
  state: 'enrolling' as const,
  enrolOpensAt: null,
  enrolClosesAt: null,
})

/** Every rule that keeps this person from being in a programme, whatever the hour; none when they may be in it. */
export async function judgeWhole(
  tx: Tx,
  programme: ProgrammeRow,
  personId: string,
): Promise<readonly (EligibilityRefusal | 'person_not_found')[]> {
  const joiners: Joiners = new Map()
  await meet(tx, programme, [{ personId }], joiners)
  return refusalsFor(tx, anyTime(programme), { personId }, joiners)
}
