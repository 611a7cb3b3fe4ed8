import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backupsOf } from '../../app/backups.ts'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { openDoor, tenantsOf } from '../../app/tenants.ts'
import { systemClock } from '../../platform/clock.ts'
import { keepBackup, ownShelf } from '../../platform/backup/kept.ts'
import { transact } from '../../platform/db/db.ts'
import { openLog } from '../../platform/log.ts'
import { newId } from '../../platform/ids.ts'
import type { JobTools } from '../../platform/jobs/queue.ts'
import { performBackup, performVerification, tendBackups } from './commands.ts'
import { nameOf, readName } from './core.ts'

let county: TestCounty
let shelf: string
beforeAll(async () => {
  county = await testCounty()
  shelf = ownShelf(county.deployment)
  // What happens here happens on days of its own: whoever has a role had it before them.
  const owner = new pg.Client({ connectionString: county.deployment.ownerUrl })
  await owner.connect()
  await owner.query(`update role_grant set from_on = '2020-01-01'`)
  await owner.end()
})
afterAll(() => county.close())

/** A door at a moment; jobs of the test act as nobody. */
function doorAt(now: Date) {
  const origin = { actor: undefined, requestId: 'test', from: 'test' }
  return openDoor(county.pool, { ...systemClock, now: () => now }, county.tenant, origin)
}
function tools(now: Date, cancelled = async () => false): JobTools & { readonly told: [number, number | undefined][] } {
  const told: [number, number | undefined][] = []
  const progress = async (done: number, total?: number) => void told.push([done, total])
  return { db: doorAt(now), runId: newId(), progress, cancelled, told }
}
const shelfAs = async (who: 'system_admin' = 'system_admin') =>
  (await county.request(county.logins[who], 'GET', '/backups')).body
const lying = async () => (await readdir(shelf).catch(() => [])).toSorted()
const admin = () => county.logins.system_admin

async function make(now: Date, id = newId(), cancelled?: () => Promise<boolean>) {
  const asked = await county.request(admin(), 'POST', '/backups', { id })
  expect(asked.status).toBe(202)
  const its = tools(now, cancelled)
  const outcome = await performBackup(county.deployment, { id }, its)
  // The queue does this when the handler is back.
  await county.commit(async (tx) => {
    await tx.$client.query(`update job_run set state = 'done', finished_at = now() where id = $1`, [id])
    return { ok: true, value: undefined }
  })
  return { id, outcome, told: its.told }
}

describe('[003-50] who has to do with backups', () => {
  test('403: nobody but the first bureau’s system administrator', async () => {
    for (const login of [county.logins.bureau_officer, county.logins.auditor, county.logins.security_admin]) {
      expect((await county.request(login, 'GET', '/backups')).status).toBe(403)
    }
    const town = await county.login('镇管理员', [['system_admin', county.tree.town]])
    const answer = await county.request(town, 'GET', '/backups')
    expect([answer.status, answer.body.code]).toEqual([403, 'backups_not_yours'])
    for (const [method, path, body] of [
      ['POST', '/backups', { id: newId() }],
      ['POST', '/backup-cancellations', undefined],
      ['POST', '/backup-verifications', { name: 'x' }],
      ['PUT', '/backup-schedule', { ...(await shelfAs()).schedule }],
    ] as const) {
      expect([path, (await county.request(town, method, path, body)).body.code]).toEqual([path, 'backups_not_yours'])
    }
  })

  test('403: another bureau’s administrator of the same deployment', async () => {
    const { foreign } = county
    const door = openDoor(county.pool, systemClock, foreign.tenant, { actor: undefined, requestId: 't', from: 't' })
    expect(must(await transact(door, tendBackups))).toBe(false)
    await transact(door, async (tx) => {
      const { rows } = await tx.$client.query('select count(*)::int as size from backup_setting')
      expect(rows).toEqual([{ size: 0 }])
      return { ok: true, value: undefined }
    })
  })
})

