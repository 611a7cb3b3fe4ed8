import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { actAs, note, read } from '../../platform/db/db.ts'
import { isWhole, purgeTrail, sealWaiting, verifyChain } from './public.ts'
import { listTrail } from './store/trail.ts'

let county: TestCounty
let owner: pg.Client
beforeAll(async () => {
  county = await testCounty()
  owner = new pg.Client(county.database.ownerUrl)
  await owner.connect()
  // What making the county left is no part of this trail.
  for (const table of ['audit_unsealed', 'audit_entry']) await owner.query(`delete from ${table}`)
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const dayOf = (days: number) => daysAgo(days).toISOString().slice(0, 10)

async function sealed(id: string, days: number) {
  await county.commit((tx) =>
    actAs(tx, { ...tx.context, now: daysAgo(days) }, async (part) => {
      note(part, { act: 'plan.published', object: { kind: 'plan', id } })
      return ok()
    }),
  )
  await county.commit((tx) => sealWaiting(tx))
}

test('only whole sealed spans that are old enough go, their seals stay, and the chain still holds', async () => {
  await sealed('old', 400)
  await sealed('young', 10)
  await sealed('old again, after a young one', 400)
  const tenant = county.tenant.id
  const now = new Date()
  await expect(purgeTrail(owner, tenant, { olderThan: dayOf(100), now })).rejects.toThrow(/audit_purge_entry_age/)
  expect(await purgeTrail(owner, tenant, { olderThan: dayOf(365), now })).toEqual({ seqTo: 1, entries: 1 })
  expect(await purgeTrail(owner, tenant, { olderThan: dayOf(365), now })).toBeUndefined()
  const left = await read(county.door(), (tx) => listTrail(tx, { limit: 9 }, undefined))
  expect(left.map(({ objectId }) => objectId).sort()).toEqual(['old again, after a young one', 'young'])
  const found = await verifyChain(county.door())
  expect([isWhole(found), found.seals]).toEqual([true, 3])
})
