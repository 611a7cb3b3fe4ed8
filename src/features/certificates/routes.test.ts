import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { transact, type Actor } from '../../platform/db/db.ts'
import type { Env } from '../../platform/http/guard.ts'
import { newId } from '../../platform/ids.ts'
import { recordHours } from '../credits/public.ts'
import { findFile } from '../files/public.ts'
import { certificateHandlers } from './handlers.ts'
import { defaultPattern } from './core.ts'
import { verifyRoutes } from './verify-page.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const actor = ({ accountId, personId }: Login): Actor => ({
  accountId,
  personId,
  name: 'x',
  grants: [],
  sessionId: 's',
})
const ask = (as: Login | undefined, method: string, path: string, body?: unknown) =>
  county.request(as, method, path, body)

/** A record that a principal has approved, of work that brings a certificate. */
async function approved(personId: string, certificate = true) {
  const id = newId()
  const draft = {
    ...{ id, personId, category: '师德', centihours: 2400, level: 'county', mode: null, kind: null, certificate },
    evidence: [],
    source: { kind: 'class', id: newId(), title: '骨干教师能力提升培训' },
    ...{ startedOn: '2026-05-18', earnedOn: '2026-05-20' },
  }
  must(await transact(county.door(actor(county.logins.class_lead)), (tx) => recordHours(tx, [draft])))
  await ask(county.logins.town_officer, 'POST', '/credit-record-approvals', { ids: [id] })
  return id
}

const verifyRows = (ids: string[]) => ask(county.logins.hours_officer, 'POST', '/credit-record-verifications', { ids })

async function issued(person = county.logins.teacher) {
  const id = await approved(person.personId ?? '')
  await verifyRows([id])
  const { body } = await ask(person, 'GET', '/my/certificates')
  const certificate = body.items.find((row: { creditEntryId: string }) => row.creditEntryId === id)
  return { entryId: id, ...certificate }
}

