import { sql, type SQL } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Grant, OnBehalfOf } from '../../lib/access.ts'
import type { Result } from '../../lib/result.ts'
import { newId } from '../ids.ts'
import { isDatabaseAway } from './away.ts'
import { sentRows, type SentColumn } from './rows.ts'

/** Who is acting: an account, the person it belongs to (if any) and the roles it acts with today. */
export type Actor = {
  readonly accountId: string
  readonly personId: string | null
  /** As acts are signed: with both names where somebody stands in for somebody else. */
  readonly name: string
  /** Whose roles these are, where they are not its own. */
  readonly onBehalfOf?: (OnBehalfOf & { readonly ownName: string }) | undefined
  readonly grants: readonly Grant[]
  readonly sessionId: string
}

/** What is known of a piece of work before it starts: whose it is, when it happens, where it came from. */
export type Context = {
  readonly tenantId: string
  readonly actor: Actor | undefined
  readonly now: Date
  /** The calendar date of `now` in the tenant's time zone. */
  readonly today: string
  readonly zone: string
  readonly requestId: string
  readonly from: string
}

/** One thing that was done, for the audit trail. Never holds ID numbers, phone numbers or secrets. */
export type Note = {
  readonly act: string
  readonly object: { readonly kind: string; readonly id: string }
  readonly before?: unknown
  readonly after?: unknown
  /** Whose act it was, where one transaction answers many people at once; otherwise the transaction's own. */
  readonly by?: Context
}

/** A handle inside one tenant's transaction. Holding it is the permission to read and write there. */
export type Tx = NodePgDatabase & {
  readonly $client: pg.PoolClient
  readonly context: Context
  readonly trail: Note[]
}

/** A tenant's door to the database, bound to the context of one piece of work. */
export type Db = {
  readonly pool: pg.Pool
  readonly context: Context
  /** Whether every row is reached by its key; see `forMany`. */
  readonly byKey?: true
  /** How long a statement of this work may take, where that is less than for any. */
  readonly statementMs?: number
}

/**
 * The door for a piece of work that answers many people at once. Nobody in particular acts in it, and it reaches every
 * row by its key: a table that was empty when the planner last looked is not walked through once a crowd has filled it.
 */
export function forMany({ pool, context }: Db): Db {
  return { pool, context: { ...context, actor: undefined }, byKey: true }
}

// Counts are read as numbers: no table of this product reaches 2^53 rows.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** The longest that one statement may take. */
export const statementMs = 60_000

/** Opens the pool of connections. Few are enough: a hot row is slower with many. */
export function openPool(url: string, size: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // A statement that takes longer is ended by the server; a server that does not even say so is taken for gone.
    statement_timeout: statementMs,
    query_timeout: statementMs + 5_000,
    // What is asked without waiting travels together: a transaction opens with its first statement.
    pipeline: true,
  })
  // A connection that dies while idle is replaced at its next use; the one who then asks is told.
  pool.on('error', () => undefined)
  // One that dies in somebody's hands, between two statements, is told at the next: unheard it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Records one act in the audit trail of this transaction: it is written with the change, or not at all. */
export function note(tx: Tx, entry: Note): void {
  tx.trail.push(entry)
}

/** The same account as itself: what somebody does in their own matters they do for nobody else. */
export function asThemselves(actor: Actor): Actor {
  const { onBehalfOf, ...rest } = actor
  return onBehalfOf ? { ...rest, name: onBehalfOf.ownName } : actor
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function opening({ context, byKey, statementMs: mostMs }: Db, mode: '' | ' read only'): string {
  if (!uuidShape.test(context.tenantId)) throw new Error('a tenant is named by its id')
  const within = mostMs === undefined ? '' : `; set local statement_timeout = ${Math.ceil(mostMs)}`
  const begin = `begin${mode}; set local app.tenant = '${context.tenantId}'${within}`
  return byKey ? `${begin}; set local enable_seqscan = off` : begin
}

async function within<T>(db: Db, mode: '' | ' read only', work: (tx: Tx) => Promise<{ keep: boolean; value: T }>) {
  const begin = opening(db, mode)
  const client = await db.pool.connect()
  let broken = false
  try {
    // Not waited for: where it fails, so does every statement after it, for there is no tenant then.
    const opened = client.query(begin)
    opened.catch(() => undefined)
    const tx: Tx = Object.assign(drizzle(client), { context: db.context, trail: [] })
    const outcome = await work(tx)
    await opened
    // The trail travels with the commit; where it cannot be written, the commit undoes what it should have kept.
    const written = outcome.keep && tx.trail.length > 0 ? writeTrail(tx) : undefined
    await Promise.all([written, client.query(outcome.keep ? 'commit' : 'rollback')])
    return outcome.value
  } catch (failure) {
    // A server that is gone undoes by itself what was begun, and one that does not answer is not asked again.
    if (isDatabaseAway(failure)) broken = true
    else await client.query('rollback').catch(() => (broken = true))
    throw failure
  } finally {
    client.release(broken)
  }
}

/** Runs work in a transaction that commits when it succeeds and leaves no trace when it is refused or fails. */
export async function transact<T, E>(db: Db, work: (tx: Tx) => Promise<Result<T, E>>): Promise<Result<T, E>> {
  return within(db, '', async (tx) => {
    const value = await work(tx)
    return { keep: value.ok, value }
  })
}

/** Runs work in a transaction that can only read. */
export async function read<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within(db, ' read only', async (tx) => ({ keep: true, value: await work(tx) }))
}

