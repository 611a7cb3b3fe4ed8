import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { Round } from '../contract/rounds.ts'
import { words } from '../words.ts'
import { roundsApi, toneOf } from './asking.ts'

/** The rounds of two-way selection of one's part of the tree, the newest first. */
export function RoundsPage() {
  const t = useWords(words)
  const mayMake = useHolds('bureau_officer')
  const list = usePages(['rounds', 'list'], (paging) => call(roundsApi['matching-rounds'].$get({ query: paging })))
  const file = useExport('matching-rounds', {})
  const begin = mayMake ? (
    <ActionLink to={at.newMatchingRound()} kind="primary" icon="plus">
      {t('new')}
    </ActionLink>
  ) : null
  return (
    <Page
      title={t('rounds')}
      lead={t('rounds.lead')}
      actions={
        <>
          <ExportLink href={file} />
          {begin}
        </>
      }
    >
      <DataTable
        label={t('rounds')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.id}
        linkOf={(row) => at.matchingRound(row.id)}
        words={words}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} action={begin} />}
      />
    </Page>
  )
}

function columnsOf(t: Translate<typeof words>): Column<Round>[] {
  return [
    { key: 'title', title: t('title'), cell: (row) => row.title },
    { key: 'programmes', title: t('programmes'), align: 'end', cell: (row) => formatCount(row.programmes) },
    { key: 'places', title: t('places'), align: 'end', cell: (row) => formatCount(row.places) },
    { key: 'applicants', title: t('applicants'), align: 'end', cell: (row) => formatCount(row.applicants) },
    { key: 'closes', title: t('closes'), cell: (row) => formatDateTime(row.rankingClosesAt) },
    {
      key: 'phase',
      title: t('phase'),
      cell: (row) => <StateTag tone={toneOf(row.phase)}>{t(`phase.${row.phase}`)}</StateTag>,
    },
  ]
}
