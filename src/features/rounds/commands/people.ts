import { scopeOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { drawCode } from '../../../platform/drawing.ts'
import { judgeJoiner, loadBeyond } from '../../eligibility/public.ts'
import { covers } from '../../organisations/public.ts'
import { findProgramme, loadJoiner, type Joiner } from '../../programmes/public.ts'
import type { Scoring, ScoringTable } from '../contract/people.ts'
import { phaseOf, rankRefusal, scoreOf, scoreRefusal, type RankRefusal, type ScoreRefusal } from '../core/rules.ts'
import { dropApplicant, findApplicant, keepRanking, keepScores, listFacts, listScores } from '../store/applicants.ts'
import { findRound, listRules, loadProgrammes, shareRound, type RoundKept } from '../store/rounds.ts'
import { findResult } from '../store/runs.ts'
import { isServedBefore } from '../store/succession.ts'
import { actorOf } from './rounds.ts'

const object = (id: string) => ({ kind: 'matching_round', id })
const windows: readonly string[] = ['enrolment_not_open', 'enrolment_not_yet', 'enrolment_closed']

/** Why somebody may not choose a programme of a round: every rule that joining it has, but for its window, which is the round's. */
export async function whyNot(tx: Tx, programmeId: string, personId: string, joiner: Joiner): Promise<string[]> {
  const row = await findProgramme(tx, programmeId)
  if (!row) return ['outside_owner']
  const beyond = await loadBeyond(tx, row, [personId])
  const { failed } = judgeJoiner(row, joiner, personId, beyond, tx.context)
  return failed.map(({ code }) => code).filter((code) => !windows.includes(code))
}

/** Why somebody may take no part in a round at all: it is for those whom an earlier one did not place. */
export async function partRefusal(tx: Tx, round: RoundKept, personId: string): Promise<'placed_before' | undefined> {
  if (round.followsId === null) return undefined
  const before = await findResult(tx, round.followsId, personId)
  if (before && before.programmeId !== null) return 'placed_before'
  return (await isServedBefore(tx, round.id, personId)) ? 'placed_before' : undefined
}

export type RankingRefusal =
  | RankRefusal
  | 'round_not_found'
  | 'placed_before'
  | 'too_many_choices'
  | 'choice_repeated'
  | 'programme_not_in_round'
  | 'not_eligible'

/** Keeps what somebody would take, the dearest first; with nothing, they take part no more. */
export async function rank(
  tx: Tx,
  id: string,
  personId: string,
  programmeIds: readonly string[],
): Promise<Result<undefined, RankingRefusal>> {
  const joiner = await loadJoiner(tx, personId)
  const round = await shareRound(tx, id)
  if (!joiner || !round || round.state === 'draft' || !joiner.under.includes(round.organisationId))
    return err('round_not_found')
  const before = await findApplicant(tx, id, personId)
  const refusal =
    rankRefusal(phaseOf(round, tx.context.now), before !== undefined) ?? (await partRefusal(tx, round, personId))
  if (refusal) return err(refusal)
  if (programmeIds.length > round.choicesMax) return err('too_many_choices')
  if (new Set(programmeIds).size < programmeIds.length) return err('choice_repeated')
  const there = new Set((await listRules(tx, id)).map(({ programmeId }) => programmeId))
  for (const programmeId of programmeIds) {
    if (!there.has(programmeId)) return err('programme_not_in_round')
    if ((await whyNot(tx, programmeId, personId, joiner)).length > 0) return err('not_eligible')
  }
  if (programmeIds.length === 0) await dropApplicant(tx, id, personId)
  else {
    const code = before?.code ?? drawCode(12)
    const row = { schoolId: joiner.organisationId, choices: [...programmeIds], rankedAt: tx.context.now }
    await keepRanking(tx, { roundId: id, personId, code, ...row })
  }
  const [was, is] = [before?.choices ?? [], programmeIds]
  note(tx, {
    act: 'matching_round.ranked',
    object: object(id),
    before: { personId, choices: was },
    after: { personId, choices: is },
  })
  return ok()
}

/** What an applicant is called where no name is shown. */
export function labelOf(code: string): string {
  return code.slice(0, 6)
}

type Scored = { readonly round: RoundKept; readonly rules: Awaited<ReturnType<typeof listRules>>[number] }

/** A programme of a round, for whoever may score its applicants: its provider, or the bureau. */
export async function scorable(tx: Tx, id: string, programmeId: string): Promise<Scored | undefined> {
  const round = await findRound(tx, id)
  const rules = (await listRules(tx, id)).find((one) => one.programmeId === programmeId)
  if (!round || !rules || round.state === 'draft') return undefined
  return (await mayScoreIt(tx, round, programmeId)) ? { round, rules } : undefined
}

/** Whether whoever asks may score the applicants of this programme. */
export async function mayScoreIt(tx: Tx, round: RoundKept, programmeId: string): Promise<boolean> {
  const actor = actorOf(tx)
  const programme = (await loadProgrammes(tx, [programmeId])).get(programmeId)
  if (await covers(tx, scopeOf(actor, ['bureau_officer']), [round.organisationId])) return true
  return programme?.providerId != null && covers(tx, scopeOf(actor, ['provider']), [programme.providerId])
}

/** The applicants of one programme with their marks; where the scoring is blind, nobody can be told. */
export async function tellScoring(
  tx: Tx,
  id: string,
  programmeId: string,
): Promise<Result<ScoringTable, 'round_not_found' | ScoreRefusal>> {
  const found = await scorable(tx, id, programmeId)
  if (!found) return err('round_not_found')
  const { round, rules } = found
  const phase = phaseOf(round, tx.context.now)
  if (scoreRefusal(phase) === 'scoring_not_open') return err('scoring_not_open')
  const scored = new Map((await listScores(tx, id, programmeId)).map((one) => [one.personId, one]))
  const facts = await listFacts(tx, id, programmeId)
  const programme = (await loadProgrammes(tx, [programmeId])).get(programmeId)
  return ok({
    ...{ roundId: id, roundTitle: round.title, title: programme?.title ?? '', phase, isBlind: rules.isBlind },
    scoringClosesAt: round.scoringClosesAt.toISOString(),
    isFrozen: round.seedToldAt !== null,
    criteria: [...rules.criteria],
    // By the code, which nobody chose: neither the alphabet nor the hour of application says who comes first.
    applicants: facts.map(({ personId, code, name, schoolName, stage, subjects, title, talentLevel, years }) => {
      const own = scored.get(personId)
      return {
        ...{
          personId,
          label: labelOf(code),
          name: rules.isBlind ? null : name,
          schoolName: rules.isBlind ? null : schoolName,
        },
        ...{ stage, subjects, title, talentLevel, years, marks: own?.marks ?? {}, score: own?.score ?? null },
        ...{ unsuitableReason: own?.unsuitableReason ?? null, scoredByName: own?.scoredByName ?? null },
      }
    }),
  })
}

export type ScoringRefusal =
  ScoreRefusal | 'scores_frozen' | 'round_not_found' | 'applicant_not_found' | 'marks_outside' | 'own_round'

/** Keeps scores of applicants; whoever scores last is written beside each. Once the seed is told none that is there changes. */
export async function score(
  tx: Tx,
  id: string,
  programmeId: string,
  { scores }: Scoring,
): Promise<Result<undefined, ScoringRefusal>> {
  await shareRound(tx, id)
  const found = await scorable(tx, id, programmeId)
  if (!found) return err('round_not_found')
  const { round, rules } = found
  const refusal = scoreRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  const actor = actorOf(tx)
  const there = new Set((await listFacts(tx, id, programmeId)).map(({ personId }) => personId))
  const by = { scoredBy: actor.accountId, scoredByName: actor.name, scoredAt: tx.context.now }
  const kept = round.seedToldAt === null ? [] : await listScores(tx, id, programmeId)
  const frozen = new Set(kept.map(({ personId }) => personId))
  const rows = []
  for (const { personId, marks, unsuitableReason } of new Map(scores.map((one) => [one.personId, one])).values()) {
    if (!there.has(personId)) return err('applicant_not_found')
    if (frozen.has(personId)) return err('scores_frozen')
    if (personId === actor.personId || personId === actor.onBehalfOf?.personId) return err('own_round')
    const reckoned = unsuitableReason === null ? scoreOf(rules.criteria, marks) : null
    if (reckoned === undefined) return err('marks_outside')
    rows.push({ ...{ roundId: id, programmeId, personId, marks, score: reckoned, unsuitableReason }, ...by })
  }
  await keepScores(tx, rows)
  note(tx, {
    act: 'matching_round.scored',
    object: object(id),
    after: {
      programmeId,
      scores: rows.map(({ personId, score: given, unsuitableReason }) => ({
        personId,
        score: given,
        unsuitableReason,
      })),
    },
  })
  return ok()
}
