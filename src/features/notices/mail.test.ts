import { afterAll, beforeAll, expect, test } from 'vitest'
import { noticeOriginals } from '../../app/notice-catalogue.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { systemClock, type Clock } from '../../platform/clock.ts'
import { openMail } from '../../platform/mail/mail.ts'
import { headersOf, partOf, smtpServer } from '../../platform/mail/testing.ts'
import { newsOnly } from './core/weights.ts'
import { connectMail, notify, sendLetters } from './public.ts'

let at = new Date('2026-03-02T08:00:00Z')
const clock: Clock = { ...systemClock, now: () => at }
const later = (minutes: number) => {
  at = new Date(at.getTime() + minutes * 60_000)
}
let answer = '250 ok'
let county: TestCounty
let server: Awaited<ReturnType<typeof smtpServer>>
let mail: ReturnType<typeof openMail>
beforeAll(async () => {
  county = await testCounty(clock)
  server = await smtpServer(() => answer)
  mail = openMail({ url: server.url, from: '青蓝 <peixun@example.cn>' })
  connectMail(true)
})
afterAll(async () => {
  mail.close()
  await server.close()
  await county.close()
})

const send = async () => {
  const post = { mail, vault: county.vault, origin: 'https://peixun.example.cn' }
  server.received.length = 0
  await sendLetters(county.door(), post)
  return server.received
}
const tell = (who: Login, code: string, params: Record<string, string>, link?: string) =>
  county.commit(async (tx) => {
    const message = { code, params, ...(link === undefined ? {} : { link }) }
    const to = who.personId === null ? { accountIds: [who.accountId] } : { personIds: [who.personId] }
    return ok(await notify(tx, to, message))
  })
const ask = (who: Login, address: string, language = 'zh') =>
  county.request(who, 'POST', '/my/mail/confirmations', { address, language })
const confirm = (who: Login, code: string) => county.request(who, 'POST', '/my/mail/address', { code })
const codeIn = async () => {
  const [letter] = await send()
  return letter ? (/\d{6}/.exec(partOf(letter, 'text/plain'))?.[0] ?? '') : ''
}
const wishes = (who: Login, wanted: string, language = 'zh') =>
  county.request(who, 'PUT', '/my/mail', { wanted, language })
const letters = async (query = '') =>
  (await county.request(county.logins.bureau_officer, 'GET', `/mail-letters${query}`)).body

test('200: an address is confirmed by the code that it was sent; nothing goes to it before', async () => {
  const { teacher } = county.logins
  const asked = await ask(teacher, 'Lin@school.cn')
  expect([asked.status, asked.body]).toMatchObject([
    201,
    { isOn: true, address: null, pending: { address: 'Lin@school.cn', triesLeft: 5 } },
  ])
  await tell(teacher, 'enrolment.admitted', { programme: '数学骨干' })
  const code = await codeIn()
  expect(server.received.map(({ to }) => to)).toEqual([['Lin@school.cn']])
  const wrong = await confirm(teacher, code === '000000' ? '000001' : '000000')
  expect([wrong.status, wrong.body.code]).toEqual([422, 'mail_code_wrong'])
  expect((await county.request(teacher, 'GET', '/my/mail')).body.pending.triesLeft).toBe(4)
  const done = await confirm(teacher, code)
  expect([done.status, done.body]).toMatchObject([200, { address: 'Lin@school.cn', wanted: 'needed', pending: null }])
  expect((await confirm(teacher, code)).body.code).toBe('mail_nothing_to_confirm')
})

test('200: a notice goes there in the bureau’s words, escaped, with a whole link, once', async () => {
  const { teacher, bureau_officer } = county.logins
  const own = { code: 'enrolment.admitted', zh: '恭喜！“{{programme}}”录取了您。', en: null, version: 0 }
  await county.request(bureau_officer, 'PUT', '/notice-texts', own)
  await tell(teacher, 'enrolment.admitted', { programme: '<b>数学</b>\r\nBcc: all@school.cn' }, '/m/enrolments')
  const [letter, ...others] = await send()
  if (!letter) throw new Error('nothing came')
  expect(others).toEqual([])
  expect(letter.to).toEqual(['Lin@school.cn'])
  expect(headersOf(letter).filter((line) => /^bcc:/i.test(line))).toEqual([])
  expect(partOf(letter, 'text/html')).toContain('恭喜！“&lt;b&gt;数学&lt;/b&gt;')
  expect(partOf(letter, 'text/html')).toContain('href="https://peixun.example.cn/m/enrolments"')
  expect(partOf(letter, 'text/plain')).toContain('https://peixun.example.cn/m/enrolments')
  expect(await send()).toEqual([])
  const sent = (await letters()).items.find(({ code }: { code: string | null }) => code === 'enrolment.admitted')
  expect(sent).toMatchObject({ state: 'sent', attempts: 1, failure: null })
  expect(JSON.stringify(await letters())).not.toContain('school.cn')
  const taken = await county.request(bureau_officer, 'GET', '/list-exports/mail-letters?state=sent')
  expect(taken.status).toBe(200)
})

