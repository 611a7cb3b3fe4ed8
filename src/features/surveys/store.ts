import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Population } from '../../lib/population/population.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { within } from '../organisations/public.ts'
import { queryPopulation } from '../people/public.ts'
import type { OwnSurvey, Survey, SurveysQuery, SurveySetting } from './contract.ts'
import type { Answers, Tally } from './core.ts'
import { surveyAnswers, surveyInvited, surveys, surveySettings, surveyTallies } from './tables.ts'

export type SurveyKept = typeof surveys.$inferSelect

const mine = (tx: Tx, id: string) => and(eq(surveys.tenantId, tx.context.tenantId), eq(surveys.id, id))

/** Where a survey lies: with whoever asks. */
export async function surveyScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx.select({ organisationId: surveys.organisationId }).from(surveys).where(mine(tx, id))
  return found && { organisationIds: [found.organisationId] }
}

/** One survey as it is kept; held for the rest of the transaction where `hold`. */
export async function findSurvey(tx: Tx, id: string, hold = false): Promise<SurveyKept | undefined> {
  const query = tx.select().from(surveys).where(mine(tx, id))
  const [found] = await (hold ? query.for('update') : query)
  return found
}

/** What a survey must know of its programme; undefined when there is none. */
export async function findSurveyed(tx: Tx, programmeId: string) {
  const { rows } = await tx.execute<{ organisationId: string; audience: Population }>(sql`
    select organisation_id as "organisationId", audience from programme
    where tenant_id = ${tx.context.tenantId} and id = ${programmeId}::uuid`)
  return rows[0]
}

/** Writes a survey down; false where the id is taken. */
export async function insertSurvey(tx: Tx, row: Omit<typeof surveys.$inferInsert, 'tenantId'>): Promise<boolean> {
  const added = await tx
    .insert(surveys)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoNothing()
    .returning({ id: surveys.id })
  return added.length > 0
}

/** Changes a survey. */
export async function updateSurvey(tx: Tx, id: string, change: Partial<SurveyKept>): Promise<void> {
  await tx.update(surveys).set(change).where(mine(tx, id))
}

/** How many people a rule means below an organisation, as those who would be asked. */
export async function inviteAll(tx: Tx, { id, audience, organisationId }: SurveyKept): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into survey_invited (tenant_id, survey_id, person_id)
    select ${tx.context.tenantId}::uuid, ${id}::uuid, person.id from person
    where person.tenant_id = ${tx.context.tenantId}::uuid
      and person.id in (${queryPopulation(tx, audience, [organisationId])})
    returning person_id as id`)
  return rows.map((row) => row.id)
}

const counts = sql`(select count(*)::int from survey_invited i
    where i.tenant_id = s.tenant_id and i.survey_id = s.id) as asked,
  (select count(*)::int from survey_invited i
    where i.tenant_id = s.tenant_id and i.survey_id = s.id and i.answered) as answered`

const shown = sql`s.id, s.organisation_id as "organisationId", o.name as "organisationName", s.programme_id as "programmeId",
  p.title as "programmeTitle", s.population_id as "populationId", f.name as "populationName", s.title, s.anonymous,
  s.closes_on::text as "closesOn", s.state, s.created_by_name as "createdByName",
  to_char(s.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "openedAt",
  to_char(s.closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "closedAt", ${counts}`

const joined = sql`survey s
  join organisation o on o.tenant_id = s.tenant_id and o.id = s.organisation_id
  left join programme p on p.tenant_id = s.tenant_id and p.id = s.programme_id
  left join population f on f.tenant_id = s.tenant_id and f.id = s.population_id`

/** One survey as lists show it. */
export async function showSurvey(tx: Tx, id: string): Promise<Survey | undefined> {
  const { rows } = await tx.execute<Survey>(sql`
    select ${shown} from ${joined} where s.tenant_id = ${tx.context.tenantId} and s.id = ${id}::uuid`)
  return rows[0]
}

/** The surveys of these subtrees, the newest first; one more than asked for when there are more. */
export async function listSurveys(
  tx: Tx,
  roots: readonly string[],
  { state, programmeId, q, limit }: Omit<SurveysQuery, 'cursor'>,
  before?: string,
): Promise<Survey[]> {
  const like = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const parts = [
    sql`s.tenant_id = ${tx.context.tenantId}`,
    within(tx, sql`s.organisation_id`, roots),
    ...(state === undefined ? [] : [sql`s.state = ${state}`]),
    ...(programmeId === undefined ? [] : [sql`s.programme_id = ${programmeId}::uuid`]),
    ...(q === '' ? [] : [sql`(s.title like ${like} or p.title like ${like})`]),
    ...(before === undefined ? [] : [sql`s.id < ${before}::uuid`]),
  ]
  const { rows } = await tx.execute<Survey>(sql`
    select ${shown} from ${joined} where ${sql.join(parts, sql` and `)} order by s.id desc limit ${limit + 1}::int`)
  return rows
}

/** The surveys of one programme, the newest first. */
export async function listOfProgramme(tx: Tx, programmeId: string): Promise<SurveyKept[]> {
  return tx
    .select()
    .from(surveys)
    .where(and(eq(surveys.tenantId, tx.context.tenantId), eq(surveys.programmeId, programmeId)))
    .orderBy(desc(surveys.id))
}

/** Whether somebody has answered a survey of this programme. */
export async function isSurveyed(tx: Tx, programmeId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from survey s where s.tenant_id = ${tx.context.tenantId} and s.programme_id = ${programmeId}::uuid
      and exists (select from survey_invited i where i.tenant_id = s.tenant_id and i.survey_id = s.id and i.answered)
    limit 1`)
  return rows.length > 0
}

