import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { applicants, pins, scores } from '../tables.ts'
import { servedBefore } from './succession.ts'

export type ApplicantKept = typeof applicants.$inferSelect
export type PinKept = typeof pins.$inferSelect

const of = (tx: Tx, roundId: string, personId: string) =>
  and(eq(applicants.tenantId, tx.context.tenantId), eq(applicants.roundId, roundId), eq(applicants.personId, personId))

/** One person's part in a round. */
export async function findApplicant(tx: Tx, roundId: string, personId: string): Promise<ApplicantKept | undefined> {
  const [found] = await tx
    .select()
    .from(applicants)
    .where(of(tx, roundId, personId))
  return found
}

/** The same, found by the code that stands for the person. */
export async function findByCode(tx: Tx, roundId: string, code: string): Promise<ApplicantKept | undefined> {
  const [found] = await tx
    .select()
    .from(applicants)
    .where(
      and(eq(applicants.tenantId, tx.context.tenantId), eq(applicants.roundId, roundId), eq(applicants.code, code)),
    )
  return found
}

/** Keeps somebody's ranking, in the place of the one they gave before; their code stays. */
export async function keepRanking(tx: Tx, row: Omit<typeof applicants.$inferInsert, 'tenantId'>): Promise<void> {
  const { choices, schoolId, rankedAt } = row
  await tx
    .insert(applicants)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({
      target: [applicants.tenantId, applicants.roundId, applicants.personId],
      set: { choices, schoolId, rankedAt },
    })
}

/** Takes somebody out of a round, with what they were scored. */
export async function dropApplicant(tx: Tx, roundId: string, personId: string): Promise<void> {
  await tx.delete(applicants).where(of(tx, roundId, personId))
}

/** Everybody who takes part in a round. */
export async function listApplicants(tx: Tx, roundId: string): Promise<ApplicantKept[]> {
  return tx
    .select()
    .from(applicants)
    .where(and(eq(applicants.tenantId, tx.context.tenantId), eq(applicants.roundId, roundId)))
}

export type ApplicantFacts = {
  personId: string
  code: string
  schoolId: string
  /** What stands above the school. */
  areaId: string
  choices: string[]
  name: string
  schoolName: string
  setting: string | null
  stage: string | null
  subjects: string[]
  title: string | null
  talentLevel: string | null
  years: number | null
}

/**
 * What the roster knows of everybody who takes part, by code; with a programme, of those who chose it. Whoever took part under
 * two numbers does so once: until a round is shown or decided, a number that was merged into another is passed over, and so is
 * whoever took a place as the next of an earlier round meanwhile.
 */
export async function listFacts(tx: Tx, roundId: string, programmeId?: string): Promise<ApplicantFacts[]> {
  const { rows } = await tx.execute<ApplicantFacts>(sql`
    select one.person_id as "personId", one.code, one.school_id as "schoolId", coalesce(school.parent_id, school.id) as "areaId", one.choices::text[] as choices, person.name,
      school.name as "schoolName", school.setting, person.stage, person.subjects, person.title, person.talent_level as "talentLevel",
      extract(year from age(${tx.context.today}::date, person.started_on))::int as years
    from matching_applicant one
    join person on person.tenant_id = one.tenant_id and person.id = one.person_id
    join organisation school on school.tenant_id = one.tenant_id and school.id = one.school_id
    join matching_round round on round.tenant_id = one.tenant_id and round.id = one.round_id
    where one.tenant_id = ${tx.context.tenantId}::uuid and one.round_id = ${roundId}::uuid
      and (person.merged_into is null or round.state in ('shown', 'confirmed'))
      and (round.state <> 'published' or one.person_id not in ${servedBefore(tx, roundId)})
      and ${programmeId === undefined ? sql`true` : sql`${programmeId}::uuid = any(one.choices)`}
    order by one.code`)
  return rows
}

export type ScoreKept = typeof scores.$inferSelect

