import { isValidElement } from 'react'
import { expect, test } from 'vitest'
import { mustBeLong } from './field-rules.ts'
import { unbroken } from './unbroken.tsx'

const whole = (text: string) => {
  const shown = unbroken(text)
  const parts: unknown = isValidElement<{ children: unknown }>(shown) ? shown.props.children : []
  return (Array.isArray(parts) ? parts : []).flatMap((part: unknown) =>
    isValidElement<{ children: string }>(part) ? [part.props.children] : [],
  )
}

test('a date in a sentence is one piece, and so is the end of a range and a span of hours', () => {
  expect(whole('公示至 2026-11-27，2026-12-10 – 12-13')).toEqual(['2026-11-27', '2026-12-10', '12-13'])
  expect(whole('2026-11-21 周六 14:00–16:30 · 一号厅')).toEqual(['2026-11-21', '14:00–16:30'])
  expect(unbroken('工号 QS100016')).toBe('工号 QS100016')
  expect(unbroken(null)).toBeNull()
})

test('a text that says too little is told how much is wanted', () => {
  expect(mustBeLong(10)('太短了')).toMatch(/10.*3/)
  expect(mustBeLong(10)('这份名单的产生过程没有公开')).toBe(true)
  expect(mustBeLong(undefined)('短')).toBe(true)
})