describe('[003-50] a backup is made, read again, and only then counts', () => {
  test('202: it lies in the folder whole, with its size, rows and time, and nothing half done beside it', async () => {
    const { id, outcome, told } = await make(new Date('2026-11-22T04:00:00Z'))
    expect(outcome.ok).toBe(true)
    const { items, lastGood, isLate, nextAt } = await shelfAs()
    const [made] = items
    expect(made).toMatchObject({ state: 'good', origin: 'hand', failure: null })
    expect(made.rows).toBeGreaterThan(50)
    expect(made.verifiedAt).not.toBeNull()
    expect(lastGood.name).toBe(made.name)
    expect(isLate).toBe(false)
    expect(nextAt).not.toBeNull()
    expect(await lying()).toEqual([made.name])
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1])
    // Delivered twice, nothing is done twice.
    expect(await performBackup(county.deployment, { id }, tools(new Date()))).toEqual({ ok: true, value: null })
    expect(await lying()).toHaveLength(1)
  })

  test('409: no second one while one is made; 409: nothing to stop when none is; 202: the same id again is the same', async () => {
    const id = newId()
    expect((await county.request(admin(), 'POST', '/backups', { id })).status).toBe(202)
    expect((await county.request(admin(), 'POST', '/backups', { id })).status).toBe(202)
    const second = await county.request(admin(), 'POST', '/backups', { id: newId() })
    expect([second.status, second.body.code]).toEqual([409, 'backup_running'])
    expect((await shelfAs()).items[0].state).toBe('making')
    expect((await county.request(admin(), 'POST', '/backup-cancellations')).status).toBe(204)
    expect((await shelfAs()).items[0].state).toBe('cancelled')
    const none = await county.request(admin(), 'POST', '/backup-cancellations')
    expect([none.status, none.body.code]).toEqual([409, 'backup_not_running'])
  })

  test('one that is stopped midway leaves no file and takes no old one away', async () => {
    const before = await lying()
    const { outcome } = await make(new Date('2026-11-22T05:00:00Z'), newId(), async () => true)
    expect(outcome).toEqual({ ok: false, error: 'cancelled' })
    expect(await lying()).toEqual(before)
  })

  test('one that fails says why, tells the administrators, and takes no old one away', async () => {
    const before = await lying()
    const broken = { ...county.deployment, dataFolder: join(county.deployment.dataFolder, 'keys-are-no-folder') }
    await writeFile(broken.dataFolder, '')
    const id = newId()
    expect((await county.request(admin(), 'POST', '/backups', { id })).status).toBe(202)
    const outcome = await performBackup(broken, { id }, tools(new Date('2026-11-22T06:00:00Z')))
    expect(outcome).toEqual({ ok: false, error: 'backup_folder_unfit' })
    const { items } = await shelfAs()
    expect(items[0]).toMatchObject({ state: 'failed', failure: 'backup_folder_unfit', detail: { detail: 'ENOTDIR' } })
    const told = await county.request(admin(), 'GET', '/notices')
    expect(told.body.items.map((notice: { code: string }) => notice.code)).toContain('backups.failed')
    expect(await lying()).toEqual(before)
  })

  test('killed midway: no broken file has a good name, and the next attempt sweeps what was left', async () => {
    const name = nameOf(new Date('2026-11-22T07:00:00Z'), 'schedule')
    const folder = join(county.deployment.dataFolder, 'killed')
    await mkdir(folder)
    await writeFile(join(folder, `${name}.unverified.part`), 'QINGLAN-BACKUP 1\nhalf')
    await writeFile(join(folder, `${name}.unverified`), 'QINGLAN-BACKUP 1\nwhole, but not read again')
    await writeFile(join(folder, 'other.txt'), 'not ours')
    const named: string[] = []
    const kept = await keepBackup(county.deployment, {
      folder,
      name,
      // What stands there while it is made has no good name.
      step: async (done, total) => {
        if (done < total) named.push(...(await readdir(folder)).filter((one) => readName(one)))
        return undefined
      },
    })
    expect(named).toEqual([])
    expect(kept.ok).toBe(true)
    expect((await readdir(folder)).toSorted()).toEqual(['other.txt', name])
  })

  test('a disk without room is refused before anything is written', async () => {
    const folder = join(county.deployment.dataFolder, 'full')
    const full = { ...county.deployment, filesFolder: join(county.deployment.dataFolder, 'huge') }
    await mkdir(full.filesFolder)
    await writeFile(join(full.filesFolder, 'sparse'), '')
    await truncate(join(full.filesFolder, 'sparse'), 8 * 1024 ** 4)
    const kept = await keepBackup(full, { folder, name: nameOf(new Date(), 'hand') })
    expect(kept.ok ? '' : kept.error.code).toBe('backup_disk_low')
    expect(await readdir(folder)).toEqual([])
    await rm(full.filesFolder, { recursive: true })
  })
})

