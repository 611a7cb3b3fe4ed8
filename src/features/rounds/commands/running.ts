import { isOwnMatter } from '../../../lib/access.ts'
import type { DecidingFlaw } from '../../../lib/matching/deciding.ts'
import type { Published, Selection } from '../../../lib/matching/selection.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { enqueueOnce } from '../../../platform/jobs/queue.ts'
import { admitFrom } from '../../enrolment/public.ts'
import { notify } from '../../notices/public.ts'
import type { Decided } from '../../../platform/solving/decide.ts'
import type { NewPin } from '../contract/rounds.ts'
import { matchLimit, withArea } from '../core/method.ts'
import { matchBlock, matchPerson, phaseOf, runRefusal, scoreMost, type RunRefusal } from '../core/rules.ts'
import {
  dropPin,
  findApplicant,
  keepPin,
  listFacts,
  listPins,
  listScores,
  type ApplicantFacts,
  type PinKept,
} from '../store/applicants.ts'
import { rehearseRound } from '../jobs.ts'
import { holdRound, listRules, loadProgrammes, updateRound, type RoundKept } from '../store/rounds.ts'
import { findRun, insertResults, insertRun, newestRun } from '../store/runs.ts'
import { findWork, isUnderWay } from '../store/work.ts'
import { actorOf, holdOwn } from './rounds.ts'

const object = (id: string) => ({ kind: 'matching_round', id })

/** All that the matching of a round depends on, as it stands now, without a name. */
async function selectionOf(
  tx: Tx,
  vault: Vault,
  round: RoundKept,
): Promise<{ selection: Selection; missing: number; facts: ApplicantFacts[] }> {
  const [rules, facts, scores, pins] = [
    await listRules(tx, round.id),
    await listFacts(tx, round.id),
    await listScores(tx, round.id),
    await listPins(tx, round.id),
  ]
  const byPerson = Map.groupBy(scores, ({ personId }) => personId)
  let missing = 0
  const people = facts.map((one) => {
    const own = byPerson.get(one.personId) ?? []
    missing += one.choices.filter((programme) => !own.some(({ programmeId }) => programmeId === programme)).length
    const known = new Map(
      own.flatMap(({ programmeId, score }) => (score === null ? [] : [[programmeId, score] as const])),
    )
    const person = matchPerson(one, known)
    return round.method === 'optimal' ? withArea(person, one.areaId) : person
  })
  const codes = new Map(facts.map(({ personId, code }) => [personId, code]))
  const selection: Selection = {
    ...{ format: 'qinglan-selection', version: 1, round: round.id, title: round.title },
    ...{
      seed: vault.open(round.seedSealed),
      salt: vault.open(round.saltSealed),
      commitment: round.commitment,
      scoreMost,
    },
    programmes: rules.map(({ programmeId, blocks }) => ({ id: programmeId, blocks: blocks.map(matchBlock) })),
    people,
    pins: pins.map((pin) => pinOf(pin, codes)),
    ...(round.method === 'optimal' ? { method: 'optimal', limits: round.limits.map(matchLimit) } : {}),
    published: null,
  }
  return { selection, missing, facts }
}

const pinOf = ({ personId, programmeId, blockId, reason }: PinKept, codes: ReadonlyMap<string, string>) => ({
  ...{ person: codes.get(personId) ?? '', programme: programmeId, block: blockId, reason },
})

export type AskRefusal = RunRefusal | 'round_not_found' | 'id_reused' | 'rehearsal_under_way'

/**
 * Asks for a reckoning, once for each id. What asks for a solver is begun as work that can be watched and stopped, one at a
 * time for a round; otherwise this gives what is reckoned from, to be done at once outside of any transaction. Null: there is
 * nothing to do now.
 */
export async function askRun(
  tx: Tx,
  vault: Vault,
  id: string,
  runId: string,
): Promise<Result<Selection | null, AskRefusal>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const earlier = await findRun(tx, runId)
  if (earlier) return earlier.roundId === id ? ok(null) : err('id_reused')
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  if (round.method === 'deferred') return ok((await selectionOf(tx, vault, round)).selection)
  const work = await findWork(tx, id)
  if (work && work.id !== runId && isUnderWay(work)) return err('rehearsal_under_way')
  const { name: byName } = actorOf(tx)
  const begun = await enqueueOnce(tx, rehearseRound, { roundId: id, byName }, { id: runId, title: round.title })
  return begun.ok ? ok(null) : begun
}

