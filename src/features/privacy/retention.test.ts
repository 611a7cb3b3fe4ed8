import { afterAll, beforeAll, expect, test } from 'vitest'
import { discardOf, removers } from '../../app/retention.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { systemClock } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { performRetention } from './commands/rules.ts'
import { retentionKindNames } from './core.ts'

let county: TestCounty
let me: Login
beforeAll(async () => {
  county = await testCounty()
  me = county.logins.teacher
})
afterAll(() => county.close())

let day = 1
async function clear(): Promise<Record<string, number>> {
  const tools = {
    db: county.door(),
    runId: newId(),
    progress: () => Promise.resolve(),
    cancelled: () => Promise.resolve(false),
  }
  const discard = discardOf({ pool: county.pool, clock: systemClock, files: county.files })
  const date = `2026-12-${String((day += 1)).padStart(2, '0')}`
  const done = await performRetention(removers, { day: date }, tools, discard)
  if (!done.ok) throw new Error(done.error)
  return done.value
}

const run = (statement: string, values: readonly unknown[] = []) =>
  county.commit(async (tx) => {
    const { rows } = await tx.$client.query(statement, [county.tenant.id, ...values])
    return ok(rows)
  })

const picture = (end: string) => Buffer.from(`ffd8ffe000104a4649460001010000010001${end}ffd9`, 'hex')

async function handInProof(bytes: Buffer, as: Login = me): Promise<string> {
  const id = newId()
  expect((await county.request(as, 'POST', `/my/proofs?id=${id}&name=card.jpg`, bytes)).status).toBe(201)
  const [row] = await run('select sha256 from stored_file where tenant_id = $1 and id = $2', [id])
  // As if it had come in long ago: what has just come in stays.
  const { utimes } = await import('node:fs/promises')
  const path = 'path' in county.files ? county.files.path(row.sha256) : ''
  await utimes(path, new Date(0), new Date(0))
  return id
}
const shaOf = async (id: string) =>
  (await run('select sha256 from stored_file where tenant_id = $1 and id = $2', [id]))[0]?.sha256

test('a proof goes after its term with its content, an open one stays, and so does content that another file has', async () => {
  const [decided, open, idle] = [
    await handInProof(picture('0001')),
    await handInProof(picture('0002')),
    await handInProof(picture('0003')),
  ]
  const twin = await handInProof(picture('0001'), county.logins.otherTeacher)
  const ask = (field: string, value: string, fileId: string) =>
    county.request(me, 'POST', '/my/corrections', { id: newId(), field, value, reason: '登记有误请更正', fileId })
  const asked = await ask('title', 'second', decided)
  await ask('started_on', '2012-08-15', open)
  const refusal = { reason: '材料不清楚' }
  const path = `/corrections/${asked.body.id}/refusal`
  expect((await county.request(county.logins.school_registrar, 'POST', path, refusal)).status).toBe(200)
  expect((await clear())['proof_files']).toBe(0)

  await run(
    `update correction_request set decided_at = now() - interval '181 days' where tenant_id = $1 and decided_at is not null`,
  )
  await run(`update stored_file set stored_at = now() - interval '181 days' where tenant_id = $1 and id = any ($2)`, [
    [decided, open, idle],
  ])
  const [shared, held, alone] = [await shaOf(decided), await shaOf(open), await shaOf(idle)]
  expect((await clear())['proof_files']).toBe(2)
  expect([await shaOf(decided), await shaOf(idle)]).toEqual([undefined, undefined])
  expect(await shaOf(open)).toBe(held)
  expect(await county.files.stat(alone)).toBeUndefined()
  expect(await county.files.stat(held)).toBeDefined()
  expect(await shaOf(twin)).toBe(shared)
  expect(await county.files.stat(shared)).toBeDefined()
  const list = await county.request(me, 'GET', '/my/corrections')
  expect(list.body.items.map(({ hasProof }: { hasProof: boolean }) => hasProof).toSorted()).toEqual([false, true])
})

test('what an imported list holds goes once its import can no longer be undone; its counts stay', async () => {
  const { school_registrar: registrar } = county.logins
  const id = newId()
  const list = Buffer.from('姓名,工号,学校\n王小明,W001,河东镇第一小学\n李小红,W002,河东镇第一小学')
  const path = `/roster-imports?id=${id}&name=${encodeURIComponent('名单.csv')}`
  expect((await county.request(registrar, 'POST', path, list)).status).toBe(201)
  const age = (days: number) =>
    run(`update roster_import set created_at = now() - make_interval(days => $2) where tenant_id = $1`, [days])
  await age(7)
  expect((await clear())['import_files']).toBe(0)
  await age(9)
  expect((await clear())['import_files']).toBe(2)
  expect((await county.request(registrar, 'GET', `/roster-imports/${id}`)).body.rows).toBe(2)
})

test('sessions, codes, requests, tokens and pasted lists that are over go after their term', async () => {
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '要启用的人' })
  const { school_registrar: registrar } = county.logins
  await county.request(registrar, 'POST', '/activation-codes', { personIds: [personId] })
  await county.request(registrar, 'POST', '/api-tokens', { label: '同步', days: 30, readOnly: true })
  expect(await clear()).toMatchObject({ codes: 0, sign_ins: 0 })
  await run(`update activation_code set expires_at = now() - interval '91 days' where tenant_id = $1`)
  await run(`update api_token set expires_at = now() - interval '91 days' where tenant_id = $1`)
  await run(`update session set expires_at = now() - interval '181 days' where tenant_id = $1 and account_id = $2`, [
    county.logins.trainer.accountId,
  ])
  expect(await clear()).toMatchObject({ codes: 2, sign_ins: 1, pasted_lists: 0 })
})

test('every kind has its rule on the page of privacy, with what it removed last', async () => {
  const { body } = await county.request(county.logins.auditor, 'GET', '/privacy-rules')
  expect(body.retention.map(({ kind }: { kind: string }) => kind)).toEqual([...retentionKindNames])
  const codes = body.retention.find(({ kind }: { kind: string }) => kind === 'codes')
  expect(codes).toMatchObject({ keepDays: 90, leastDays: 30, isRemoved: true, lastRemoved: 2 })
  // Each kind that is removed has somebody who removes it.
  const removed = body.retention.filter(({ isRemoved }: { isRemoved: boolean }) => isRemoved)
  expect(removed.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(
    removers.map(({ kind }) => kind).toSorted(),
  )
})
