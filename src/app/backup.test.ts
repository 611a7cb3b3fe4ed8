import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoAccounts, demoPassword, prepareCounty } from '../../rehearsal/county.ts'
import { contextOf } from '../../rehearsal/draw.ts'
import { exportCounty } from '../../rehearsal/export.ts'
import { live } from '../../rehearsal/life.ts'
import { stepsOf } from '../../rehearsal/steps.ts'
import { systemClock } from '../platform/clock.ts'
import { openVault } from '../platform/crypto.ts'
import { checkKeys } from '../platform/db/key-print.ts'
import { openPool, read } from '../platform/db/db.ts'
import { emptyDatabase, testDatabase } from '../platform/db/testing/database.ts'
import { openFileStore } from '../platform/files/store.ts'
import { loadKeys } from '../platform/keys.ts'
import { openLog } from '../platform/log.ts'
import { beginBackup } from '../platform/backup/frames.ts'
import { examineBackup } from '../platform/backup/examine.ts'
import { restoreBackup } from '../platform/backup/restore.ts'
import { hashOfTable, settle, tablesOf } from '../platform/backup/rows.ts'
import { writeBackup } from '../platform/backup/write.ts'
import { newId } from '../platform/ids.ts'
import { buildApplication } from './application.ts'
import { openDoor } from './tenants.ts'
import { must } from './testing.ts'

const passphrase = '一口很长的口令 for the drill'
let folder: string
let drill: Awaited<ReturnType<typeof drilled>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qinglan-backup-'))
  drill = await drilled()
}, 120_000)
afterAll(async () => {
  await drill.end()
  rmSync(folder, { recursive: true, force: true })
})

/** A place for a deployment: a database, a folder of files and a keys file. */
async function placeOf(name: string, database: Awaited<ReturnType<typeof emptyDatabase>>) {
  const [filesFolder, keysFile] = [join(folder, name, 'files'), join(folder, name, 'keys.json')]
  return { database, ownerUrl: database.ownerUrl, filesFolder, keysFile }
}
type Place = Awaited<ReturnType<typeof placeOf>>

async function open({ database, filesFolder, keysFile }: Place, mayCreate: boolean) {
  const pool = openPool(database.appUrl, 6)
  const vault = openVault(must(loadKeys(keysFile, mayCreate)))
  const files = await openFileStore(filesFolder)
  const log = openLog('silent')
  const parts = { pool, vault, files, log, clock: systemClock, origins: [], trustProxy: false }
  return { ...parts, app: buildApplication(parts), end: () => pool.end() }
}

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return work(client).finally(() => client.end())
}

async function hashes(url: string, only?: readonly string[]) {
  return asOwner(url, async (client) => {
    await client.query('begin')
    await settle(client)
    const found: Record<string, string> = {}
    for (const table of await tablesOf(client)) {
      if (!only || only.includes(table.name)) found[table.name] = await hashOfTable(client, table)
    }
    return found
  })
}

