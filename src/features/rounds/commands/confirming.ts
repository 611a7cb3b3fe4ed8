import { placedInOrder, type Selection } from '../../../lib/matching/selection.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { admitFrom } from '../../enrolment/public.ts'
import { notify } from '../../notices/public.ts'
import { phaseOf, runRefusal, type RunRefusal } from '../core/rules.ts'
import { listFacts } from '../store/applicants.ts'
import { loadProgrammes, updateRound, type RoundKept } from '../store/rounds.ts'
import { insertResults, newestRun } from '../store/runs.ts'
import { actorOf, holdOwn } from './rounds.ts'
import { isCurrent } from './selecting.ts'

const object = (id: string) => ({ kind: 'matching_round', id })

export type ConfirmRefusal = RunRefusal | 'round_not_found' | 'run_not_found' | 'run_outdated' | 'scores_missing'

/** Whom a reckoning places where they cannot be admitted, and why. */
export type Unadmitted = { readonly code: 'unadmitted'; readonly people: readonly { personId: string; why: string }[] }

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
  const unplaced = (selection.published ?? []).filter(({ programme }) => programme === null)
  const rows = [...placedInOrder(selection), ...unplaced].flatMap(({ person, programme, block }) => {
    const one = byCode.get(person)
    if (!one) return []
    const choice = programme === null ? 0 : one.choices.indexOf(programme) + 1
    const pinReason = pins.get(person)?.reason ?? null
    return [{ personId: one.personId, programmeId: programme, blockId: block, choice, pinReason }]
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
