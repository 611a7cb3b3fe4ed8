import { expect, test } from 'vitest'
import { watermarkOf } from './watermark.ts'

test('an export names who took it, from where and when, in the time of the bureau', () => {
  const taken = { name: '王干部', bureau: '青石县教育局', at: new Date('2026-11-21T17:05:00Z'), zone: 'Asia/Shanghai' }
  expect(watermarkOf(taken)).toEqual({
    line: '青石县教育局　王干部　2026-11-22 01:05 导出，仅限工作使用，请勿外传',
    inName: '王干部-202611220105',
  })
})
