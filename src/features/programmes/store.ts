import { and, asc, count, eq, exists, inArray, like, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { ProgrammeState } from '../../lib/programmes/codes.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { within } from '../organisations/public.ts'
import { organisationClosure, organisations } from '../organisations/tables.ts'
import { amongPasted, textsOf } from '../pastes/public.ts'
import { plans } from '../plans/tables.ts'
import type { Programme, ProgrammeQuery } from './contract.ts'
import { programmes } from './tables.ts'

export type ProgrammeRow = typeof programmes.$inferSelect
export type NewRow = Omit<typeof programmes.$inferInsert, 'tenantId' | 'createdAt' | 'version' | 'state'>

const mine = (tx: Tx, id: string) => and(eq(programmes.tenantId, tx.context.tenantId), eq(programmes.id, id))

/** Where a programme lies: with its owner, and with whoever holds it. */
export async function programmeScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findProgramme(tx, id)
  return found && { organisationIds: [found.organisationId, ...(found.providerId === null ? [] : [found.providerId])] }
}

/** The whole row of a programme. */
export async function findProgramme(tx: Tx, id: string): Promise<ProgrammeRow | undefined> {
  const [found] = await tx.select().from(programmes).where(mine(tx, id))
  return found
}

/** The row of a programme, held until the transaction ends: whoever decides on its state decides alone. */
export async function holdProgramme(tx: Tx, id: string): Promise<ProgrammeRow | undefined> {
  const [found] = await tx.select().from(programmes).where(mine(tx, id)).for('update')
  return found
}

const owner = alias(organisations, 'owner')
const provider = alias(organisations, 'provider')

const named = {
  row: programmes,
  organisationName: owner.name,
  providerName: provider.name,
  planName: plans.title,
}

function withNames(tx: Tx) {
  return tx
    .select({ ...named, rank: sql<number>`(10000 - ${programmes.year}) * 10000 + coalesce(${programmes.no}, 9999)` })
    .from(programmes)
    .innerJoin(owner, and(eq(owner.tenantId, programmes.tenantId), eq(owner.id, programmes.organisationId)))
    .leftJoin(provider, and(eq(provider.tenantId, programmes.tenantId), eq(provider.id, programmes.providerId)))
    .leftJoin(plans, and(eq(plans.tenantId, programmes.tenantId), eq(plans.id, programmes.planId)))
    .$dynamic()
}

/** A programme's row with the names of what it points to. */
export type NamedProgramme = {
  row: ProgrammeRow
  organisationName: string
  providerName: string | null
  planName: string | null
}

/** One programme with the names of what it points to. */
export async function showProgramme(tx: Tx, id: string): Promise<NamedProgramme | undefined> {
  const [found] = await withNames(tx).where(mine(tx, id))
  return found
}

/** The states in which everybody in the region may know of a programme. */
export const publicStates: readonly ProgrammeState[] = ['published', 'enrolling', 'running', 'closed', 'archived']

/** Programmes whose owner or provider lies in the subtrees of `roots`, and published ones of those above them. */
function seenFrom(tx: Tx, roots: readonly string[]): SQL | undefined {
  const above = alias(organisationClosure, 'above')
  return or(
    within(tx, sql`${programmes.organisationId}`, roots),
    within(tx, sql`${programmes.providerId}`, roots),
    and(
      inArray(programmes.state, [...publicStates]),
      exists(
        tx
          .select({ one: sql`1` })
          .from(above)
          .where(
            and(
              eq(above.tenantId, tx.context.tenantId),
              sql`${above.ancestorId} = ${programmes.organisationId}`,
              inArray(above.descendantId, roots.length > 0 ? [...roots] : [nobody]),
            ),
          ),
      ),
    ),
  )
}

// An id that no organisation has: an empty list of roots must match nothing.
const nobody = '00000000-0000-0000-0000-000000000000'

function matching(tx: Tx, roots: readonly string[], query: Omit<ProgrammeQuery, 'limit' | 'cursor'>, except?: 'state') {
  const typed = query.q.replace(/[%_\\]/g, '')
  return and(
    eq(programmes.tenantId, tx.context.tenantId),
    seenFrom(tx, roots),
    typed ? or(like(programmes.title, `%${typed}%`), like(programmes.planTitle, `%${typed}%`)) : undefined,
    query.year === undefined ? undefined : eq(programmes.year, query.year),
    query.state === undefined || except === 'state' ? undefined : eq(programmes.state, query.state),
    query.level === undefined ? undefined : eq(programmes.level, query.level),
    query.planId === undefined ? undefined : eq(programmes.planId, query.planId),
    amongPasted(tx, query.pasted, programmes.id, programmes.organisationId, programmes.providerId),
  )
}

/** A page of the programmes seen from `roots`, the newest year first, then by number; one more than asked for when there are more. */
export async function listProgrammes(
  tx: Tx,
  roots: readonly string[],
  query: ProgrammeQuery,
  after: { rank: string; id: string } | undefined,
): Promise<(NamedProgramme & { rank: number })[]> {
  const rank = sql`((10000 - ${programmes.year}) * 10000 + coalesce(${programmes.no}, 9999))`
  return withNames(tx)
    .where(
      and(
        matching(tx, roots, query),
        after && sql`(${rank}, ${programmes.id}) > (${Number(after.rank) || 0}::int, ${after.id}::uuid)`,
      ),
    )
    .orderBy(rank, asc(programmes.id))
    .limit(query.limit + 1)
}

const bare = (column: typeof programmes.title | typeof programmes.planTitle) =>
  sql`upper(regexp_replace(normalize(${column}, NFKC), '\\s', '', 'g'))`

