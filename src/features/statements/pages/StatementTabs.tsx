import { at } from '../../../platform/web/route.ts'
import { Tabs } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'

/** What was issued, and which years are stamped, beside each other. */
export function StatementTabs() {
  const t = useWords(words)
  return (
    <Tabs
      label={t('title')}
      items={[
        { to: at.statements(), label: t('title') },
        { to: at.stampedYears(), label: t('years.title') },
        { to: at.hourLayouts(), label: t('layouts') },
      ]}
    />
  )
}

const shownYears = 6

/** This year and those before it, to choose from. */
export function yearsBack(): { value: string; label: string }[] {
  const now = new Date().getFullYear()
  return Array.from({ length: shownYears }, (_, back) => ({ value: String(now - back), label: String(now - back) }))
}
