import { useState } from 'react'
import { Link } from 'react-router'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatDay, wallOf } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { HourLayout } from '../contract/layout-versions.ts'
import { words } from '../words.ts'
import { BeginLayoutDialog } from './BeginLayoutDialog.tsx'
import { sayLayout, stateOf, toneOfState, toneOfSure, useLayouts } from './layouts-api.ts'

/** The layouts of the bureau: in force, coming, drafts and those that were ended, each with where it comes from. */
export function LayoutListPage() {
  const t = useWords(words)
  const query = useLayouts()
  const [beginning, setBeginning] = useState(false)
  const may = useHolds('bureau_officer')
  return (
    <Page
      title={t('list.title')}
      count={query.data?.items.length}
      lead={t('list.lead')}
      back={{ to: at.hourLayouts(), label: t('layouts') }}
      actions={
        <ActionButton
          kind="primary"
          icon="plus"
          reason={may ? undefined : t('reason.write')}
          onClick={() => setBeginning(true)}
        >
          {t('begin')}
        </ActionButton>
      }
    >
      <Loaded query={query} words={words}>
        {({ items }) => <LayoutTable layouts={items} />}
      </Loaded>
      {beginning ? <BeginLayoutDialog onClose={() => setBeginning(false)} /> : null}
    </Page>
  )
}

function LayoutTable({ layouts }: { layouts: readonly HourLayout[] }) {
  const t = useWords(words)
  const today = wallOf(new Date()).date
  return (
    <PlainTable
      label={t('list.title')}
      rows={layouts}
      rowId={(row) => row.id}
      empty={<EmptyState title={t('list.empty')} />}
      columns={[
        { key: 'name', title: t('list.name'), cell: (row) => <Link to={at.layout(row.id)}>{sayLayout(row)}</Link> },
        { key: 'target', title: t('list.target'), cell: (row) => row.target },
        { key: 'subject', title: t('list.subject'), cell: (row) => t(`subject.${row.subject}`) },
        {
          key: 'state',
          title: t('list.state'),
          cell: (row) => {
            const state = stateOf(row, today)
            return <StateTag tone={toneOfState[state]}>{t(`state.${state}`)}</StateTag>
          },
        },
        { key: 'since', title: t('list.since'), cell: (row) => <Since layout={row} /> },
        {
          key: 'source',
          title: t('list.source'),
          cell: (row) => (
            <span className="sourced">
              <StateTag tone={toneOfSure[row.sourceSure]}>{t(`sure.${row.sourceSure}`)}</StateTag>{' '}
              {row.shipped === null ? null : <StateTag tone="neutral">{t('shipped')}</StateTag>}{' '}
              <small className="quiet">{row.sourceCites}</small>
            </span>
          ),
        },
      ]}
    />
  )
}

/** Which version is in force since when, which one comes, and when the layout ends. */
export function Since({ layout }: { layout: HourLayout }) {
  const t = useWords(words)
  const { version, effectiveFrom, next, endedOn, endedReason, shipped } = layout
  const lines = [
    ...(version === null || effectiveFrom === null
      ? []
      : [
          shipped !== null && version === 1
            ? t('version.shipped', { n: version })
            : t('version.from', { n: version, date: formatDay(effectiveFrom) }),
        ]),
    ...(next === null ? [] : [t('next.from', { n: next.version, date: formatDay(next.effectiveFrom) })]),
    ...(endedOn === null ? [] : [t('ended.on', { date: formatDay(endedOn), reason: endedReason ?? '' })]),
  ]
  if (lines.length === 0) return <span className="quiet">–</span>
  return lines.map((line) => <div key={line}>{line}</div>)
}
