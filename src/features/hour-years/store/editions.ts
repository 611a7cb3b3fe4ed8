import { and, asc, desc, eq, gt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { sentRows, type SentColumn } from '../../../platform/db/rows.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { findBureau } from '../../organisations/public.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import type { Difference, FrozenBook, FrozenPerson, FrozenStanding } from '../core.ts'
import { hourYearChecks, hourYearPeople, hourYearRules, hourYears, hourYearStandings } from '../tables.ts'

/** Which edition of which year. */
export type Edition = { readonly year: number; readonly edition: number }

const ofYears = (tx: Tx) => eq(hourYears.tenantId, tx.context.tenantId)

/** Takes the right to close a year for the rest of this transaction: whoever else closes one is waited for. */
export async function holdYears(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('hour-year ' || ${tx.context.tenantId}, 0))`)
}

const shown = {
  id: hourYears.id,
  year: hourYears.year,
  edition: hourYears.edition,
  frozenOn: hourYears.frozenOn,
  frozenAt: hourYears.frozenAt,
  frozenByName: signedName<string>(accounts.name, hourYears.frozenBy, hourYears.frozenFor),
  reason: hourYears.reason,
  people: hourYears.people,
  persons: hourYears.persons,
  entries: hourYears.entries,
  centihours: hourYears.centihours,
  onTheWay: hourYears.onTheWay,
  onTheWayCentihours: hourYears.onTheWayCentihours,
  requirements: hourYears.requirements,
  rootSeq: hourYears.rootSeq,
  rootHash: sql<string | null>`encode(${hourYears.rootHash}, 'hex')`,
  hash: sql<string>`encode(${hourYears.hash}, 'hex')`,
}

const selectYears = (tx: Tx) =>
  tx
    .select(shown)
    .from(hourYears)
    .innerJoin(accounts, and(eq(accounts.tenantId, hourYears.tenantId), eq(accounts.id, hourYears.frozenBy)))

/** An edition, with who made it. */
export type EditionRow = Awaited<ReturnType<typeof selectYears>>[number]

/** Every edition of every closed year, the latest year and its latest edition first. */
export async function listEditions(tx: Tx): Promise<EditionRow[]> {
  return selectYears(tx).where(ofYears(tx)).orderBy(desc(hourYears.year), desc(hourYears.edition))
}

/** The editions of one year, the latest first. */
export async function editionsOf(tx: Tx, year: number): Promise<EditionRow[]> {
  return selectYears(tx)
    .where(and(ofYears(tx), eq(hourYears.year, year)))
    .orderBy(desc(hourYears.edition))
}

/** One edition by its id. */
export async function findEdition(tx: Tx, id: string): Promise<EditionRow | undefined> {
  const [found] = await selectYears(tx).where(and(ofYears(tx), eq(hourYears.id, id)))
  return found
}

/** Where an edition lies: with the bureau, whose year it is. */
export async function hourYearScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const edition = await findEdition(tx, id)
  const bureau = edition && (await findBureau(tx))
  return bureau && { organisationIds: [bureau.id] }
}

/** Writes an edition, whose lines are there already. */
export async function insertEdition(
  tx: Tx,
  edition: Omit<typeof hourYears.$inferInsert, 'tenantId' | 'hash' | 'rootHash'> & {
    readonly hash: string
    readonly rootHash: string | null
  },
): Promise<void> {
  const { hash, rootHash, ...rest } = edition
  await tx.insert(hourYears).values({
    ...rest,
    tenantId: tx.context.tenantId,
    hash: Buffer.from(hash, 'hex'),
    rootHash: rootHash === null ? null : Buffer.from(rootHash, 'hex'),
  })
}

/** What was asked of the people below the same organisations, with the hash of it. */
export type Rules = {
  readonly no: number
  readonly organisationIds: readonly string[]
  readonly books: readonly FrozenBook[]
  readonly hash: string
}

/** Writes what was asked in an edition. */
export async function insertRules(tx: Tx, edition: Edition, rules: readonly Rules[]): Promise<void> {
  if (rules.length === 0) return
  const { tenantId } = tx.context
  await tx.insert(hourYearRules).values(
    rules.map(({ hash, organisationIds, ...rest }) => ({
      ...{ ...edition, ...rest, tenantId, hash: Buffer.from(hash, 'hex') },
      organisationIds: [...organisationIds],
    })),
  )
}

/** What was asked in an edition, in order. */
export async function loadRules(tx: Tx, { year, edition }: Edition): Promise<Rules[]> {
  const rows = await tx
    .select()
    .from(hourYearRules)
    .where(
      and(
        eq(hourYearRules.tenantId, tx.context.tenantId),
        eq(hourYearRules.year, year),
        eq(hourYearRules.edition, edition),
      ),
    )
    .orderBy(asc(hourYearRules.no))
  return rows.map(({ no, organisationIds, books, hash }) => ({
    ...{ no, organisationIds, books, hash: hash.toString('hex') },
  }))
}

/** A person's line with the hash of it. */
export type Line = FrozenPerson & { readonly hash: string }

type SentStanding = FrozenStanding & Pick<FrozenPerson, 'personId' | 'organisationId'>

// In the order in which they are written.
const standingColumns: readonly SentColumn<SentStanding>[] = [
  ['person_id', 'uuid', ({ personId }) => personId],
  ['requirement_id', 'text', ({ requirementId }) => requirementId],
  ['organisation_id', 'uuid', ({ organisationId }) => organisationId],
  ['state', 'text', ({ state }) => state],
  ['needed', 'integer', ({ needed }) => needed],
  ['earned', 'integer', ({ earned }) => earned],
  ['counted', 'integer', ({ counted }) => counted],
  ['over', 'integer', ({ over }) => over],
  ['carried', 'integer', ({ carried }) => carried],
  ['missing', 'integer', ({ missing }) => missing],
]

/** Writes people's lines and how they stood: two statements, however many. */
export async function insertLines(tx: Tx, { year, edition }: Edition, lines: readonly Line[]): Promise<void> {
  const { tenantId } = tx.context
  const people = lines.map((line) => ({
    person_id: line.personId,
    organisation_id: line.organisationId,
    organisation_name: line.organisationName,
    name: line.name,
    staff_no: line.staffNo,
    in_post: line.inPost,
    rules_no: line.rulesNo,
    facts: line.facts,
    exemptions: line.exemptions,
    head_seq: line.headSeq,
    head_hash: `\\x${line.headHash}`,
    years: line.years,
    class_ids: line.classIds,
    centihours: line.centihours,
    missing: line.missing,
    hash: `\\x${line.hash}`,
  }))
  await tx.execute(sql`
    insert into hour_year_person (tenant_id, year, edition, person_id, organisation_id, organisation_name, name, staff_no,
      in_post, rules_no, facts, exemptions, head_seq, head_hash, years, class_ids, centihours, missing, hash)
    select ${tenantId}::uuid, ${year}::int, ${edition}::int, person_id, organisation_id, organisation_name, name, staff_no,
      in_post, rules_no, facts, exemptions, head_seq, head_hash, years, class_ids, centihours, missing, hash
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as line(person_id uuid, organisation_id uuid,
      organisation_name text, name text, staff_no text, in_post boolean, rules_no integer, facts jsonb, exemptions jsonb,
      head_seq integer, head_hash bytea, years integer[], class_ids integer[], centihours integer[], missing integer, hash bytea)`)
  const standings = lines.flatMap(({ personId, organisationId, standings: own }) =>
    own.map((one) => ({ ...one, personId, organisationId })),
  )
  await tx.execute(sql`
    insert into hour_year_standing (tenant_id, year, edition, person_id, requirement_id, organisation_id, state, needed, earned,
      counted, over, carried, missing)
    select ${tenantId}::uuid, ${year}::int, ${edition}::int, one.* from ${sentRows('one', standings, standingColumns)}`)
}

/** The next people's lines of an edition after an id, in the order of ids. */
export async function linesAfter(tx: Tx, edition: Edition, after: string, most: number): Promise<Line[]> {
  const rows = await tx
    .select()
    .from(hourYearPeople)
    .where(and(ofLines(tx, edition), gt(hourYearPeople.personId, after)))
    .orderBy(asc(hourYearPeople.personId))
    .limit(most)
  return withStandings(tx, edition, rows)
}

/** The lines of these people in an edition. */
export async function linesOf(tx: Tx, edition: Edition, personIds: readonly string[]): Promise<Line[]> {
  const rows = await tx
    .select()
    .from(hourYearPeople)
    .where(and(ofLines(tx, edition), sql`${hourYearPeople.personId} = any(${list(personIds)}::uuid[])`))
    .orderBy(asc(hourYearPeople.personId))
  return withStandings(tx, edition, rows)
}

const list = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)

const ofLines = (tx: Tx, { year, edition }: Edition) =>
  and(
    eq(hourYearPeople.tenantId, tx.context.tenantId),
    eq(hourYearPeople.year, year),
    eq(hourYearPeople.edition, edition),
  )

async function withStandings(
  tx: Tx,
  { year, edition }: Edition,
  rows: readonly (typeof hourYearPeople.$inferSelect)[],
): Promise<Line[]> {
  if (rows.length === 0) return []
  const standings = await tx
    .select()
    .from(hourYearStandings)
    .where(
      and(
        eq(hourYearStandings.tenantId, tx.context.tenantId),
        eq(hourYearStandings.year, year),
        eq(hourYearStandings.edition, edition),
        sql`${hourYearStandings.personId} = any(${list(rows.map(({ personId }) => personId))}::uuid[])`,
      ),
    )
    .orderBy(asc(hourYearStandings.personId), asc(hourYearStandings.requirementId))
  const byPerson = Map.groupBy(standings, ({ personId }) => personId)
  return rows.map((row) => {
    const { tenantId: _, year: __, edition: ___, hash, headHash, ...line } = row
    return {
      ...{ ...line, hash: hash.toString('hex'), headHash: headHash.toString('hex') },
      standings: (byPerson.get(row.personId) ?? []).map(toStanding),
    }
  })
}

function toStanding(row: typeof hourYearStandings.$inferSelect): FrozenStanding {
  const { requirementId, state, needed, earned, counted, over, carried, missing } = row
  return { requirementId, state, needed, earned, counted, over, carried, missing }
}

/** Writes down that an edition was recomputed; once under an id. */
export async function insertCheck(
  tx: Tx,
  check: Edition & {
    readonly id: string
    readonly persons: number
    readonly difference: Difference | null
  },
): Promise<void> {
  const { tenantId, now, actor } = tx.context
  await tx
    .insert(hourYearChecks)
    .values({ ...check, tenantId, checkedBy: actor?.accountId ?? null, checkedAt: now })
    .onConflictDoNothing()
}

/** The recomputations of an edition, the latest first. */
export async function listChecks(tx: Tx, { year, edition }: Edition, most: number) {
  return tx
    .select({
      id: hourYearChecks.id,
      checkedAt: hourYearChecks.checkedAt,
      checkedByName: accounts.name,
      persons: hourYearChecks.persons,
      difference: hourYearChecks.difference,
    })
    .from(hourYearChecks)
    .leftJoin(accounts, and(eq(accounts.tenantId, hourYearChecks.tenantId), eq(accounts.id, hourYearChecks.checkedBy)))
    .where(
      and(
        eq(hourYearChecks.tenantId, tx.context.tenantId),
        eq(hourYearChecks.year, year),
        eq(hourYearChecks.edition, edition),
      ),
    )
    .orderBy(desc(hourYearChecks.checkedAt), desc(hourYearChecks.id))
    .limit(most)
}
