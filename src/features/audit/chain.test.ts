import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSealing } from '../../app/sealing.ts'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { systemClock } from '../../platform/clock.ts'
import { note, read, transact } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { openLog } from '../../platform/log.ts'
import { isWhole, sealWaiting, verifyChain } from './public.ts'
import { countSealed, countUnsealed } from './store/chain.ts'

let county: TestCounty
let owner: pg.Client
beforeAll(async () => {
  county = await testCounty()
  owner = new pg.Client(county.database.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const act = (id: string) =>
  county.commit(async (tx) => {
    note(tx, { act: 'plan.published', object: { kind: 'plan', id }, after: { year: 2026, 名称: '计划' } })
    return ok()
  })

async function sealAll(): Promise<number> {
  let sealed = 0
  for (;;) {
    const more = must(await transact(county.door(), (tx) => sealWaiting(tx)))
    if (more === 0) return sealed
    sealed += more
  }
}

const unsealed = () => read(county.door(), countUnsealed)

test('[003-31] what was done is sealed, once, and the chain holds', async () => {
  await act('a')
  expect((await unsealed()).count).toBeGreaterThan(0)
  expect(await sealAll()).toBeGreaterThan(0)
  expect(await unsealed()).toEqual({ count: 0, oldestAt: null })
  expect(await sealAll()).toBe(0)
  const found = await verifyChain(county.door())
  expect(isWhole(found)).toBe(true)
  const { seals, sealed } = await read(county.door(), countSealed)
  expect([found.seals, found.entries]).toEqual([seals, sealed])
})

test('[003-31] a transaction that commits late is never skipped, and holds up nobody else', async () => {
  // Its entry has an earlier id and an earlier moment than what is sealed before it commits.
  const early = newId(Date.now() - 60_000)
  let commit: () => void = () => undefined
  const held = new Promise<void>((resolve) => (commit = resolve))
  const written: string[] = []
  const late = county.commit(async (tx) => {
    note(tx, { act: 'plan.published', object: { kind: 'plan', id: early } })
    // What the program writes at the end of a transaction is written now, so that it lies there uncommitted.
    await tx.$client.query(
      `with entry as (insert into audit_entry (tenant_id, id, at, account_name, act, object_kind, object_id, request_id, from_address)
         values ($1, $2, now() - interval '1 minute', 'late', 'plan.closed', 'plan', 'late', 'late', 'late') returning tenant_id, id)
       insert into audit_unsealed select tenant_id, id from entry`,
      [county.tenant.id, early],
    )
    written.push(early)
    await held
    return ok()
  })
  while (written.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  await act('while it waits')
  expect(await sealAll()).toBe(1)
  expect(await unsealed()).toMatchObject({ count: 0 })
  commit()
  await late
  expect(await unsealed()).toMatchObject({ count: 2 })
  expect(await sealAll()).toBe(2)
  const found = await verifyChain(county.door())
  expect([isWhole(found), found.unknown, found.gone]).toEqual([true, [], []])
})

test('[003-31] many writers and a sealer at once: every entry is sealed exactly once, and none waits', async () => {
  const stop = startSealing({ pool: county.pool, clock: systemClock, log: openLog('silent') })
  const before = (await read(county.door(), countSealed)).sealed
  await Promise.all(Array.from({ length: 200 }, (_, index) => act(`rush-${index}`)))
  for (let turn = 0; turn < 400 && (await unsealed()).count > 0; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
  expect((await unsealed()).count).toBe(0)
  await stop()
  expect((await read(county.door(), countSealed)).sealed).toBe(before + 200)
  expect(isWhole(await verifyChain(county.door()))).toBe(true)
})

test('[003-31] whoever goes past the program to alter the trail is found, and where', async () => {
  const [tenant] = [county.tenant.id]
  const { rows } = await owner.query(
    `select e.id, s.seq from audit_seal_entry s join audit_entry e on e.id = s.entry_ids[1] and e.tenant_id = s.tenant_id
     where s.tenant_id = $1 order by s.seq desc limit 1`,
    [tenant],
  )
  const [{ id, seq }] = rows
  await owner.query(`update audit_entry set account_name = '别人' where tenant_id = $1 and id = $2`, [tenant, id])
  expect((await verifyChain(county.door())).breach).toMatchObject({ kind: 'entries_altered', seq })
  await owner.query(`update audit_entry set account_name = 'system' where tenant_id = $1 and id = $2`, [tenant, id])
  expect((await verifyChain(county.door())).breach).toBeNull()

  const forged = newId()
  await owner.query(
    `insert into audit_entry (tenant_id, id, at, account_name, act, object_kind, object_id, request_id, from_address)
     values ($1, $2, now(), 'x', 'plan.closed', 'plan', 'x', 'x', 'x')`,
    [tenant, forged],
  )
  const found = await verifyChain(county.door())
  expect([found.breach, found.unknown, isWhole(found)]).toEqual([null, [forged], false])
  await owner.query('delete from audit_entry where id = $1', [forged])

  await owner.query('delete from audit_entry where tenant_id = $1 and id = $2', [tenant, id])
  expect((await verifyChain(county.door())).breach).toMatchObject({ kind: 'entry_missing', seq })
})

test('[003-31] the application can neither alter nor remove an entry or a seal', async () => {
  for (const table of ['audit_entry', 'audit_seal_entry', 'audit_purge_entry']) {
    await expect(county.pool.query(`delete from ${table}`)).rejects.toThrow(/permission denied/)
    await expect(county.pool.query(`update ${table} set tenant_id = tenant_id`)).rejects.toThrow(/permission denied/)
  }
})
