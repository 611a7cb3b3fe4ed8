import exceljs from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { note } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { sealWaiting } from './public.ts'

let county: TestCounty
const id = newId()
beforeAll(async () => {
  county = await testCounty()
  await county.commit(
    async (tx) => {
      note(tx, {
        act: 'programme.cancelled',
        object: { kind: 'programme', id },
        before: { state: 'published' },
        after: { state: 'cancelled', reason: '=HYPERLINK("http://x")' },
      })
      return ok()
    },
    { accountId: county.logins.principal.accountId, personId: null, name: '=陈校长', grants: [], sessionId: 's' },
  )
})
afterAll(() => county.close())

const ask = (path: string) => county.request(county.logins.auditor, 'GET', path)

test.each([
  ['who', `who=${encodeURIComponent('陈校')}`],
  ['object', `objectKind=programme&objectId=${id}`],
  ['act', 'act=programme.cancelled'],
  ['a family of acts', 'act=programme.'],
])('200: the trail is searched by %s', async (_, query) => {
  const { status, body } = await ask(`/audit-entries?${query}`)
  expect([status, body.items.length]).toEqual([200, 1])
  expect(body.items[0]).toMatchObject({
    accountName: '=陈校长',
    act: 'programme.cancelled',
    before: { state: 'published' },
  })
})

test('200: the trail is searched by days of the region’s own calendar', async () => {
  const { today } = county.door().context
  const query = `/audit-entries?act=programme.&from=${today}&to=${today}`
  expect((await ask(query)).body.items).toHaveLength(1)
  expect((await ask('/audit-entries?act=programme.&to=2020-01-01')).body.items).toEqual([])
  expect((await ask('/audit-entries?act=programme.&from=2999-01-01')).body.items).toEqual([])
})

test('200: an entry says whether it is sealed, and the chain how much waits', async () => {
  await county.commit(async (tx) => sealWaiting(tx))
  expect((await ask(`/audit-entries?objectId=${id}`)).body.items[0].sealed).toBe(true)
  const { body } = await ask('/audit-chain')
  expect(body).toMatchObject({ unsealed: { count: 0, oldestAt: null }, keptDays: 1095 })
  expect(body.head).toMatch(/^[0-9a-f]{64}$/)
})

test('200: what is found is exported, with nothing in it that a sheet would run, and the export itself is noted', async () => {
  const csv = await ask(`/audit-entries/export?format=csv&objectId=${id}`)
  const text = await csv.answer.text()
  expect([csv.status, csv.answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(text).toContain(`'=陈校长,取消项目,programme.cancelled,项目,${id}`)
  expect(text).toContain('state: published → cancelled')
  const book = new exceljs.Workbook()
  const xlsx = await ask(`/audit-entries/export?objectId=${id}`)
  await book.xlsx.load(await xlsx.answer.arrayBuffer())
  const cell = book.worksheets[0]?.getCell('B2')
  expect([cell?.value, cell?.type]).toEqual(['=陈校长', exceljs.ValueType.String])
  expect((await ask('/audit-entries?act=audit.exported')).body.items).toHaveLength(2)
})

test('202: a verification is work in the background', async () => {
  const { status, body } = await county.request(county.logins.auditor, 'POST', '/audit-verifications')
  expect([status, typeof body.jobId]).toEqual([202, 'string'])
})

test('403: whoever is neither auditor nor system administrator reads nothing of it', async () => {
  for (const login of [county.logins.bureau_officer, county.logins.security_admin, county.logins.principal])
    for (const path of ['/audit-entries', '/audit-entries/export', '/audit-chain'])
      expect((await county.request(login, 'GET', path)).status).toBe(403)
})

test('403: [003-31] with the three administrators apart, the auditor alone reads the trail', async () => {
  const settings = { administratorsSplit: true, auditDays: 365, delegationDays: 90 }
  const { system_admin, security_admin, auditor } = county.logins
  expect((await county.request(system_admin, 'GET', '/audit-chain')).status).toBe(200)
  expect((await county.request(security_admin, 'PUT', '/access-settings', settings)).status).toBe(200)
  for (const path of ['/audit-entries', '/audit-entries/export', '/audit-chain']) {
    const shut = await county.request(system_admin, 'GET', path)
    expect([shut.status, shut.body.code]).toEqual([403, 'trail_for_auditor'])
    expect((await county.request(auditor, 'GET', path)).status).toBe(200)
  }
})
