import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type pg from 'pg'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, isTheirs, listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import { Content, type HourStatement, type StatementsQuery } from '../contract.ts'
import { totalOf, type StatementContent } from '../core.ts'
import { hourStatementCounters, hourStatements, hourStatementWithdrawals } from '../tables.ts'

export type StatementRow = typeof hourStatements.$inferSelect

const ofTenant = (tx: Tx) => eq(hourStatements.tenantId, tx.context.tenantId)

/** Where a statement lies: with the school it was issued under, about its holder. */
export async function statementScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await findStatements(tx, [id])
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}

/** The statements of these ids, by number. */
export async function findStatements(tx: Tx, ids: readonly string[]): Promise<StatementRow[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(hourStatements)
    .where(and(ofTenant(tx), inArray(hourStatements.id, [...ids])))
    .orderBy(hourStatements.number)
}

/** What a statement says, as it was written down. */
export function readContent({ content }: Pick<StatementRow, 'content'>): StatementContent {
  return Content.parse(JSON.parse(content))
}

/** Takes `size` running numbers of a year; returns the first. They are given back if the transaction does not commit. */
export async function takeNumbers(tx: Tx, year: number, size: number): Promise<number> {
  const [counter] = await tx
    .insert(hourStatementCounters)
    .values({ tenantId: tx.context.tenantId, year, last: size })
    .onConflictDoUpdate({
      target: [hourStatementCounters.tenantId, hourStatementCounters.year],
      set: { last: sql`${hourStatementCounters.last} + ${size}` },
    })
    .returning({ last: hourStatementCounters.last })
  if (!counter) throw new Error('the counter of statements did not answer')
  return counter.last - size + 1
}

/** Writes statements as issued. */
export async function insertStatements(tx: Tx, rows: readonly Omit<StatementRow, 'tenantId'>[]): Promise<void> {
  if (rows.length > 0) {
    await tx.insert(hourStatements).values(rows.map((row) => ({ ...row, tenantId: tx.context.tenantId })))
  }
}

/** Why a statement was withdrawn, if it was. */
export async function findWithdrawal(tx: Tx, statementId: string) {
  const [found] = await tx
    .select()
    .from(hourStatementWithdrawals)
    .where(
      and(
        eq(hourStatementWithdrawals.tenantId, tx.context.tenantId),
        eq(hourStatementWithdrawals.statementId, statementId),
      ),
    )
  return found
}

/** Says that a statement is withdrawn; returns whether it was not before. */
export async function insertWithdrawal(tx: Tx, statementId: string, reason: string, by: string): Promise<boolean> {
  const { tenantId, now } = tx.context
  const written = await tx
    .insert(hourStatementWithdrawals)
    .values({ tenantId, statementId, reason, withdrawnBy: by, withdrawnAt: now })
    .onConflictDoNothing()
    .returning({ id: hourStatementWithdrawals.statementId })
  return written.length > 0
}

function selectShown(tx: Tx) {
  return tx
    .select({
      statement: hourStatements,
      issuedByName: signedName<string>(accounts.name, hourStatements.issuedBy, hourStatements.issuedBy),
      withdrawnAt: hourStatementWithdrawals.withdrawnAt,
      withdrawnReason: hourStatementWithdrawals.reason,
    })
    .from(hourStatements)
    .innerJoin(accounts, and(eq(accounts.tenantId, hourStatements.tenantId), eq(accounts.id, hourStatements.issuedBy)))
    .leftJoin(
      hourStatementWithdrawals,
      and(
        eq(hourStatementWithdrawals.tenantId, hourStatements.tenantId),
        eq(hourStatementWithdrawals.statementId, hourStatements.id),
      ),
    )
}

function show(row: Awaited<ReturnType<typeof selectShown>>[number]): HourStatement {
  const { id, number, code, personId, fromYear, toYear, asOf, issuedAt } = row.statement
  const { holder, kind, years } = readContent(row.statement)
  return {
    ...{ id, number, code, personId, fromYear, toYear, asOf, kind },
    holderName: holder.name,
    schoolName: holder.school,
    centihours: years.reduce((all, year) => all + totalOf(year), 0),
    issuedAt: issuedAt.toISOString(),
    issuedByName: row.issuedByName,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawnReason: row.withdrawnReason,
  }
}

