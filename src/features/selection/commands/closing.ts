import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { admitFrom, askToOffer, type Placing } from '../../enrolment/public.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import { noticeOf, openNotice, relyOnNotice, withdrawNotice } from '../../publicity/public.ts'
import { closeStep, rankAll, type Step } from '../core/engine.ts'
import { differs } from '../core/states.ts'
import { dropResults, insertResults, listAssignments, listResults, strikeResult } from '../store/marking.ts'
import { holdSelection, listCandidates, log, updateSelection, type SelectionKept } from '../store/selections.ts'
import { assignOpenStep } from './assigning.ts'
import { candidatesOf, entrantsAt, isCandidate, keepOut, loadHeld, lotOf, openStepOf, type Held } from './held.ts'

const object = (id: string) => ({ kind: 'selection', id })

/** How the results of the end are named among those of the steps. */
export const finalStep = 'final'

export type MarksRefusal = 'scores_differ' | 'marks_missing'

/** Why a step cannot be closed as its marks stand; undefined when it can. */
export function marksRefusal(
  step: Step,
  held: Held,
  entrants: ReadonlySet<string>,
  assigned: readonly { readonly step: string; readonly personId: string; readonly accountId: string }[],
): MarksRefusal | undefined {
  const marks = held.marks.filter((mark) => mark.step === step.id && entrants.has(mark.personId))
  if (step.experts === 0) {
    const given = Map.groupBy(marks, ({ personId, criterion }) => `${personId} ${criterion}`)
    return [...given.values()].some((entries) => differs(entries, step.double)) ? 'scores_differ' : undefined
  }
  const byPair = Map.groupBy(marks, ({ personId, accountId }) => `${personId} ${accountId}`)
  const byPerson = Map.groupBy(marks, ({ personId }) => personId)
  // Whoever was marked by nobody did not come; whoever was marked by some is marked by all who should.
  const isHalf = assigned.some(
    ({ step: of, personId, accountId }) =>
      of === step.id &&
      entrants.has(personId) &&
      byPerson.has(personId) &&
      (byPair.get(`${personId} ${accountId}`)?.length ?? 0) < step.criteria.length,
  )
  return isHalf ? 'marks_missing' : undefined
}

export type CloseRefusal = MarksRefusal | 'selection_not_found' | 'step_not_open' | 'own_selection'

/** Closes the open step: whoever reaches its cut-off goes on, everybody reads their own result. After the last all are ranked. */
export async function closeOpenStep(tx: Tx, id: string): Promise<Result<undefined, CloseRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  const step = openStepOf(selection)
  if (!step || selection.seed === null) return err('step_not_open')
  if (isCandidate(tx, { listed: await listCandidates(tx, id) })) return err('own_selection')
  await keepOut(tx, selection, await listCandidates(tx, id))
  const held = await loadHeld(tx, id)
  const entrants = entrantsAt(selection, selection.step, held)
  const refusal = marksRefusal(step, held, entrants, await listAssignments(tx, id))
  if (refusal) return err(refusal)
  const lot = lotOf(selection.seed)
  const candidates = candidatesOf(selection.rules.steps, held)
  const entering = candidates.filter(({ id: personId }) => entrants.has(personId))
  const closed = closeStep(selection.rules, step, entering, lot)
  await insertResults(
    tx,
    closed.results.map(({ id: personId, score, rank, outcome }) => ({
      ...{ selectionId: id, step: step.id, personId, centipoints: score, rank, outcome, cutOff: closed.cutOff },
    })),
  )
  const passed = closed.results.filter(({ outcome }) => outcome === 'passed')
  const next = selection.rules.steps[selection.step + 1]
  await log(tx, id, 'step_closed', `${step.title}: ${passed.length}/${closed.results.length}`)
  note(tx, {
    act: 'selection.step_closed',
    object: object(id),
    after: { step: step.id, passed: passed.length, of: closed.results.length, cutOff: closed.cutOff },
  })
  if (next) {
    const later = { step: selection.step + 1 }
    await updateSelection(tx, id, later)
    await assignOpenStep(tx, { ...selection, ...later })
  } else {
    const finalists = new Set(passed.map(({ id: personId }) => personId))
    await rank(
      tx,
      selection,
      candidates.filter((one) => finalists.has(one.id)),
    )
  }
  const params = { title: selection.title, step: step.title }
  const personIds = closed.results.map(({ id: personId }) => personId)
  await notify(tx, { personIds }, { code: 'selection.step_closed', params, link: '/m/selections' })
  return ok()
}

