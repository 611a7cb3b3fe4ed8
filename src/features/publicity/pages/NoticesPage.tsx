import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionLink, DownloadLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import { noticeTone, publicityApi, standOf } from '../asking.ts'
import { noticeStates } from '../core.ts'
import { words } from '../words.ts'

/** Every list that was shown to everybody in one's part of the tree, and what was said against it. */
export function NoticesPage() {
  const t = useWords(words)
  const filters = useFilters({ q: text, state: oneOf(noticeStates) })
  const list = usePages(['public-notices', 'list', filters], (paging) =>
    call(publicityApi['public-notices'].$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('public-notices', filters)
  const objections = useExport('public-objections', {})
  return (
    <Page
      title={t('notices')}
      lead={t('notices.lead')}
      actions={
        <>
          <ExportLink href={file} />
          <DownloadLink href={objections}>{t('export.objections')}</DownloadLink>
          <ActionLink to={at.workingDays()}>{t('calendar')}</ActionLink>
        </>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('notices.search')} />
        <SelectFilter
          name="state"
          label={t('state')}
          options={noticeStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('notices')}
        list={list}
        rowId={(row) => row.id}
        linkOf={(row) => at.publicNotice(row.id)}
        words={words}
        empty={<EmptyState title={t('notices.empty')} hint={t('notices.empty.hint')} />}
        columns={[
          { key: 'title', title: t('title'), cell: (row) => row.title },
          { key: 'organisation', title: t('organisation'), cell: (row) => row.organisationName },
          { key: 'endsOn', title: t('endsOn'), cell: (row) => <span className="num">{formatDate(row.endsOn)}</span> },
          { key: 'rows', title: t('rowCount'), align: 'end', cell: (row) => row.rowCount },
          { key: 'objections', title: t('objectionCount'), align: 'end', cell: (row) => row.objectionCount },
          { key: 'waiting', title: t('waitingCount'), align: 'end', cell: (row) => row.waitingCount },
          {
            key: 'state',
            title: t('state'),
            cell: (row) => <StateTag tone={noticeTone[standOf(row)]}>{t(`state.${standOf(row)}`)}</StateTag>,
          },
        ]}
      />
    </Page>
  )
}
