import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digest } from './digest.ts'
import { commitmentOf, lotsOf } from './lots.ts'

test('a digest is the SHA-256 that everybody else reckons, whatever the length and the script', () => {
  expect(digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const known = text.isWellFormed() ? text : text.toWellFormed()
      expect(digest(known)).toBe(createHash('sha256').update(known, 'utf8').digest('hex'))
    }),
  )
})

test('[002-18] a seed is committed to with a salt, and the commitment tells of another seed', () => {
  expect(commitmentOf('seed', 'salt')).toBe(createHash('sha256').update('seedsalt').digest('hex'))
  expect(commitmentOf('seed', 'salt')).not.toBe(commitmentOf('seee', 'salt'))
})

test('[002-18] lots are a permutation, follow the hash, and do not know the order of the list', () => {
  const lists = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 40 })
  fc.assert(
    fc.property(lists, fc.string({ maxLength: 5 }), (ids, seed) => {
      const lots = lotsOf(seed, ids)
      expect([...lots].toSorted((one, other) => one - other)).toEqual(ids.map((_, index) => index))
      const turned = lotsOf(seed, ids.toReversed()).toReversed()
      expect([...turned]).toEqual([...lots])
      const hashes = ids.map((id) => digest(`${seed}:${id}`).slice(0, 16))
      const byHash = ids
        .map((_, index) => index)
        .toSorted((one, other) => ((hashes[one] ?? '') < (hashes[other] ?? '') ? -1 : 1))
      expect(byHash.map((index) => lots[index])).toEqual(ids.map((_, place) => place))
    }),
  )
})
