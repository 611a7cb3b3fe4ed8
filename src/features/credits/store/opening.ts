import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import type { Opening, OpeningRow } from '../contract/opening.ts'
import type { Evidence, SpentElsewhere } from '../core/entries.ts'
import { openingKey, type Opened, type OpeningPerson, type Proof } from '../core/opening.ts'
import { creditOpenings } from '../tables.ts'

const mine = (tx: Tx, id: string) => and(eq(creditOpenings.tenantId, tx.context.tenantId), eq(creditOpenings.id, id))

/** Where a list of opening hours lies: with whoever recorded it. */
export async function openingScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: creditOpenings.organisationId })
    .from(creditOpenings)
    .where(mine(tx, id))
  return found && { organisationIds: [found.organisationId] }
}

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`
const ids = (values: readonly string[]) => sql`${sql.param(`{${values.join(',')}}`)}::uuid[]`

/** The people in these subtrees whom staff numbers and names may mean. Numbers that were merged into another are left out. */
export async function findNamed(
  tx: Tx,
  roots: readonly string[],
  staffNos: readonly string[],
  names: readonly string[],
): Promise<OpeningPerson[]> {
  const { rows } = await tx.execute<OpeningPerson>(sql`
    select person.id, person.name, person.staff_no as "staffNo" from person
    where person.tenant_id = ${tx.context.tenantId}::uuid and person.merged_into is null
      and (person.staff_no = any(${texts(staffNos)}) or person.name = any(${texts(names)}))
      and ${within(tx, sql`person.organisation_id`, roots)}`)
  return rows
}

type OpenedRow = {
  personId: string
  category: string | null
  level: string | null
  mode: string | null
  kind: string | null
  centihours: number
  earnedOn: string
}

/**
 * The hours of these people that a list or a statement brought already, under any of their numbers: those that stand in the
 * ledger, and unless only these are asked for, those on their way.
 */
export async function listOpened(
  tx: Tx,
  personIds: readonly string[],
  which: 'all' | 'posted' = 'all',
): Promise<Opened[]> {
  const { rows } = await tx.execute<OpenedRow & { personId: string }>(sql`
    with whose as (select asked.id as person_id, number from unnest(${ids(personIds)}) as asked (id),
      lateral person_numbers(asked.id) as number)
    select whose.person_id as "personId", e.category, e.level, e.mode, e.kind, e.centihours, e.earned_on::text as "earnedOn"
    from whose join credit_entry e on e.tenant_id = ${tx.context.tenantId}::uuid and e.person_id = whose.number
    where e.direction in ('opening', 'carried') and e.source_kind in ('opening', 'statement')
      and not exists (select from credit_entry back where back.tenant_id = e.tenant_id and back.reverses_id = e.id)
    union all
    select whose.person_id, r.category, r.level, r.mode, r.kind, r.centihours, r.earned_on::text
    from whose join credit_opening_row r on r.tenant_id = ${tx.context.tenantId}::uuid and r.person_id = whose.number
    join credit_opening o on o.tenant_id = r.tenant_id and o.id = r.opening_id
    where ${which === 'all'} and o.state in ('recorded', 'approved')`)
  return rows.map((row) => ({ personId: row.personId, key: openingKey(row), kind: row.kind }))
}

type NewOpening = {
  readonly id: string
  readonly organisationId: string
  readonly title: string
  readonly evidence: readonly Evidence[]
  readonly lateReason: string | null
  readonly statementId: string | null
  readonly people: number
  readonly centihours: number
  readonly recordedBy: string
  readonly recordedFor: string
}

/** A row of a list as it is written down, with the id that its entry will bear. */
export type NewRow = OpenedRow & {
  readonly id: string
  readonly no: number
  readonly proofs?: readonly Proof[]
  readonly startedOn?: string | null
  readonly evidence?: readonly Evidence[]
  readonly spent?: readonly SpentElsewhere[]
}

/** Writes down a list with its rows; false where the id is taken. */
export async function insertOpening(tx: Tx, opening: NewOpening, rows: readonly NewRow[]): Promise<boolean> {
  const { tenantId, now } = tx.context
  const added = await tx
    .insert(creditOpenings)
    .values({ ...opening, tenantId, state: 'recorded', recordedAt: now })
    .onConflictDoNothing()
    .returning({ id: creditOpenings.id })
  if (added.length === 0) return false
  await tx.execute(sql`
    with row as (select * from json_to_recordset(${JSON.stringify(rows)}::json) as row(no integer, id uuid, "personId" uuid,
        category text, level text, mode text, kind text, proofs jsonb, evidence jsonb, spent jsonb, centihours integer, "startedOn" date,
        "earnedOn" date)),
      credited as (insert into credit_opening_part (tenant_id, opening_id, person_id, part)
        select distinct ${tenantId}::uuid, ${opening.id}::uuid, "personId", 'credited' from row)
    insert into credit_opening_row (tenant_id, opening_id, no, id, person_id, category, level, mode, kind, proofs, evidence, spent,
      centihours, started_on, earned_on)
    select ${tenantId}::uuid, ${opening.id}::uuid, no, id, "personId", category, level, mode, kind, coalesce(proofs, '[]'), coalesce(evidence, '[]'),
      coalesce(spent, '[]'), centihours, "startedOn", "earnedOn" from row`)
  return true
}

/** Writes down who records or decides on a list, under each of their numbers: the database refuses whoever is credited by it. */
export async function insertDeciders(
  tx: Tx,
  id: string,
  personIds: readonly (string | null | undefined)[],
): Promise<void> {
  const known = personIds.flatMap((personId) => personId ?? [])
  if (known.length === 0) return
  await tx.execute(sql`insert into credit_opening_part (tenant_id, opening_id, person_id, part)
    select distinct ${tx.context.tenantId}::uuid, ${id}::uuid, number, 'decides' from unnest(${ids(known)}) as hand (id),
      lateral person_numbers(hand.id) as number
    where not exists (select from credit_opening_part p where p.tenant_id = ${tx.context.tenantId}::uuid
      and p.opening_id = ${id}::uuid and p.person_id = number and p.part = 'decides')`)
}

/** A list as it is decided on. */
export async function findOpening(tx: Tx, id: string) {
  const [found] = await tx.select().from(creditOpenings).where(mine(tx, id))
  return found
}

/** The same, held until the transaction ends. */
export async function lockOpening(tx: Tx, id: string) {
  const [found] = await tx.select().from(creditOpenings).where(mine(tx, id)).for('update')
  return found
}

type Step = Partial<
  Pick<
    typeof creditOpenings.$inferInsert,
    'returnReason' | 'approvedBy' | 'approvedFor' | 'approvedAt' | 'verifiedBy' | 'verifiedFor' | 'verifiedAt'
  >
>

/** Moves a list on. */
export async function moveOpening(tx: Tx, id: string, state: Opening['state'], step: Step): Promise<void> {
  await tx
    .update(creditOpenings)
    .set({ state, ...step })
    .where(mine(tx, id))
}

type KeptRow = OpeningRow & Required<Omit<NewRow, 'no'>>

/** The rows of a list, each under the number that its person has now. */
export async function listOpeningRows(tx: Tx, id: string): Promise<KeptRow[]> {
  const { rows } = await tx.execute<KeptRow>(sql`
    select r.no, r.id, p.id as "personId", p.name, p.staff_no as "staffNo", r.category, r.level, r.mode, r.kind, r.proofs, r.evidence,
      r.spent, r.centihours, r.started_on::text as "startedOn", r.earned_on::text as "earnedOn", '[]'::json as reasons
    from credit_opening_row r
    join person was on was.tenant_id = r.tenant_id and was.id = r.person_id
    join person p on p.tenant_id = was.tenant_id
      and p.id = case when was.merged_into is null then was.id else person_bearer(was.id) end
    where r.tenant_id = ${tx.context.tenantId}::uuid and r.opening_id = ${id}::uuid order by r.no`)
  return rows
}

const shown = (tx: Tx, meant: SQL, limit: number) => sql<Opening>`
  select o.id, o.title, org.name as "organisationName", o.state, o.people, o.centihours::float8 as centihours,
    o.return_reason as "returnReason", recorder.name as "recordedByName",
    to_char(o.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt",
    approver.name as "approvedByName", verifier.name as "verifiedByName",
    json_build_object('fileId', o.evidence -> 0 ->> 'fileId', 'title', o.evidence -> 0 ->> 'title',
      'sha256', o.evidence -> 0 ->> 'sha256') as list
  from credit_opening o
  join organisation org on org.tenant_id = o.tenant_id and org.id = o.organisation_id
  join account recorder on recorder.tenant_id = o.tenant_id and recorder.id = o.recorded_by
  left join account approver on approver.tenant_id = o.tenant_id and approver.id = o.approved_by
  left join account verifier on verifier.tenant_id = o.tenant_id and verifier.id = o.verified_by
  where o.tenant_id = ${tx.context.tenantId}::uuid and ${meant} order by o.id desc limit ${limit}`

/** A page of lists in the subtrees of `roots`, the newest first; one more than asked for where there are more. */
export async function listOpenings(
  tx: Tx,
  roots: readonly string[],
  { state, limit }: { readonly state?: Opening['state'] | undefined; readonly limit: number },
  before: string | undefined,
): Promise<Opening[]> {
  const meant = sql`${within(tx, sql`o.organisation_id`, roots)}
    and ${state === undefined ? sql`true` : sql`o.state = ${state}`}
    and ${before === undefined ? sql`true` : sql`o.id < ${before}::uuid`}`
  return (await tx.execute<Opening>(shown(tx, meant, limit + 1))).rows
}

/** One list. */
export async function showOpening(tx: Tx, id: string): Promise<Opening | undefined> {
  return (await tx.execute<Opening>(shown(tx, sql`o.id = ${id}::uuid`, 1))).rows[0]
}
