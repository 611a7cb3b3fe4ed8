import { expect, test } from 'vitest'
import { inThread } from './thread.ts'

const bounds = { heapMb: 64, mostMs: 20_000 }
const script = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`)
const run = (code: string, more: Partial<typeof bounds> = {}) =>
  inThread<unknown>(script(code), Buffer.from('青蓝'), { ...bounds, ...more }, (failure) => failure)

const hears = "import { parentPort, workerData } from 'node:worker_threads';"

test('a thread is handed the bytes and answers', async () => {
  expect(await run(`${hears} parentPort.postMessage(Buffer.from(workerData).toString())`)).toBe('青蓝')
})

test.each([
  ['time', 'for (;;);', { mostMs: 300 }],
  ['memory', 'let last; for (;;) last = { last }', {}],
  ['failed', "throw new Error('no')", {}],
  ['failed', '', {}],
])('a thread that runs out is ended: %s', async (failure, code, more) => {
  expect(await run(code, more)).toBe(failure)
})
