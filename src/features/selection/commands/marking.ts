import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import type { Marking } from '../contract/marking.ts'
import type { Step } from '../core/engine.ts'
import { scoreKey } from '../core/sheets.ts'
import { dropMarks, insertConflict, listAssignments, listMarkedBy, listMarks, saveMarks } from '../store/marking.ts'
import { holdSelection, listCandidates, log, type SelectionKept } from '../store/selections.ts'
import { assignOpenStep } from './assigning.ts'
import { actorOf, entrantsAt, isCandidate, loadHeld, openStepOf, type Held } from './held.ts'

type Mark = { readonly personId: string; readonly criterion: string; readonly centipoints: number }
type MarkRefusal = 'criterion_unknown' | 'mark_too_high'

function markRefusal(step: Step, marks: readonly Mark[]): MarkRefusal | undefined {
  for (const mark of marks) {
    const criterion = step.criteria.find(({ id }) => id === mark.criterion)
    if (!criterion) return 'criterion_unknown'
    if (mark.centipoints > criterion.maxCentipoints) return 'mark_too_high'
  }
  return undefined
}

/** The open step of a selection that the office enters scores of, with who is in it and what was entered. */
export type Entering = {
  readonly selection: SelectionKept
  readonly step: Step
  readonly held: Held
  readonly isIn: (personId: string) => boolean
  /** Whether as many others as may have entered this score already, by `scoreKey`. */
  readonly isTaken: (key: string) => boolean
}

export type EnteringRefusal = 'selection_not_found' | 'step_not_open' | 'step_of_experts' | 'own_selection'

/** Reads what whoever enters scores needs to know; the selection is held by whoever writes. */
export async function loadEntering(
  tx: Tx,
  selection: SelectionKept | undefined,
): Promise<Result<Entering, EnteringRefusal>> {
  if (!selection) return err('selection_not_found')
  const step = openStepOf(selection)
  if (!step) return err('step_not_open')
  if (step.experts > 0) return err('step_of_experts')
  const held = await loadHeld(tx, selection.id)
  if (isCandidate(tx, held)) return err('own_selection')
  const entrants = entrantsAt(selection, selection.step, held)
  const outside = new Set(held.listed.flatMap(({ candidate: { personId, out } }) => (out === null ? [] : [personId])))
  const { accountId } = actorOf(tx)
  const most = step.double ? 2 : 1
  const others = Map.groupBy(
    held.marks.filter((mark) => mark.step === step.id && mark.accountId !== accountId),
    ({ personId, criterion }) => scoreKey(personId, criterion),
  )
  return ok({
    ...{ selection, step, held },
    isIn: (personId) => entrants.has(personId) && !outside.has(personId),
    isTaken: (key) => (others.get(key)?.length ?? 0) >= most,
  })
}

export type EnterRefusal = EnteringRefusal | MarkRefusal | 'candidate_not_in_step' | 'third_entry'

/** Enters scores of the open step. Where two people enter them, a third does not. */
export async function enterScores(
  tx: Tx,
  id: string,
  scores: readonly Mark[],
): Promise<Result<undefined, EnterRefusal>> {
  const entering = await loadEntering(tx, await holdSelection(tx, id))
  if (!entering.ok) return entering
  const { step, isIn, isTaken } = entering.value
  const refusal = markRefusal(step, scores)
  if (refusal) return err(refusal)
  if (scores.some(({ personId }) => !isIn(personId))) return err('candidate_not_in_step')
  if (scores.some(({ personId, criterion }) => isTaken(scoreKey(personId, criterion)))) return err('third_entry')
  await saveMarks(
    tx,
    scores.map((score) => ({ ...score, selectionId: id, step: step.id, accountId: actorOf(tx).accountId })),
  )
  note(tx, {
    act: 'selection.scores_entered',
    object: { kind: 'selection', id },
    after: { step: step.id, size: scores.length },
  })
  return ok()
}

