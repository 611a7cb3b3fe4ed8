import { expect, test } from 'vitest'
import { differences, toldInOneLine } from './differences.ts'

test.each([
  [
    'what is new',
    null,
    { name: '甲', hours: 8 },
    [
      ['name', null, '甲'],
      ['hours', null, '8'],
    ],
  ],
  ['what was taken away', { name: '甲' }, null, [['name', '甲', null]]],
  ['what changed, and not what stayed', { a: 1, b: 2 }, { a: 1, b: 3 }, [['b', '2', '3']]],
  ['what is nested', { x: { y: [1] } }, { x: { y: [1, 2] } }, [['x.y', '[1]', '[1,2]']]],
  ['what is gone from what is still spoken of', { x: { y: 1, z: 2 } }, { x: { y: 1 } }, [['x.z', '2', null]]],
  ['only a value', 'old', 'new', [['·', 'old', 'new']]],
] as const)('%s is told field by field', (_, before, after, told) => {
  expect(differences(before, after).map((each) => [each.field, each.before, each.after])).toEqual(told)
})

test('a line of a table says the same', () => {
  expect(toldInOneLine({ state: 'draft' }, { state: 'approved', reason: '可行' })).toBe(
    'state: draft → approved; reason: 可行',
  )
})
