import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, text, useFilters } from '../../../platform/web/route.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { FetchFull } from './TakeLayout.tsx'
import { layoutsApi as api, sayLayout, useLayouts } from './layouts-api.ts'

/** What was handed in to other systems: by which version of which layout, by whom and when. */
export function LayoutExportsPage() {
  const t = useWords(words)
  const query = useFilters({ layoutId: text })
  const layouts = useLayouts()
  const list = usePages(['hour-layout-exports', query], (paging) =>
    call(api['hour-layout-exports'].$get({ query: { ...query, ...paging } })),
  )
  return (
    <Page title={t('exports.title')} lead={t('exports.lead')} back={{ to: at.hourLayouts(), label: t('layouts') }}>
      <FilterBar>
        <SelectFilter
          name="layoutId"
          label={t('layouts.layout')}
          options={(layouts.data?.items ?? []).map((layout) => ({ value: layout.id, label: sayLayout(layout) }))}
        />
      </FilterBar>
      <DataTable
        label={t('exports.title')}
        list={list}
        rowId={(row) => row.id}
        columns={[
          {
            key: 'layout',
            title: t('layouts.layout'),
            cell: (row) => sayLayout({ name: row.layoutName, nameEn: row.layoutNameEn }),
          },
          { key: 'version', title: t('exports.version'), cell: (row) => t('version.n', { n: row.version }) },
          { key: 'year', title: t('year'), cell: (row) => String(row.year) },
          { key: 'place', title: t('layouts.place'), cell: (row) => row.organisationName },
          { key: 'rows', title: t('exports.rows'), align: 'end', cell: (row) => formatCount(row.rows) },
          { key: 'flawed', title: t('layouts.flawed'), align: 'end', cell: (row) => formatCount(row.flawed) },
          { key: 'by', title: t('exports.by'), cell: (row) => row.exportedByName },
          { key: 'at', title: t('exports.at'), cell: (row) => formatDateTime(row.exportedAt) },
          { key: 'reason', title: t('layouts.reason'), cell: (row) => row.reason ?? '–' },
          {
            key: 'take',
            title: t('exports.take'),
            cell: (row) => (row.fetchable ? <FetchFull id={row.id} /> : '–'),
          },
        ]}
        empty={<EmptyState title={t('exports.empty')} hint={t('exports.empty.hint')} />}
        words={words}
      />
    </Page>
  )
}