/** One statement as people see it. */
export async function showStatement(tx: Tx, id: string): Promise<HourStatement | undefined> {
  const [row] = await selectShown(tx).where(and(ofTenant(tx), eq(hourStatements.id, id)))
  return row && show(row)
}

function asked(tx: Tx, roots: readonly string[] | undefined, query: StatementsQuery): SQL | undefined {
  const isWithdrawn = sql`${hourStatementWithdrawals.statementId} is not null`
  return and(
    ofTenant(tx),
    roots && within(tx, sql`${hourStatements.organisationId}`, roots),
    query.personId ? isTheirs(hourStatements.personId, query.personId) : undefined,
    query.year
      ? sql`${query.year}::integer between ${hourStatements.fromYear} and ${hourStatements.toYear}`
      : undefined,
    query.kind === undefined
      ? undefined
      : sql`(${hourStatements.fromYear} = ${hourStatements.toYear}) = ${query.kind === 'year'}`,
    query.state === undefined ? undefined : query.state === 'withdrawn' ? isWithdrawn : sql`not ${isWithdrawn}`,
    amongPasted(tx, query.pasted, hourStatements.personId, hourStatements.organisationId),
    query.q
      ? sql`(strpos(upper(${hourStatements.number}), upper(${query.q})) > 0
          or exists (select from ${people} where ${people.tenantId} = ${hourStatements.tenantId}
            and ${people.id} = ${hourStatements.personId} and ${isMeantBy(tx, query.q) ?? sql`false`}))`
      : undefined,
  )
}

/** A page of statements, the latest first; one more than asked for when there are more. Without `roots`, wherever they lie. */
export async function listStatements(
  tx: Tx,
  roots: readonly string[] | undefined,
  query: StatementsQuery,
  after: { issuedAt: string; id: string } | undefined,
): Promise<HourStatement[]> {
  const rows = await selectShown(tx)
    .where(
      and(
        asked(tx, roots, query),
        after &&
          sql`(date_trunc('milliseconds', ${hourStatements.issuedAt}), ${hourStatements.id}) < (${after.issuedAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(sql`date_trunc('milliseconds', ${hourStatements.issuedAt})`), desc(hourStatements.id))
    .limit(query.limit + 1)
  return rows.map(show)
}

/** How many statements such a list has in all. */
export async function countStatements(tx: Tx, roots: readonly string[] | undefined, query: StatementsQuery) {
  const [found] = await tx
    .select({ size: sql<number>`count(*)`.mapWith(Number) })
    .from(hourStatements)
    .leftJoin(
      hourStatementWithdrawals,
      and(
        eq(hourStatementWithdrawals.tenantId, hourStatements.tenantId),
        eq(hourStatementWithdrawals.statementId, hourStatements.id),
      ),
    )
    .where(asked(tx, roots, query))
  return found?.size ?? 0
}

/** What the database says of a statement's number to a stranger. */
export type StatementAnswerRow = {
  readonly number: string
  readonly code: string
  readonly content: string
  readonly content_hash: Buffer
  readonly withdrawn_at: Date | null
  readonly reason: string | null
  readonly reversed: number
  /** Stamped years of it whose work was added or changed since the stamp. */
  readonly restated: readonly number[]
  readonly time_zone: string
}

/** Statements with these numbers, whichever bureau issued them, in the order of the numbers: one statement for a crowd. */
export async function findStatementAnswers(
  pool: pg.Pool,
  numbers: readonly string[],
): Promise<readonly (readonly StatementAnswerRow[])[]> {
  const found = await pool.query<StatementAnswerRow>({
    name: 'statement_answer',
    text: 'select number, code, content, content_hash, withdrawn_at, reason, reversed, restated, time_zone from statement_answer($1)',
    values: [[...new Set(numbers)]],
  })
  const byNumber = Map.groupBy(found.rows, (row) => row.number)
  return numbers.map((number) => byNumber.get(number) ?? [])
}
