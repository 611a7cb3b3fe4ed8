import type { Population } from '../../lib/population/population.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Actor, type Tx } from '../../platform/db/db.ts'
import { drawBelow } from '../../platform/drawing.ts'
import { notify } from '../notices/public.ts'
import { covers, findOrganisation } from '../organisations/public.ts'
import { countPopulation } from '../people/public.ts'
import { listRules } from '../populations/public.ts'
import type { NewSurvey, ProgrammeNeeds, SurveyChange, SurveyInFull, SurveySetting } from './contract.ts'
import {
  addAnswers,
  addTallies,
  answersRefusal,
  areShown,
  openRefusal,
  questionsRefusal,
  type Answers,
  type AnswersRefusal,
  type OpenRefusal,
  type QuestionsRefusal,
} from './core.ts'
import * as store from './store.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a survey needs somebody who asks')
  return actor
}

/** One survey with its questions, how many answered, and what they said as far as it may be shown. */
export async function tellSurvey(tx: Tx, id: string): Promise<SurveyInFull | undefined> {
  const [shown, kept] = [await store.showSurvey(tx, id), await store.findSurvey(tx, id)]
  if (!shown || !kept) return undefined
  const questions = kept.questions.map((question) => ({ ...question, options: [...question.options] }))
  const told = { ...shown, lead: kept.lead, questions, version: kept.version }
  if (!areShown(shown)) return { ...told, results: null }
  const tally = addTallies(kept.questions, await store.listTallies(tx, id))
  const results = kept.questions.map(({ key }) => {
    const { answered = 0, counts = [], texts = [] } = tally[key] ?? {}
    return { key, answered, counts: [...counts], texts: [...texts] }
  })
  return { ...told, results }
}

async function toldAgain(tx: Tx, id: string): Promise<Result<SurveyInFull, 'survey_not_found'>> {
  const told = await tellSurvey(tx, id)
  return told ? ok(told) : err('survey_not_found')
}

type Audience = { readonly audience: Population; readonly populationId: string | null }

// Whom a survey asks: a saved population, else the audience of its programme, else everybody in post.
async function audienceOf(
  tx: Tx,
  populationId: string | null,
  programme: { readonly audience: Population } | undefined,
  roots: readonly string[],
): Promise<Result<Audience, 'population_not_found'>> {
  if (populationId === null) return ok({ audience: programme?.audience ?? {}, populationId })
  const saved = (await listRules(tx, roots)).find(({ id }) => id === populationId)
  return saved ? ok({ audience: saved.rule, populationId }) : err('population_not_found')
}

export type AddSurveyRefusal =
  'organisation_not_found' | 'programme_not_found' | 'population_not_found' | 'id_reused' | QuestionsRefusal

/** Writes a survey for an organisation in `scope`. Asking twice with the same id gives the first answer again. */
export async function addSurvey(
  tx: Tx,
  { organisationId, populationId, ...draft }: NewSurvey,
  scope: readonly string[],
): Promise<Result<SurveyInFull, AddSurveyRefusal | 'survey_not_found'>> {
  const programme = draft.programmeId === null ? undefined : await store.findSurveyed(tx, draft.programmeId)
  if (draft.programmeId !== null && !programme) return err('programme_not_found')
  const owner = programme?.organisationId ?? organisationId ?? scope[0] ?? ''
  if (!(await findOrganisation(tx, owner)) || !(await covers(tx, scope, [owner]))) return err('organisation_not_found')
  const earlier = await store.findSurvey(tx, draft.id)
  if (earlier) return earlier.title === draft.title ? toldAgain(tx, draft.id) : err('id_reused')
  // What is not asked yet may still be empty; what is asked twice may not.
  const refusal = draft.questions.length === 0 ? undefined : questionsRefusal(draft.questions)
  if (refusal) return err(refusal)
  const whom = await audienceOf(tx, populationId, programme, scope)
  if (!whom.ok) return whom
  const actor = actorOf(tx)
  const made = { createdBy: actor.accountId, createdByName: actor.name, createdAt: tx.context.now }
  const row = { ...draft, ...whom.value, organisationId: owner, state: 'draft' as const, version: 1, ...made }
  if (!(await store.insertSurvey(tx, row))) return err('id_reused')
  note(tx, { act: 'survey.drafted', object: { kind: 'survey', id: draft.id }, after: { ...draft, owner } })
  return toldAgain(tx, draft.id)
}

export type ChangeSurveyRefusal =
  'survey_not_found' | 'survey_not_draft' | 'version_stale' | 'population_not_found' | QuestionsRefusal