test('200: everybody chooses: all, what is needed, none; and the language', async () => {
  const { teacher } = county.logins
  const news = { code: 'credits.verified', params: { title: '研修', hours: '8' } }
  await tell(teacher, news.code, news.params)
  expect(await send()).toEqual([])
  expect((await wishes(teacher, 'all', 'en')).body).toMatchObject({ wanted: 'all', language: 'en' })
  await tell(teacher, news.code, news.params)
  const [letter] = await send()
  expect(letter && partOf(letter, 'text/plain')).toContain('8 hours of “研修” are verified')
  await wishes(teacher, 'none')
  await tell(teacher, 'enrolment.returned', { programme: 'A', reason: 'B' })
  expect(await send()).toEqual([])
  await wishes(teacher, 'needed')
})

test('200: a reader that the server refuses for good fails at once; two hands never send the same letter', async () => {
  const { teacher } = county.logins
  answer = '550 no such reader'
  await tell(teacher, 'enrolment.returned', { programme: 'A', reason: 'B' })
  await send()
  const [failed] = (await letters('?state=failed')).items
  expect(failed).toMatchObject({ attempts: 1 })
  answer = '250 ok'
  for (let count = 0; count < 10; count += 1) await tell(teacher, 'enrolment.admitted', { programme: String(count) })
  const post = { mail, vault: county.vault, origin: undefined }
  server.received.length = 0
  await Promise.all([1, 2, 3].map(() => sendLetters(county.door(), post)))
  expect(server.received.length).toBe(10)
})

test('409: a code that was tried five times is spent, one that is old has expired; 429: not every second, not for ever', async () => {
  const { principal } = county.logins
  await ask(principal, 'wang@school.cn')
  const code = await codeIn()
  expect((await ask(principal, 'wang@school.cn')).body.code).toBe('mail_asked_too_soon')
  const wrong = code === '123456' ? '654321' : '123456'
  for (let tries = 0; tries < 5; tries += 1) expect((await confirm(principal, wrong)).status).toBe(422)
  const spent = await confirm(principal, code)
  expect([spent.status, spent.body.code]).toEqual([409, 'mail_code_spent'])
  later(2)
  await ask(principal, 'wang@school.cn')
  const second = await codeIn()
  later(16)
  expect((await confirm(principal, second)).body.code).toBe('mail_code_expired')
  for (let count = 0; count < 3; count += 1) {
    await ask(principal, 'wang@school.cn')
    later(2)
  }
  const often = await ask(principal, 'wang@school.cn')
  expect([often.status, often.body.code]).toEqual([429, 'mail_asked_too_often'])
})

test('422: what is no address; 404: choices without one; 204: an address that is removed gets nothing more', async () => {
  const { teacher, school_registrar, auditor } = county.logins
  expect((await ask(school_registrar, 'zhang@school')).body.code).toBe('mail_address_malformed')
  expect((await wishes(school_registrar, 'all')).body.code).toBe('mail_address_missing')
  await tell(teacher, 'enrolment.returned', { programme: 'A', reason: 'B' })
  expect((await county.request(teacher, 'DELETE', '/my/mail')).status).toBe(204)
  expect((await send()).flatMap(({ to }) => to)).not.toContain('Lin@school.cn')
  expect((await county.request(teacher, 'GET', '/my/mail')).body).toMatchObject({ address: null, wanted: null })
  const trail = await county.request(auditor, 'GET', `/audit-entries?objectId=${teacher.accountId}`)
  expect(trail.body.items.map(({ act }: { act: string }) => act)).toEqual(
    expect.arrayContaining(['mail_address.asked', 'mail_address.confirmed', 'mail_address.removed']),
  )
  expect(JSON.stringify(trail.body)).not.toContain('school.cn')
})

test('403: others neither see letters nor send them again; 409: without a mail server nobody gives an address', async () => {
  const { school_registrar, auditor } = county.logins
  expect((await county.request(school_registrar, 'GET', '/mail-letters')).status).toBe(403)
  expect((await county.request(auditor, 'POST', '/mail-letter-retries', {})).status).toBe(403)
  connectMail(false)
  expect((await ask(school_registrar, 'zhang@school.cn')).body.code).toBe('mail_off')
  expect((await letters()).isOn).toBe(false)
  connectMail(true)
})

test('200: what the server does not take is tried again with growing delays, then told to the bureau, which sends it again', async () => {
  const { otherRegistrar, bureau_officer } = county.logins
  await ask(otherRegistrar, 'zhao@school.cn')
  await confirm(otherRegistrar, await codeIn())
  answer = '451 come back later'
  await tell(otherRegistrar, 'enrolment.returned', { programme: 'A', reason: 'B' })
  await send()
  expect((await letters('?state=waiting')).items).toMatchObject([
    { attempts: 1, failure: expect.stringContaining('451') },
  ])
  await send()
  expect((await letters('?state=waiting')).items).toMatchObject([{ attempts: 1 }])
  for (const minutes of [2, 6, 31, 121, 481]) {
    later(minutes)
    await send()
  }
  const [failed] = (await letters('?state=failed')).items
  expect(failed).toMatchObject({ attempts: 6 })
  answer = '250 ok'
  later(1000)
  expect(await send()).toEqual([])
  const again = await county.request(bureau_officer, 'POST', '/mail-letter-retries', { ids: [failed.id] })
  expect([again.status, again.body]).toEqual([200, { retried: 1 }])
  expect((await send()).length).toBe(1)
  expect((await letters()).sums).toMatchObject({ failed: 1, waiting: 0 })
})

test('every notice that is only news is one that somebody sends', () => {
  const known = new Set(noticeOriginals.map(({ code }) => code))
  expect([...newsOnly].filter((code) => !known.has(code))).toEqual([])
})
