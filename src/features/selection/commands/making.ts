import { daysBetween } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { mayGo } from '../../../lib/states.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { drawSeed } from '../../../platform/drawing.ts'
import { notify } from '../../notices/public.ts'
import { covers } from '../../organisations/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import type { SelectionRules } from '../contract/rules.ts'
import type { NewCandidates, NewSelection } from '../contract/selections.ts'
import { rulesRefusal, type RulesRefusal } from '../core/engine.ts'
import { selectionMoves } from '../core/states.ts'
import {
  changeCandidate,
  findSelection,
  holdSelection,
  insertCandidates,
  insertExperts,
  insertSelection,
  listApplicants,
  listCandidates,
  listExperts,
  loadEntrants,
  log,
  updateSelection,
} from '../store/selections.ts'
import { assignOpenStep } from './assigning.ts'
import { actorOf, isCandidate, keepOut } from './held.ts'

const object = (id: string) => ({ kind: 'selection', id })

export type AddSelectionRefusal = 'organisation_not_found' | 'programme_not_found' | 'id_reused'

/** Begins a selection. The same again under the same id is harmless. */
export async function addSelection(
  tx: Tx,
  draft: NewSelection,
  scope: readonly string[],
): Promise<Result<undefined, AddSelectionRefusal>> {
  const known = await findSelection(tx, draft.id)
  if (known) return known.title === draft.title && known.kind === draft.kind ? ok() : err('id_reused')
  if (!(await covers(tx, scope, [draft.organisationId]))) return err('organisation_not_found')
  if (draft.programmeId !== null) {
    const programme = await findProgramme(tx, draft.programmeId)
    if (!programme || !(await covers(tx, scope, [programme.organisationId]))) return err('programme_not_found')
  }
  if (draft.kind === 'trainees' && draft.programmeId === null) return err('programme_not_found')
  const { accountId, name } = actorOf(tx)
  await insertSelection(tx, {
    ...draft,
    ...{ state: 'draft', step: 0, seed: null, createdBy: accountId, createdByName: name, createdAt: tx.context.now },
  })
  await log(tx, draft.id, 'created')
  note(tx, { act: 'selection.created', object: object(draft.id), after: { title: draft.title, kind: draft.kind } })
  return ok()
}

export type DraftRefusal = 'selection_not_found' | 'selection_runs'

/** Writes the rules of a selection that does not run yet. */
export async function changeRules(tx: Tx, id: string, rules: SelectionRules): Promise<Result<undefined, DraftRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'draft') return err('selection_runs')
  await updateSelection(tx, id, { rules })
  await log(tx, id, 'rules_changed')
  note(tx, { act: 'selection.rules_changed', object: object(id), before: selection.rules, after: rules })
  return ok()
}

export type CandidatesRefusal = DraftRefusal | 'candidate_unknown'

/** Adds candidates by number, by id, or all who applied. Whoever may not take part today is listed and kept out. */
export async function addCandidates(
  tx: Tx,
  id: string,
  asked: NewCandidates,
  scope: readonly string[],
): Promise<Result<undefined, CandidatesRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'draft') return err('selection_runs')
  const applicants =
    asked.applicants && selection.programmeId !== null ? await listApplicants(tx, selection.programmeId) : []
  const ids = [...new Set([...asked.personIds, ...applicants])]
  const staffNos = [...new Set(asked.staffNos)]
  const found = [...(await loadEntrants(tx, scope, ids, [])), ...(await loadEntrants(tx, scope, [], staffNos))]
  const named = asked.personIds.length + staffNos.length
  const isFound = (one: { personId: string; staffNo: string }) =>
    asked.personIds.includes(one.personId) || staffNos.includes(one.staffNo)
  if (found.filter(isFound).length < named) return err('candidate_unknown')
  const before = await listCandidates(tx, id)
  const known = new Set(before.map(({ candidate }) => candidate.personId))
  const places = new Map([...ids, ...staffNos].map((named, index) => [named, index]))
  const placeOf = (one: { personId: string; staffNo: string }) =>
    places.get(one.personId) ?? places.get(one.staffNo) ?? 0
  const fresh = [...new Map(found.map((one) => [one.personId, one])).values()]
    .filter(({ personId }) => !known.has(personId))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
  // Numbers follow the order in which people were named, and are not given twice, also where somebody was taken out again.
  const last = Math.max(0, ...before.map(({ candidate }) => candidate.number))
  await insertCandidates(
    tx,
    fresh.map(({ personId, schoolId, stage, startedOn, setting }, index) => ({
      ...{ selectionId: id, personId, number: last + index + 1, schoolId },
      ...{ stage: stage ?? '', kind: setting ?? '' },
      years: startedOn === null ? 0 : Math.max(0, Math.floor(daysBetween(startedOn, tx.context.today) / 365.25)),
    })),
  )
  const out = await keepOut(tx, selection, await listCandidates(tx, id))
  await log(tx, id, 'candidates_added', String(fresh.length))
  note(tx, { act: 'selection.candidates_added', object: object(id), after: { size: fresh.length, keptOut: out } })
  return ok()
}

