import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { inChild } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'qinglan-child-'))
afterAll(() => rmSync(folder, { recursive: true }))

const bounds = { heapMb: 64, mostMs: 20_000 }
let written = 0
function script(code: string): URL {
  const path = join(folder, `${String((written += 1))}.mjs`)
  writeFileSync(path, code)
  return pathToFileURL(path)
}
const run = (code: string, more: Partial<typeof bounds> = {}) =>
  inChild<unknown>(script(code), Buffer.from('青蓝'), { ...bounds, ...more }, (failure) => failure)

test('a child is handed the bytes and answers', async () => {
  const hears = "process.once('message', (bytes) => process.send(Buffer.from(bytes).toString()))"
  expect(await run(hears)).toBe('青蓝')
})

test.each([
  ['time', 'for (;;);', { mostMs: 300 }],
  ['memory', 'const all = []; for (;;) all.push(Array.from({ length: 10_000 }, () => ({})))', {}],
  ['failed', "throw new Error('no')", {}],
  ['failed', '', {}],
])('a child that runs out is ended, and nobody else: %s', async (failure, code, more) => {
  expect(await run(code, more)).toBe(failure)
})

test('a child that is stopped is ended long before its time, also where it was stopped before it began', async () => {
  const never = { ...bounds, mostMs: 3_600_000 }
  for (const stop of [AbortSignal.timeout(300), AbortSignal.abort()]) {
    expect(await inChild<unknown>(script('for (;;);'), Buffer.from('青蓝'), never, (failure) => failure, stop)).toBe(
      'time',
    )
  }
})
