import type { Tx } from '../../../platform/db/db.ts'
import { noticeOf } from '../../publicity/public.ts'
import { findOrganisation } from '../../organisations/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import type { OwnSelection } from '../contract/marking.ts'
import type { Reserve } from '../contract/reserves.ts'
import type { SelectionRules } from '../contract/rules.ts'
import type { Selection, SelectionCandidate, SelectionInFull } from '../contract/selections.ts'
import { rulesRefusal, type Rules } from '../core/engine.ts'
import { differs } from '../core/states.ts'
import { listAssignments, listOwnResults, type AssignmentKept } from '../store/marking.ts'
import type { listSelections } from '../store/selections.ts'
import { findSelection, listExperts, listLog, type SelectionKept } from '../store/selections.ts'
import { marksRefusal } from './closing.ts'
import { tellReserves } from './reserves.ts'
import { entrantsAt, isCandidate, loadHeld, openStepOf, type Held } from './held.ts'

type Listed = Awaited<ReturnType<typeof listSelections>>[number]

function tellHead(selection: SelectionKept): Omit<Selection, 'organisationName' | 'programmeTitle' | 'candidateCount'> {
  const { id, kind, title, organisationId, programmeId, state, rules, createdByName } = selection
  return {
    ...{ id, kind, title, organisationId, programmeId, state, createdByName },
    stepTitle: openStepOf(selection)?.title ?? null,
    places: rules.quota.places,
    createdAt: selection.createdAt.toISOString(),
  }
}

/** Selections as their list shows them. */
export function tellSelections(rows: readonly Listed[]): Selection[] {
  return rows.map(({ selection, ...more }) => ({ ...tellHead(selection), ...more }))
}

// Lists are read-only inside, and answered as plain ones.
function plain({ steps, ties, quota }: Rules): SelectionRules {
  return {
    steps: steps.map((step) => ({ ...step, criteria: step.criteria.map((one) => ({ ...one })) })),
    ties: ties.map((tie) => ({ ...tie })),
    quota: { places: quota.places, parts: quota.parts.map((part) => ({ ...part })) },
  }
}

function tellCandidates(
  tx: Tx,
  selection: SelectionKept,
  held: Held,
  assigned: readonly AssignmentKept[],
  reserves: ReadonlyMap<string, Reserve>,
): SelectionCandidate[] {
  const step = openStepOf(selection)
  const entrants = entrantsAt(selection, selection.step, held)
  const results = Map.groupBy(held.results, ({ personId }) => personId)
  const open = Map.groupBy(
    held.marks.filter((mark) => mark.step === step?.id),
    ({ personId }) => personId,
  )
  const me = tx.context.actor?.accountId
  return held.listed.map(({ candidate, name, staffNo, schoolName }) => {
    const { personId, number, stage, kind, years, out, outReason } = candidate
    const marks = open.get(personId) ?? []
    const byPerson = [...Map.groupBy(marks, ({ accountId }) => accountId).values()]
    const given = byPerson.filter((own) => own.length >= (step?.criteria.length ?? 1)).length
    const experts = assigned.filter((one) => one.step === step?.id && one.personId === personId).length
    const byCriterion = [...Map.groupBy(marks, ({ criterion }) => criterion).values()]
    return {
      ...{ personId, number, name, staffNo, schoolName, stage, kind, years, out, outReason, given },
      isIn: step !== undefined && out === null && entrants.has(personId),
      needed: step === undefined ? 0 : step.experts > 0 ? experts : step.double ? 2 : 1,
      differs: step?.experts === 0 && byCriterion.some((entries) => differs(entries, step.double)),
      entered: marks
        .filter(({ accountId }) => accountId === me)
        .map(({ criterion, centipoints }) => ({ criterion, centipoints })),
      reserve: reserves.get(personId) ?? null,
      results: (results.get(personId) ?? []).map(({ step: of, centipoints, rank, rankInPart, outcome, cutOff }) => ({
        ...{ step: of, centipoints, rank, rankInPart, outcome, cutOff },
      })),
    }
  })
}

/** Why whoever was chosen cannot be admitted yet; null when they can. */
async function settleRefusal(tx: Tx, { id, state }: SelectionKept): Promise<string | null> {
  if (state !== 'shown') return 'not_shown'
  const notice = await noticeOf(tx, { kind: 'selection', id })
  return notice?.state === 'confirmed' ? null : 'notice_not_confirmed'
}

