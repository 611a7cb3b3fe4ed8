import type { Saying } from './commands/opening.ts'
import { openingWords } from './words/opening.ts'

/** How the rows of a list of hours that goes back are spoken of in a language. */
export function sayOpening(tongue: 'zh' | 'en'): Saying {
  const words = openingWords[tongue]
  return {
    fit: words['opening.fit'],
    refused: words['opening.refused'],
    reason: ({ code, value }) => words[`why.${code}`].replace('{{value}}', value),
  }
}
