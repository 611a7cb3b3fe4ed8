import { useState } from 'react'
import { Link } from 'react-router'
import { accessRefusal } from '../../../lib/access.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatDay, wallOf } from '../../../ui/format.ts'
import { Page, Tabs } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { useQueueTabs } from '../../credits/parts.tsx'
import { mayAddPolicy } from '../access.ts'
import type { HourPolicy } from '../contract/policies.ts'
import { pageWords } from '../words/pages.ts'
import { BeginDialog } from './BeginDialog.tsx'
import { stateOf, toneOfState, usePolicies } from './policies-api.ts'

/** The hour policies of the region: in force, coming, drafts and those that were ended. */
export function PoliciesPage() {
  const t = useWords(pageWords)
  const me = useMe().data
  const query = usePolicies()
  const [beginning, setBeginning] = useState(false)
  const may = accessRefusal(mayAddPolicy, me && { personId: me.person?.id ?? null, grants: me.grants }) === undefined
  const begin = (
    <ActionButton
      kind="primary"
      icon="plus"
      reason={may ? undefined : t('reason.begin')}
      onClick={() => setBeginning(true)}
    >
      {t('begin')}
    </ActionButton>
  )
  return (
    <Page title={t('policies')} count={query.data?.items.length} lead={t('policies.lead')} actions={begin}>
      <Tabs items={useQueueTabs()} label={t('policies')} />
      <Loaded query={query} words={pageWords}>
        {({ items }) => <PolicyTable policies={items} />}
      </Loaded>
      {beginning ? <BeginDialog onClose={() => setBeginning(false)} /> : null}
    </Page>
  )
}

function PolicyTable({ policies }: { policies: readonly HourPolicy[] }) {
  const t = useWords(pageWords)
  const today = wallOf(new Date()).date
  return (
    <PlainTable
      label={t('policies')}
      rows={policies}
      rowId={(row) => row.id}
      empty={<EmptyState title={t('policies.empty')} hint={t('policies.empty.hint')} />}
      columns={[
        { key: 'title', title: t('name'), cell: (row) => <Link to={at.hourPolicy(row.id)}>{row.title}</Link> },
        { key: 'organisation', title: t('organisation'), cell: (row) => row.organisationName },
        {
          key: 'state',
          title: t('state'),
          cell: (row) => {
            const state = stateOf(row, today)
            return <StateTag tone={toneOfState[state]}>{t(`state.${state}`)}</StateTag>
          },
        },
        { key: 'since', title: t('since'), cell: (row) => <Since policy={row} /> },
      ]}
    />
  )
}

function Since({ policy: { version, effectiveFrom, next, endedOn, endedReason } }: { policy: HourPolicy }) {
  const t = useWords(pageWords)
  const lines = [
    ...(version === null || effectiveFrom === null
      ? []
      : [t('version.from', { n: version, date: formatDay(effectiveFrom) })]),
    ...(next === null ? [] : [t('next.from', { n: next.version, date: formatDay(next.effectiveFrom) })]),
    ...(endedOn === null ? [] : [t('ended.on', { date: formatDay(endedOn), reason: endedReason ?? '' })]),
  ]
  if (lines.length === 0) return <span className="quiet">–</span>
  return lines.map((line) => <div key={line}>{line}</div>)
}
