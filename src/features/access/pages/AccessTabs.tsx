import { Tabs } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'

/** The pages about rights, beside each other. */
export function AccessTabs() {
  const t = useWords(words)
  return (
    <Tabs
      label={t('grants')}
      items={[
        { to: '/access', label: t('tab.grants') },
        { to: '/access/delegations', label: t('tab.delegations') },
        { to: '/access/capabilities', label: t('tab.capabilities') },
        { to: '/access/settings', label: t('tab.settings') },
      ]}
    />
  )
}
