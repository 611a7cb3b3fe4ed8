import { afterEach, expect, test } from 'vitest'
import { openMail } from './mail.ts'
import { headersOf, partOf, smtpServer } from './testing.ts'

let ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends) await end()
  ends = []
})
const letter = { id: 'l1', to: 'lin@school.cn', subject: '录取', text: '您已被录取', html: '<p>您已被录取</p>' }

async function opened(answer?: (to: string) => string) {
  const server = await smtpServer(answer)
  const mail = openMail({ url: server.url, from: '青蓝 <peixun@example.cn>' })
  ends.push(
    () => mail.close(),
    () => server.close(),
  )
  return { server, mail }
}

test('a letter arrives as text and as HTML, from whom and to whom it says', async () => {
  const { server, mail } = await opened()
  expect(await mail.send(letter)).toEqual({ ok: true, value: undefined })
  const [got] = server.received
  if (!got) throw new Error('nothing came')
  expect([got.from, got.to]).toEqual(['peixun@example.cn', ['lin@school.cn']])
  expect(partOf(got, 'text/plain').trim()).toBe('您已被录取')
  expect(partOf(got, 'text/html')).toContain('<p>您已被录取</p>')
  expect(headersOf(got)).toEqual(
    expect.arrayContaining(['Message-ID: <l1@example.cn>', 'Auto-Submitted: auto-generated']),
  )
})

test('nothing in a subject or an address becomes a header or a second reader', async () => {
  const { server, mail } = await opened()
  await mail.send({ ...letter, subject: 'x\r\nBcc: all@school.cn\r\n\r\nbody' })
  await mail.send({ ...letter, to: 'lin@school.cn, wang@school.cn' })
  await mail.send({ ...letter, to: 'lin@school.cn>\r\nRCPT TO:<wang@school.cn' })
  expect(server.received.flatMap(({ to }) => to)).not.toContain('wang@school.cn')
  expect(server.received.flatMap(headersOf).filter((line) => /^bcc:/i.test(line))).toEqual([])
})

test('a reader that the server refuses is final; a server that is away, or says later, is not; addresses are not repeated', async () => {
  const { mail } = await opened((to) => (to.startsWith('gone') ? `550 no <${to}> here` : '451 later'))
  expect(await mail.send({ ...letter, to: 'gone@school.cn' })).toMatchObject({
    ok: false,
    error: { isFinal: true, said: expect.not.stringContaining('gone@') },
  })
  expect(await mail.send(letter)).toMatchObject({ ok: false, error: { isFinal: false } })
  const away = openMail({ url: 'smtp://127.0.0.1:1', from: 'a@b.cn' })
  expect(await away.send(letter)).toMatchObject({ ok: false, error: { isFinal: false } })
})
