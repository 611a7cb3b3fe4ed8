import type { LeftReason, Reason } from './core/reasons.ts'
import { reasonWords } from './words/reasons.ts'

export type Tongue = 'zh' | 'en'
type Key = keyof (typeof reasonWords)['zh']

const isKey = (key: string): key is Key => key in reasonWords.zh

/** One sentence of the words of rows, with what is named in it. */
export function say(tongue: Tongue, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const sentence: string = isKey(key) ? reasonWords[tongue][key] : key
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

const joined = (tongue: Tongue, names: readonly string[]) => names.join(tongue === 'zh' ? '、' : ', ')

/** Why a row is refused and what to do about it. */
export function sayReason(tongue: Tongue, { code, field, value, names, row }: Reason): string {
  return say(tongue, `reason.${code}`, {
    field: field === undefined ? '' : say(tongue, `field.${field}`),
    value: value ?? '',
    names: joined(tongue, names ?? []),
    row: row ?? '',
  })
}

const fieldOfColumn: Readonly<Record<string, string>> = {
  staff_no: 'staffNo',
  organisation_id: 'organisation',
  born_on: 'bornOn',
  talent_level: 'talentLevel',
  started_on: 'startedOn',
  retires_on: 'retiresOn',
  id_number: 'idNumber',
}

/** Why something stayed when the import was undone. */
export function sayLeft(tongue: Tongue, { code, fields }: LeftReason): string {
  if (code !== 'changed_since' || !fields)
    return say(tongue, code === 'changed_since' ? 'left.changed_since_whole' : `left.${code}`)
  const named = fields.map((column) => say(tongue, `field.${fieldOfColumn[column] ?? column}`))
  return say(tongue, 'left.changed_since', { fields: joined(tongue, named) })
}
