import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import type { Opening, OpeningRow } from '../contract/opening.ts'
import type { Evidence } from '../core/entries.ts'
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

/** The hours of these people that a list brought already, posted and not reversed, or on its way. */
export async function listOpened(tx: Tx, personIds: readonly string[]): Promise<Opened[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<OpenedRow>(sql`
    select r.person_id as "personId", r.category, r.level, r.mode, r.kind, r.centihours, r.earned_on::text as "earnedOn"
    from credit_opening_row r join credit_opening o on o.tenant_id = r.tenant_id and o.id = r.opening_id
    where r.tenant_id = ${tenantId}::uuid and r.person_id = any(${ids(personIds)}) and o.state <> 'returned'
      and not exists (select from credit_entry e where e.tenant_id = r.tenant_id and e.reverses_id = r.id)`)
  return rows.map((row) => ({ personId: row.personId, key: openingKey(row), kind: row.kind }))
}

type NewOpening = {
  readonly id: string
  readonly organisationId: string
  readonly title: string
  readonly evidence: readonly Evidence[]
  readonly lateReason: string | null
  readonly people: number
  readonly centihours: number
  readonly recordedBy: string
  readonly recordedFor: string
}
type NewRow = OpenedRow & { readonly id: string; readonly no: number; readonly proofs: readonly Proof[] }

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
    insert into credit_opening_row (tenant_id, opening_id, no, id, person_id, category, level, mode, kind, proofs, centihours, earned_on)
    select ${tenantId}::uuid, ${opening.id}::uuid, no, id, "personId", category, level, mode, kind, proofs, centihours, "earnedOn"
    from json_to_recordset(${JSON.stringify(rows)}::json) as row(no integer, id uuid, "personId" uuid, category text, level text,
      mode text, kind text, proofs jsonb, centihours integer, "earnedOn" date)`)
  return true
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

/** The rows of a list, each under the number that its person has now. */
export async function listOpeningRows(tx: Tx, id: string): Promise<(OpeningRow & { id: string; personId: string })[]> {
  const { rows } = await tx.execute<OpeningRow & { id: string; personId: string }>(sql`
    select r.no, r.id, p.id as "personId", p.name, p.staff_no as "staffNo", r.category, r.level, r.mode, r.kind, r.proofs, r.centihours,
      r.earned_on::text as "earnedOn", '[]'::json as reasons
    from credit_opening_row r
    join person was on was.tenant_id = r.tenant_id and was.id = r.person_id
    join person p on p.tenant_id = was.tenant_id and p.id = coalesce(was.merged_into, was.id)
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
