import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { openDoor } from '../../app/tenants.ts'
import { systemClock } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { performYearEnd } from './commands.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

test('202: the year-end report is written as a file that Word opens', async () => {
  const asked = await county.request(county.logins.bureau_officer, 'POST', '/year-end-reports', {
    year: 2026,
    title: '年度总结',
  })
  expect(asked.status).toBe(202)
  const fileId = newId()
  const origin = { actor: undefined, requestId: 'test', from: 'test' }
  const db = openDoor(county.pool, systemClock, county.tenant, origin)
  const tools = { db, runId: fileId, progress: async () => undefined, cancelled: async () => false }
  const payload = { fileId, organisationId: county.tree.bureau, year: 2026 }
  must(await performYearEnd(county.files, payload, tools))
  const listed = await county.request(county.logins.bureau_officer, 'GET', '/year-end-reports')
  expect(listed.body.items[0]).toMatchObject({ fileId })
  const file = await county.request(county.logins.bureau_officer, 'GET', `/files/${fileId}`)
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await file.answer.arrayBuffer()) })
  expect(value).toContain('青石县教育局2026年教师培训工作总结')
  expect(value).toContain('2026年教师培训项目实施情况表')
})

test('403: a school does not write the bureau’s report', async () => {
  const body = { year: 2026, title: '年度总结' }
  expect((await county.request(county.logins.principal, 'POST', '/year-end-reports', body)).status).toBe(403)
})
