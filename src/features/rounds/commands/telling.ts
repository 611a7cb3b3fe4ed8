import type { Selection } from '../../../lib/matching/selection.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { clashesOf } from '../../eligibility/public.ts'
import { loadJoiner } from '../../programmes/public.ts'
import type { OwnRound, OwnRoundInFull } from '../contract/people.ts'
import type { Board, OutcomeRow } from '../contract/board.ts'
import type { Round, RoundInFull } from '../contract/rounds.ts'
import { phaseOf, rankRefusal, type RoundProgrammeRules } from '../core/rules.ts'
import type { SelectionFile } from '../contract/selection.ts'
import { listLoosenings } from '../store/loosenings.ts'
import {
  findApplicant,
  listDemand,
  listFacts,
  listPins,
  listScores,
  type ApplicantFacts,
  type ApplicantKept,
} from '../store/applicants.ts'
import {
  countRound,
  findRound,
  listForPerson,
  listRules,
  loadProgrammes,
  toldRunOf,
  type RoundKept,
  type RoundListed,
} from '../store/rounds.ts'
import { findResult, findRun, listStruck, newestRun, type OutcomeKept, type ResultKept } from '../store/runs.ts'
import { rehearseRound } from '../jobs.ts'
import { findWork } from '../store/work.ts'
import { mayScoreIt, partRefusal, whyNot } from './people.ts'
import { tellLoosened } from './loosening.ts'
import { explainResult, kindsIn, kindsOf, titleOfKind } from './explaining.ts'
import { outcomesOf, sayBounds, type Outcomes } from './outcomes.ts'
import { isSame, selectionOf } from './selecting.ts'
import type { Unadmitted } from './results.ts'
import { mayRun } from './rounds.ts'
import { tellShown } from './showing.ts'
import { tellOwnSuccession } from './succession-lists.ts'

const at = (instant: Date) => instant.toISOString()

/** A round as lists show it. */
export function tellRound(tx: Tx, round: RoundListed): Round {
  const { id, organisationId, title, state, method, choicesMax, followsId, programmes, places, applicants } = round
  return {
    ...{ id, organisationId, title, state, method, choicesMax, followsId, programmes, places, applicants },
    phase: phaseOf(round, tx.context.now),
    opensAt: at(round.opensAt),
    rankingClosesAt: at(round.rankingClosesAt),
    adjustingClosesAt: at(round.adjustingClosesAt),
    scoringClosesAt: at(round.scoringClosesAt),
    createdAt: at(round.createdAt),
  }
}

/** A round with all its rules, as officers and providers see it. */
export async function tellRoundInFull(tx: Tx, vault: Vault, id: string): Promise<RoundInFull | undefined> {
  const round = await findRound(tx, id)
  if (!round) return undefined
  const isOwn = await mayRun(tx, round)
  const rules = await listRules(tx, id)
  const programmes = await loadProgrammes(
    tx,
    rules.map(({ programmeId }) => programmeId),
  )
  const demand = await listDemand(tx, id)
  const list = []
  for (const one of rules) {
    const programme = programmes.get(one.programmeId)
    const wanted = demand.get(one.programmeId)
    list.push({
      ...{ ...one, blocks: [...one.blocks], criteria: [...one.criteria] },
      ...{
        title: programme?.title ?? '',
        providerName: programme?.providerName ?? null,
        placesMax: programme?.placesMax ?? null,
        placesFree: programme?.placesFree ?? null,
        hasQuotas: programme?.hasQuotas ?? false,
      },
      ...{ startsOn: programme?.startsOn ?? null, endsOn: programme?.endsOn ?? null },
      ...{ wanted: wanted?.wanted ?? 0, wantedFirst: wanted?.wantedFirst ?? 0, scored: wanted?.scored ?? 0 },
      mayScore: round.state !== 'draft' && (await mayScoreIt(tx, round, one.programmeId)),
    })
  }
  const isTold = round.seedToldAt !== null
  const { commitment, cancelReason, createdByName, confirmedByName, confirmedAt } = round
  return {
    ...tellRound(tx, { ...round, ...(await countRound(tx, id)) }),
    ...{ commitment, cancelReason, createdByName, confirmedByName, list, mayRun: isOwn },
    seed: isTold ? vault.open(round.seedSealed) : null,
    salt: isTold ? vault.open(round.saltSealed) : null,
    confirmedAt: confirmedAt && at(confirmedAt),
    notice: await tellShown(tx, round),
    limits: [...round.limits],
    loosened: await tellLoosened(tx, id),
  }
}

