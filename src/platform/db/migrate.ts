import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { err, ok, type Result } from '../../lib/result.ts'
import { codeOf, isDiskFull } from '../disk.ts'
import { installQueue } from '../jobs/boss.ts'
import { isDatabaseAway } from './away.ts'
import { appRole } from './embedded/roles.ts'

/** Why the database could not be brought to the state this code needs. Nothing was changed by the step that refused. */
export type MigrateRefusal =
  | { readonly code: 'database_away'; readonly detail: string }
  | { readonly code: 'database_refuses'; readonly detail: string }
  | { readonly code: 'database_too_old'; readonly version: string }
  | { readonly code: 'database_not_utf8'; readonly encoding: string }
  | { readonly code: 'app_role_missing'; readonly owner: string }
  | { readonly code: 'database_newer'; readonly name: string }
  | { readonly code: 'migration_changed'; readonly name: string }
  | { readonly code: 'migration_failed'; readonly name: string; readonly detail: string }
  | { readonly code: 'disk_full'; readonly place: string }

/** One step of the schema: a file that never changes once it has landed. */
export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const ownFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url))

/** The migrations of a folder in order. Two files with one number are a mistake in the code. */
export function readMigrations(folder: string = ownFolder): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .toSorted()
  const migrations = names.map((name) => {
    const sql = readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n')
    return { number: Number(name.slice(0, 4)), name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
  const twin = migrations.find((migration, at) => migrations[at - 1]?.number === migration.number)
  if (twin) throw new Error(`two migrations share the number of ${twin.name}`)
  return migrations
}

// Any number will do, as long as every process that migrates takes the same.
const lockNumber = 7_302_118

/** Brings a database up to this code with its owner's connection; safe to run from several processes at once. Returns the names applied. */
export async function migrate(
  ownerUrl: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<Result<readonly string[], MigrateRefusal>> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (failure) {
    return err(refusalOfConnecting(failure))
  }
  try {
    const unfit = await whyUnfit(client)
    if (unfit) return err(unfit)
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    return await bringUp(client, ownerUrl, migrations)
  } catch (failure) {
    const known = refusalOf(failure)
    if (known) return err(known)
    throw failure
  } finally {
    await client.end().catch(() => undefined)
  }
}

function textOf(failure: unknown): string {
  // Several addresses of one name that all fail arrive as one failure without words of its own.
  if (failure instanceof AggregateError) return failure.errors.map(textOf).join('; ')
  return failure instanceof Error ? failure.message : String(failure)
}

/** What a failure of the database during the start means; undefined for a defect of ours. */
export function refusalOf(failure: unknown): MigrateRefusal | undefined {
  if (codeOf(failure) === '42501') return { code: 'database_refuses', detail: textOf(failure) }
  if (isDiskFull(failure)) return { code: 'disk_full', place: '' }
  if (isDatabaseAway(failure)) return { code: 'database_away', detail: textOf(failure) }
  return undefined
}

/** What a failure to connect means to whoever set the address: nobody there, or somebody who says no. */
export function refusalOfConnecting(failure: unknown): MigrateRefusal {
  // Class 28: who we are; 3D: which database; 42501: what we may.
  const refused = /^(28...|3D...|42501)$/.test(codeOf(failure))
  return { code: refused ? 'database_refuses' : 'database_away', detail: textOf(failure) }
}

// Where the application's role is not there yet it must be made, and where it is the owner must be able to become it.
const fitness = `
  select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
         current_setting('server_encoding') as encoding, current_user as owner,
         rolsuper or case when exists (select from pg_roles where rolname = $1)
           then pg_has_role($1, 'member') or rolcreaterole and current_setting('server_version_num')::int < 160000
           else rolcreaterole end as "canGrant"
  from pg_roles where rolname = current_user`

type Fitness = { number: number; version: string; encoding: string; owner: string; canGrant: boolean }

async function whyUnfit(client: pg.Client): Promise<MigrateRefusal | undefined> {
  const { rows } = await client.query<Fitness>(fitness, [appRole])
  const [server] = rows
  if (!server) return undefined
  if (server.number < 150_000) return { code: 'database_too_old', version: server.version }
  if (server.encoding !== 'UTF8') return { code: 'database_not_utf8', encoding: server.encoding }
  return server.canGrant ? undefined : { code: 'app_role_missing', owner: server.owner }
}

async function bringUp(
  client: pg.Client,
  ownerUrl: string,
  migrations: readonly Migration[],
): Promise<Result<readonly string[], MigrateRefusal>> {
  const { rows: kept } = await client.query<{ found: boolean }>(
    `select to_regclass('qinglan_migration') is not null as found`,
  )
  const landed = kept[0]?.found ? await landedIn(client) : []
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const { number, name, sha256 } of landed) {
    const own = known.get(number)
    if (!own) return err({ code: 'database_newer', name })
    if (own.sha256 !== sha256) return err({ code: 'migration_changed', name })
  }
  const done = new Set(landed.map(({ number }) => number))
  const due = migrations.filter(({ number }) => !done.has(number))
  if (!kept[0]?.found) await client.query(ledger)
  for (const migration of due) {
    const refusal = await apply(client, migration)
    if (refusal) return err(refusal)
  }
  await installQueue(ownerUrl, appRole)
  return ok(due.map(({ name }) => name))
}

const ledger = `create table if not exists qinglan_migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamptz not null default now(),
  constraint qinglan_migration_pk primary key (number)
)`

async function landedIn(client: pg.Client) {
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from qinglan_migration order by number',
  )
  return rows
}

async function apply(client: pg.Client, migration: Migration): Promise<MigrateRefusal | undefined> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into qinglan_migration (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ])
    await client.query('commit')
    return undefined
  } catch (failure) {
    await client.query('rollback').catch(() => undefined)
    const known = codeOf(failure) === '42501' ? undefined : refusalOf(failure)
    return known ?? { code: 'migration_failed', name: migration.name, detail: textOf(failure) }
  }
}