describe('[003-50] one that lies there is read again', () => {
  const verify = (name: string) => performVerification(county.deployment, { name }, tools(new Date()))
  const stateOf = async (name: string) =>
    (await shelfAs()).items.find((item: { name: string }) => item.name === name)?.state

  test('202: a whole one stays good; one byte changed is damage, and one that is gone says so', async () => {
    const { outcome } = await make(new Date('2026-11-22T08:00:00Z'))
    const name = nameOf(new Date('2026-11-22T08:00:00Z'), 'hand')
    expect(outcome.ok).toBe(true)
    expect((await county.request(admin(), 'POST', '/backup-verifications', { name })).status).toBe(202)
    expect((await verify(name)).ok).toBe(true)
    expect(await stateOf(name)).toBe('good')
    const bytes = await readFile(join(shelf, name))
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    await writeFile(join(shelf, name), bytes)
    expect(await verify(name)).toEqual({ ok: false, error: 'backup_damaged' })
    expect(await stateOf(name)).toBe('damaged')
    await rm(join(shelf, name))
    expect(await stateOf(name)).toBe('missing')
  })

  test('a file that nobody entered is shown as not verified, and is entered once it was read', async () => {
    const name = nameOf(new Date('2026-11-20T08:00:00Z'), 'schedule')
    const [known] = await lying()
    await writeFile(join(shelf, name), await readFile(join(shelf, known ?? '')))
    expect(await stateOf(name)).toBe('unchecked')
    expect((await verify(name)).ok).toBe(true)
    expect(await stateOf(name)).toBe('good')
  })

  test('404: only what lies there under our names, and no path', async () => {
    for (const name of ['../keys.json', 'keys.json', nameOf(new Date('2001-01-01T00:00:00Z'), 'hand')]) {
      const answer = await county.request(admin(), 'POST', '/backup-verifications', { name })
      expect([name, answer.status, answer.body.code]).toEqual([name, 404, 'backup_file_gone'])
    }
  })
})

describe('[003-50] the schedule', () => {
  const put = (change: object) =>
    shelfAs().then(({ schedule }) => county.request(admin(), 'PUT', '/backup-schedule', { ...schedule, ...change }))

  test('422: a folder that is no whole path, is not there, or holds the data; 204: one that fits', async () => {
    const { dataFolder, filesFolder } = county.deployment
    for (const [folder, code] of [
      ['backups', 'folder_not_absolute'],
      [join(dataFolder, 'nowhere'), 'folder_missing'],
      [filesFolder, 'folder_of_the_program'],
    ]) {
      const answer = await put({ folder })
      expect([answer.status, answer.body.code]).toEqual([422, code])
    }
    const other = join(dataFolder, 'other disk')
    await mkdir(other)
    expect((await put({ folder: other, keepDays: 2, keepWeeks: 0, keepMonths: 0 })).status).toBe(204)
    expect((await shelfAs()).folder).toBe(other)
  })

  test('each night one is asked for once, by whatever process looks first; old ones go after a good new one', async () => {
    const { folder } = await shelfAs()
    await county.commit(async (tx) => {
      await tx.$client.query(`update backup_setting set changed_at = '2026-12-01', made_at = '2026-12-01'`)
      return { ok: true, value: undefined }
    })
    for (const night of ['2026-12-02T18:30:10Z', '2026-12-03T18:30:10Z', '2026-12-04T18:30:10Z']) {
      const now = new Date(night)
      const looked = [await transact(doorAt(now), tendBackups), await transact(doorAt(now), tendBackups)]
      expect(looked.map(must)).toEqual([true, false])
      const id = await openRun()
      expect((await performBackup(county.deployment, { id }, tools(now))).ok).toBe(true)
      await closeRun(id)
    }
    expect((await readdir(folder)).toSorted()).toEqual([
      nameOf(new Date('2026-12-03T18:30:10Z'), 'schedule'),
      nameOf(new Date('2026-12-04T18:30:10Z'), 'schedule'),
    ])
    const states = (await shelfAs()).items.map((item: { state: string }) => item.state)
    expect(states).toContain('removed')
  })

  test('after two days without a good one the administrators are told once a day, and health says so', async () => {
    const now = new Date('2027-03-01T10:00:00Z')
    await transact(doorAt(now), tendBackups)
    await transact(doorAt(now), tendBackups)
    const told = await county.request(admin(), 'GET', '/notices')
    const late = told.body.items.filter(
      (notice: { code: string; createdAt: string }) =>
        notice.code === 'backups.late' && notice.createdAt.startsWith('2027-03-01'),
    )
    expect(late).toHaveLength(1)
    const parts = { pool: county.pool, deployment: county.deployment, clock: { ...systemClock, now: () => now } }
    const standing = await backupsOf(
      { ...county, ...parts, log: openLog('silent'), origins: [], trustProxy: false },
      tenantsOf(county.pool, systemClock),
    )
    expect(standing).toBe('late')
    expect(existsSync(shelf)).toBe(true)
  })

  async function openRun(): Promise<string> {
    let id = ''
    await county.commit(async (tx) => {
      const { rows } = await tx.$client.query<{ id: string }>(`select id from backup_run where state = 'open'`)
      id = rows[0]?.id ?? ''
      return { ok: true, value: undefined }
    })
    return id
  }
  async function closeRun(id: string): Promise<void> {
    await county.commit(async (tx) => {
      await tx.$client.query(`update job_run set state = 'done' where id = $1`, [id])
      return { ok: true, value: undefined }
    })
  }
})