export type PrepareRefusal = RunRefusal | 'round_not_found'

/** What work that was asked for starts from: whoever asked was allowed to. Null where it was done already. */
export async function prepareRun(
  tx: Tx,
  vault: Vault,
  id: string,
  runId: string,
): Promise<Result<Selection | null, PrepareRefusal>> {
  const round = await holdRound(tx, id)
  if (!round) return err('round_not_found')
  if (await findRun(tx, runId)) return ok(null)
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  return refusal ? err(refusal) : ok((await selectionOf(tx, vault, round)).selection)
}

export type KeepRefusal = PrepareRefusal | Exclude<DecidingFlaw['code'], 'limits_conflict'> | 'run_outdated'

/**
 * Keeps what came of reckoning a round, which whoever asked for it was allowed to; nobody is told. Where its limits are in
 * conflict nothing is kept but which they are. What was changed while it was reckoned makes it worth nothing.
 */
export async function keepRun(
  tx: Tx,
  vault: Vault,
  id: string,
  runId: string,
  { selection: reckoned, decided }: { readonly selection: Selection; readonly decided: Decided },
): Promise<Result<undefined, KeepRefusal>> {
  const round = await holdRound(tx, id)
  if (!round) return err('round_not_found')
  if (await findRun(tx, runId)) return ok()
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  const { selection, missing } = await selectionOf(tx, vault, round)
  if (sorted(selection) !== sorted(reckoned)) return err('run_outdated')
  if (decided.ok) {
    await updateRound(tx, id, { conflict: null })
    await writeRun(tx, { roundId: id, id: runId, selection, missing }, decided.value)
    return ok()
  }
  const flaw = decided.error
  if (flaw.code !== 'limits_conflict') return err(flaw.code)
  await updateRound(tx, id, { conflict: flaw.conflict })
  note(tx, { act: 'matching_round.conflicted', object: object(id), after: { conflict: flaw.conflict } })
  return ok()
}

async function writeRun(
  tx: Tx,
  run: { readonly roundId: string; readonly id: string; readonly selection: Selection; readonly missing: number },
  outcomes: readonly Published[],
): Promise<void> {
  const { accountId, name } = actorOf(tx)
  const placed = outcomes.filter(({ programme }) => programme !== null).length
  await insertRun(tx, {
    ...{ ...run, selection: { ...run.selection, published: outcomes }, placed },
    ...{ ranBy: accountId, ranByName: name, ranAt: tx.context.now },
  })
  const { id: runId, missing } = run
  note(tx, {
    act: 'matching_round.reckoned',
    object: object(run.roundId),
    after: { runId, missing, placed, of: outcomes.length },
  })
}

export type PinRefusal = RunRefusal | 'round_not_found' | 'applicant_not_found' | 'place_not_found' | 'own_round'

/** Places somebody by hand, or keeps them out, for a reason that everybody reads; what was decided by hand before is replaced. */
export async function pin(tx: Tx, id: string, wanted: NewPin): Promise<Result<undefined, PinRefusal>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  const { personId, programmeId, reason } = wanted
  const actor = actorOf(tx)
  if (isOwnMatter(actor, personId)) return err('own_round')
  if (!(await findApplicant(tx, id, personId))) return err('applicant_not_found')
  const blocks = (await listRules(tx, id)).find((rules) => rules.programmeId === programmeId)?.blocks ?? []
  const blockId = programmeId === null ? null : (wanted.blockId ?? blocks.at(-1)?.id ?? null)
  if (programmeId !== null && !blocks.some((block) => block.id === blockId)) return err('place_not_found')
  const by = { pinnedBy: actor.accountId, pinnedByName: actor.name, pinnedAt: tx.context.now }
  await keepPin(tx, { roundId: id, personId, programmeId, blockId, reason, ...by })
  note(tx, { act: 'matching_round.overridden', object: object(id), after: { personId, programmeId, blockId, reason } })
  return ok()
}

/** Takes back what was decided by hand for somebody. */
export async function unpin(
  tx: Tx,
  id: string,
  personId: string,
): Promise<Result<undefined, RunRefusal | 'round_not_found' | 'override_not_found'>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  if (!(await dropPin(tx, id, personId))) return err('override_not_found')
  note(tx, { act: 'matching_round.override_taken_back', object: object(id), before: { personId } })
  return ok()
}

export type ConfirmRefusal = RunRefusal | 'round_not_found' | 'run_not_found' | 'run_outdated' | 'scores_missing'

