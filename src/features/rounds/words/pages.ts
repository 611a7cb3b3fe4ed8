import type { Words } from '../../../ui/words.ts'

/** What the pages of rounds say. */
export const pageWords = {
  zh: {},
  en: {},
} as const satisfies Words
