import { nameOf } from './core/cells.ts'
import type { Reason } from './core/reasons.ts'
import { reasonWords } from './words/reasons.ts'

export type Tongue = 'zh' | 'en'
type Key = keyof (typeof reasonWords)['zh']

const isKey = (key: string): key is Key => key in reasonWords.zh

/** One sentence of the words of rows, with what is named in it. */
export function say(tongue: Tongue, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const sentence: string = isKey(key) ? reasonWords[tongue][key] : key
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** Why a row is refused and what to do about it. */
export function sayReason(tongue: Tongue, { code, field, value, names, row }: Reason): string {
  const named = field === 'kind' && value !== undefined && code === 'kind_differs' ? nameOf('kind', value) : value
  return say(tongue, `reason.${code}`, {
    field: field === undefined ? '' : say(tongue, `field.${field}`),
    value: named ?? '',
    names: (names ?? []).join(code === 'cycle' ? ' › ' : tongue === 'zh' ? '、' : ', '),
    where: row === undefined ? '' : say(tongue, 'where.row', { row }),
    row: row ?? '',
  })
}
