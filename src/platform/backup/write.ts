import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { err, ok, type Result } from '../../lib/result.ts'
import { systemClock } from '../clock.ts'
import { codeOf } from '../disk.ts'
import { beginBackup, type Sum, type Writing } from './frames.ts'
import type { Manifest } from './manifest.ts'
import type { BackupRefusal } from './refusals.ts'
import { linesOfTable, settle, tablesOf } from './rows.ts'
import { sealWith } from './seal.ts'

/** What is backed up, and where to. */
export type BackupWish = {
  readonly path: string
  readonly ownerUrl: string
  readonly filesFolder: string
  readonly keysFile: string
  /** Seals the keys; without one they are in the backup as they are. */
  readonly passphrase: string | undefined
  readonly program: string
  /** Told after each part how many of how many are done; an answer of `stop` ends it, leaving nothing. */
  readonly step?: (done: number, total: number) => Promise<'stop' | undefined>
}

/** What was written. */
export type BackupMade = { readonly manifest: Manifest; readonly bytes: number }

/** Writes everything into one file while the product runs: the database as it is at one moment, the files, the keys. */
export async function writeBackup(wish: BackupWish): Promise<Result<BackupMade, BackupRefusal>> {
  if (existsSync(wish.path)) return err({ code: 'target_exists', path: wish.path })
  const client = new pg.Client({ connectionString: wish.ownerUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await settle(client)
    const { rows } = await client.query<{ found: boolean }>(`select to_regclass('public.tenant') is not null as found`)
    if (rows[0]?.found !== true) return err({ code: 'nothing_to_back_up' })
    return await written(wish, client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function written(wish: BackupWish, client: pg.Client): Promise<Result<BackupMade, BackupRefusal>> {
  let writing: Writing
  try {
    writing = await beginBackup(wish.path)
  } catch (failure) {
    return err({ code: 'target_unwritable', path: wish.path, detail: codeOf(failure) || String(failure) })
  }
  try {
    const manifest = await contentOf(wish, client, writing)
    if (manifest !== undefined) return ok({ manifest, bytes: await writing.close(manifest) })
    await writing.abandon()
    return err({ code: 'backup_cancelled' })
  } catch (failure) {
    await writing.abandon()
    const code = codeOf(failure)
    if (/^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS)$/.test(code)) {
      return err({ code: 'target_unwritable', path: wish.path, detail: code })
    }
    throw failure
  }
}

async function contentOf(wish: BackupWish, client: pg.Client, writing: Writing): Promise<Manifest | undefined> {
  const tables = await tablesOf(client)
  // Taken after the snapshot: whatever it names was in the folder before.
  const names = await storedFiles(wish.filesFolder)
  const total = tables.length + names.length + 1
  let done = 0
  const goOn = async () => (await wish.step?.((done += 1), total)) !== 'stop'

  const held: Manifest['tables'] = {}
  for (const table of tables) {
    let rows = 0
    async function* counted() {
      for await (const chunk of linesOfTable(client, table)) {
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1
        yield chunk
      }
    }
    const sum = await writing.section(`table/${table.name}`, counted())
    held[table.name] = { ...sum, rows, columns: [...table.columns] }
    if (!(await goOn())) return undefined
  }
  const files: Record<string, Sum> = {}
  for (const name of names) {
    const path = join(wish.filesFolder, name.slice(0, 2), name.slice(2, 4), name)
    files[name] = await writing.section(`file/${name}`, createReadStream(path))
    if (!(await goOn())) return undefined
  }
  const keys = await writeKeys(wish, writing)
  await goOn()
  return { ...(await origin(wish, client)), tables: held, files, missingFiles: await missing(client, files), keys }
}

async function writeKeys({ keysFile, passphrase }: BackupWish, writing: Writing): Promise<Manifest['keys']> {
  if (!existsSync(keysFile)) return null
  const plain = readFileSync(keysFile)
  const bytes = passphrase === undefined ? plain : sealWith(passphrase, plain)
  async function* whole() {
    yield bytes
  }
  return { ...(await writing.section('keys', whole())), sealed: passphrase !== undefined }
}

async function storedFiles(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return []
  const names = await readdir(folder, { recursive: true })
  return names
    .map((name) => name.split('/').at(-1) ?? '')
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .toSorted()
}

async function missing(client: pg.Client, files: Readonly<Record<string, Sum>>): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>('select distinct sha256 from stored_file order by sha256')
  return rows.map(({ sha256 }) => sha256).filter((sha256) => files[sha256]?.sha256 !== sha256)
}

async function origin({ program }: BackupWish, client: pg.Client) {
  const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
    'select number, name, sha256 from qinglan_migration order by number',
  )
  const { rows } = await client.query<{ version: string; known: boolean }>(
    `select current_setting('server_version') as version, to_regclass('public.qinglan_key_print') is not null as known`,
  )
  const prints = rows[0]?.known
    ? await client.query<{ print: string }>('select print from qinglan_key_print')
    : undefined
  return {
    format: 1 as const,
    program,
    takenAt: systemClock.now().toISOString(),
    postgres: rows[0]?.version ?? '',
    migrations,
    keyPrint: prints?.rows[0]?.print ?? null,
  }
}