/** Does a part of a transaction as somebody else, at another moment: its acts are theirs in the trail. */
export async function actAs<T>(tx: Tx, context: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (context.tenantId !== tx.context.tenantId) throw new Error('a transaction belongs to one tenant')
  const part: Tx = Object.assign(drizzle(tx.$client), { context, trail: [] })
  const value = await work(part)
  for (const entry of part.trail) tx.trail.push({ by: context, ...entry })
  return value
}

const dialect = new PgDialect()
// The same reading of values as the query builder's own: dates and instants stay text.
const types = new pg.TypeOverrides()
for (const type of ['TIMESTAMPTZ', 'TIMESTAMP', 'DATE', 'INTERVAL'] as const) {
  types.setTypeParser(pg.types.builtins[type], String)
}

/** A statement as the driver takes it, its answer read as the query builder reads it. */
export function asRows(statement: SQL) {
  const { sql: text, params: values } = dialect.sqlToQuery(statement)
  return { text, values, types }
}

/**
 * Runs one statement of a hot path under a name of its own: each connection plans it once and not at every call. Its text
 * must always be the same; lists travel as one array.
 */
export async function runNamed<Row extends pg.QueryResultRow>(tx: Tx, name: string, statement: SQL): Promise<Row[]> {
  const { rows } = await tx.$client.query<Row>({ name, ...asRows(statement) })
  return rows
}

/** Runs work that is always undone: what it would do can be looked at before it is done. */
export async function rehearse<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within(db, '', async (tx) => ({ keep: false, value: await work(tx) }))
}

/** Does a part of a transaction that is always undone, its acts with it; what was done before it stays. */
export async function rehearseWithin<T>(tx: Tx, work: (part: Tx) => Promise<T>): Promise<T> {
  await tx.$client.query('savepoint rehearsed')
  const value = await work(Object.assign(drizzle(tx.$client), { context: tx.context, trail: [] }))
  await tx.$client.query('rollback to savepoint rehearsed; release savepoint rehearsed')
  return value
}

const asJson = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value))

const sentTrail: readonly SentColumn<{ readonly entry: Note; readonly by: Context }>[] = [
  ['id', 'uuid', ({ by }) => newId(by.now.getTime())],
  ['at', 'timestamptz', ({ by }) => by.now.toISOString()],
  ['account_id', 'uuid', ({ by }) => by.actor?.accountId ?? null],
  ['account_name', 'text', ({ by }) => by.actor?.name ?? 'system'],
  ['on_behalf_of', 'uuid', ({ by }) => by.actor?.onBehalfOf?.accountId ?? null],
  ['act', 'text', ({ entry }) => entry.act],
  ['object_kind', 'text', ({ entry }) => entry.object.kind],
  ['object_id', 'text', ({ entry }) => entry.object.id],
  ['before', 'jsonb', ({ entry }) => asJson(entry.before)],
  ['after', 'jsonb', ({ entry }) => asJson(entry.after)],
  ['request_id', 'text', ({ by }) => by.requestId],
  ['from_address', 'text', ({ by }) => by.from],
]

async function writeTrail(tx: Tx): Promise<void> {
  const { tenantId } = tx.context
  const rows = tx.trail.map((entry) => ({ entry, by: entry.by ?? tx.context }))
  const names = sql.raw(sentTrail.map(([name]) => name).join(', '))
  // What waits to be sealed is told by a row of its own, which appears when this transaction commits, however late.
  await runNamed(
    tx,
    'trail',
    sql`with entry as (
        insert into audit_entry (tenant_id, ${names}) select ${tenantId}::uuid, ${names} from ${sentRows('entry', rows, sentTrail)}
        returning tenant_id, id)
      insert into audit_unsealed (tenant_id, entry_id) select tenant_id, id from entry`,
  )
}
