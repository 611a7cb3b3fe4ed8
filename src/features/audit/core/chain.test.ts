import { expect, test } from 'vitest'
import { sha256 } from '../../../platform/crypto.ts'
import { breachOf, chainStart, sealedText, walkStart, type Seal } from './chain.ts'

const digest = (text: string) => sha256(text).toString('hex')

function link(seq: number, previousHash: string, lines: readonly string[]): Seal {
  const hash = digest(sealedText(seq, previousHash, lines))
  return { seq, fromId: `from-${seq}`, toId: `to-${seq}`, size: lines.length, previousHash, hash }
}

const first = link(1, chainStart, ['["a"]', '["b"]'])
const second = link(2, first.hash, ['["c"]'])
const afterFirst = { seq: 1, hash: first.hash }

test('a chain that nobody touched holds, link by link', () => {
  expect(breachOf(walkStart, first, ['["a"]', '["b"]'], digest, false)).toBeUndefined()
  expect(breachOf(afterFirst, second, ['["c"]'], digest, false)).toBeUndefined()
})

test.each([
  ['an altered entry', walkStart, first, ['["a"]', '["B"]'], 'entries_altered'],
  ['entries in another order', walkStart, first, ['["b"]', '["a"]'], 'entries_altered'],
  ['an entry that is gone', walkStart, first, ['["a"]', null], 'entry_missing'],
  ['a link that is gone', walkStart, second, ['["c"]'], 'seal_missing'],
  ['a link onto another chain', { seq: 1, hash: chainStart }, second, ['["c"]'], 'link_broken'],
] as const)('%s is found, with its place', (_, walk, seal, lines, kind) => {
  expect(breachOf(walk, seal, lines, digest, false)).toMatchObject({ kind, seq: seal.seq, fromId: seal.fromId })
})

test('a span taken away for its age holds by its link alone; half of it does not', () => {
  expect(breachOf(walkStart, first, [null, null], digest, true)).toBeUndefined()
  expect(breachOf(walkStart, first, ['["a"]', null], digest, true)).toMatchObject({ kind: 'entry_missing' })
})
