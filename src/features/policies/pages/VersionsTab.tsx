import { useState } from 'react'
import type { Policy } from '../../../lib/policy/language.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { formatDay } from '../../../ui/format.ts'
import { History } from '../../../ui/history.tsx'
import { InlineSelect } from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { PolicyInFull } from '../contract/policies.ts'
import { changesBetween, type Change } from '../core/changes.ts'
import { pageWords } from '../words/pages.ts'
import { useTongue } from './policies-api.ts'

const drafted = 'draft'

/** Who adopted what when and why, and what differs between any two texts, in words. */
export function VersionsTab({ policy }: { policy: PolicyInFull }) {
  const t = useWords(pageWords)
  const { versions, draft } = policy
  return (
    <>
      <Section title={t('tab.versions')}>
        {versions.length === 0 ? (
          <EmptyState title={t('versions.none')} />
        ) : (
          <History
            items={versions.map((each) => ({
              id: String(each.version),
              at: each.adoptedAt,
              who: each.adoptedByName,
              what: t('version.from', { n: each.version, date: formatDay(each.effectiveFrom) }),
              detail: each.reason,
            }))}
          />
        )}
      </Section>
      {versions.length + (draft ? 1 : 0) > 1 ? <Comparison policy={policy} /> : null}
    </>
  )
}

function Comparison({ policy }: { policy: PolicyInFull }) {
  const t = useWords(pageWords)
  const { versions, draft } = policy
  const texts = new Map<string, Policy>([
    ...(draft ? [[drafted, draft.policy] as const] : []),
    ...versions.map((each) => [String(each.version), each.policy] as const),
  ])
  const keys = [...texts.keys()]
  const [from, setFrom] = useState(keys[1] ?? '')
  const [to, setTo] = useState(keys[0] ?? '')
  const options = keys.map((value) => ({
    value,
    label: value === drafted ? t('compare.draft') : t('version.n', { n: value }),
  }))
  const [before, after] = [texts.get(from), texts.get(to)]
  return (
    <Section title={t('versions.compare')}>
      <div className="stack">
        <div className="cluster">
          <span className="quiet">{t('compare.from')}</span>
          <InlineSelect label={t('compare.from')} value={from} options={options} onChange={setFrom} />
          <span className="quiet">{t('compare.to')}</span>
          <InlineSelect label={t('compare.to')} value={to} options={options} onChange={setTo} />
        </div>
        {before && after ? <Changes before={before} after={after} /> : null}
      </div>
    </Section>
  )
}

const toneOf: Readonly<Record<'added' | 'removed' | 'changed', Tone>> = {
  added: 'done',
  removed: 'danger',
  changed: 'attention',
}

const kindOf = ({ before, after }: Change) => (before === null ? 'added' : after === null ? 'removed' : 'changed')

/** What differs between two texts: sentences that are new, gone or say something else. */
export function Changes({ before, after }: { before: Policy; after: Policy }) {
  const t = useWords(pageWords)
  const changes = changesBetween(before, after, useTongue())
  if (changes.length === 0) return <p className="quiet">{t('compare.same')}</p>
  return (
    <ul className="changes">
      {changes.map((change, index) => {
        const kind = kindOf(change)
        return (
          <li key={index} className={`change-${kind}`}>
            <StateTag tone={toneOf[kind]} icon={kind === 'added' ? 'plus' : kind === 'removed' ? 'minus' : 'pen'}>
              {t(`change.${kind}`)}
            </StateTag>
            <div>
              <strong>{[t(`part.${change.part}`), change.title].filter((word) => word !== '').join(' · ')}</strong>
              {change.after === null ? null : <ins>{change.after}</ins>}
              {change.before === null ? null : (
                <del>
                  {kind === 'changed' ? <small>{t('change.before')}</small> : null}
                  {change.before}
                </del>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
