import type { Translate } from '../../../ui/words.ts'
import { beyondCodes } from '../core.ts'
import type { words } from '../words.ts'

/** A rule over history in a few words: only those are counted within an audience. */
export function shortOf(say: Translate<typeof words>, code: string): string {
  const known = beyondCodes.find((each) => each === code)
  return known ? say(`short.${known}`) : code
}
