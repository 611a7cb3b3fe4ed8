import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import type { RoundProgrammeRules } from '../core/rules.ts'
import { roundProgrammes, rounds } from '../tables.ts'

export type RoundKept = typeof rounds.$inferSelect

const mine = (tx: Tx, id: string) => and(eq(rounds.tenantId, tx.context.tenantId), eq(rounds.id, id))

/** Where a round lies: in its bureau, and with whoever holds its programmes. */
export async function roundScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findRound(tx, id)
  if (!found) return undefined
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct programme.provider_id as id from matching_round_programme one
    join programme on programme.tenant_id = one.tenant_id and programme.id = one.programme_id
    where one.tenant_id = ${tx.context.tenantId}::uuid and one.round_id = ${id}::uuid and programme.provider_id is not null`)
  return { organisationIds: [found.organisationId, ...rows.map((row) => row.id)] }
}

/** The round of this id. */
export async function findRound(tx: Tx, id: string): Promise<RoundKept | undefined> {
  const [found] = await tx.select().from(rounds).where(mine(tx, id))
  return found
}

/** The round of this id, held until the transaction ends. */
export async function holdRound(tx: Tx, id: string): Promise<RoundKept | undefined> {
  const [found] = await tx.select().from(rounds).where(mine(tx, id)).for('update')
  return found
}

/** The round of this id, held against those who change it, not against others who rank. */
export async function shareRound(tx: Tx, id: string): Promise<RoundKept | undefined> {
  const [found] = await tx.select().from(rounds).where(mine(tx, id)).for('share')
  return found
}

/** The reckoning whose results everybody reads: that of a confirmed round, or of one that is shown. */
export const toldRunOf = ({ state, shownRunId, confirmedRunId }: RoundKept): string | null =>
  state === 'shown' ? shownRunId : confirmedRunId

/** Writes a round down. */
export async function insertRound(tx: Tx, row: Omit<typeof rounds.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(rounds).values({ ...row, tenantId: tx.context.tenantId })
}

/** Changes a round. */
export async function updateRound(tx: Tx, id: string, change: Partial<typeof rounds.$inferInsert>): Promise<void> {
  await tx.update(rounds).set(change).where(mine(tx, id))
}

/** Puts these programmes into a round, in this order, in the place of those it had. */
export async function putProgrammes(tx: Tx, roundId: string, list: readonly RoundProgrammeRules[]): Promise<void> {
  const { tenantId } = tx.context
  await tx
    .delete(roundProgrammes)
    .where(and(eq(roundProgrammes.tenantId, tenantId), eq(roundProgrammes.roundId, roundId)))
  if (list.length === 0) return
  await tx.insert(roundProgrammes).values(list.map((one, position) => ({ ...one, tenantId, roundId, position })))
}

/** The programmes of a round, in its order, with their rules alone. */
export async function listRules(tx: Tx, roundId: string): Promise<RoundProgrammeRules[]> {
  const found = await tx
    .select()
    .from(roundProgrammes)
    .where(and(eq(roundProgrammes.tenantId, tx.context.tenantId), eq(roundProgrammes.roundId, roundId)))
    .orderBy(asc(roundProgrammes.position))
  return found.map(({ programmeId, blocks, criteria, isBlind }) => ({ programmeId, blocks, criteria, isBlind }))
}

export type ProgrammeFactsRow = {
  id: string
  title: string
  organisationId: string
  providerId: string | null
  providerName: string | null
  placesMax: number | null
  /** What is neither held nor offered to somebody; null where there is no limit. */
  placesFree: number | null
  hasQuotas: boolean
  startsOn: string | null
  endsOn: string | null
  centihours: number
  state: string
  admission: string
}

const factsOf = sql`select programme.id, programme.title, programme.organisation_id as "organisationId", programme.provider_id as "providerId",
    provider.name as "providerName", programme.places_max as "placesMax", programme.has_quotas as "hasQuotas", case when programme.places_max is not null then greatest(0, programme.places_max
      - (select count(*) from enrolment held where held.tenant_id = programme.tenant_id and held.programme_id = programme.id and held.holds_place)
      - (select count(*) from waiter asked where asked.tenant_id = programme.tenant_id and asked.programme_id = programme.id
          and asked.state = 'offered'))::int end as "placesFree", programme.starts_on::text as "startsOn",
    programme.ends_on::text as "endsOn", programme.centihours, programme.state, programme.admission
  from programme left join organisation provider on provider.tenant_id = programme.tenant_id and provider.id = programme.provider_id`

/** What is known of these programmes. */
export async function loadProgrammes(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ProgrammeFactsRow>> {
  const { rows } = await tx.execute<ProgrammeFactsRow>(sql`${factsOf}
    where programme.tenant_id = ${tx.context.tenantId}::uuid and programme.id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Programmes that a round of these subtrees may have: published, chosen by selection, in no other round that is under way. */
