import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { assignExperts, declaration, type Assigned } from '../core/experts.ts'
import { listAssignments, listConflicts, replaceAssignments } from '../store/marking.ts'
import { holdSelection, listExperts, loadTeams, log, type SelectionKept } from '../store/selections.ts'
import { entrantsAt, loadHeld, lotOf, openStepOf } from './held.ts'

/** Gives the candidates of the open step their experts. Whoever has marked somebody already keeps them. */
export async function assignOpenStep(tx: Tx, selection: SelectionKept): Promise<Assigned | undefined> {
  const step = openStepOf(selection)
  if (!step || step.experts === 0 || selection.seed === null) return undefined
  const held = await loadHeld(tx, selection.id)
  const entrants = entrantsAt(selection, selection.step, held)
  const inside = held.listed.filter(({ candidate }) => candidate.out === null && entrants.has(candidate.personId))
  const experts = await listExperts(tx, selection.id)
  const people = [
    ...inside.map(({ candidate }) => candidate.personId),
    ...experts.flatMap(({ personId }) => personId ?? []),
  ]
  const teams = await loadTeams(tx, people)
  const conflicts = await listConflicts(tx, selection.id)
  const declared = new Set(conflicts.map(({ accountId, personId }) => declaration(accountId, personId)))
  const marked = held.marks.filter((mark) => mark.step === step.id)
  const kept = new Map(
    marked
      .filter(({ accountId, personId }) => !declared.has(declaration(accountId, personId)))
      .map(({ accountId, personId }) => [
        declaration(accountId, personId),
        { expertId: accountId, markedId: personId },
      ]),
  )
  const assigned = assignExperts({
    experts: experts.map(({ accountId, personId, schoolId }) => ({
      ...{ id: accountId, personId, schoolId },
      teamIds: teams.get(personId ?? '') ?? [],
    })),
    marked: inside.map(({ candidate: { personId, schoolId } }) => ({
      ...{ id: personId, schoolId },
      teamIds: teams.get(personId) ?? [],
    })),
    each: step.experts,
    declared,
    kept: [...kept.values()],
    lot: lotOf(selection.seed),
  })
  const before = new Set(
    (await listAssignments(tx, selection.id)).filter((one) => one.step === step.id).map(({ accountId }) => accountId),
  )
  const ofPerson = new Map(experts.map(({ accountId, personId }) => [accountId, personId]))
  await replaceAssignments(
    tx,
    selection.id,
    step.id,
    assigned.pairs.map(({ expertId, markedId }) => ({
      ...{ accountId: expertId, personId: markedId, expertPersonId: ofPerson.get(expertId) ?? null },
    })),
  )
  await log(tx, selection.id, 'assigned', step.title)
  const accountIds = [...new Set(assigned.pairs.map(({ expertId }) => expertId))].filter((id) => !before.has(id))
  const params = { title: selection.title, step: step.title }
  await notify(tx, { accountIds }, { code: 'selection.to_mark', params, link: '/markings' })
  return assigned
}

export type AssignRefusal = 'selection_not_found' | 'step_without_experts'

/** Gives the candidates of the open step their experts anew, as after an expert was added. */
export async function reassign(tx: Tx, id: string): Promise<Result<undefined, AssignRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  const assigned = await assignOpenStep(tx, selection)
  if (!assigned) return err('step_without_experts')
  note(tx, {
    act: 'selection.assigned',
    object: { kind: 'selection', id },
    after: { pairs: assigned.pairs.length, short: assigned.short.length },
  })
  return ok()
}
