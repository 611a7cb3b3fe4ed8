import { useLanguage, wordsIn, type Words } from '../../../ui/words.ts'
import { textWords } from '../words/texts.ts'

/** What the part of the product that a notice is about is called. */
export function useSayGroup(): (group: string) => string {
  const [language] = useLanguage()
  return (group) => {
    const key = `group.${group}`
    return key in textWords.zh ? wordsIn<Words>(textWords, language)(key) : group
  }
}
