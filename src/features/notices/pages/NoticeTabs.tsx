import { at } from '../../../platform/web/route.ts'
import { Tabs } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { textWords } from '../words/texts.ts'

/** What notices say, and what became of them by e-mail. */
export function NoticeTabs() {
  const t = useWords(textWords)
  return (
    <Tabs
      items={[
        { to: at.noticeTexts(), label: t('tab.texts') },
        { to: at.mailLetters(), label: t('tab.letters') },
      ]}
    />
  )
}