async function signIn(app: Awaited<ReturnType<typeof open>>['app'], role: string) {
  const name = demoAccounts.find((one) => one.role === role)?.userName
  const answer = await app.request('/api/v1/sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: demoPassword }),
  })
  return { status: answer.status, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

/** A small county is lived, backed up while writes go on, and restored elsewhere. */
async function drilled() {
  const first = await placeOf('first', await testDatabase())
  const here = await open(first, true)
  await checkKeys(first.ownerUrl, here.vault.sign('key-print', '').toString('hex'))
  const county = await prepareCounty(here, { seed: 3, size: 60, date: '2026-03-20' })
  const db = { pool: here.pool, context: contextOf(county, undefined, systemClock.now()) }
  let left = 150
  const onlookers = { progress: () => undefined, cancelled: async () => (left -= 1) < 0 }
  await live(db, { ...here, county }, stepsOf(county), onlookers)
  const officer = await signIn(here.app, 'bureau_officer')
  const fileId = newId()
  const bytes = new Uint8Array(
    randomBytes(40_000)
      .toString('base64')
      .match(/.{1,76}/g)
      ?.join('\n')
      .split('')
      .map((c) => c.charCodeAt(0)) ?? [],
  )
  const put = (id: string, body: Uint8Array<ArrayBuffer>) =>
    here.app.request(`/api/v1/files?id=${id}&name=${encodeURIComponent('方案.txt')}&purpose=plan_document`, {
      method: 'POST',
      headers: { cookie: officer.cookie, 'content-type': 'application/octet-stream' },
      body,
    })
  expect((await put(fileId, bytes)).status).toBe(201)

  const path = join(folder, 'drill.qinglan')
  let going = true
  let written = 0
  const writes = async () => {
    while (going) if ((await put(newId(), new Uint8Array(Buffer.from(`行 ${newId()}`)))).status === 201) written += 1
  }
  const busy = [writes(), writes()]
  const steps: [number, number][] = []
  const made = await writeBackup({
    ...{ path, ownerUrl: first.ownerUrl, filesFolder: first.filesFolder, keysFile: first.keysFile },
    ...{ passphrase, program: 'test' },
    step: async (done, total) => void steps.push([done, total]),
  })
  going = false
  await Promise.all(busy)
  const second = await placeOf('second', await emptyDatabase())
  const examined = must(await examineBackup(path, passphrase))
  const restored = await restoreBackup(examined, { ...second, mayErase: false })
  const there = await open(second, false)
  const end = async () => {
    await Promise.all([here.end(), there.end()])
    await Promise.all([first.database.drop(), second.database.drop()])
  }
  return { first, second, here, there, county, path, made: must(made), restored, fileId, bytes, steps, written, end }
}

describe('[003-50] the drill: a county is backed up while it is written to, and restored elsewhere', () => {
  test('every table reads as the snapshot did, to the byte', async () => {
    const { made, restored, second, written, steps } = drill
    expect(restored).toEqual({ ok: true })
    expect(written).toBeGreaterThan(3)
    const said = Object.fromEntries(Object.entries(made.manifest.tables).map(([name, { sha256 }]) => [name, sha256]))
    expect(await hashes(second.ownerUrl)).toEqual(said)
    expect(made.manifest.tables.person?.rows).toBe(60)
    expect(made.manifest.missingFiles).toEqual([])
    expect(steps.at(-1)?.[0]).toBe(steps.at(-1)?.[1])
  })

  test('what did not change meanwhile reads the same in both places, by another reading', async () => {
    const { here, there, county } = drill
    const canonical = (place: typeof here) =>
      read(
        openDoor(
          place.pool,
          systemClock,
          { id: county.tenantId, zone: 'Asia/Shanghai' },
          { actor: undefined, requestId: 'test', from: 'test' },
        ),
        exportCounty,
      )
    const [before, after] = [await canonical(here), await canonical(there)]
    const changed = Object.keys(before.tables).filter(
      (table) => before.tables[table]?.sha256 !== after.tables[table]?.sha256,
    )
    expect(changed.filter((table) => !/^(stored_file|audit_)/.test(table))).toEqual([])
    expect(Object.keys(after.tables)).toEqual(Object.keys(before.tables))
  })

  test('people sign in there, a file opens, an ID number is unsealed', async () => {
    const { there, second, fileId, bytes } = drill
    const officer = await signIn(there.app, 'bureau_officer')
    expect(officer.status).toBe(201)
    const file = await there.app.request(`/api/v1/files/${fileId}`, { headers: { cookie: officer.cookie } })
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
    const sealed = await asOwner(second.ownerUrl, (client) =>
      client.query<{ sealed: Buffer }>(
        'select id_number_sealed as sealed from person where id_number_sealed is not null limit 1',
      ),
    )
    expect(there.vault.open(sealed.rows[0]?.sealed ?? Buffer.alloc(0))).toMatch(/^\d{17}[\dX]$/)
    expect(await checkKeys(second.ownerUrl, there.vault.sign('key-print', '').toString('hex'))).toBe(true)
  })

  test('the fence between tenants and the rights of the application are there again', async () => {
    const { second } = drill
    const rows = await asOwner(
      second.database.appUrl,
      async (client) => (await client.query('select from person')).rows,
    )
    expect(rows).toEqual([])
    const refusal = asOwner(second.database.appUrl, (client) => client.query('update credit_entry set centihours = 1'))
    await expect(refusal).rejects.toThrow(/permission denied/)
  })
})

describe('[003-50] nothing is harmed', () => {
  const spoilt = (name: string, change: (path: string) => void) => {
    const path = join(folder, name)
    writeFileSync(path, readFileSync(drill.path))
    change(path)
    return path
  }

  test.each([
    ['cut short', 'backup_truncated', (path: string) => truncateSync(path, readFileSync(path).length - 500)],
    [
      'one byte changed',
      'backup_damaged',
      (path: string) => {
        const bytes = readFileSync(path)
        bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1
        writeFileSync(path, bytes)
      },
    ],
    ['another file altogether', 'backup_foreign', (path: string) => writeFileSync(path, 'PK\u0003\u0004 no backup')],
    ['an empty file', 'backup_foreign', (path: string) => writeFileSync(path, '')],
    [
      'of a later program',
      'backup_newer',
      (path: string) => {
        const bytes = readFileSync(path)
        bytes.write('9', 'QINGLAN-BACKUP '.length)
        writeFileSync(path, bytes)
      },
    ],
  ] as const)('a backup that is %s is refused', async (name, code, change) => {
    const outcome = await examineBackup(spoilt(name, change), passphrase)
    expect(outcome.ok ? 'taken' : outcome.error.code).toBe(code)
  })

  test('a schema that this program does not know is a later one', async () => {
    const path = join(folder, 'later')
    const writing = await beginBackup(path)
    const migrations = [{ number: 9999, name: '9999_tomorrow.sql', sha256: '' }]
    const empty = { tables: {}, files: {}, missingFiles: [], keys: null, keyPrint: null, migrations }
    await writing.close({ format: 1, program: '9', takenAt: '', postgres: '', ...empty })
    const outcome = await examineBackup(path, undefined)
    expect(outcome).toEqual({ ok: false, error: { code: 'backup_newer', detail: '9999_tomorrow.sql' } })
  })

  test('sealed keys need their passphrase', async () => {
    for (const [given, code] of [
      [undefined, 'passphrase_missing'],
      ['wrong', 'passphrase_wrong'],
    ] as const) {
      expect(await examineBackup(drill.path, given)).toEqual({ ok: false, error: { code } })
    }
    expect(readFileSync(drill.path).includes(JSON.parse(readFileSync(drill.first.keysFile, 'utf8')).seal)).toBe(false)
  })

  test('data gives way only when told twice; a restore that fails midway leaves all as it was', async () => {
    const { second, path } = drill
    const backup = must(await examineBackup(path, passphrase))
    expect(await restoreBackup(backup, { ...second, mayErase: false })).toEqual({
      ok: false,
      error: { code: 'place_not_empty' },
    })
    await asOwner(second.ownerUrl, (client) => client.query(`update person set name = '后来改的'`))
    const before = await hashes(second.ownerUrl)
    const tables = { ...backup.manifest.tables }
    if (tables.person) tables.person = { ...tables.person, sha256: 'another' }
    const failing = await restoreBackup(
      { ...backup, manifest: { ...backup.manifest, tables } },
      { ...second, mayErase: true },
    )
    expect(failing).toEqual({ ok: false, error: { code: 'restore_failed', detail: 'person is not what it was' } })
    expect(await hashes(second.ownerUrl)).toEqual(before)

    expect(await restoreBackup(backup, { ...second, mayErase: true })).toEqual({ ok: true })
    expect((await hashes(second.ownerUrl)).person).toBe(backup.manifest.tables.person?.sha256)
  })

  test('a backup overwrites no file, and one that is stopped leaves none', async () => {
    const { first, path } = drill
    const wish = { ...first, passphrase: undefined, program: 'test' }
    expect(await writeBackup({ ...wish, path })).toEqual({ ok: false, error: { code: 'target_exists', path } })
    const stopped = join(folder, 'stopped')
    expect(await writeBackup({ ...wish, path: stopped, step: async () => 'stop' })).toEqual({
      ok: false,
      error: { code: 'backup_cancelled' },
    })
    const nowhere = await writeBackup({ ...wish, path: join(folder, 'no/such/folder') })
    expect(nowhere.ok ? '' : nowhere.error.code).toBe('target_unwritable')
  })
})
