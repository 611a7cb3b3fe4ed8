import { useState } from 'react'
import type { Policy } from '../../../lib/policy/language.ts'
import { termOf } from '../../../lib/policy/names.ts'
import { sayRate, sayUnit } from '../../../lib/policy/phrases.ts'
import { sayCites, sayRule } from '../../../lib/policy/sentences.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { formatDateTime, formatDay, joinNames } from '../../../ui/format.ts'
import { InlineSelect } from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Tree, type TreeNode } from '../../../ui/tree.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import type { PolicyInFull } from '../contract/policies.ts'
import { pageWords } from '../words/pages.ts'
import { AwardTable } from './AwardTable.tsx'
import { useTongue } from './policies-api.ts'
import { Sourced } from './Sourced.tsx'

const drafted = 'draft'

/** What a policy says, in words; another version, or the draft, at choice. */
export function PolicyReading({ policy }: { policy: PolicyInFull }) {
  const t = useWords(pageWords)
  const [chosen, setChosen] = useState('')
  const { versions, draft } = policy
  const options = [
    ...versions.map(({ version, effectiveFrom }) => ({
      value: String(version),
      label: t('version.from', { n: version, date: formatDay(effectiveFrom) }),
    })),
    ...(draft
      ? [
          {
            value: drafted,
            label: t('reading.draft', { name: draft.changedByName, date: formatDateTime(draft.changedAt) }),
          },
        ]
      : []),
  ]
  const current = chosen === '' ? String(policy.version ?? versions[0]?.version ?? drafted) : chosen
  const text = current === drafted ? draft?.policy : versions.find(({ version }) => String(version) === current)?.policy
  if (!text) return <EmptyState title={t('reading.none')} />
  return (
    <>
      {options.length > 1 ? (
        <div className="cluster">
          <span className="quiet">{t('reading')}</span>
          <InlineSelect label={t('reading')} value={current} options={options} onChange={setChosen} />
        </div>
      ) : null}
      <PolicyText policy={text} />
    </>
  )
}

/** The whole text of a policy, as sentences and tables, each with its source and how sure we are of it. */
export function PolicyText({ policy }: { policy: Policy }) {
  const t = useWords(pageWords)
  const tongue = useTongue()
  const { cycle, rates = [], awards = [], exemptions = [], categories = [] } = policy
  return (
    <>
      <Section title={t('rules')} note={sayCites(policy.source, tongue)}>
        <PlainTable
          label={t('rules')}
          rows={policy.rules}
          rowId={(rule) => rule.id}
          columns={[
            { key: 'title', title: t('rule'), width: 180, cell: (rule) => sayIn(rule.title) },
            { key: 'sentence', title: t('sentence'), cell: (rule) => sayRule(rule, policy, tongue) },
            {
              key: 'source',
              title: t('source'),
              width: 260,
              cell: (rule) => <Sourced source={rule.source ?? policy.source} />,
            },
          ]}
        />
      </Section>
      <Section title={t('counting')}>
        <p>{sayUnit(policy.unit, tongue)}</p>
        <p>{t('counting.cycle', { years: cycle.years, from: cycle.from })}</p>
      </Section>
      <Section title={t('rates')}>
        {rates.length === 0 ? <p>{t('rates.none', { unit: t(`unit.${policy.unit.name}`) })}</p> : null}
        <ul className="prose-list">
          {rates.map((rate, index) => (
            <li key={index}>
              {sayRate(rate, policy, tongue)} <Sourced source={rate.source ?? policy.source} />
            </li>
          ))}
        </ul>
      </Section>
      {categories.length === 0 ? null : (
        <Section title={t('categories')} note={t('categories.lead')}>
          <Tree label={t('categories')} nodes={treeOf(policy, (name) => termOf(name, tongue))} unfolded={3} />
        </Section>
      )}
      {awards.length === 0 ? null : (
        <Section title={t('awards')}>
          <div className="stack">
            {awards.map((award) => (
              <AwardTable key={award.id} award={award} source={award.source ?? policy.source} />
            ))}
          </div>
        </Section>
      )}
      <Section title={t('exemptions')}>
        <p>
          {exemptions.length === 0 ? t('exemptions.none') : joinNames(exemptions.map((name) => termOf(name, tongue)))}
        </p>
      </Section>
    </>
  )
}

/** The categories of a policy as a tree; names that stand under nothing are its roots. */
function treeOf({ categories = [] }: Policy, say: (name: string) => string): TreeNode[] {
  const below = (name: string, seen: readonly string[]): TreeNode[] =>
    categories
      .filter((one) => one.under === name && !seen.includes(one.name))
      .map((one) => ({
        id: one.name,
        name: one.name,
        line: <span>{say(one.name)}</span>,
        below: below(one.name, [...seen, one.name]),
      }))
  const names = new Set(categories.map(({ name }) => name))
  const roots = [...new Set(categories.map(({ under }) => under))].filter((name) => !names.has(name))
  return roots.map((name) => ({ id: name, name, line: <span>{say(name)}</span>, below: below(name, [name]) }))
}
