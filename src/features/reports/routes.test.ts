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

test('202: [000-02] the year-end report is written as a file that Word opens, saved populations told apart', async () => {
  const population = { id: newId(), organisationId: county.tree.bureau, name: '小学语文教师', rule: { stages: ['2'] } }
  const saved = await county.request(county.logins.bureau_officer, 'POST', '/populations', population)
  expect(saved.status).toBe(201)
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
  expect(value).toContain('各类人群培训情况')
  expect(value).toContain('小学语文教师')
})

test('403: a school does not write the bureau’s report', async () => {
  const body = { year: 2026, title: '年度总结' }
  expect((await county.request(county.logins.principal, 'POST', '/year-end-reports', body)).status).toBe(403)
})
