import { lazy, Suspense } from 'react'
import { termOf } from '../../lib/policy/names.ts'
import { usualProofs } from '../../lib/policy/written.ts'
import { formatDateRange } from '../../ui/format.ts'
import { Loaded } from '../../ui/phone/feedback.tsx'
import { Chip } from '../../ui/phone/press.tsx'
import { Row, Rows } from '../../ui/phone/rows.tsx'
import { Block } from '../../ui/phone/screen.tsx'
import { useWords } from '../../ui/words.ts'
import { useMe } from '../accounts/parts.tsx'
import { usePolicies, useTongue } from './pages/policies-api.ts'
import { toneOfExemption, useExemptions } from './pages/exemptions-api.ts'
import { exemptionWords } from './words/exemptions.ts'

export { mayListExemptions } from './access.ts'

/** The kinds of evidence that hours may name, as choices; those in `first` stand before the others. */
export function useProofChoices() {
  const query = usePolicies()
  const tongue = useTongue()
  return (query.data?.proofs ?? usualProofs).map((kind) => ({ value: kind, label: termOf(kind, tongue) }))
}

// Apart from the phone's part of this file, which needs no tables.
const PersonExemptions = lazy(async () => ({
  default: (await import('./pages/PersonExemptions.tsx')).PersonExemptions,
}))

/** What somebody is excused from, with what the school may ask and the bureau may decide; for pages about that person. */
export function ExemptionsSection({ personId }: { personId: string }) {
  return (
    <Suspense fallback={null}>
      <PersonExemptions personId={personId} />
    </Suspense>
  )
}

/** What a teacher is excused from, on the phone; nothing where there is nothing. */
export function OwnExemptions() {
  const t = useWords(exemptionWords)
  const personId = useMe().data?.person?.id
  const query = useExemptions(personId)
  if (personId === undefined || query.data?.items.length === 0) return null
  return (
    <Block title={t('exemptions')}>
      <Loaded query={query} words={exemptionWords} lines={2}>
        {({ items }) => (
          <Rows label={t('exemptions')}>
            {items.map((one) => (
              <Row
                key={one.id}
                title={one.kind}
                lead={formatDateRange(one.fromOn, one.toOn)}
                note={one.decisionReason ?? one.reason}
                end={<Chip tone={toneOfExemption[one.state]}>{t(`state.${one.state}`)}</Chip>}
              />
            ))}
          </Rows>
        )}
      </Loaded>
    </Block>
  )
}
