import { useSearchParams } from 'react-router'
import { ProblemError } from '../../../platform/web/call.ts'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { Doorway } from '../../../ui/layout.tsx'
import { useTitle } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { LanguageButton } from './LanguageButton.tsx'
import { useProvedThere } from './proving.ts'

/** Where the way back from another place ends, when one went there to show that it is still oneself. */
export function ProvedPage() {
  const t = useWords(words)
  const [search] = useSearchParams()
  const code = search.get('refused')
  useTitle(t('proof.title'))
  useProvedThere(code === null)
  return (
    <Doorway brand={t('brand')} lead={t('brand.lead')} tools={<LanguageButton />}>
      <h1>{t(code === null ? 'proved.title' : 'proof.title')}</h1>
      <ProblemNote problem={code === null ? null : new ProblemError({ code })} words={words} />
      <p>{t(code === null ? 'proved.lead' : 'proved.refused')}</p>
    </Doorway>
  )
}