/** Changes a survey that asks nobody yet. */
export async function changeSurvey(
  tx: Tx,
  id: string,
  { version, populationId, ...change }: SurveyChange,
  scope: readonly string[],
): Promise<Result<SurveyInFull, ChangeSurveyRefusal>> {
  const kept = await store.findSurvey(tx, id, true)
  if (!kept) return err('survey_not_found')
  if (kept.state !== 'draft') return err('survey_not_draft')
  if (kept.version !== version) return err('version_stale')
  const refusal = change.questions.length === 0 ? undefined : questionsRefusal(change.questions)
  if (refusal) return err(refusal)
  const programme = kept.programmeId === null ? undefined : await store.findSurveyed(tx, kept.programmeId)
  const whom = await audienceOf(tx, populationId, programme, scope)
  if (!whom.ok) return whom
  await store.updateSurvey(tx, id, { ...change, ...whom.value, version: version + 1 })
  note(tx, { act: 'survey.changed', object: { kind: 'survey', id }, before: kept, after: change })
  return toldAgain(tx, id)
}

/** Opens a survey: everybody whom it means today is asked, and told. */
export async function openSurvey(tx: Tx, id: string): Promise<Result<SurveyInFull, 'survey_not_found' | OpenRefusal>> {
  const kept = await store.findSurvey(tx, id, true)
  if (!kept) return err('survey_not_found')
  const asked = kept.state === 'draft' ? await countPopulation(tx, kept.audience, [kept.organisationId]) : 0
  const refusal = openRefusal(kept, asked, tx.context.today)
  if (refusal) return err(refusal)
  const personIds = await store.inviteAll(tx, kept)
  await store.updateSurvey(tx, id, { state: 'open', openedAt: tx.context.now })
  note(tx, { act: 'survey.opened', object: { kind: 'survey', id }, after: { asked: personIds.length } })
  const params = { title: kept.title, closesOn: kept.closesOn }
  await notify(tx, { personIds }, { code: 'surveys.asked', params, link: `/m/surveys/${id}` })
  return toldAgain(tx, id)
}

/** Closes a survey before its day. */
export async function closeSurvey(
  tx: Tx,
  id: string,
): Promise<Result<SurveyInFull, 'survey_not_found' | 'survey_not_open'>> {
  const kept = await store.findSurvey(tx, id, true)
  if (!kept) return err('survey_not_found')
  if (kept.state === 'draft') return err('survey_not_open')
  if (kept.state === 'open') {
    await store.updateSurvey(tx, id, { state: 'closed', closedAt: tx.context.now })
    note(tx, { act: 'survey.closed', object: { kind: 'survey', id } })
  }
  return toldAgain(tx, id)
}

export type AnswerRefusal = 'survey_not_found' | 'survey_over' | 'already_answered' | AnswersRefusal

// Answers of one survey are added up in so many pieces, so that a region that answers at once does not queue at one row.
const pieces = 64

/**
 * Takes somebody's answers, once. Of an anonymous survey they are added to a piece and nothing else is kept; that somebody
 * answered is written down without a time.
 */
export async function answerSurvey(
  tx: Tx,
  id: string,
  personId: string,
  answers: Answers,
): Promise<Result<undefined, AnswerRefusal>> {
  const [kept, invited] = [await store.findSurvey(tx, id), await store.holdInvited(tx, id, personId)]
  if (!kept || !invited || kept.state === 'draft') return err('survey_not_found')
  if (invited.answered) return err('already_answered')
  if (kept.state !== 'open' || kept.closesOn < tx.context.today) return err('survey_over')
  const refusal = answersRefusal(kept.questions, answers)
  if (refusal) return err(refusal)
  const piece = drawBelow(pieces)
  await store.writeTally(tx, id, piece, addAnswers(kept.questions, await store.holdTally(tx, id, piece), answers))
  await store.markAnswered(tx, id, personId)
  if (!kept.anonymous) await store.insertAnswer(tx, id, personId, answers)
  note(tx, { act: 'survey.answered', object: { kind: 'survey', id } })
  return ok()
}

/** The surveys behind a programme with their results, and whether anybody has answered one. */
export async function tellNeeds(tx: Tx, programmeId: string): Promise<ProgrammeNeeds> {
  const told = await Promise.all((await store.listOfProgramme(tx, programmeId)).map(({ id }) => tellSurvey(tx, id)))
  const { needs } = await store.loadSetting(tx)
  return { needs, surveyed: await store.isSurveyed(tx, programmeId), surveys: told.flatMap((each) => each ?? []) }
}

/** Says what becomes of a programme that is published without a survey. */
export async function setSurveys(tx: Tx, needs: SurveySetting['needs']): Promise<SurveySetting> {
  const actor = actorOf(tx)
  const before = await store.loadSetting(tx)
  const row = { needs, changedBy: actor.accountId, changedByName: actor.name, changedAt: tx.context.now }
  await store.saveSetting(tx, row)
  const object = { kind: 'tenant', id: tx.context.tenantId }
  note(tx, { act: 'survey_setting.changed', object, before, after: { needs } })
  return store.loadSetting(tx)
}