/** How far a round is. */
export async function tellBoard(tx: Tx, vault: Vault, id: string): Promise<Board | undefined> {
  const round = await findRound(tx, id)
  if (!round) return undefined
  const [rules, demand, pins] = [await listRules(tx, id), await listDemand(tx, id), await listPins(tx, id)]
  const programmes = await loadProgrammes(
    tx,
    rules.map(({ programmeId }) => programmeId),
  )
  const toldRunId = toldRunOf(round)
  const run = await (toldRunId === null ? newestRun(tx, id) : findRun(tx, toldRunId))
  const facts = new Map((await listFacts(tx, id)).map((one) => [one.code, one]))
  const struck = new Set(await listStruck(tx, id))
  const reckoned = run && without(outcomesOf(run.selection), (code) => struck.has(facts.get(code)?.personId ?? ''))
  const outcomes = reckoned?.outcomes
  const placed = outcomes?.flatMap(({ person, programme }) => {
    const personId = facts.get(person)?.personId
    return programme === null || personId === undefined ? [] : [{ person, personId, programmeId: programme }]
  })
  const firsts = placed?.filter(({ person, programmeId }) => facts.get(person)?.choices[0] === programmeId).length
  const now = phaseOf(round, tx.context.now) === 'matching' ? await selectionOf(tx, vault, round) : undefined
  const sums = [...demand.values()]
  const sum = (of: (one: (typeof sums)[number]) => number) => sums.reduce((total, one) => total + of(one), 0)
  return {
    funnel: {
      applicants: facts.size,
      choices: sum((one) => one.wanted),
      scored: sum((one) => one.scored),
      unsuitable: sum((one) => one.unsuitable),
      placed: placed?.length ?? null,
      firstChoice: firsts ?? null,
      unplaced: placed ? facts.size - placed.length : null,
      byHand: pins.length,
    },
    programmes: rules.map((one) => ({
      ...{ programmeId: one.programmeId, title: programmes.get(one.programmeId)?.title ?? '' },
      wanted: demand.get(one.programmeId)?.wanted ?? 0,
      wantedFirst: demand.get(one.programmeId)?.wantedFirst ?? 0,
      scored: demand.get(one.programmeId)?.scored ?? 0,
      blocks: blocksOf(one, reckoned, run?.selection),
    })),
    clashes: await tellClashes(tx, placed ?? [], facts, programmes),
    conflict: round.conflict && (await sayBounds(tx, round.conflict, rules, programmes)),
    work: await tellWork(tx, id),
    binding: await sayBounds(tx, reckoned?.binding ?? [], rules, programmes),
    unshared: (now?.unshared ?? []).map((each) => programmes.get(each)?.title ?? ''),
    run: run
      ? {
          ...{ id: run.id, ranAt: at(run.ranAt), ranByName: run.ranByName, missing: run.missing },
          isCurrent:
            toldRunId !== null ||
            (now !== undefined && run.id !== round.shownRunId && isSame(now.selection, run.selection)),
        }
      : null,
  }
}

// A first page of them by name is enough to act on: whoever is moved makes room for the next.
async function tellClashes(
  tx: Tx,
  placed: readonly { readonly person: string; readonly personId: string; readonly programmeId: string }[],
  facts: ReadonlyMap<string, ApplicantFacts>,
  programmes: ReadonlyMap<string, { readonly title: string }>,
): Promise<Board['clashes']> {
  const found = (await clashesOf(tx, placed)).map(({ one, other }) => ({
    ...{ personId: one.personId, other, title: programmes.get(one.programmeId)?.title ?? '' },
    name: facts.get(one.person)?.name ?? '',
    schoolName: facts.get(one.person)?.schoolName ?? '',
  }))
  return found
    .toSorted((a, b) => a.name.localeCompare(b.name, 'zh') || (a.personId < b.personId ? -1 : 1))
    .slice(0, 200)
}

// What came of a reckoning once some were struck after it was shown: their places are free.
function without(reckoned: Outcomes | undefined, isStruck: (code: string) => boolean): Outcomes | undefined {
  return (
    reckoned && {
      ...reckoned,
      outcomes: reckoned.outcomes.map((one) => (isStruck(one.person) ? { ...one, programme: null, block: null } : one)),
    }
  )
}

async function tellWork(tx: Tx, roundId: string): Promise<Board['work']> {
  const work = await findWork(tx, roundId)
  if (!work || work.state === 'done') return null
  const { id, state, payload, requestedBy, createdAt, failure } = work
  const { byName } = rehearseRound.payload.parse(payload)
  return { id, state, byName, failure, isOwn: requestedBy === tx.context.actor?.accountId, startedAt: at(createdAt) }
}

