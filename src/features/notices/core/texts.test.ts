import { describe, expect, test } from 'vitest'
import { fill, groupOf, missingIn, originalsIn, placeholdersIn, sayNotice, textFlaw } from './texts.ts'

const words = {
  zh: {
    title: '标题',
    'notice.access.granted': '自 {{fromOn}} 起，您担任“$t(role.{{role}})”。',
    'role.auditor': '审计员',
  },
  en: {
    title: 'Title',
    'notice.access.granted': 'From {{fromOn}} you are “$t(role.{{role}})”.',
    'role.auditor': 'Auditor',
  },
}
const [original] = originalsIn(words)
if (!original) throw new Error('there is one')

test('a notice is found in the words of its feature, with its placeholders and what their values are called', () => {
  expect(original).toEqual({
    code: 'access.granted',
    zh: '自 {{fromOn}} 起，您担任“{{role}}”。',
    en: 'From {{fromOn}} you are “{{role}}”.',
    placeholders: ['fromOn', 'role'],
    terms: { role: { auditor: { zh: '审计员', en: 'Auditor' } } },
  })
  expect(groupOf(original.code)).toBe('access')
})

describe('a sentence of the bureau’s own', () => {
  test.each([
    ['请于 {{fromOn}} 到岗，担任{{role}}。', undefined],
    ['没有任何内容', undefined],
    ['{{who}}和{{whom}}', { code: 'placeholder_unknown', names: ['who', 'whom'] }],
    ['{{fromOn}', { code: 'placeholder_broken' }],
    ['{{from On}}', { code: 'placeholder_broken' }],
    ['单个 { 不碍事 }', undefined],
  ])('%s', (text, flaw) => expect(textFlaw(original, text)).toEqual(flaw))

  test('names what it leaves out', () => {
    expect(missingIn(original, '担任{{role}}')).toEqual(['fromOn'])
    expect(placeholdersIn('{{a}}{{b}}{{a}}')).toEqual(['a', 'b'])
  })

  test('stands in its language alone; the other keeps the original', () => {
    const own = { zh: '{{role}}：{{fromOn}}', en: null }
    const params = { fromOn: '2026-03-01', role: 'auditor' }
    expect(sayNotice(original, own, params, 'zh')).toBe('审计员：2026-03-01')
    expect(sayNotice(original, own, params, 'en')).toBe('From 2026-03-01 you are “Auditor”.')
    expect(sayNotice(original, null, params, 'zh')).toBe('自 2026-03-01 起，您担任“审计员”。')
  })

  test('a value is never read as a placeholder or a term', () => {
    expect(fill('{{a}} {{b}}', { a: '{{b}} $t(role.auditor)', b: 2 }, 'zh')).toBe('{{b}} $t(role.auditor) 2')
    expect(fill('{{c}}!', {}, 'en')).toBe('!')
  })
})
