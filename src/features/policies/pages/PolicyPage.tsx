import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../../ui/button.tsx'
import { Loaded, Note, Skeleton } from '../../../ui/feedback.tsx'
import { formatDay, wallOf } from '../../../ui/format.ts'
import { ObjectHead, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { PolicyInFull } from '../contract/policies.ts'
import { pageWords } from '../words/pages.ts'
import { EndDialog } from './EndDialog.tsx'
import { stateOf, toneOfState, usePolicy } from './policies-api.ts'
import { PolicyReading } from './PolicyReading.tsx'
import { VersionsTab } from './VersionsTab.tsx'

const DraftEditor = lazy(async () => ({ default: (await import('./DraftEditor.tsx')).DraftEditor }))
const TrialTab = lazy(async () => ({ default: (await import('./TrialTab.tsx')).TrialTab }))

/** One policy: its text in words, its versions and what they changed, its draft, and what that would change. */
export function PolicyPage() {
  const { policyId = '', tab } = useParams()
  const query = usePolicy(policyId)
  return (
    <div className="page">
      <Loaded query={query} words={pageWords}>
        {(policy) => (
          <>
            <Head policy={policy} />
            <Suspense fallback={<Skeleton lines={8} />}>{partOf(policy, tab)}</Suspense>
          </>
        )}
      </Loaded>
    </div>
  )
}

function partOf(policy: PolicyInFull, tab: string | undefined): ReactNode {
  if (tab === 'versions') return <VersionsTab policy={policy} />
  // The editor keeps what was typed: another policy is another editor.
  if (tab === 'draft' && policy.draft !== null)
    return <DraftEditor key={policy.id} policy={policy} draft={policy.draft} />
  if (tab === 'trial' && policy.draft !== null) return <TrialTab policy={policy} draft={policy.draft} />
  return <PolicyReading policy={policy} />
}

function Head({ policy }: { policy: PolicyInFull }) {
  const t = useWords(pageWords)
  const { tab } = useParams()
  const [ending, setEnding] = useState(false)
  const { version, effectiveFrom, next, endedOn, endedReason, draft } = policy
  const state = stateOf(policy, wallOf(new Date()).date)
  const isWriter = draft !== null
  const held = !isWriter ? t('reason.write') : endedOn === null ? undefined : t('refusal.policy_ended')
  const open = at.hourPolicy(policy.id)
  return (
    <>
      <ObjectHead
        back={{ to: at.hourPolicies(), label: t('back') }}
        title={policy.title}
        lead={policy.organisationName}
        state={<StateTag tone={toneOfState[state]}>{t(`state.${state}`)}</StateTag>}
        facts={[
          ...(version === null || effectiveFrom === null
            ? []
            : [{ label: t('since'), value: t('version.from', { n: version, date: formatDay(effectiveFrom) }) }]),
          ...(next === null
            ? []
            : [
                {
                  label: t('state.coming'),
                  value: t('next.from', { n: next.version, date: formatDay(next.effectiveFrom) }),
                },
              ]),
        ]}
        more={
          <ActionButton kind="quiet" reason={held} onClick={() => setEnding(true)}>
            {t('end')}
          </ActionButton>
        }
        action={
          tab === 'draft' || tab === 'trial' ? null : held === undefined ? (
            <ActionLink to={at.editHourPolicy(policy.id)} kind="primary" icon="pen">
              {t('edit')}
            </ActionLink>
          ) : (
            <ActionButton reason={held}>{t('edit')}</ActionButton>
          )
        }
      />
      {endedOn === null ? null : (
        <Note tone="attention">{t('ended.on', { date: formatDay(endedOn), reason: endedReason ?? '' })}</Note>
      )}
      <Tabs
        label={policy.title}
        items={[
          { to: open, label: t('tab.text') },
          { to: `${open}/versions`, label: t('tab.versions'), count: policy.versions.length },
          ...(isWriter && endedOn === null
            ? [
                { to: at.editHourPolicy(policy.id), label: t('tab.draft') },
                { to: at.tryHourPolicy(policy.id), label: t('tab.trial') },
              ]
            : []),
        ]}
      />
      {ending ? <EndDialog policy={policy} onClose={() => setEnding(false)} /> : null}
    </>
  )
}