// Quotas make several kinds of one, and what became full otherwise is taken from the last: the reckoning says how many there were.
function blocksOf(
  { programmeId, blocks }: RoundProgrammeRules,
  reckoned: Outcomes | undefined,
  selection: Selection | undefined,
) {
  const kinds = selection ? kindsOf(selection) : new Map<string, string>()
  const listed = selection?.programmes.find(({ id }) => id === programmeId)?.blocks ?? blocks
  return listed.map(({ id, places }) => ({
    ...{ id, title: titleOfKind(kinds, blocks, programmeId, id), places },
    filled: reckoned?.outcomes.filter((one) => one.programme === programmeId && one.block === id).length ?? null,
    cutOff: reckoned?.cutOff(programmeId, id) ?? null,
  }))
}

/** People with what the newest reckoning brings them, for the officer. */
export async function tellOutcomes(
  tx: Tx,
  roundId: string,
  runId: string | null,
  rows: readonly OutcomeKept[],
): Promise<(OutcomeRow & { id: string })[]> {
  const rules = new Map((await listRules(tx, roundId)).map((one) => [one.programmeId, one]))
  const programmes = await loadProgrammes(tx, [...rules.keys()])
  const kinds = await kindsIn(tx, runId)
  const scored = new Map(
    (await listScores(tx, roundId)).map((one) => [`${one.personId} ${one.programmeId}`, one.score]),
  )
  return rows.map(({ code: _, blockId, ...row }) => ({
    ...{ ...row, id: row.personId },
    choices: row.choices.map((programmeId) => ({
      ...{ programmeId, title: programmes.get(programmeId)?.title ?? '' },
      score: scored.get(`${row.personId} ${programmeId}`) ?? null,
    })),
    programmeTitle: row.programmeId === null ? null : (programmes.get(row.programmeId)?.title ?? ''),
    blockTitle:
      row.programmeId === null || blockId === null
        ? null
        : titleOfKind(kinds, rules.get(row.programmeId)?.blocks, row.programmeId, blockId),
    choice: row.programmeId === null ? null : row.choices.indexOf(row.programmeId) + 1 || null,
  }))
}

/** The reckoning that a round that is shown or confirmed rests on, for reckoning it again, with what was loosened before; names nobody. */
export async function tellSelection(
  tx: Tx,
  id: string,
): Promise<Result<Selection & Pick<SelectionFile, 'loosened'>, 'round_not_found' | 'round_not_confirmed'>> {
  const round = await findRound(tx, id)
  if (!round) return err('round_not_found')
  const runId = toldRunOf(round)
  const run = runId === null ? undefined : await findRun(tx, runId)
  if (!run) return err('round_not_confirmed')
  const kept = await listLoosenings(tx, id)
  if (kept.length === 0) return ok(run.selection)
  return ok({
    ...run.selection,
    loosened: kept.map(({ loosenedAt, reason, changes }) => ({ at: at(loosenedAt), reason, changes })),
  })
}

/** The rounds that somebody may take part in, or took part in. */
export async function listOwn(tx: Tx, personId: string): Promise<OwnRound[]> {
  const joiner = await loadJoiner(tx, personId)
  if (!joiner) return []
  const found = []
  for (const round of await listForPerson(tx, personId, joiner.under)) {
    const own = await findApplicant(tx, round.id, personId)
    if (!own && (await partRefusal(tx, round, personId))) continue
    const struckReason = round.state === 'shown' ? (await tellShown(tx, round, personId))?.struckReason : null
    found.push(await tellOwn(tx, round, own, await findResult(tx, round.id, personId), struckReason != null))
  }
  return found
}

async function tellOwn(
  tx: Tx,
  round: RoundKept,
  own: ApplicantKept | undefined,
  result: ResultKept | undefined,
  isStruck: boolean,
): Promise<OwnRound> {
  const { id, title, method, choicesMax } = round
  // Whoever was struck while the list is shown is proposed no more.
  const placed = isStruck ? null : (result?.programmeId ?? null)
  return {
    ...{ id, title, method, choicesMax, phase: phaseOf(round, tx.context.now) },
    opensAt: at(round.opensAt),
    rankingClosesAt: at(round.rankingClosesAt),
    adjustingClosesAt: at(round.adjustingClosesAt),
    chosen: own?.choices.length ?? 0,
    placedTitle: placed === null ? null : ((await loadProgrammes(tx, [placed])).get(placed)?.title ?? ''),
    isDecided: result !== undefined,
  }
}

