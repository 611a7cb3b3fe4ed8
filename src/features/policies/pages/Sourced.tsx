import type { Source } from '../../../lib/policy/language.ts'
import { sayCites } from '../../../lib/policy/sentences.ts'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { pageWords } from '../words/pages.ts'
import { toneOfSure, useTongue } from './policies-api.ts'

/** Where a figure comes from, with how sure we are of it. */
export function Sourced({ source }: { source: Source }) {
  const t = useWords(pageWords)
  const tongue = useTongue()
  return (
    <span className="sourced" title={t(`sure.${source.sure}.hint`)}>
      <StateTag tone={toneOfSure[source.sure]}>{t(`sure.${source.sure}`)}</StateTag>{' '}
      <small className="quiet">{sayCites(source, tongue)}</small>
    </span>
  )
}