/** The pieces that the answers of a survey were added up in. */
export async function listTallies(tx: Tx, surveyId: string): Promise<Tally[]> {
  const rows = await tx
    .select({ tally: surveyTallies.tally })
    .from(surveyTallies)
    .where(and(eq(surveyTallies.tenantId, tx.context.tenantId), eq(surveyTallies.surveyId, surveyId)))
  return rows.map(({ tally }) => tally)
}

/** One piece, held until the transaction ends; made where it is not there yet. */
export async function holdTally(tx: Tx, surveyId: string, piece: number): Promise<Tally> {
  const { tenantId } = tx.context
  await tx.insert(surveyTallies).values({ tenantId, surveyId, piece, tally: {} }).onConflictDoNothing()
  const [found] = await tx
    .select({ tally: surveyTallies.tally })
    .from(surveyTallies)
    .where(ofPiece(tx, surveyId, piece))
    .for('update')
  return found?.tally ?? {}
}

const ofPiece = (tx: Tx, surveyId: string, piece: number) =>
  and(
    eq(surveyTallies.tenantId, tx.context.tenantId),
    eq(surveyTallies.surveyId, surveyId),
    eq(surveyTallies.piece, piece),
  )

/** Writes one piece anew. */
export async function writeTally(tx: Tx, surveyId: string, piece: number, tally: Tally): Promise<void> {
  await tx
    .update(surveyTallies)
    .set({ tally })
    .where(ofPiece(tx, surveyId, piece))
}

const ofPerson = (tx: Tx, surveyId: string, personId: string) =>
  and(
    eq(surveyInvited.tenantId, tx.context.tenantId),
    eq(surveyInvited.surveyId, surveyId),
    eq(surveyInvited.personId, personId),
  )

/** Whether a person is asked by a survey, and has answered; held for the rest of the transaction. */
export async function holdInvited(tx: Tx, surveyId: string, personId: string) {
  const [found] = await tx
    .select()
    .from(surveyInvited)
    .where(ofPerson(tx, surveyId, personId))
    .for('update')
  return found
}

/** Some of those whom a survey asks. */
export async function listInvited(tx: Tx, surveyId: string, most: number): Promise<string[]> {
  const rows = await tx
    .select({ id: surveyInvited.personId })
    .from(surveyInvited)
    .where(and(eq(surveyInvited.tenantId, tx.context.tenantId), eq(surveyInvited.surveyId, surveyId)))
    .orderBy(asc(surveyInvited.personId))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** Writes down that somebody answered. */
export async function markAnswered(tx: Tx, surveyId: string, personId: string): Promise<void> {
  await tx
    .update(surveyInvited)
    .set({ answered: true })
    .where(ofPerson(tx, surveyId, personId))
}

/** Keeps who said what. */
export async function insertAnswer(tx: Tx, surveyId: string, personId: string, answers: Answers): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(surveyAnswers).values({ tenantId, surveyId, personId, answers, answeredAt: now })
}

/** Who said what, by name. */
export async function listAnswers(tx: Tx, surveyId: string) {
  const { rows } = await tx.execute<{ name: string; staffNo: string; organisationName: string; answers: Answers }>(sql`
    select person.name, person.staff_no as "staffNo", o.name as "organisationName", a.answers from survey_answer a
    join person on person.tenant_id = a.tenant_id and person.id = a.person_id
    join organisation o on o.tenant_id = a.tenant_id and o.id = person.organisation_id
    where a.tenant_id = ${tx.context.tenantId} and a.survey_id = ${surveyId}::uuid order by person.sort_key, person.id`)
  return rows
}

/** The open surveys that ask a person, those without an answer first. */
export async function listOwn(tx: Tx, personId: string): Promise<OwnSurvey[]> {
  const { tenantId, today } = tx.context
  const { rows } = await tx.execute<OwnSurvey>(sql`
    select s.id, s.title, s.lead, o.name as "organisationName", p.title as "programmeTitle", s.anonymous,
      s.closes_on::text as "closesOn", i.answered, s.questions
    from survey_invited i join (${joined}) on s.tenant_id = i.tenant_id and s.id = i.survey_id
    where i.tenant_id = ${tenantId} and i.person_id = ${personId}::uuid and s.state = 'open'
      and s.closes_on >= ${today}::date
    order by i.answered, s.closes_on, s.id`)
  return rows
}

/** What becomes of a programme without a survey; a warning where nobody said otherwise. */
export async function loadSetting(tx: Tx): Promise<SurveySetting> {
  const [found] = await tx.select().from(surveySettings).where(eq(surveySettings.tenantId, tx.context.tenantId))
  return { needs: found?.needs ?? 'warn', changedByName: found?.changedByName ?? null }
}

/** Says it. */
export async function saveSetting(tx: Tx, row: Omit<typeof surveySettings.$inferInsert, 'tenantId'>): Promise<void> {
  await tx
    .insert(surveySettings)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({ target: surveySettings.tenantId, set: row })
}
