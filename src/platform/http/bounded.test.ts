import { expect, test } from 'vitest'
import { addressLimit, shortMemory } from './bounded.ts'

function clock() {
  let now = 0
  return { ticks: () => now, pass: (ms: number) => (now += ms) }
}

test('one address is held back once its bucket is empty, and let in again as it fills', () => {
  const { ticks, pass } = clock()
  const limit = addressLimit({ burst: 3, perSecond: 2 }, ticks)
  expect([1, 2, 3, 4].map(() => limit.take('10.0.0.1'))).toEqual([undefined, undefined, undefined, 1])
  expect(limit.take('10.0.0.2')).toBeUndefined()
  pass(500)
  expect(limit.take('10.0.0.1')).toBeUndefined()
  expect(limit.take('10.0.0.1')).toBe(1)
})

test('addresses of one IPv6 network share a bucket', () => {
  const limit = addressLimit({ burst: 1, perSecond: 1 }, clock().ticks)
  expect(limit.take('2001:db8:1:2::9')).toBeUndefined()
  expect(limit.take('2001:db8:1:2:3:4:5:6')).toBe(1)
  expect(limit.take('2001:db8:1:3::9')).toBeUndefined()
})

test('memory is bounded however many addresses ask', () => {
  const limit = addressLimit({ burst: 1, perSecond: 1, most: 2 }, clock().ticks)
  for (const address of ['a', 'b', 'c']) limit.take(address)
  expect(limit.take('a')).toBeUndefined()
  expect(limit.take('c')).toBe(1)
})

test('an answer is asked for once while it is good, and again after a failure', async () => {
  const { ticks, pass } = clock()
  const memory = shortMemory<number>({ forMs: 100 }, ticks)
  let asked = 0
  const ask = async () => (asked += 1)
  expect(await Promise.all([memory.recall('k', ask), memory.recall('k', ask)])).toEqual([1, 1])
  pass(100)
  expect(await memory.recall('k', ask)).toBe(2)
  await expect(memory.recall('x', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await memory.recall('x', ask)).toBe(3)
})
