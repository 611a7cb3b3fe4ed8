import { placedInOrder, type Selection } from '../../../lib/matching/selection.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { admitFrom } from '../../enrolment/public.ts'
import { notify } from '../../notices/public.ts'
import { phaseOf, runRefusal, type RunRefusal } from '../core/rules.ts'
import { listFacts } from '../store/applicants.ts'
import { loadProgrammes, type RoundKept } from '../store/rounds.ts'
import { newestRun, type RunKept } from '../store/runs.ts'
import { isCurrent } from './selecting.ts'

/** What a reckoning brings one person. */
export type Brought = {
  readonly personId: string
  readonly programmeId: string | null
  readonly blockId: string | null
  readonly choice: number | null
  readonly pinReason: string | null
}

/** Whom a reckoning places where they cannot be admitted, and why. */
export type Unadmitted = { readonly code: 'unadmitted'; readonly people: readonly { personId: string; why: string }[] }

export type DecideRefusal = RunRefusal | 'run_not_found' | 'run_outdated' | 'scores_missing'

/** The reckoning that was looked at, while it may be shown or confirmed: the newest, whole, and nothing changed since. */
export async function runToDecide(
  tx: Tx,
  vault: Vault,
  round: RoundKept,
  runId: string,
): Promise<Result<RunKept, DecideRefusal>> {
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  const run = await newestRun(tx, round.id)
  if (run?.id !== runId) return err('run_not_found')
  if (run.missing > 0) return err('scores_missing')
  return (await isOutdated(tx, vault, round, run)) ? err('run_outdated') : ok(run)
}

/** Whether a reckoning can be decided by no more: what it rests on was changed, or it was shown and taken back. */
export async function isOutdated(tx: Tx, vault: Vault, round: RoundKept, run: RunKept): Promise<boolean> {
  return run.id === round.shownRunId || !(await isCurrent(tx, vault, round, run.selection))
}

/** What a reckoning brings everybody; whoever is placed comes first, in the order of the places. */
export async function broughtBy(tx: Tx, roundId: string, selection: Selection): Promise<Brought[]> {
  const byCode = new Map((await listFacts(tx, roundId)).map((one) => [one.code, one]))
  const pins = new Map(selection.pins.map((one) => [one.person, one]))
  const unplaced = (selection.published ?? []).filter(({ programme }) => programme === null)
  return [...placedInOrder(selection), ...unplaced].flatMap(({ person, programme, block }) => {
    const one = byCode.get(person)
    if (!one) return []
    const choice = programme === null ? null : one.choices.indexOf(programme) + 1 || null
    const pinReason = pins.get(person)?.reason ?? null
    return [{ personId: one.personId, programmeId: programme, blockId: block, choice, pinReason }]
  })
}

/** Admits everybody who is placed here; gives those who cannot be, each with why. Whoever calls rolls back then. */
export async function admitPlaced(
  tx: Tx,
  roundId: string,
  brought: readonly Brought[],
): Promise<Unadmitted | undefined> {
  const refused = new Map<string, string>()
  const placed = [...Map.groupBy(brought, ({ programmeId }) => programmeId)].toSorted(([one], [other]) =>
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
      if (code) refused.set(personId, code)
    }
  }
  if (refused.size === 0) return undefined
  return { code: 'unadmitted', people: [...refused].map(([personId, why]) => ({ personId, why })) }
}

const codes = {
  decided: { placed: 'rounds.placed', unplaced: 'rounds.unplaced' },
  proposed: { placed: 'rounds.proposed', unplaced: 'rounds.not_proposed' },
} as const

/** Tells everybody what a round brings them: what was decided, or what is proposed and shown until a day. */
export async function announce(
  tx: Tx,
  round: RoundKept,
  brought: readonly Brought[],
  as: { readonly kind: 'decided' } | { readonly kind: 'proposed'; readonly until: string },
): Promise<void> {
  const titles = await loadProgrammes(tx, [
    ...new Set(brought.flatMap(({ programmeId }) => (programmeId === null ? [] : [programmeId]))),
  ])
  const shared = { title: round.title, ...(as.kind === 'proposed' ? { until: as.until } : {}) }
  const link = `/m/rounds/${round.id}`
  for (const [programmeId, there] of Map.groupBy(brought, (row) => row.programmeId)) {
    const personIds = there.map(({ personId }) => personId)
    const programme = programmeId === null ? undefined : titles.get(programmeId)?.title
    const message =
      programme === undefined
        ? { code: codes[as.kind].unplaced, params: shared, link }
        : { code: codes[as.kind].placed, params: { ...shared, programme }, link }
    await notify(tx, { personIds }, message)
  }
}
