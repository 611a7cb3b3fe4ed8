import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { err, ok, type Result } from '../../lib/result.ts'
import { codeOf, writeWhole } from '../disk.ts'
import { migrate, readMigrations } from '../db/migrate.ts'
import { checkKeys } from '../db/key-print.ts'
import { requeueOpenWork } from '../jobs/boss.ts'
import type { Examined } from './examine.ts'
import { linesOf, partsOf } from './frames.ts'
import type { BackupRefusal } from './refusals.ts'
import { advanceNumbers, hashOfTable, loadTable, settle, tablesOf, withoutReferences } from './rows.ts'

/** Where a backup is restored to. */
export type RestorePlace = {
  readonly ownerUrl: string
  readonly filesFolder: string
  readonly keysFile: string
  /** Whether the data that is there shall give way. */
  readonly mayErase: boolean
}

const schemas = ['public', 'pgboss'] as const
const aside = (schema: string) => `${schema}_before_restore`

/** Puts a backup that was examined in the place of what is there: all of it, checked again row by row, or nothing. */
export async function restoreBackup(backup: Examined, place: RestorePlace): Promise<Result<undefined, BackupRefusal>> {
  const client = new pg.Client({ connectionString: place.ownerUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const occupied = await holdsData(client)
    if (occupied && !place.mayErase) return err({ code: 'place_not_empty' })
    await putAside(client)
    try {
      await rebuild(backup, place, client)
    } catch (failure) {
      await client.query('rollback').catch(() => undefined)
      await takeBack(client)
      return err({ code: 'restore_failed', detail: failure instanceof Error ? failure.message : String(failure) })
    }
    for (const schema of schemas) await client.query(`drop schema if exists ${aside(schema)} cascade`)
    await forgetOtherFiles(backup, place.filesFolder)
    return ok()
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Whether a database holds a bureau. */
export async function holdsData(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`select to_regclass('public.tenant') is not null as found`)
  if (rows[0]?.found !== true) return false
  const { rows: tenants } = await client.query('select from tenant limit 1')
  return tenants.length > 0
}

// What was there keeps its place under another name until everything new is in.
async function putAside(client: pg.ClientBase): Promise<void> {
  await client.query('begin')
  for (const schema of schemas) {
    const { rows } = await client.query('select from pg_namespace where nspname = $1', [schema])
    if (rows.length > 0) await client.query(`alter schema ${schema} rename to ${aside(schema)}`)
  }
  await client.query('create schema public')
  await client.query('commit')
}

async function takeBack(client: pg.ClientBase): Promise<void> {
  for (const schema of schemas) {
    const { rows } = await client.query('select from pg_namespace where nspname = $1', [aside(schema)])
    if (rows.length === 0 && schema === 'public') continue
    await client.query(`drop schema if exists ${schema} cascade`)
    if (rows.length > 0) await client.query(`alter schema ${aside(schema)} rename to ${schema}`)
  }
}

async function rebuild(backup: Examined, place: RestorePlace, client: pg.Client): Promise<void> {
  const { manifest } = backup
  const landed = new Set(manifest.migrations.map(({ name }) => name))
  const made = await migrate(
    place.ownerUrl,
    readMigrations().filter(({ name }) => landed.has(name)),
  )
  if (!made.ok) throw new Error(JSON.stringify(made.error))
  await client.query('begin')
  await settle(client)
  const putBack = await withoutReferences(client)
  for await (const part of partsOf(backup.path)) {
    if (part.kind === 'manifest') continue
    const [kind, name = ''] = part.name.split('/')
    const table = manifest.tables[name]
    if (kind === 'table' && table) await loadTable(client, { name, columns: table.columns }, linesOf(part.content))
    else if (kind === 'file') await placeFile(place.filesFolder, name, part.content)
    else for await (const _ of part.content) continue
  }
  await putBack()
  await advanceNumbers(client)
  for (const table of await tablesOf(client)) {
    const said = manifest.tables[table.name]
    const columns = said?.columns ?? table.columns
    const hash = await hashOfTable(client, { ...table, columns })
    if (said && hash !== said.sha256) throw new Error(`${table.name} is not what it was`)
  }
  if (backup.keys) await placeKeys(place.keysFile, backup.keys)
  await client.query('commit')
  if (manifest.keyPrint !== null) await checkKeys(place.ownerUrl, manifest.keyPrint)
  await requeueOpenWork(place.ownerUrl)
}

// Keys that were used with other data are kept beside the new ones: only they open what is left of it.
async function placeKeys(path: string, keys: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  if (existsSync(path)) await rename(path, `${path}.before-restore`)
  writeWhole(path, keys.toString('utf8'), 0o600)
}

async function placeFile(folder: string, name: string, content: AsyncIterable<Buffer>): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(name)) throw new Error('a file without its hash for a name')
  const shelf = join(folder, name.slice(0, 2), name.slice(2, 4))
  await mkdir(shelf, { recursive: true })
  const draft = join(shelf, `${name}.restored`)
  const digest = createHash('sha256')
  const file = await open(draft, 'w', 0o640)
  try {
    for await (const chunk of content) {
      digest.update(chunk)
      await file.write(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  if (digest.digest('hex') === name) await rename(draft, join(shelf, name))
  else await rm(draft, { force: true })
}

async function forgetOtherFiles({ manifest }: Examined, folder: string): Promise<void> {
  for (const found of await readdir(folder, { recursive: true }).catch(() => [])) {
    const name = found.split('/').at(-1) ?? ''
    if (/^[0-9a-f]{64}$/.test(name) && !(name in manifest.files)) {
      await rm(join(folder, found)).catch((failure: unknown) => {
        if (codeOf(failure) !== 'ENOENT') throw failure
      })
    }
  }
}