async function rank(tx: Tx, selection: SelectionKept, finalists: ReturnType<typeof candidatesOf>): Promise<void> {
  const { id, rules, seed } = selection
  await updateSelection(tx, id, { state: 'ranked', step: rules.steps.length })
  await insertResults(
    tx,
    rankAll(rules, finalists, lotOf(seed ?? '')).map(
      ({ id: personId, score, rank: place, rankInPart, verdict, cutOff }) => ({
        ...{
          selectionId: id,
          step: finalStep,
          personId,
          centipoints: score,
          rank: place,
          rankInPart,
          outcome: verdict,
          cutOff,
        },
      }),
    ),
  )
}

export type ReopenStepRefusal = 'selection_not_found' | 'nothing_closed' | 'selection_shown' | 'own_selection'

/** Opens the step again that was closed last. Its results are gone; the marks stay. */
export async function reopenStep(tx: Tx, id: string, reason: string): Promise<Result<undefined, ReopenStepRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'running' && selection.state !== 'ranked')
    return err(selection.state === 'draft' ? 'nothing_closed' : 'selection_shown')
  const listed = await listCandidates(tx, id)
  if (isCandidate(tx, { listed })) return err('own_selection')
  const place = selection.step - 1
  const step = selection.rules.steps[place]
  if (!step) return err('nothing_closed')
  await dropResults(tx, id, [step.id, finalStep])
  await updateSelection(tx, id, { state: 'running', step: place })
  await log(tx, id, 'step_reopened', `${step.title}: ${reason}`)
  note(tx, { act: 'selection.step_reopened', object: object(id), after: { step: step.id, reason } })
  const personIds = listed.map(({ candidate }) => candidate.personId)
  const params = { title: selection.title, step: step.title, reason }
  await notify(tx, { personIds }, { code: 'selection.step_reopened', params, link: '/m/selections' })
  return ok()
}

const points = (centipoints: number | null) => ((centipoints ?? 0) / 100).toFixed(2)

export type ShowRefusal =
  | 'selection_not_found'
  | 'not_ranked'
  | 'nobody_selected'
  | 'own_selection'
  | 'notice_open_already'
  | 'notice_tells_number'
  | 'notice_too_long'

/** Shows everybody who was chosen, with what each came to, for some working days. */
export async function showSelection(
  tx: Tx,
  id: string,
  { text, workingDays }: { readonly text: string; readonly workingDays?: number | undefined },
): Promise<Result<undefined, ShowRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'ranked') return err('not_ranked')
  const held = await loadHeld(tx, id)
  if (isCandidate(tx, held)) return err('own_selection')
  const people = new Map(held.listed.map((one) => [one.candidate.personId, one]))
  const rows = held.results
    .filter(({ step, outcome }) => step === finalStep && outcome === 'selected')
    .flatMap(({ personId, centipoints, rank: place }) => {
      const one = people.get(personId)
      return one
        ? [{ personId, name: one.name, school: one.schoolName, cells: [points(centipoints), String(place ?? '')] }]
        : []
    })
  if (rows.length === 0) return err('nobody_selected')
  const shown = await openNotice(tx, {
    ...{ subject: { kind: 'selection', id }, organisationId: selection.organisationId, rows, workingDays },
    ...{ title: `${selection.title}公示`, columns: ['总成绩', '名次'], link: `/selections/${id}` },
    text:
      text === ''
        ? `经过${selection.rules.steps.map(({ title }) => title).join('、')}，拟确定下列人员，现予公示。`
        : text,
  })
  if (!shown.ok)
    return err(shown.error === 'notice_empty' || shown.error === 'notice_uneven' ? 'nobody_selected' : shown.error)
  await updateSelection(tx, id, { state: 'shown' })
  await log(tx, id, 'shown', shown.value.endsOn)
  note(tx, { act: 'selection.shown', object: object(id), after: { notice: shown.value.id, names: rows.length } })
  return ok()
}

