import { useLanguage } from '../../../ui/words.ts'
import { actWords } from '../words/acts.ts'

/** What acts and kinds of objects are called, and the choices among them. One without words is shown by its code. */
export function useActNames() {
  const [language] = useLanguage()
  const words: Readonly<Record<string, string>> = language === 'en' ? actWords.en : actWords.zh
  const optionsOf = (prefix: string) =>
    Object.entries(words)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, label]) => ({ value: key.slice(prefix.length), label }))
  return {
    act: (act: string) => words[`act.${act}`] ?? act,
    kind: (kind: string) => words[`kind.${kind}`] ?? kind,
    acts: optionsOf('act.'),
    kinds: optionsOf('kind.'),
  }
}
