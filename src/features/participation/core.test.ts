import { expect, test } from 'vitest'
import { coveragePercent, titleKeyOf } from './core/participation.ts'

test('[002-05] the share of a population is never rounded up', () => {
  expect(coveragePercent(98, 100)).toBe(98)
  expect(coveragePercent(999, 1_000)).toBe(99)
  expect(coveragePercent(0, 0)).toBeNull()
})

test('a title is the same however it is written', () => {
  expect(titleKeyOf('“国培计划”（2024） 骨干 研修')).toBe(titleKeyOf('国培计划 2024-骨干研修'))
})