/** The programmes seen from `roots` that bear one of these titles, or one of these numbers. */
export async function listCalled(
  tx: Tx,
  roots: readonly string[],
  titles: readonly string[],
  numbers: readonly number[],
): Promise<NamedProgramme[]> {
  return withNames(tx).where(
    and(
      eq(programmes.tenantId, tx.context.tenantId),
      seenFrom(tx, roots),
      or(
        sql`${bare(programmes.title)} = any(${textsOf(titles)})`,
        sql`${bare(programmes.planTitle)} = any(${textsOf(titles)})`,
        numbers.length > 0 ? inArray(programmes.no, [...numbers]) : undefined,
      ),
    ),
  )
}

/** How many programmes match, by state; the state asked for does not narrow it. */
export async function countByState(tx: Tx, roots: readonly string[], query: ProgrammeQuery) {
  const rows = await tx
    .select({ state: programmes.state, size: count() })
    .from(programmes)
    .where(matching(tx, roots, query, 'state'))
    .groupBy(programmes.state)
  return Object.fromEntries(rows.map((row) => [row.state, row.size]))
}

/** Drafts of programmes. */
export async function insertProgrammes(tx: Tx, rows: readonly NewRow[]): Promise<void> {
  const { tenantId, now } = tx.context
  if (rows.length === 0) return
  await tx
    .insert(programmes)
    .values(rows.map((row) => ({ ...row, tenantId, state: 'draft' as const, version: 1, createdAt: now })))
}

/** Changes a programme's row; each change makes its version one higher. */
export async function updateProgramme(tx: Tx, id: string, change: Partial<Omit<ProgrammeRow, 'tenantId' | 'id'>>) {
  await tx
    .update(programmes)
    .set({ ...change, version: sql`${programmes.version} + 1` })
    .where(mine(tx, id))
}

/** Says how many places a programme has from now on; whoever takes one without a limit holds its row and ends first. */
export async function limitPlaces(tx: Tx, id: string, placesMax: number): Promise<void> {
  await updateProgramme(tx, id, { placesMax })
}

/** Programmes that people of an organisation may know of: published by one above it, or by itself, and not over for long. */
export async function listForJoiner(tx: Tx, under: readonly string[]): Promise<NamedProgramme[]> {
  if (under.length === 0) return []
  return withNames(tx)
    .where(
      and(
        eq(programmes.tenantId, tx.context.tenantId),
        inArray(programmes.organisationId, [...under]),
        inArray(programmes.state, ['published', 'enrolling', 'running']),
      ),
    )
    .orderBy(asc(programmes.enrolClosesAt), asc(programmes.startsOn), asc(programmes.id))
    .limit(200)
}

/** Every programme of a year owned or held in the subtrees of `roots`, by number: what a report tells of. */
export async function listProgrammesForReport(
  tx: Tx,
  year: number,
  roots: readonly string[],
): Promise<NamedProgramme[]> {
  return withNames(tx)
    .where(
      and(
        eq(programmes.tenantId, tx.context.tenantId),
        eq(programmes.year, year),
        within(tx, sql`${programmes.organisationId}`, roots),
      ),
    )
    .orderBy(sql`${programmes.no} nulls last`, asc(programmes.id))
}

/** The programmes of a plan, by number. */
export async function listProgrammesOfPlan(tx: Tx, planId: string): Promise<ProgrammeRow[]> {
  return tx
    .select()
    .from(programmes)
    .where(and(eq(programmes.tenantId, tx.context.tenantId), eq(programmes.planId, planId)))
    .orderBy(sql`${programmes.no} nulls last`, asc(programmes.id))
}

/** Deletes programmes; nothing may refer to them yet. */
export async function deleteProgrammes(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.delete(programmes).where(and(eq(programmes.tenantId, tx.context.tenantId), inArray(programmes.id, [...ids])))
}

/** How many programmes plans have, by plan. */
export async function countByPlan(tx: Tx, planIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (planIds.length === 0) return new Map()
  const rows = await tx
    .select({ planId: programmes.planId, size: count() })
    .from(programmes)
    .where(and(eq(programmes.tenantId, tx.context.tenantId), inArray(programmes.planId, [...planIds])))
    .groupBy(programmes.planId)
  return new Map(rows.flatMap((row) => (row.planId === null ? [] : [[row.planId, row.size] as const])))
}

/** The plan of this id, as far as a programme must know it. */
export async function findPlanBrief(tx: Tx, id: string) {
  const [found] = await tx
    .select({ id: plans.id, organisationId: plans.organisationId, state: plans.state })
    .from(plans)
    .where(and(eq(plans.tenantId, tx.context.tenantId), eq(plans.id, id)))
  return found
}

/** A programme as it is told to whoever may know of it. */
export function tell({ row, organisationName, providerName, planName }: NamedProgramme): Programme {
  return {
    id: row.id,
    planId: row.planId,
    planName,
    organisationId: row.organisationId,
    organisationName,
    providerId: row.providerId,
    providerName,
    year: row.year,
    no: row.no,
    title: row.title,
    planTitle: row.planTitle,
    level: row.level,
    kind: row.kind,
    category: row.category,
    headcount: row.headcount,
    approximate: row.approximate,
    wholeRoster: row.wholeRoster,
    audience: row.audience,
    modes: row.modes,
    months: row.months,
    yearRound: row.yearRound,
    place: row.place,
    centihours: row.centihours,
    certificate: row.certificate,
    chiefExpert: row.chiefExpert,
    admission: row.admission,
    placesMax: row.placesMax,
    enrolOpensAt: row.enrolOpensAt?.toISOString() ?? null,
    enrolClosesAt: row.enrolClosesAt?.toISOString() ?? null,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    state: row.state,
  }
}
