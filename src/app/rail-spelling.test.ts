import { expect, test } from 'vitest'
import { spell } from '../platform/pinyin.ts'
import { railSpelling } from './rail-spelling.ts'
import { words } from './words.ts'

test('every label of the rail is spelled as it is read', () => {
  const labels = Object.entries(words.zh).filter(([key]) => key.startsWith('rail.'))
  const spelled = labels.map(([key, label]) => {
    const { pinyin, initials } = spell(label)
    return [key, `${pinyin} ${initials}`]
  })
  expect(railSpelling).toEqual(Object.fromEntries(spelled))
})