/** Whom a reckoning places where they cannot be admitted, and why. */
export type Unadmitted = { readonly code: 'unadmitted'; readonly people: readonly { personId: string; why: string }[] }

/** Whether a kept reckoning still says what one of now would. */
export async function isCurrent(tx: Tx, vault: Vault, round: RoundKept, kept: Selection): Promise<boolean> {
  const { selection } = await selectionOf(tx, vault, round)
  return sorted(selection) === sorted(kept)
}

// The database gives the keys of a document back in an order of its own.
function sorted(selection: Selection): string {
  return JSON.stringify({ ...selection, published: null }, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  )
}

/**
 * Confirms the reckoning that was looked at: results stand, everybody is told, those who were placed are enrolled. Where
 * somebody who was placed cannot be (a quota that is full, a ban that came meanwhile) nothing is done and they are named.
 */
export async function confirmRound(
  tx: Tx,
  vault: Vault,
  id: string,
  runId: string,
): Promise<Result<undefined, ConfirmRefusal | Unadmitted>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (round.state === 'confirmed' && round.confirmedRunId === runId) return ok()
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  const run = await newestRun(tx, id)
  if (run?.id !== runId) return err('run_not_found')
  if (run.missing > 0) return err('scores_missing')
  if (!(await isCurrent(tx, vault, round, run.selection))) return err('run_outdated')
  const { name } = actorOf(tx)
  await updateRound(tx, id, {
    state: 'confirmed',
    confirmedRunId: runId,
    confirmedAt: tx.context.now,
    confirmedByName: name,
  })
  const refused = await writeResults(tx, round, run.selection)
  if (refused.size > 0)
    return err({ code: 'unadmitted', people: [...refused].map(([personId, why]) => ({ personId, why })) })
  note(tx, {
    act: 'matching_round.confirmed',
    object: object(id),
    after: { runId, placed: run.placed, commitment: round.commitment },
  })
  return ok()
}

async function writeResults(tx: Tx, round: RoundKept, selection: Selection): Promise<ReadonlyMap<string, string>> {
  const byCode = new Map((await listFacts(tx, round.id)).map((one) => [one.code, one]))
  const pins = new Map(selection.pins.map((one) => [one.person, one]))
  const rows = (selection.published ?? []).flatMap(({ person, programme, block }) => {
    const one = byCode.get(person)
    if (!one) return []
    const choice = programme === null ? 0 : one.choices.indexOf(programme) + 1
    return [
      {
        personId: one.personId,
        programmeId: programme,
        blockId: block,
        choice,
        pinReason: pins.get(person)?.reason ?? null,
      },
    ]
  })
  const refusals = await enrolPlaced(tx, round.id, rows)
  if (refusals.size > 0) return refusals
  await insertResults(
    tx,
    rows.map((row) => ({
      ...{ ...row, roundId: round.id, choice: row.choice === 0 ? null : row.choice },
      enrolmentRefusal: null,
    })),
  )
  const titles = await loadProgrammes(tx, [
    ...new Set(rows.flatMap(({ programmeId }) => (programmeId === null ? [] : [programmeId]))),
  ])
  for (const [programmeId, there] of Map.groupBy(rows, (row) => row.programmeId)) {
    const personIds = there.map(({ personId }) => personId)
    const link = `/m/rounds/${round.id}`
    const programme = programmeId === null ? undefined : titles.get(programmeId)?.title
    const message =
      programme === undefined
        ? { code: 'rounds.unplaced', params: { title: round.title }, link }
        : { code: 'rounds.placed', params: { title: round.title, programme }, link }
    await notify(tx, { personIds }, message)
  }
  return refusals
}

async function enrolPlaced(
  tx: Tx,
  roundId: string,
  rows: readonly { readonly personId: string; readonly programmeId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const refusals = new Map<string, string>()
  const placed = [...Map.groupBy(rows, ({ programmeId }) => programmeId)].toSorted(([one], [other]) =>
    (one ?? '') < (other ?? '') ? -1 : 1,
  )
  for (const [programmeId, people] of placed) {
    if (programmeId === null) continue
    const done = await admitFrom(
      tx,
      programmeId,
      people.map(({ personId }) => ({ personId })),
      { sourceKind: 'round', sourceId: roundId },
    )
    for (const { personId } of people) {
      const code = done.ok ? done.value.find((one) => one.personId === personId)?.code : done.error
      if (code) refusals.set(personId, code)
    }
  }
  return refusals
}
