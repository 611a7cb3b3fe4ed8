import type { Words } from '../../../ui/words.ts'

/** What the pages of school-based training say. */
export const pageWords = {
  zh: {
    plans: '校本研修',
  },
  en: {
    plans: 'School-based training',
  },
} as const satisfies Words