export type TakeBackRefusal = 'selection_not_found' | 'not_shown' | 'notice_not_found' | 'notice_not_open'

/** Withdraws what was shown: the selection is ranked again, and its last step can be opened. */
export async function takeBack(tx: Tx, id: string, reason: string): Promise<Result<undefined, TakeBackRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'shown') return err('not_shown')
  const notice = await noticeOf(tx, { kind: 'selection', id })
  if (!notice) return err('notice_not_found')
  // It may have been withdrawn where notices are looked after.
  if (notice.state !== 'withdrawn') {
    const gone = await withdrawNotice(tx, notice.id, reason)
    if (!gone.ok) return gone
  }
  await updateSelection(tx, id, { state: 'ranked' })
  await log(tx, id, 'withdrawn_from_show', reason)
  note(tx, { act: 'selection.withdrawn_from_show', object: object(id), after: { reason } })
  return ok()
}

export type SettleRefusal =
  | 'selection_not_found'
  | 'not_shown'
  | 'notice_not_confirmed'
  | 'own_selection'
  | 'programme_not_found'
  | 'programme_over'
  | 'somebody_not_admitted'

/** Admits whoever was chosen and not struck, all or none, once what was shown is confirmed. */
export async function settleSelection(tx: Tx, id: string): Promise<Result<readonly Placing[], SettleRefusal>> {
  const selection = await holdSelection(tx, id)
  if (!selection) return err('selection_not_found')
  if (selection.state !== 'shown') return err('not_shown')
  const listed = await listCandidates(tx, id)
  if (isCandidate(tx, { listed })) return err('own_selection')
  const notice = await noticeOf(tx, { kind: 'selection', id })
  if (notice?.state !== 'confirmed') return err('notice_not_confirmed')
  const relied = await relyOnNotice(tx, notice.id)
  if (!relied.ok) return relied
  const struck = notice.rows.filter(({ struckReason }) => struckReason !== null).map(({ personId }) => personId)
  await strikeResult(tx, id, struck)
  const chosen = (await listResults(tx, id)).filter(({ step, outcome }) => step === finalStep && outcome === 'selected')
  const placings = await admit(
    tx,
    selection,
    chosen.map(({ personId }) => personId),
  )
  if (!placings.ok) return placings
  const { programmeId } = selection
  const programme = programmeId === null ? undefined : await findProgramme(tx, programmeId)
  const settledPlacesMax = programme?.placesMax ?? null
  await updateSelection(tx, id, { state: 'settled', settledAt: tx.context.now, settledPlacesMax })
  // The places of those who were struck are free from the first day on.
  if (programmeId !== null && struck.length > 0) await askToOffer(tx, programmeId)
  await log(tx, id, 'settled', String(chosen.length))
  note(tx, { act: 'selection.settled', object: object(id), after: { chosen: chosen.length, struck: struck.length } })
  const personIds = listed.map(({ candidate }) => candidate.personId)
  const message = { code: 'selection.settled', params: { title: selection.title }, link: '/m/selections' }
  await notify(tx, { personIds }, message)
  return placings
}

async function admit(
  tx: Tx,
  { id, programmeId }: SelectionKept,
  personIds: readonly string[],
): Promise<Result<readonly Placing[], 'programme_not_found' | 'programme_over' | 'somebody_not_admitted'>> {
  // Titles and honours are conferred where they are kept; there is no programme to admit to.
  if (programmeId === null) return ok([])
  const done = await admitFrom(
    tx,
    programmeId,
    personIds.map((personId) => ({ personId })),
    { sourceKind: 'selection', sourceId: id },
  )
  if (!done.ok) return done
  return done.value.some(({ code }) => code !== null) ? err('somebody_not_admitted') : ok(done.value)
}
