import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readIntegers } from './lists.ts'

test('a list of whole numbers is read as it was written', () => {
  expect(readIntegers('{}')).toEqual([])
  expect(readIntegers('{-2147483648,0,2147483647}')).toEqual([-2147483648, 0, 2147483647])
  fc.assert(
    fc.property(fc.array(fc.integer()), (list) => {
      expect(readIntegers(`{${list.join(',')}}`)).toEqual(list.map((each) => each + 0))
    }),
  )
})
