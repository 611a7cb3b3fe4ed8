import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadKeys } from './keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'qinglan-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the keys are made once, for their owner alone, and are the same ever after', () => {
  const path = join(folder, 'new/keys.json')
  const first = loadKeys(path, true)
  expect(first.ok && new Set([first.value.seal, first.value.lookup, first.value.sign].map(String)).size).toBe(3)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(loadKeys(path, false)).toEqual(first)
})

test('lost keys are not replaced where something was sealed with them', () => {
  expect(loadKeys(join(folder, 'lost.json'), false)).toMatchObject({ error: { code: 'keys_missing' } })
})

test.each(['', '{', '{"version":1}', '{"version":1,"seal":"00","lookup":"00","sign":"00"}'])(
  'a damaged key file (%j) is refused and left as it is',
  (content) => {
    const path = join(folder, 'damaged.json')
    writeFileSync(path, content)
    expect(loadKeys(path, true)).toMatchObject({ error: { code: 'keys_unreadable', path } })
    expect(statSync(path).size).toBe(content.length)
  },
)

test('a folder in the place of the key file is refused', () => {
  expect(loadKeys(folder, true)).toMatchObject({ error: { code: 'keys_unreadable', detail: 'EISDIR' } })
})
