import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** A letter as it came over the wire. */
export type Received = { readonly from: string; readonly to: readonly string[]; readonly data: string }

/** A mail server on a free port that takes letters down; `answer` may refuse a reader. */
export async function smtpServer(answer: (to: string) => string = () => '250 ok') {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    converse(socket, answer, (letter) => received.push(letter))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = portOf(server.address())
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function portOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('a server on a socket has a port')
  return address
}

// As much of RFC 5321 as a letter needs.
function converse(socket: Socket, answer: (to: string) => string, take: (letter: Received) => void): void {
  let [buffer, data, isBody, from] = ['', '', false, '']
  let to: string[] = []
  const say = (line: string) => socket.write(`${line}\r\n`)
  const bracketed = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? ''
  const hear = (line: string) => {
    if (isBody) {
      if (line !== '.') data += `${line.startsWith('..') ? line.slice(1) : line}\r\n`
      else {
        isBody = false
        take({ from, to, data })
        ;[data, to] = ['', []]
        say('250 taken')
      }
    } else if (/^(EHLO|HELO|RSET)/i.test(line)) say('250 test')
    else if (/^MAIL/i.test(line)) {
      from = bracketed(line)
      say('250 ok')
    } else if (/^RCPT/i.test(line)) {
      const said = answer(bracketed(line))
      if (said.startsWith('250')) to.push(bracketed(line))
      say(said)
    } else if (/^DATA/i.test(line)) {
      isBody = true
      say('354 go on')
    } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
    else say('502 what')
  }
  say('220 test')
  socket.on('data', (piece) => {
    buffer += piece.toString('utf8')
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      hear(line)
    }
  })
}

/** The text of one part of a letter, decoded. */
export function partOf({ data }: Received, type: 'text/plain' | 'text/html'): string {
  const part = data.split(/^--.*$/m).find((one) => one.toLowerCase().includes(`content-type: ${type}`)) ?? ''
  const body = part.split('\r\n\r\n').slice(1).join('\r\n\r\n')
  if (/transfer-encoding: base64/i.test(part)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/quoted-printable/i.test(part)) return body
  const bytes = body.replaceAll(/=\r\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`)
  return decodeURIComponent(bytes.replaceAll(/%(?![0-9A-F]{2})/g, '%25'))
}

/** The headers of a letter, one a line, unfolded. */
export function headersOf({ data }: Received): readonly string[] {
  return (data.split('\r\n\r\n')[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
}