/** A selection with everything that its page shows; undefined when there is none. */
export async function tellSelection(tx: Tx, id: string): Promise<SelectionInFull | undefined> {
  const selection = await findSelection(tx, id)
  if (!selection) return undefined
  const held = await loadHeld(tx, id)
  const assigned = await listAssignments(tx, id)
  const step = openStepOf(selection)
  const candidates = tellCandidates(tx, selection, held, assigned, await tellReserves(tx, selection))
  const isOwn = isCandidate(tx, held)
  const entrants = entrantsAt(selection, selection.step, held)
  const closing = step ? marksRefusal(step, held, entrants, assigned) : 'step_not_open'
  const inStep = assigned.filter((one) => one.step === step?.id)
  const marks = Map.groupBy(
    held.marks.filter((mark) => mark.step === step?.id),
    ({ accountId, personId }) => `${accountId} ${personId}`,
  )
  const isDone = ({ accountId, personId }: AssignmentKept) =>
    (marks.get(`${accountId} ${personId}`)?.length ?? 0) >= (step?.criteria.length ?? 1)
  const programme = selection.programmeId === null ? undefined : await findProgramme(tx, selection.programmeId)
  const wanted = (step?.experts ?? 0) * candidates.filter(({ isIn }) => isIn).length
  const begun = rulesRefusal(selection.rules) ?? (candidates.length === 0 ? 'candidates_missing' : null)
  return {
    ...tellHead(selection),
    organisationName: (await findOrganisation(tx, selection.organisationId))?.name ?? '',
    programmeTitle: programme?.title ?? null,
    candidateCount: candidates.filter(({ out }) => out === null).length,
    rules: plain(selection.rules),
    step: selection.step,
    seed: selection.state === 'draft' || selection.state === 'running' ? null : selection.seed,
    cancelReason: selection.cancelReason,
    candidates,
    experts: (await listExperts(tx, id)).map(({ accountId, name }) => {
      const own = inStep.filter((one) => one.accountId === accountId)
      return { accountId, name, load: own.length, done: own.filter(isDone).length }
    }),
    short: Math.max(0, wanted - inStep.length),
    noticeId: (await noticeOf(tx, { kind: 'selection', id }))?.id ?? null,
    log: (await listLog(tx, id)).map(({ no, act, remark, accountName, at }) => ({
      ...{ no, act, remark, by: accountName, at: at.toISOString() },
    })),
    rulesRefusal: isOwn ? 'own_selection' : begun,
    closeRefusal: isOwn ? 'own_selection' : (closing ?? null),
    settleRefusal: isOwn ? 'own_selection' : await settleRefusal(tx, selection),
  }
}

/** How somebody did in selections: the steps that are closed, and the end once it was shown. */
export async function tellOwnSelections(tx: Tx, personId: string): Promise<OwnSelection[]> {
  const rows = await listOwnResults(tx, personId)
  const bySelection = Map.groupBy(rows, ({ selection }) => selection.id)
  const reserves = new Map<string, Reserve>()
  for (const [id, [first]] of bySelection) {
    const own = first && rows.some((row) => row.selection.id === id && row.result.outcome === 'reserve')
    const reserve = own ? (await tellReserves(tx, first.selection)).get(personId) : undefined
    if (reserve) reserves.set(id, reserve)
  }
  return [...bySelection.values()]
    .flatMap((own): OwnSelection[] => {
      const [first] = own
      if (!first) return []
      const { id, title, state, rules, programmeId } = first.selection
      const isKnown = state === 'shown' || state === 'settled'
      const order = [...rules.steps.map((step) => step.id), 'final']
      return [
        {
          ...{ id, title, state, places: rules.quota.places, programmeId, reserve: reserves.get(id) ?? null },
          results: own
            .filter(({ result }) => result.step !== 'final' || isKnown)
            .sort((a, b) => order.indexOf(a.result.step) - order.indexOf(b.result.step))
            .map(({ result: { step, centipoints, rank, rankInPart, outcome, cutOff } }) => ({
              ...{ step, centipoints, rank, rankInPart, outcome, cutOff },
              stepTitle: rules.steps.find((one) => one.id === step)?.title ?? null,
            })),
        },
      ]
    })
    .sort((a, b) => (a.id < b.id ? 1 : -1))
}
