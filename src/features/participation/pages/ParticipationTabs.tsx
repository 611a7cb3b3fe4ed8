import { at } from '../../../platform/web/route.ts'
import { Tabs } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { pageWords } from '../words/pages.ts'

/** The tabs of participation: the rows, whom they reach, who stands in reserve, what schools hear, and history. */
export function ParticipationTabs() {
  const t = useWords(pageWords)
  const mayImport = useHolds('bureau_officer', 'school_registrar')
  return (
    <Tabs
      label={t('title')}
      items={[
        { to: at.participations(), label: t('title') },
        { to: at.coverage(), label: t('coverage') },
        { to: at.reserve(), label: t('reserve') },
        { to: at.bulletins(), label: t('bulletins') },
        ...(mayImport ? [{ to: at.participationImports(), label: t('imports') }] : []),
      ]}
    />
  )
}
