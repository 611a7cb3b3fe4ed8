import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gather } from './batch.ts'

test('arrivals of a few milliseconds are one piece of work, and each gets its own answer', async () => {
  const sizes: number[] = []
  const ask = gather({ waitMs: 2, most: 100, lanes: 1 }, async (items: readonly number[]) => {
    sizes.push(items.length)
    await pause(5)
    return items.map((item) => item * 2)
  })
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => ask('key', n)))
  expect(answers).toEqual(Array.from({ length: 50 }, (_, n) => n * 2))
  expect(sizes).toEqual([50])
})

test('one key never has more batches under way than its lanes, and none is larger than allowed', async () => {
  let underWay = 0
  let highest = 0
  const ask = gather({ waitMs: 1, most: 10, lanes: 2 }, async (items: readonly number[]) => {
    highest = Math.max(highest, (underWay += 1))
    expect(items.length).toBeLessThanOrEqual(10)
    await pause(2)
    underWay -= 1
    return items
  })
  await Promise.all(Array.from({ length: 200 }, (_, n) => ask('key', n)))
  expect(highest).toBe(2)
})

test('a batch that fails tells everybody in it, and the next one runs', async () => {
  let first = true
  const ask = gather({ waitMs: 1, most: 10, lanes: 1 }, async (items: readonly string[]) => {
    if (!first) return items
    first = false
    throw new Error('the database is away')
  })
  const lost = await Promise.allSettled([ask('key', 'a'), ask('key', 'b')])
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask('key', 'c')).toBe('c')
})

test('keys do not wait for each other', async () => {
  const ask = gather({ waitMs: 1, most: 10, lanes: 1 }, async (items: readonly string[]) => {
    if (items.includes('slow')) await pause(80)
    return items
  })
  const slow = ask('one', 'slow')
  expect(await Promise.race([slow, ask('other', 'quick')])).toBe('quick')
  await slow
})