export async function listCandidates(tx: Tx, roots: readonly string[]): Promise<ProgrammeFactsRow[]> {
  const { rows } = await tx.execute<ProgrammeFactsRow>(sql`${factsOf}
    where programme.tenant_id = ${tx.context.tenantId}::uuid and ${within(tx, sql`programme.organisation_id`, roots)}
      and programme.state in ('published', 'enrolling') and programme.admission = 'selection'
      and not exists (select from matching_round_programme one join matching_round round
        on round.tenant_id = one.tenant_id and round.id = one.round_id and round.state in ('draft', 'published', 'shown')
        where one.tenant_id = programme.tenant_id and one.programme_id = programme.id)
    order by programme.title, programme.id limit 200`)
  return rows
}

/** Of these programmes, those that are in another round under way. */
export async function listTaken(tx: Tx, roundId: string, ids: readonly string[]): Promise<string[]> {
  const found = await tx
    .select({ id: roundProgrammes.programmeId })
    .from(roundProgrammes)
    .innerJoin(rounds, and(eq(rounds.tenantId, roundProgrammes.tenantId), eq(rounds.id, roundProgrammes.roundId)))
    .where(
      and(
        eq(roundProgrammes.tenantId, tx.context.tenantId),
        inArray(roundProgrammes.programmeId, [...ids]),
        inArray(rounds.state, ['draft', 'published', 'shown']),
        sql`${rounds.id} <> ${roundId}::uuid`,
      ),
    )
  return found.map(({ id }) => id)
}

export type RoundListed = RoundKept & { programmes: number; places: number; applicants: number }

const counts = {
  programmes: sql<number>`(select count(*)::int from matching_round_programme one
    where one.tenant_id = matching_round.tenant_id and one.round_id = matching_round.id)`,
  places: sql<number>`(select coalesce(sum((block->>'places')::int), 0)::int from matching_round_programme one, jsonb_array_elements(one.blocks) block
    where one.tenant_id = matching_round.tenant_id and one.round_id = matching_round.id)`,
  applicants: sql<number>`(select count(*)::int from matching_applicant one
    where one.tenant_id = matching_round.tenant_id and one.round_id = matching_round.id)`,
}

/** A page of the rounds of the subtrees of `roots`, or with a programme held there, the newest first; one more than asked for. */
export async function listRounds(
  tx: Tx,
  roots: readonly string[],
  limit: number,
  after: { readonly createdAt: string; readonly id: string } | undefined,
): Promise<RoundListed[]> {
  const found = await tx
    .select({ round: rounds, ...counts })
    .from(rounds)
    .where(
      and(
        eq(rounds.tenantId, tx.context.tenantId),
        sql`(${within(tx, sql`matching_round.organisation_id`, roots)} or (matching_round.state <> 'draft' and exists (
          select from matching_round_programme one join programme on programme.tenant_id = one.tenant_id and programme.id = one.programme_id
          where one.tenant_id = matching_round.tenant_id and one.round_id = matching_round.id
            and ${within(tx, sql`programme.provider_id`, roots)})))`,
        after &&
          sql`(matching_round.created_at, matching_round.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(sql`matching_round.created_at desc, matching_round.id desc`)
    .limit(limit + 1)
  return found.map(({ round, ...rest }) => ({ ...round, ...rest }))
}

/** How much a round holds. */
export async function countRound(
  tx: Tx,
  id: string,
): Promise<{ programmes: number; places: number; applicants: number }> {
  const [found] = await tx.select(counts).from(rounds).where(mine(tx, id))
  return found ?? { programmes: 0, places: 0, applicants: 0 }
}

/** The rounds that people of these organisations may know of, or took part in, the newest first. */
export async function listForPerson(tx: Tx, personId: string, under: readonly string[]): Promise<RoundKept[]> {
  return tx
    .select()
    .from(rounds)
    .where(
      and(
        eq(rounds.tenantId, tx.context.tenantId),
        inArray(rounds.organisationId, [...under]),
        sql`(matching_round.state = 'published' or (matching_round.state in ('shown', 'confirmed', 'cancelled') and exists (select from matching_applicant one
          where one.tenant_id = matching_round.tenant_id and one.round_id = matching_round.id and one.person_id = ${personId}::uuid)))`,
      ),
    )
    .orderBy(sql`matching_round.created_at desc`)
    .limit(50)
}
