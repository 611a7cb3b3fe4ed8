import { Tabs } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { words } from '../words.ts'

const tabs = [
  { to: '/privacy', label: 'tab.corrections', roles: ['bureau_officer', 'school_registrar'] },
  { to: '/privacy/looks', label: 'tab.looks', roles: ['auditor', 'system_admin'] },
  { to: '/privacy/rules', label: 'tab.rules', roles: ['bureau_officer', 'system_admin', 'auditor'] },
] as const

/** The pages about personal data that somebody may open. */
export function PrivacyTabs() {
  const t = useWords(words)
  const me = useMe()
  const held = (me.data?.grants ?? []).map((grant) => grant.role)
  const items = tabs
    .filter(({ roles }) => held.some((role) => roles.some((each) => each === role)))
    .map(({ to, label }) => ({ to, label: t(label) }))
  return items.length > 1 ? <Tabs items={items} /> : null
}