/** A round as one person sees it: what they may choose and why not, what they chose, what came of it and why. */
export async function tellOwnRound(
  tx: Tx,
  vault: Vault,
  id: string,
  personId: string,
): Promise<OwnRoundInFull | undefined> {
  const [round, joiner] = [await findRound(tx, id), await loadJoiner(tx, personId)]
  if (!round || round.state === 'draft' || !joiner?.under.includes(round.organisationId)) return undefined
  const own = await findApplicant(tx, id, personId)
  const result = await findResult(tx, id, personId)
  const rules = await listRules(tx, id)
  const titles = await loadProgrammes(
    tx,
    rules.map(({ programmeId }) => programmeId),
  )
  const phase = phaseOf(round, tx.context.now)
  const isDemandTold = phase !== 'announced' && phase !== 'ranking'
  const demand = isDemandTold ? await listDemand(tx, id) : undefined
  const programmes = []
  for (const { programmeId, blocks, criteria, isBlind } of rules) {
    const programme = titles.get(programmeId)
    programmes.push({
      ...{
        programmeId,
        isBlind,
        blocks: [...blocks],
        criteria: [...criteria],
        title: programme?.title ?? '',
        providerName: programme?.providerName ?? null,
      },
      ...{
        startsOn: programme?.startsOn ?? null,
        endsOn: programme?.endsOn ?? null,
        centihours: programme?.centihours ?? 0,
      },
      refusals: await whyNot(tx, programmeId, personId, joiner),
      wantedFirst: demand ? (demand.get(programmeId)?.wantedFirst ?? 0) : null,
    })
  }
  const notice = await tellShown(tx, round, personId)
  return {
    ...(await tellOwn(tx, round, own, result, round.state === 'shown' && notice?.struckReason != null)),
    ...{ now: at(tx.context.now), commitment: round.commitment, programmes, ranking: own?.choices ?? [] },
    limits: [...round.limits],
    loosened: await tellLoosened(tx, id),
    seed: round.seedToldAt === null ? null : vault.open(round.seedSealed),
    rankRefusal: rankRefusal(phase, own !== undefined) ?? (await partRefusal(tx, round, personId)) ?? null,
    notice,
    result: own && result ? await tellResult(tx, round, own, result, programmes) : null,
  }
}

type Shown = OwnRoundInFull['programmes']

async function tellResult(
  tx: Tx,
  round: RoundKept,
  own: ApplicantKept,
  result: ResultKept,
  shown: Shown,
): Promise<NonNullable<OwnRoundInFull['result']>> {
  const others = shown.filter(({ refusals }) => refusals.length === 0).map((one) => one.programmeId)
  const runId = toldRunOf(round)
  const explained = runId === null ? undefined : await explainResult(tx, runId, own.code, others)
  const of = (programmeId: string) => shown.find((one) => one.programmeId === programmeId)
  const kinds = await kindsIn(tx, runId)
  const blockTitle = (programmeId: string, block: string) =>
    titleOfKind(kinds, of(programmeId)?.blocks, programmeId, block)
  const titles = new Map(shown.map((one) => [one.programmeId, one]))
  const succession = await tellOwnSuccession(tx, round, own, result.programmeId === null ? shown : [])
  const choices = []
  for (const { programme, score, became, needed, blocks } of explained?.choices ?? []) {
    const reasons = []
    // Of many kinds that quotas make, only those are told that are for somebody like them, and what is left for everybody.
    const told = blocks.filter(({ why, block }) => why !== 'not_for' || !kinds.has(`${programme} ${block}`))
    for (const { bound, ...reason } of told) {
      const [said = null] = bound ? await sayBounds(tx, [bound], shown, titles) : []
      reasons.push({ ...reason, title: blockTitle(programme, reason.block), bound: said })
    }
    const next = succession.get(programme) ?? null
    const { title = '' } = of(programme) ?? {}
    choices.push({ programmeId: programme, title, score, became, needed, succession: next, blocks: reasons })
  }
  const { programmeId, blockId, choice, pinReason, struckReason } = result
  return {
    ...{ programmeId, choice, pinReason, struckReason },
    programmeTitle: programmeId === null ? null : (of(programmeId)?.title ?? ''),
    blockTitle: programmeId === null || blockId === null ? null : blockTitle(programmeId, blockId),
    choices,
    open: (explained?.open ?? []).map((each) => of(each)?.title ?? ''),
  }
}

/** Who could not be admitted, by name, each with why. */
export async function tellUnadmitted(
  tx: Tx,
  roundId: string,
  { people }: Unadmitted,
): Promise<{ path: string; message: string; id: string }[]> {
  const names = new Map((await listFacts(tx, roundId)).map(({ personId, name }) => [personId, name]))
  return people.map(({ personId, why }) => ({ path: why, message: names.get(personId) ?? '', id: personId }))
}
