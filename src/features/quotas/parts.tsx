import { at } from '../../platform/web/route.ts'
import { ActionLink } from '../../ui/button.tsx'
import { useWords } from '../../ui/words.ts'
import { useHolds } from '../accounts/parts.tsx'
import { words } from './words.ts'

/** The way from a programme to how its places are shared out, for whoever may see that. */
export function QuotaLink({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const mayRead = useHolds('bureau_officer', 'town_officer', 'provider', 'auditor')
  return mayRead ? <ActionLink to={at.quotas(programmeId)}>{t('title')}</ActionLink> : null
}
