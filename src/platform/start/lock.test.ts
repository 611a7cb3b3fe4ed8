import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qinglan-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('one process at a time; released, it is free again', () => {
  const first = takeLock(folder)
  expect(takeLock(folder)).toEqual({ ok: false, error: { code: 'data_in_use', folder, pid: process.pid } })
  if (first.ok) first.value.release()
  expect(readdirSync(folder)).toEqual([])
  const again = takeLock(folder)
  if (again.ok) again.value.release()
  expect(again.ok).toBe(true)
})

test.each([
  ['a process that is gone', '999999 boot:1\n'],
  ['an earlier life of a number that is used again', `${process.pid} boot:1\n`],
  ['a write that was cut short', ''],
])('a lock left by %s is taken over', (_, content) => {
  writeFileSync(join(folder, 'qinglan.lock'), content)
  const taken = takeLock(folder)
  expect(taken.ok).toBe(true)
  if (taken.ok) taken.value.release()
  expect(readdirSync(folder)).toEqual([])
})

test('of many that find the same stale lock at once, one gets it', async () => {
  writeFileSync(join(folder, 'qinglan.lock'), '999999 boot:1\n')
  const program = `import { takeLock } from ${JSON.stringify(fileURLToPath(new URL('./lock.ts', import.meta.url)))}
    const lock = takeLock(${JSON.stringify(folder)})
    process.stdout.write(lock.ok ? 'got ' : 'not ')
    await new Promise((done) => process.stdin.once('end', done).resume())`
  const starters = Array.from({ length: 6 }, () => spawn(process.execPath, ['--input-type=module', '-e', program]))
  const answers = await Promise.all(
    starters.map(
      (child) => new Promise((said) => child.stdout.once('data', (chunk: Buffer) => said(chunk.toString()))),
    ),
  )
  expect(answers.toSorted()).toEqual(['got ', 'not ', 'not ', 'not ', 'not ', 'not '])
  await Promise.all(
    starters.map((child) => {
      child.stdin.end()
      return new Promise((ended) => child.once('exit', ended))
    }),
  )
  expect(readdirSync(folder)).toEqual([])
})
