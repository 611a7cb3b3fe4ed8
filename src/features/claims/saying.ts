import { importingWords } from './words/importing.ts'

export type Tongue = 'zh' | 'en'
type Key = keyof (typeof importingWords)['zh']

const isKey = (key: string): key is Key => key in importingWords.zh

/** One sentence about a row of a spreadsheet of hours. */
export function sayImport(tongue: Tongue, key: string): string {
  return isKey(key) ? importingWords[tongue][key] : key
}
