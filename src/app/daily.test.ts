import { expect, test } from 'vitest'
import { workThrough } from './daily.ts'

test('what fails in one bureau is told, and keeps back neither the rest of its day nor the other bureaus', async () => {
  const done: string[] = []
  const told: string[] = []
  const due = {
    quotas: (bureau: string) =>
      bureau === '河东' ? Promise.reject(new Error('坏了')) : Promise.resolve(done.push(`${bureau} quotas`)),
    sealing: (bureau: string) => Promise.resolve(done.push(`${bureau} sealing`)),
  }
  await workThrough(
    ['河东', '河西'].map((bureau) => () => bureau),
    due,
    (failure, what) => told.push(`${what}: ${failure instanceof Error ? failure.message : ''}`),
  )
  expect(done).toEqual(['河东 sealing', '河西 quotas', '河西 sealing'])
  expect(told).toEqual(['quotas: 坏了'])
})
