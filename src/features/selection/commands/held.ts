import { isOwnMatter } from '../../../lib/access.ts'
import { sha256 } from '../../../platform/crypto.ts'
import type { Actor, Tx } from '../../../platform/db/db.ts'
import { listBars, reaches } from '../../integrity/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import { type Candidate, type Lot, type Step } from '../core/engine.ts'
import { enteredScore } from '../core/states.ts'
import { listMarks, listResults, type MarkKept, type ResultKept } from '../store/marking.ts'
import { changeCandidate, listCandidates, type SelectionKept } from '../store/selections.ts'

type Listed = Awaited<ReturnType<typeof listCandidates>>[number]

/** Who acts in this transaction: nobody is chosen by nobody. */
export function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('somebody holds a selection')
  return actor
}

/** The step that is open; undefined before the first and after the last. */
export function openStepOf({ state, step, rules }: SelectionKept): Step | undefined {
  return state === 'running' ? rules.steps[step] : undefined
}

/** The lots of a selection: a number for each candidate that nobody could have known before it ran. */
export function lotOf(seed: string): Lot {
  return (text) => sha256(`${seed} ${text}`).toString('hex')
}

/** Everything of a selection that its rules look at. */
export type Held = {
  readonly listed: readonly Listed[]
  readonly marks: readonly MarkKept[]
  readonly results: readonly ResultKept[]
}

/** Reads it. */
export async function loadHeld(tx: Tx, id: string): Promise<Held> {
  return {
    listed: await listCandidates(tx, id),
    marks: await listMarks(tx, id),
    results: await listResults(tx, id),
  }
}

/** The marks that count for somebody in a step, by criterion. */
export function countingMarks(step: Step, marks: readonly MarkKept[]): ReadonlyMap<string, readonly number[]> {
  return new Map(
    step.criteria.flatMap(({ id }): [string, number[]][] => {
      const given = marks.filter((mark) => mark.criterion === id)
      if (step.experts > 0) return given.length === 0 ? [] : [[id, given.map((mark) => mark.centipoints)]]
      const score = enteredScore(given, step.double)
      return score === undefined ? [] : [[id, [score]]]
    }),
  )
}

/** The candidates as the engine looks at them. */
export function candidatesOf(steps: readonly Step[], { listed, marks }: Held): Candidate[] {
  const byPerson = Map.groupBy(marks, ({ personId, step }) => `${personId} ${step}`)
  return listed.map(({ candidate: { personId, stage, kind, years, out } }) => ({
    ...{ id: personId, stage, kind, years, out },
    marks: new Map(steps.map((step) => [step.id, countingMarks(step, byPerson.get(`${personId} ${step.id}`) ?? [])])),
  }))
}

/** Who takes part in the step at this place: everybody at first, then whoever passed the one before. */
export function entrantsAt(selection: SelectionKept, place: number, held: Held): ReadonlySet<string> {
  const before = selection.rules.steps[place - 1]
  const all = held.listed.map(({ candidate }) => candidate.personId)
  if (!before) return new Set(all)
  const passed = held.results.filter(({ step, outcome }) => step === before.id && outcome === 'passed')
  return new Set(passed.map(({ personId }) => personId))
}

/** Whether whoever acts takes part in a selection, or stands in for somebody who does: they decide nothing in it. */
export function isCandidate(tx: Tx, held: Pick<Held, 'listed'>): boolean {
  const { actor } = tx.context
  return actor !== undefined && held.listed.some(({ candidate }) => isOwnMatter(actor, candidate.personId))
}

/** Keeps out whoever may not take part today; what is said of them names no case. */
export async function keepOut(tx: Tx, selection: SelectionKept, listed: readonly Listed[]): Promise<number> {
  const programme = selection.programmeId === null ? undefined : await findProgramme(tx, selection.programmeId)
  if (!programme) return 0
  const inside = listed.filter(({ candidate }) => candidate.out === null)
  const bars = await listBars(
    tx,
    inside.map(({ candidate }) => candidate.personId),
  )
  let size = 0
  for (const { candidate } of inside) {
    const isBarred = (bars.get(candidate.personId) ?? []).some((bar) => reaches(bar, programme))
    if (!isBarred) continue
    await changeCandidate(tx, selection.id, candidate.personId, { out: 'excluded', outReason: 'not_eligible' })
    size += 1
  }
  return size
}