describe('issuing', () => {
  test('200: verified hours bring a certificate with the bureau’s number, and the teacher is told', async () => {
    const certificate = await issued()
    expect(certificate).toMatchObject({
      state: 'genuine',
      holderName: '林知夏',
      schoolName: '河东镇第一小学',
      centihours: 2400,
    })
    expect(certificate.number).toMatch(/^410001\d{4}X\d{6}$/)
    const { body } = await ask(county.logins.teacher, 'GET', '/notices')
    expect(body.items.map((row: { code: string }) => row.code)).toContain('certificates.issued')
  })

  test('200: numbers have no gap, and work without a certificate takes none', async () => {
    const people = county.teachers.b.map((login) => login.personId ?? '')
    const ids = await Promise.all(people.map((person, index) => approved(person, index !== 1)))
    await Promise.all(ids.map((id) => verifyRows([id])))
    const { body } = await ask(county.logins.auditor, 'GET', '/certificates?limit=200')
    const seqs = body.items
      .map((row: { number: string }) => Number(row.number.slice(-6)))
      .sort((a: number, b: number) => a - b)
    expect(seqs).toEqual(seqs.map((_: number, index: number) => index + 1))
    expect(body.items.map((row: { creditEntryId: string }) => row.creditEntryId)).not.toContain(ids[1])
    expect(body.total).toBe(seqs.length)
  })

  test('404: a certificate of another school, and somebody else’s', async () => {
    const { id } = await issued()
    expect((await ask(county.logins.otherPrincipal, 'GET', `/certificates/${id}`)).status).toBe(404)
    expect((await ask(county.logins.otherTeacher, 'GET', `/certificates/${id}`)).status).toBe(404)
    expect((await ask(county.logins.teacher, 'GET', `/certificates/${id}`)).status).toBe(200)
  })

  test('200: the document is a PDF', async () => {
    const { id } = await issued()
    const { status, answer } = await ask(county.logins.teacher, 'GET', `/certificates/${id}/document`)
    expect([status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })
})

test('202: many certificates come as one archive, a file of the asker’s own', async () => {
  const made = [await issued(), await issued()]
  const asked = await ask(county.logins.principal, 'POST', '/certificate-archives', { ids: made.map((one) => one.id) })
  expect(asked.status).toBe(202)
  const payload = await county.commit(async (tx) => {
    const { rows } = await tx.execute<{ payload: { fileId: string } }>(
      `select payload from job_run where id = '${asked.body.jobId}'`,
    )
    return ok(rows[0]?.payload)
  })
  const db = county.door(actor(county.logins.principal))
  const tools = { db, runId: asked.body.jobId, progress: async () => undefined, cancelled: async () => false }
  const [handler] = certificateHandlers(county)
  const outcome = must((await handler?.run(payload, tools)) ?? { ok: false, error: 'no handler' })
  expect(outcome).toMatchObject({ drawn: 2, undrawn: [] })
  const file = await county.commit(async (tx) => ok(await findFile(tx, payload?.fileId ?? '')))
  expect(file).toMatchObject({ type: 'zip', organisationId: county.tree.a })
  const other = await ask(county.logins.otherPrincipal, 'POST', '/certificate-archives', {
    ids: made.map((one) => one.id),
  })
  expect([other.status, other.body.code]).toEqual([422, 'nothing_to_archive'])
})

test('202: an archive asked for twice under one id is one piece of work; 409: the id for other certificates', async () => {
  const [first, second] = [await issued(), await issued()]
  const request = { id: newId(), ids: [first.id] }
  const asked = await Promise.all(
    [1, 2].map(() => ask(county.logins.principal, 'POST', '/certificate-archives', request)),
  )
  expect(asked.map(({ status, body }) => [status, body.jobId])).toEqual([
    [202, request.id],
    [202, request.id],
  ])
  const listed = await ask(county.logins.principal, 'GET', '/jobs')
  expect(listed.body.items.filter((run: { id: string }) => run.id === request.id)).toHaveLength(1)
  const trail = `/audit-entries?act=certificates.archived&objectId=${request.id}`
  expect((await ask(county.logins.auditor, 'GET', trail)).body.items).toHaveLength(1)
  const other = { ...request, ids: [second.id] }
  expect(await ask(county.logins.principal, 'POST', '/certificate-archives', other)).toMatchObject({
    status: 409,
    body: { code: 'id_reused' },
  })
})

describe('the rule', () => {
  test('200: a new pattern numbers what is issued from then on', async () => {
    const rule = {
      pattern: '青石教培证字〔{year}〕{seq:4}号',
      title: '培训合格证书',
      issuer: '青石县教育局',
      signatory: '王建国',
    }
    const changed = await ask(county.logins.bureau_officer, 'PUT', '/certificate-rule', rule)
    expect(changed.body).toMatchObject({ chosen: true, signatory: '王建国' })
    expect((await issued()).number).toMatch(/^青石教培证字〔\d{4}〕\d{4}号$/)
  })

  test.each([
    ['{region}{seq:6}', 422, 'pattern_without_year'],
    ['{year}/{seq:6}', 422, 'pattern_malformed'],
  ])('%s is refused: %i %s', async (pattern, status, code) => {
    const rule = { pattern, title: '培训合格证书', issuer: '青石县教育局' }
    const answer = await ask(county.logins.bureau_officer, 'PUT', '/certificate-rule', rule)
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('404: a seal that nobody uploaded', async () => {
    const rule = { pattern: '{year}{seq:6}', title: '证书', issuer: '青石县教育局', sealFileId: newId() }
    const answer = await ask(county.logins.bureau_officer, 'PUT', '/certificate-rule', rule)
    expect([answer.status, answer.body.code]).toEqual([404, 'seal_not_found'])
  })
})

describe('replacing and revoking', () => {
  test('201: a replaced certificate names its successor and stays as it was', async () => {
    const old = await issued()
    await ask(county.logins.bureau_officer, 'PATCH', `/people/${old.personId}`, { name: '林之夏' })
    const reissue = { id: newId(), reason: '姓名更正' }
    const path = `/certificates/${old.id}/reissue`
    const fresh = await ask(county.logins.hours_officer, 'POST', path, reissue)
    expect([fresh.status, fresh.body.holderName, fresh.body.state]).toEqual([201, '林之夏', 'genuine'])
    expect(fresh.body.number).not.toBe(old.number)
    expect((await ask(county.logins.hours_officer, 'POST', path, reissue)).body.id).toBe(reissue.id)
    const before = await ask(county.logins.hours_officer, 'GET', `/certificates/${old.id}`)
    expect(before.body).toMatchObject({
      state: 'superseded',
      holderName: '林知夏',
      supersededByNumber: fresh.body.number,
    })
    const again = await ask(county.logins.hours_officer, 'POST', path, { id: newId(), reason: '再来' })
    expect([again.status, again.body.code]).toEqual([409, 'certificate_not_genuine'])
  })

  test('201: hours that are reversed take their certificate with them', async () => {
    const { id, entryId } = await issued()
    const reversed = await ask(county.logins.hours_officer, 'POST', `/credit-entries/${entryId}/reversal`, {
      id: newId(),
      reason: '重复登记',
    })
    expect([reversed.status, reversed.body.centihours]).toEqual([201, -2400])
    const { body } = await ask(county.logins.hours_officer, 'GET', `/certificates/${id}`)
    expect(body).toMatchObject({ state: 'revoked', stateReason: '重复登记' })
  })

  test('what a certificate says cannot be changed by the application', async () => {
    const { id } = await issued()
    const change = county.pool.query(`update certificate set holder_name = 'x' where id = '${id}'`)
    await expect(change).rejects.toThrow('permission denied')
  })
})

describe('the public answer', () => {
  const answer = (number: string, code: string) =>
    ask(undefined, 'GET', `/public/certificates/${encodeURIComponent(number)}?code=${code}`)

  test('200: genuine, with no more than the paper says', async () => {
    const { number, code } = await issued()
    const { status, body } = await answer(number, ` ${code.toLowerCase()} `)
    expect([status, body.state]).toEqual([200, 'genuine'])
    expect(Object.keys(body.certificate)).not.toContain('personId')
  })

  test('200: genuine, when a phone wrote small letters and spaces into the number', async () => {
    const rule = { pattern: defaultPattern, title: '培训合格证书', issuer: '青石县教育局' }
    expect((await ask(county.logins.bureau_officer, 'PUT', '/certificate-rule', rule)).status).toBe(200)
    const { number, code } = await issued()
    const typed = `${number.slice(0, 6)} ${number.slice(6).toLowerCase()}`
    expect(typed).not.toBe(typed.toUpperCase())
    expect((await answer(typed, code)).body).toMatchObject({ state: 'genuine', number })
  })

  test('200: a wrong code and an unknown number get the same answer', async () => {
    const { number } = await issued()
    const wrong = await answer(number, 'ZZZZZZZZ')
    const unknown = await answer('4110012026X999999', 'ZZZZZZZZ')
    expect([wrong.status, wrong.body.state, wrong.body.certificate]).toEqual([200, 'unknown', null])
    expect([unknown.status, unknown.body.state, unknown.body.certificate]).toEqual([200, 'unknown', null])
  })

  test('the page says genuine, revoked, replaced or unknown, in both languages, without a script', async () => {
    const pages = verifyRoutes(county.pool)
    const page = async (path: string) => (await pages.request(path)).text()
    const [genuine, revoked, old] = [await issued(), await issued(), await issued()]
    await ask(county.logins.bureau_officer, 'POST', `/certificates/${revoked.id}/revocation`, { reason: '成绩作废' })
    await ask(county.logins.bureau_officer, 'POST', `/certificates/${old.id}/reissue`, { id: newId(), reason: '遗失' })
    const at = (one: { number: string; code: string }) => `/${encodeURIComponent(one.number)}?c=${one.code}`
    expect(await page(at(genuine))).toContain('证书有效')
    expect(await page(`${at(genuine)}&lang=en`)).toContain('Genuine and valid')
    expect(await page(at(revoked))).toContain('成绩作废')
    expect(await page(at(old))).toContain('证书已换发')
    const unknown = await page('/nothing?c=<script>')
    expect(unknown).toContain('查无此证书')
    expect(unknown).not.toContain('<script')
    expect(await page('/nothing?c=ABCD2345')).toContain('value="ABCD2345"')
    expect(await page('/')).toContain('name="number"')
  })

  test('429: one address above its limit is held back with a readable page, others are not', async () => {
    const pages = verifyRoutes(county.pool)
    const from = (address: string) => {
      const app = new Hono<Env>()
      app.use(async (c, next) => {
        c.set('address', address)
        await next()
      })
      return app.route('/verify', pages)
    }
    const [hasty, other] = [from('10.1.1.1'), from('10.1.1.2')]
    const answers = await Promise.all(Array.from({ length: 100 }, async () => hasty.request('/verify/x?c=y')))
    const held = answers.filter((each) => each.status === 429)
    expect(held.length).toBeGreaterThan(30)
    expect(await held[0]?.text()).toContain('查询过于频繁')
    expect(held[0]?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await other.request('/verify/x?c=y')).status).toBe(200)
  })
})