/** What was scored in a round; with a programme, for it alone. */
export async function listScores(tx: Tx, roundId: string, programmeId?: string): Promise<ScoreKept[]> {
  return tx
    .select()
    .from(scores)
    .where(
      and(
        eq(scores.tenantId, tx.context.tenantId),
        eq(scores.roundId, roundId),
        programmeId === undefined ? undefined : eq(scores.programmeId, programmeId),
      ),
    )
}

/** Keeps what a programme thinks of people, in the place of what it thought before. */
export async function keepScores(tx: Tx, rows: readonly Omit<typeof scores.$inferInsert, 'tenantId'>[]): Promise<void> {
  await tx
    .insert(scores)
    .values(rows.map((row) => ({ ...row, tenantId: tx.context.tenantId })))
    .onConflictDoUpdate({
      target: [scores.tenantId, scores.roundId, scores.programmeId, scores.personId],
      set: {
        marks: sql`excluded.marks`,
        score: sql`excluded.score`,
        unsuitableReason: sql`excluded.unsuitable_reason`,
        scoredBy: sql`excluded.scored_by`,
        scoredByName: sql`excluded.scored_by_name`,
        scoredAt: sql`excluded.scored_at`,
      },
    })
}

/** Takes away what a programme thought of these people. */
export async function dropScores(
  tx: Tx,
  roundId: string,
  programmeId: string,
  personIds: readonly string[],
): Promise<void> {
  await tx
    .delete(scores)
    .where(
      and(
        eq(scores.tenantId, tx.context.tenantId),
        eq(scores.roundId, roundId),
        eq(scores.programmeId, programmeId),
        inArray(scores.personId, [...personIds]),
      ),
    )
}

export type Demand = { programmeId: string; wanted: number; wantedFirst: number; scored: number; unsuitable: number }

/** How many want each programme of a round, and how many of them have a score. */
export async function listDemand(tx: Tx, roundId: string): Promise<ReadonlyMap<string, Demand>> {
  const { rows } = await tx.execute<Demand>(sql`
    select choice.id as "programmeId", count(*)::int as wanted, (count(*) filter (where choice.place = 1))::int as "wantedFirst",
      count(score.person_id)::int as scored, (count(*) filter (where score.unsuitable_reason is not null))::int as unsuitable
    from matching_applicant one cross join lateral unnest(one.choices) with ordinality as choice (id, place)
    left join matching_score score on score.tenant_id = one.tenant_id and score.round_id = one.round_id
      and score.programme_id = choice.id and score.person_id = one.person_id
    where one.tenant_id = ${tx.context.tenantId}::uuid and one.round_id = ${roundId}::uuid group by choice.id`)
  return new Map(rows.map((row) => [row.programmeId, row]))
}

/** Everybody whom an officer placed or kept out by hand. */
export async function listPins(tx: Tx, roundId: string): Promise<PinKept[]> {
  return tx
    .select()
    .from(pins)
    .where(and(eq(pins.tenantId, tx.context.tenantId), eq(pins.roundId, roundId)))
}

/** Keeps what was decided by hand for somebody, in the place of what was before. */
export async function keepPin(tx: Tx, row: Omit<typeof pins.$inferInsert, 'tenantId'>): Promise<void> {
  const { tenantId } = tx.context
  await tx
    .insert(pins)
    .values({ ...row, tenantId })
    .onConflictDoUpdate({ target: [pins.tenantId, pins.roundId, pins.personId], set: { ...row, tenantId } })
}

/** Takes back what was decided by hand; tells whether there was anything. */
export async function dropPin(tx: Tx, roundId: string, personId: string): Promise<boolean> {
  const gone = await tx
    .delete(pins)
    .where(and(eq(pins.tenantId, tx.context.tenantId), eq(pins.roundId, roundId), eq(pins.personId, personId)))
    .returning({ personId: pins.personId })
  return gone.length > 0
}
