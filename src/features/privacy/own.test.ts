import JSZip from 'jszip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownParts } from '../../app/own-data.ts'
import { removers } from '../../app/retention.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import type { JobTools } from '../../platform/jobs/queue.ts'
import { performOwnData } from './commands/own-data.ts'
import { hasAgreed, performRetention } from './commands/rules.ts'

let county: TestCounty
let me: Login
const idNumber = '11010519491231002X'
beforeAll(async () => {
  county = await testCounty()
  const person = await county.person({
    organisationId: county.tree.a,
    name: '许<知>微',
    idNumber,
    phone: '13812345678',
  })
  me = await county.login('许知微', [], person.id)
})
afterAll(() => county.close())

const tools = (): JobTools => ({
  db: county.door(),
  runId: newId(),
  progress: () => Promise.resolve(),
  cancelled: () => Promise.resolve(false),
})
const discard = () => Promise.resolve()
const pack = (id: string, language: 'zh' | 'en' = 'zh') =>
  performOwnData(
    county.vault,
    ownParts,
    { id, personId: me.personId ?? '', accountId: me.accountId, language },
    tools(),
  )

test('202: everything held about somebody is packed for them alone, with a page to read and JSON, until it expires', async () => {
  const id = newId()
  const asked = await county.request(me, 'POST', '/my/data-files', { id })
  expect([asked.status, asked.body.state]).toEqual([202, 'making'])
  expect((await county.request(me, 'POST', '/my/data-files', { id: newId() })).body.id).toBe(id)
  expect((await county.request(me, 'GET', `/my/data-files/${id}/content`)).status).toBe(404)
  expect((await pack(id)).ok).toBe(true)

  const listed = await county.request(me, 'GET', '/my/data-files')
  expect(listed.body.items).toMatchObject([{ id, state: 'ready' }])
  const fetched = await county.request(me, 'GET', `/my/data-files/${id}/content`)
  expect([fetched.status, fetched.answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
  const zip = await JSZip.loadAsync(await fetched.answer.arrayBuffer())
  const json = JSON.parse((await zip.file('data.json')?.async('text')) ?? '{}')
  expect(json.roster).toMatchObject([{ name: '许<知>微', id_number: idNumber, phone: '13812345678' }])
  expect(Object.keys(json)).toEqual(['mark', ...ownParts.map(({ key }) => key)])
  expect(json.sign_ins).toHaveLength(1)
  const page = await zip.file('我的全部信息.html')?.async('text')
  expect(page).toContain('许&#60;知&#62;微')

  const other = county.teachers.a[0]
  expect((await county.request(other, 'GET', `/my/data-files/${id}/content`)).status).toBe(404)
  const notices = await county.request(me, 'GET', '/notices')
  expect(notices.body.items).toMatchObject([{ code: 'own_data.ready' }])

  await county.commit(async (tx) => {
    const over = new Date(tx.context.now.getTime() - 1_000)
    await tx.$client.query('update own_data_file set expires_at = $1 where tenant_id = $2', [over, county.tenant.id])
    return ok()
  })
  expect((await county.request(me, 'GET', `/my/data-files/${id}/content`)).status).toBe(404)
  await performRetention(removers, { day: '2026-11-22' }, tools(), discard)
  expect((await county.request(me, 'GET', '/my/data-files')).body.items).toMatchObject([{ state: 'expired' }])
})

test('201: consent is given and withdrawn at any time, each time kept with the wording that was read', async () => {
  const say = (given: boolean, id = newId()) =>
    county.request(me, 'POST', '/my/consents', { id, purpose: 'portrait', given })
  const before = await county.request(me, 'GET', '/my/purposes')
  expect(before.body).toMatchObject({ version: 1 })
  const stateOf = (body: { purposes: { code: string; given: boolean | null }[] }) =>
    body.purposes.find(({ code }) => code === 'portrait')?.given
  expect(stateOf(before.body)).toBe(null)
  const given = await say(true)
  expect([given.status, stateOf(given.body)]).toEqual([201, true])
  expect(await county.commit(async (tx) => ok(await hasAgreed(tx, me.personId ?? '', 'portrait')))).toBe(true)
  expect(stateOf((await say(false)).body)).toBe(false)
  expect(await county.commit(async (tx) => ok(await hasAgreed(tx, me.personId ?? '', 'portrait')))).toBe(false)
  const roster = { id: newId(), purpose: 'roster', given: false }
  expect((await county.request(me, 'POST', '/my/consents', roster)).status).toBe(400)
})

test('201: the bureau publishes a wording of its own; 409 for a version that somebody else published', async () => {
  const text = {
    version: 2,
    zh: '本县教师个人信息处理说明：只为组织培训使用，妥善保管。',
    en: 'How this county handles personal data of teachers.',
  }
  const { bureau_officer, auditor } = county.logins
  expect((await county.request(bureau_officer, 'POST', '/privacy-texts', text)).status).toBe(201)
  const again = await county.request(bureau_officer, 'POST', '/privacy-texts', text)
  expect([again.status, again.body.code]).toEqual([409, 'text_version_taken'])
  expect((await county.request(auditor, 'POST', '/privacy-texts', { ...text, version: 3 })).status).toBe(403)
  expect((await county.request(me, 'GET', '/my/purposes')).body).toMatchObject({ version: 2, zh: text.zh })
})

test('422: nothing is kept shorter than it must be; 200: what is over is removed once a day, and told', async () => {
  const { bureau_officer, auditor } = county.logins
  const set = (kind: string, keepDays: number) =>
    county.request(bureau_officer, 'PUT', '/retention-rules', { kind, keepDays, reason: '等保要求' })
  const short = await set('audit', 179)
  expect([short.status, short.body.code]).toEqual([422, 'kept_too_short'])
  expect((await set('notices', 90)).body).toMatchObject({ keepDays: 90, reason: '等保要求' })

  await county.commit(async (tx) => {
    await tx.$client.query(`update notice set created_at = now() - interval '91 days' where tenant_id = $1`, [
      county.tenant.id,
    ])
    return ok()
  })
  expect(await performRetention(removers, { day: '2026-11-23' }, tools(), discard)).toMatchObject({
    value: { notices: 1 },
  })
  expect((await county.request(me, 'GET', '/notices')).body.items).toEqual([])
  const rules = await county.request(auditor, 'GET', '/privacy-rules')
  const kinds = rules.body.retention
  expect(kinds.find(({ kind }: { kind: string }) => kind === 'notices')).toMatchObject({ lastRemoved: 1 })
  expect(kinds.find(({ kind }: { kind: string }) => kind === 'audit')).toMatchObject({ isRemoved: false })
  expect(rules.body.keys).toMatchObject({ version: 1, stale: 0 })
  const trail = await county.request(auditor, 'GET', '/audit-entries?act=retention.removed')
  expect(trail.body.items).toContainEqual(
    expect.objectContaining({ objectId: 'notices', after: expect.objectContaining({ removed: 1 }) }),
  )
})
