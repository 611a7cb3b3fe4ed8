import { connect, type Socket } from 'node:net'
import { systemClock } from '../src/platform/clock.ts'

/** One request of a load, as it goes over the wire. */
export type Asked = {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What came of a load. */
export type Outcome = {
  readonly seconds: number
  /** How many answers of each status. */
  readonly statuses: ReadonlyMap<number, number>
  /** Milliseconds from asking to the last byte of the answer, in the order of the answers. */
  readonly latencies: readonly number[]
}

function written({ method = 'GET', path, headers = {}, body }: Asked): string {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const about = text === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}${about}\r\n${text}`
}

/** The whole length of the answer that `said` begins with; undefined while a part of it is still on its way. */
function lengthOf(said: string): number | undefined {
  const head = said.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const length = /\r\ncontent-length: *(\d+)/i.exec(said.slice(0, head))?.[1]
  if (length !== undefined) {
    const end = head + 4 + Number(length)
    return said.length >= end ? end : undefined
  }
  const end = said.indexOf('0\r\n\r\n', head + 4)
  return end < 0 ? undefined : end + 5
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.setEncoding('latin1')
    socket.once('connect', () => resolve(socket)).once('error', reject)
  })
}

/** Asks one request on a connection that stays open, and gives its status. */
function ask(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = ''
    const lost = () => reject(new Error('the connection was closed before the answer'))
    const heard = (chunk: string) => {
      said += chunk
      if (lengthOf(said) === undefined) return
      socket.off('data', heard).off('close', lost)
      resolve(Number(said.slice(9, 12)))
    }
    socket.on('data', heard).once('close', lost)
    socket.write(request)
  })
}

/**
 * Sends requests over so many connections, one at a time on each, as fast as they are answered: until they are all
 * sent, or for so many seconds. The connections are open before the clock starts.
 */
export async function load(
  port: number,
  requests: Iterable<Asked>,
  { connections, seconds }: { readonly connections: number; readonly seconds?: number },
): Promise<Outcome> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const statuses = new Map<number, number>()
  const latencies: number[] = []
  const queue = requests[Symbol.iterator]()
  const began = systemClock.ticks()
  const until = seconds === undefined ? Number.POSITIVE_INFINITY : began + seconds * 1000
  await Promise.all(
    sockets.map(async (socket) => {
      for (let next = queue.next(); !next.done; next = queue.next()) {
        const asked = systemClock.ticks()
        if (asked >= until) break
        const status = await ask(socket, written(next.value))
        latencies.push(systemClock.ticks() - asked)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }),
  )
  const outcome = { seconds: (systemClock.ticks() - began) / 1000, statuses, latencies }
  for (const socket of sockets) socket.destroy()
  return outcome
}

/** The same requests over and over. */
export function* over<T>(items: readonly T[]): Generator<T> {
  if (items.length === 0) return
  for (;;) yield* items
}

/** Fails when an answer was another than expected: a refusal is quick, and no measure of the work. */
export function expectOnly({ statuses }: Outcome, ...expected: readonly number[]): void {
  const others = [...statuses].filter(([status]) => !expected.includes(status))
  if (others.length > 0) throw new Error(`unexpected answers: ${JSON.stringify(others)}`)
}
