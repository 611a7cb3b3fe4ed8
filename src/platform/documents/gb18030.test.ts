import { expect, test } from 'vitest'
import { encodeGb18030 } from './gb18030.ts'

const back = (text: string) => new TextDecoder('gb18030', { fatal: true }).decode(encodeGb18030(text))

test('GB 18030 is read back as it was: plain text, common and rare characters, and those beyond the basic plane', () => {
  for (const text of ['姓名,学时\r\n', 'abc 123', '㛃㮾䶮', '龦龧', '𠮷野家𬸚', '·—“”（）', 'é€'])
    expect(back(text)).toBe(text)
})

test('a common character has two bytes, a rare one four', () => {
  expect(encodeGb18030('学').toString('hex')).toBe('d1a7')
  expect(encodeGb18030('㐂')).toHaveLength(4)
  expect(encodeGb18030('𠮷').toString('hex')).toBe('9534b235')
})
