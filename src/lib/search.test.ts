import { expect, test } from 'vitest'
import { namesPlace, readWords, termsOf } from './search.ts'

const texts = (typed: string) => readWords(typed).map(({ text }) => text)

test.each([
  ['王 数学 一中', ['王', '数学', '一中']],
  ['  单雨桐 ', ['单雨桐']],
  ['Shàn Yǔtóng', ['shan', 'yutong']],
  ['lǚ bù', ['lv', 'bu']],
  ['LYU', ['lv']],
  // 林雨 is no 吕.
  ['linyu', ['linyu']],
  ['ＷＡＮＧ　ｘｍ', ['wang', 'xm']],
  ['T00012', ['t00012']],
  ['教-0012', ['教-0012']],
  ["xi'an", ['xian']],
  ['王xm', ['王', 'xm']],
  ['阿依古丽·买买提', ['阿依古丽', '买买提']],
  ['第3小学', ['第3小学']],
  ['王，李；张', ['王', '李', '张']],
  ["%_\\ ' or '1'='1", ['or', '1', '1']],
  ['%_', []],
  ['', []],
  ['a b c d e f g h', ['a', 'b', 'c', 'd', 'e', 'f']],
])('%j is read as %j', (typed, words) => {
  expect(texts(typed)).toEqual(words)
})

test.each([
  ['王', 0, "'王'"],
  ['王雨', 0, "'王雨':*"],
  ['shan', 0, "'shan':* | '~shan':* | '#shan':*"],
  ['li', 0, "'li':* | '#li':*"],
  ['li', 1, "'li':* | '~li':* | '#li':*"],
  ['t001', 0, "'#t001':* | 't001':*"],
])('%s in place %i is looked for as %s', (typed, place, terms) => {
  expect(readWords(typed).map((word) => termsOf(word, place))).toEqual([terms])
})

test('a subject is found whole, beside whoever is called so', () => {
  expect(readWords('数学').map((word) => termsOf(word, 0, ['14']))).toEqual(["'数学':* | '14'"])
})

test.each([
  ['王', false],
  ['一中', true],
  ['yz', false],
  ['yizhong', true],
  ['第3小学', true],
  ['t001', false],
])('whether %s is long enough for a school: %s', (typed, names) => {
  expect(readWords(typed).map(namesPlace)).toEqual([names])
})

test('no word leaves its quotes', () => {
  const [word] = readWords("o'brien")
  expect(word && termsOf(word, 0)).toBe("'obrien':* | '~obrien':* | '#obrien':*")
  expect(termsOf({ text: "a'\\b", kind: 'han' }, 0)).toBe("'ab':*")
})
