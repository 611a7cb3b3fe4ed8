import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import pg from 'pg'
import { openAccount } from '../features/accounts/public.ts'
import { performReseal } from '../features/privacy/commands/resealing.ts'
import { lastRun } from '../features/privacy/store/resealing.ts'
import { ok } from '../lib/result.ts'
import { systemClock } from '../platform/clock.ts'
import { openVault, type Keys } from '../platform/crypto.ts'
import { read } from '../platform/db/db.ts'
import { countStale, resealSome } from '../platform/db/reseal.ts'
import { newId } from '../platform/ids.ts'
import type { JobTools } from '../platform/jobs/queue.ts'
import { addKeyVersion, keyLeadMs, keyStandings, loadKeys, retireKeys } from '../platform/keys.ts'
import { openLog } from '../platform/log.ts'
import { keyKeeper } from './key-keeper.ts'
import { sealedColumns } from './sealed.ts'
import { openDoor } from './tenants.ts'
import { must, testCounty, testPassword, type TestCounty } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'qinglan-rotation-'))
afterAll(() => rmSync(folder, { recursive: true }))

const idNumber = '11010519491231002X'
const phone = '13812345678'
const idNumbers = { table: 'person', sealed: 'id_number_sealed', hash: { column: 'id_number_hash' } }

describe('the key file', () => {
  const path = join(folder, 'alone.json')
  const start = new Date('2026-11-21T00:00:00Z')
  const later = (ms: number) => new Date(start.getTime() + ms)

  test('takes a new version that everybody reads before anybody uses it, and one change at a time', () => {
    const first = must(loadKeys(path, true, start))
    expect(first.version).toBeUndefined()
    expect(must(addKeyVersion(path, start))).toEqual({ version: 2, usedFrom: later(keyLeadMs) })
    expect(addKeyVersion(path, start)).toMatchObject({ error: 'rotation_under_way' })

    const before = openVault(must(loadKeys(path, false, start)))
    const after = openVault(must(loadKeys(path, false, later(keyLeadMs))))
    expect([before.version(), after.version()]).toEqual([1, 2])
    expect(before.open(after.seal('甲'))).toBe('甲')
    expect(after.open(before.seal('乙'))).toBe('乙')
    expect(before.lookups(phone)).toContainEqual(after.lookup(phone))
    expect(after.lookups(phone)).toContainEqual(before.lookup(phone))
    expect(after.sign('x', 'y')).toEqual(before.sign('x', 'y'))
    expect(addKeyVersion(path, later(keyLeadMs))).toMatchObject({ error: 'rotation_under_way' })
  })

  test('retires the key before, and drops it a day later', () => {
    const done = later(60_000)
    expect(retireKeys(path, done)).toEqual([1])
    expect(keyStandings(path, done).map(({ version, state }) => [version, state])).toEqual([
      [2, 'current'],
      [1, 'retired'],
    ])
    retireKeys(path, later(60_000 + 86_400_000))
    expect(keyStandings(path, done).map(({ version }) => version)).toEqual([2])
    expect(must(addKeyVersion(path, later(200_000_000))).version).toBe(3)
  })
})