export type StandingRefusal = 'selection_not_found' | 'candidate_unknown' | 'selection_over' | 'candidate_excluded'

/** Says that a candidate withdrew, or takes part again. Whoever is kept out by the rules does not come in this way. */
export async function changeStanding(
  tx: Tx,
  id: string,
  personId: string,
  { isOut, reason }: { readonly isOut: boolean; readonly reason: string },
): Promise<Result<undefined, StandingRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'draft' && selection.state !== 'running') return err('selection_over')
  const found = (await listCandidates(tx, id)).find(({ candidate }) => candidate.personId === personId)
  if (!found) return err('candidate_unknown')
  if (found.candidate.out === 'excluded') return err('candidate_excluded')
  await changeCandidate(
    tx,
    id,
    personId,
    isOut ? { out: 'withdrawn', outReason: reason } : { out: null, outReason: null },
  )
  await log(tx, id, isOut ? 'candidate_out' : 'candidate_back', `${found.name}: ${reason}`)
  note(tx, {
    act: isOut ? 'selection.candidate_out' : 'selection.candidate_back',
    object: object(id),
    after: { personId, reason },
  })
  return ok()
}

/** Makes accounts experts of a selection. */
export async function addExperts(
  tx: Tx,
  id: string,
  accountIds: readonly string[],
): Promise<Result<undefined, 'selection_not_found' | 'selection_over'>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'draft' && selection.state !== 'running') return err('selection_over')
  await insertExperts(tx, id, accountIds)
  const experts = await listExperts(tx, id)
  await log(tx, id, 'experts_set', String(experts.length))
  note(tx, { act: 'selection.experts_set', object: object(id), after: { size: experts.length } })
  return ok()
}

export type StartRefusal = DraftRefusal | RulesRefusal | 'candidates_missing' | 'own_selection'

/** Begins with the first step. From now on the rules stand; everybody who takes part is told. */
export async function startSelection(tx: Tx, id: string): Promise<Result<undefined, StartRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (!mayGo(selectionMoves, selection.state, 'running') || selection.state !== 'draft') return err('selection_runs')
  const refusal = rulesRefusal(selection.rules)
  if (refusal) return err(refusal)
  const listed = await listCandidates(tx, id)
  const inside = listed.filter(({ candidate }) => candidate.out === null)
  if (inside.length === 0) return err('candidates_missing')
  if (isCandidate(tx, { listed })) return err('own_selection')
  const running = { state: 'running' as const, step: 0, seed: drawSeed() }
  await updateSelection(tx, id, running)
  await log(tx, id, 'started')
  note(tx, { act: 'selection.started', object: object(id), after: { candidates: inside.length } })
  const first = selection.rules.steps[0]
  const personIds = inside.map(({ candidate }) => candidate.personId)
  const params = { title: selection.title, step: first?.title ?? '' }
  await notify(tx, { personIds }, { code: 'selection.started', params, link: '/m/selections' })
  await assignOpenStep(tx, { ...selection, ...running })
  return ok()
}

/** Gives a selection up. Everybody who takes part reads why. */
export async function cancelSelection(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<undefined, 'selection_not_found' | 'selection_over'>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (!mayGo(selectionMoves, selection.state, 'cancelled')) return err('selection_over')
  await updateSelection(tx, id, { state: 'cancelled', cancelReason: reason })
  await log(tx, id, 'cancelled', reason)
  note(tx, { act: 'selection.cancelled', object: object(id), after: { reason } })
  const personIds = (await listCandidates(tx, id)).map(({ candidate }) => candidate.personId)
  if (selection.state !== 'draft')
    await notify(
      tx,
      { personIds },
      { code: 'selection.cancelled', params: { title: selection.title, reason }, link: '/m/selections' },
    )
  return ok()
}