async function tellMarking(tx: Tx, selection: SelectionKept, step: Step, accountId: string): Promise<Marking> {
  const mine = (await listAssignments(tx, selection.id)).filter(
    (one) => one.step === step.id && one.accountId === accountId,
  )
  const wanted = new Set(mine.map(({ personId }) => personId))
  const marks = (await listMarks(tx, selection.id)).filter(
    (mark) => mark.step === step.id && mark.accountId === accountId,
  )
  const listed = await listCandidates(tx, selection.id)
  return {
    ...{ id: selection.id, title: selection.title, stepTitle: step.title, blind: step.blind },
    criteria: step.criteria.map(({ id, title, maxCentipoints }) => ({ id, title, maxCentipoints })),
    rows: listed
      .filter(({ candidate }) => wanted.has(candidate.personId) && candidate.out === null)
      .map(({ candidate: { personId, number }, name, schoolName }) => ({
        ...{ personId, number },
        name: step.blind ? null : name,
        schoolName: step.blind ? null : schoolName,
        marks: marks
          .filter((mark) => mark.personId === personId)
          .map(({ criterion, centipoints }) => ({ criterion, centipoints })),
      })),
  }
}

/** Whom an account was given to mark, in every selection that is open. */
export async function tellMarkings(tx: Tx, accountId: string): Promise<Marking[]> {
  const told: Marking[] = []
  for (const { selection } of await listMarkedBy(tx, accountId)) {
    const step = openStepOf(selection)
    if (step) told.push(await tellMarking(tx, selection, step, accountId))
  }
  return told.filter(({ rows }) => rows.length > 0)
}

export type SaveMarksRefusal = MarkRefusal | 'selection_not_found' | 'step_not_open' | 'not_yours_to_mark'

/** Keeps an expert's marks for those whom they were given. */
export async function saveOwnMarks(
  tx: Tx,
  id: string,
  marks: readonly Mark[],
): Promise<Result<Marking, SaveMarksRefusal>> {
  const { accountId } = actorOf(tx)
  const selection = await holdSelection(tx, id)
  const assigned = await listAssignments(tx, id)
  if (!selection || !assigned.some((one) => one.accountId === accountId)) return err('selection_not_found')
  const step = openStepOf(selection)
  if (!step) return err('step_not_open')
  const mine = new Set(
    assigned.filter((one) => one.step === step.id && one.accountId === accountId).map(({ personId }) => personId),
  )
  if (marks.some(({ personId }) => !mine.has(personId))) return err('not_yours_to_mark')
  const refusal = markRefusal(step, marks)
  if (refusal) return err(refusal)
  await saveMarks(
    tx,
    marks.map((mark) => ({ ...mark, selectionId: id, step: step.id, accountId })),
  )
  note(tx, { act: 'selection.marked', object: { kind: 'selection', id }, after: { step: step.id, size: marks.length } })
  return ok(await tellMarking(tx, selection, step, accountId))
}

export type ConflictRefusal = 'selection_not_found' | 'step_not_open' | 'not_yours_to_mark'

/** Withdraws an expert from somebody whom they should not mark: another is found, and their marks are gone. */
export async function declareConflict(
  tx: Tx,
  id: string,
  { personId, reason }: { readonly personId: string; readonly reason: string },
): Promise<Result<undefined, ConflictRefusal>> {
  const { accountId, name } = actorOf(tx)
  const selection = await holdSelection(tx, id)
  const assigned = await listAssignments(tx, id)
  if (!selection || !assigned.some((one) => one.accountId === accountId)) return err('selection_not_found')
  if (!openStepOf(selection)) return err('step_not_open')
  if (!assigned.some((one) => one.accountId === accountId && one.personId === personId)) return err('not_yours_to_mark')
  await insertConflict(tx, { selectionId: id, accountId, personId, reason })
  await dropMarks(tx, id, accountId, personId)
  await log(tx, id, 'conflict_declared', `${name}: ${reason}`)
  note(tx, { act: 'selection.conflict_declared', object: { kind: 'selection', id }, after: { personId, reason } })
  await assignOpenStep(tx, selection)
  const message = { params: { title: selection.title, who: name }, link: `/selections/${id}` }
  await notify(tx, { accountIds: [selection.createdBy] }, { code: 'selection.conflict', ...message })
  return ok()
}