describe('a change of keys while people work', () => {
  let county: TestCounty
  let keys: Keys
  const path = join(folder, 'county.json')
  beforeAll(async () => {
    county = await testCounty()
    keys = must(loadKeys(path, true))
    county.vault.use(keys)
    // The logins of the harness were opened under the keys before.
    const owner = new pg.Client(county.database.ownerUrl)
    await owner.connect()
    await owner.query('delete from sign_in_name')
    await owner.end()
  })
  afterAll(() => county.close())

  const stale = () => read(county.door(), (tx) => countStale(tx, county.vault, sealedColumns))
  const add = (name: string, number: string | null) => {
    const draft = {
      id: newId(),
      organisationId: county.tree.a,
      staffNo: newId().slice(-12),
      name,
      idNumber: number,
      phone,
    }
    return county.request(county.logins.school_registrar, 'POST', '/people', draft)
  }
  const look = async (personId: string) => {
    const draft = { id: newId(), field: 'id_number', purpose: 'identity_check', reason: '核对身份' }
    const shown = await county.request(county.logins.school_registrar, 'POST', `/people/${personId}/unmaskings`, draft)
    return shown.body.value
  }
  const tools = (isCancelled = () => false): JobTools => ({
    db: county.door(),
    runId: newId(),
    progress: () => Promise.resolve(),
    cancelled: () => Promise.resolve(isCancelled()),
  })

  test('[003-31] reads, finds and writes go on; what was killed in the middle goes on; nothing is left under the key before', async () => {
    const first = await add('旧钥一', idNumber)
    const account = newId()
    const open = { id: account, personId: first.body.id, name: '旧钥一', password: testPassword }
    await county.commit((tx) =>
      openAccount(tx, county.vault, { ...open, names: [{ kind: 'user_name', name: 'jiuyao' }] }),
    )
    const signIn = () =>
      county.request(undefined, 'POST', '/sessions', { name: 'jiuyao', password: testPassword, bureau: 'test' })
    expect((await signIn()).status).toBe(201)

    must(addKeyVersion(path))
    county.vault.use(must(loadKeys(path, false, new Date(Date.now() + keyLeadMs))))
    expect(county.vault.version()).toBe(2)
    expect((await stale()).stale).toBeGreaterThan(0)

    // Read, found and written while both keys are in use.
    expect(await look(first.body.id)).toBe(idNumber)
    expect((await add('重复', idNumber)).body.code).toBe('id_number_taken')
    expect((await signIn()).status).toBe(201)
    const second = await add('新钥二', '110105194912310038')
    expect([second.status, await look(second.body.id)]).toEqual([201, '110105194912310038'])

    // Killed after a few batches of one.
    const before = (await stale()).stale
    await county.commit(async (tx) => ok(await resealSome(tx, county.vault, idNumbers, 1)))
    let looks = 0
    const cut = await performReseal(
      county.vault,
      sealedColumns,
      tools(() => ++looks > 2),
    )
    expect(cut).toMatchObject({ error: 'cancelled' })
    expect((await stale()).stale).toBeLessThan(before)
    expect(await performReseal(county.vault, sealedColumns, tools())).toMatchObject({ value: { stuck: 0 } })
    await foreignToo()
    expect(await stale()).toEqual({ stale: 0, stuck: 0 })

    // The key before is gone: everything is still there.
    const alone = must(loadKeys(path, false, new Date(Date.now() + keyLeadMs)))
    county.vault.use({ ...alone, others: [] })
    expect(await look(first.body.id)).toBe(idNumber)
    expect((await add('重复', idNumber)).body.code).toBe('id_number_taken')
    expect((await signIn()).status).toBe(201)
  })

  async function foreignToo() {
    const { pool, vault } = county
    const db = openDoor(pool, systemClock, county.foreign.tenant, { actor: undefined, requestId: 'test', from: 'test' })
    await performReseal(vault, sealedColumns, { ...tools(), db })
  }

  test('the keeper goes over by itself, asks for the work once, and retires the key before when nothing needs it', async () => {
    let now = new Date(Date.now() + 3_600_000)
    const clock = { now: () => now, ticks: () => now.getTime() }
    const parts = { pool: county.pool, vault: county.vault, clock, log: openLog('silent') }
    const own = join(folder, 'keeper.json')
    county.vault.use(must(loadKeys(path, false)))
    copyFileSync(path, own)
    retireKeys(own, now)
    const tend = keyKeeper(parts, own)
    must(addKeyVersion(own, now))
    await tend()
    expect(county.vault.version()).toBe(2)
    now = new Date(now.getTime() + keyLeadMs)
    await tend()
    expect(county.vault.version()).toBe(3)
    await tend()
    const runs = () =>
      county.commit(async (tx) => {
        return ok(await lastRun(tx, 'privacy.reseal'))
      })
    expect(await runs()).toMatchObject({ state: 'waiting' })
    now = new Date(now.getTime() + 60_000)
    await tend()
    expect(keyStandings(own, now).map(({ state }) => state)).toEqual(['current', 'earlier', 'retired'])

    await performReseal(county.vault, sealedColumns, tools())
    await foreignToo()
    const owner = new pg.Client(county.database.ownerUrl)
    await owner.connect()
    await owner.query(`update job_run set state = 'done'`)
    await owner.end()
    await tend()
    expect(keyStandings(own, now).map(({ state }) => state)).toEqual(['current', 'retired', 'retired'])
  })

  test('every column of sealed text is known to the change of keys', async () => {
    const owner = new pg.Client(county.database.ownerUrl)
    await owner.connect()
    const { rows } = await owner.query<{ name: string }>(`
      select c.table_name || '.' || c.column_name as name from information_schema.columns c
      where c.table_schema = 'public' and c.data_type = 'bytea' and c.column_name ~ '(_sealed|^secret)$'`)
    await owner.end()
    const known = sealedColumns.map(({ table, sealed }) => `${table}.${sealed}`)
    expect(rows.map((row) => row.name).filter((name) => !known.includes(name))).toEqual([])
  })
})
