import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { OutcomeQuery } from '../contract/board.ts'
import { results, runs } from '../tables.ts'

export type RunKept = typeof runs.$inferSelect
export type ResultKept = typeof results.$inferSelect

/** Writes a reckoning down, word for word. */
export async function insertRun(tx: Tx, row: Omit<typeof runs.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(runs).values({ ...row, tenantId: tx.context.tenantId })
}

/** The newest reckoning of a round. */
export async function newestRun(tx: Tx, roundId: string): Promise<RunKept | undefined> {
  const [found] = await tx
    .select()
    .from(runs)
    .where(and(eq(runs.tenantId, tx.context.tenantId), eq(runs.roundId, roundId)))
    .orderBy(desc(runs.ranAt), desc(runs.id))
    .limit(1)
  return found
}

/** The reckoning of this id. */
export async function findRun(tx: Tx, id: string): Promise<RunKept | undefined> {
  const [found] = await tx
    .select()
    .from(runs)
    .where(and(eq(runs.tenantId, tx.context.tenantId), eq(runs.id, id)))
  return found
}

/** Writes down what a round brings everybody. */
export async function insertResults(
  tx: Tx,
  roundId: string,
  rows: readonly Omit<typeof results.$inferInsert, 'tenantId' | 'roundId'>[],
): Promise<void> {
  const { tenantId } = tx.context
  for (let from = 0; from < rows.length; from += 1000)
    await tx.insert(results).values(rows.slice(from, from + 1000).map((row) => ({ ...row, roundId, tenantId })))
}

const ofRound = (tx: Tx, roundId: string) =>
  and(eq(results.tenantId, tx.context.tenantId), eq(results.roundId, roundId))

/** Takes away what a round would have brought everybody. */
export async function dropResults(tx: Tx, roundId: string): Promise<void> {
  await tx.delete(results).where(ofRound(tx, roundId))
}

/** Writes down that somebody who was shown got no place in the end, and why. */
export async function strikeResult(tx: Tx, roundId: string, personId: string, struckReason: string): Promise<void> {
  await tx
    .update(results)
    .set({ struckReason, programmeId: null, blockId: null, choice: null })
    .where(and(ofRound(tx, roundId), eq(results.personId, personId)))
}

/** Whoever was shown by a round and struck from its list. */
export async function listStruck(tx: Tx, roundId: string): Promise<string[]> {
  const found = await tx
    .select({ personId: results.personId })
    .from(results)
    .where(and(ofRound(tx, roundId), isNotNull(results.struckReason)))
  return found.map(({ personId }) => personId)
}

/** What a round brought one person. */
export async function findResult(tx: Tx, roundId: string, personId: string): Promise<ResultKept | undefined> {
  const [found] = await tx
    .select()
    .from(results)
    .where(and(ofRound(tx, roundId), eq(results.personId, personId)))
  return found
}

/** Everybody whom a round that is shown or confirmed places, by programme and name. */
export async function listPlaced(tx: Tx, roundId: string) {
  const { rows } = await tx.execute<{
    personId: string
    name: string
    school: string
    programmeId: string
    programme: string
    blockId: string | null
    pinReason: string | null
  }>(sql`
    select result.person_id as "personId", person.name, school.name as school, programme.id as "programmeId",
      programme.title as programme, result.block_id as "blockId", result.pin_reason as "pinReason"
    from matching_result result
    join matching_applicant one on one.tenant_id = result.tenant_id and one.round_id = result.round_id and one.person_id = result.person_id
    join matching_round_programme listed on listed.tenant_id = result.tenant_id and listed.round_id = result.round_id
      and listed.programme_id = result.programme_id
    join programme on programme.tenant_id = result.tenant_id and programme.id = result.programme_id
    join person on person.tenant_id = result.tenant_id and person.id = result.person_id
    join organisation school on school.tenant_id = one.tenant_id and school.id = one.school_id
    where result.tenant_id = ${tx.context.tenantId}::uuid and result.round_id = ${roundId}::uuid
    order by listed.position, person.name, person.id`)
  return rows
}

export type OutcomeKept = {
  personId: string
  code: string
  name: string
  schoolName: string
  rural: boolean
  programmeId: string | null
  blockId: string | null
  choices: string[]
  pinReason: string | null
  pinnedByName: string | null
  enrolmentRefusal: string | null
  struckReason: string | null
}

/**
 * A page of everybody who takes part, by name, with what the newest reckoning brings them (`matching_run_entry`) or, once it is shown or
 * confirmed, what it brought; whoever was struck has no place. One more than asked for.
 */
export async function listOutcomes(
  tx: Tx,
  roundId: string,
  runId: string | null,
  query: Omit<OutcomeQuery, 'cursor'>,
  after: { readonly name: string; readonly id: string } | undefined,
): Promise<OutcomeKept[]> {
  const typed = query.q.replace(/[%_\\]/g, '')
  const conditions = [
    sql`one.tenant_id = ${tx.context.tenantId}::uuid and one.round_id = ${roundId}::uuid`,
    typed === '' ? undefined : sql`(person.name like ${`%${typed}%`} or school.name like ${`%${typed}%`})`,
    query.programmeId === undefined ? undefined : sql`out.programme = ${query.programmeId}`,
    query.outcome === 'placed' ? sql`out.programme is not null and result.struck_reason is null` : undefined,
    query.outcome === 'unplaced' ? sql`(out.programme is null or result.struck_reason is not null)` : undefined,
    query.outcome === 'by_hand' ? sql`pin.person_id is not null` : undefined,
    after && sql`(person.name, one.person_id) > (${after.name}, ${after.id}::uuid)`,
  ].filter((condition) => condition !== undefined)
  const { rows } = await tx.execute<OutcomeKept>(sql`
    with out as (select each->>'person' as code, each->>'programme' as programme, each->>'block' as block
      from matching_run_entry run, jsonb_array_elements(run.selection->'published') each
      where run.tenant_id = ${tx.context.tenantId}::uuid and run.id = ${runId}::uuid)
    select one.person_id as "personId", one.code, person.name, school.name as "schoolName", coalesce(school.setting = 'rural', false) as rural,
      case when result.struck_reason is null then out.programme end as "programmeId", case when result.struck_reason is null then out.block end as "blockId",
      one.choices::text[] as choices, pin.reason as "pinReason",
      pin.pinned_by_name as "pinnedByName", result.enrolment_refusal as "enrolmentRefusal", result.struck_reason as "struckReason"
    from matching_applicant one
    join person on person.tenant_id = one.tenant_id and person.id = one.person_id
    join organisation school on school.tenant_id = one.tenant_id and school.id = one.school_id
    left join out on out.code = one.code
    left join matching_pin pin on pin.tenant_id = one.tenant_id and pin.round_id = one.round_id and pin.person_id = one.person_id
    left join matching_result result on result.tenant_id = one.tenant_id and result.round_id = one.round_id and result.person_id = one.person_id
    where ${sql.join(conditions, sql` and `)}
    order by person.name, one.person_id limit ${query.limit + 1}::int`)
  return rows
}
