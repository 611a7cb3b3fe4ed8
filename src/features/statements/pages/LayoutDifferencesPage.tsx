import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { joinNames } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { LayoutDifference } from '../contract/layouts.ts'
import { words } from '../words.ts'
import { layoutsApi as api, sayLayout, useLayouts } from './layouts-api.ts'

const kinds = ['new', 'changed', 'gone'] as const
const tones = { new: 'done', changed: 'attention', gone: 'danger' } as const

/** Who is new, gone or changed since the last export of a layout, a year and a place, and in which columns. */
export function LayoutDifferencesPage() {
  const t = useWords(words)
  const asked = useFilters({
    ...{ layoutId: text, year: wholeNumber, organisationId: text },
    ...{ change: oneOf(kinds), column: text, q: text },
  })
  const { layoutId, organisationId, year } = asked
  const layout = useLayouts().data?.items.find(({ id }) => id === layoutId)
  const isAsked = layoutId !== undefined && organisationId !== undefined && year !== undefined
  const back = { to: at.hourLayouts(), label: t('layouts') }
  const title = layout ? `${t('differences.title')} · ${sayLayout(layout)}` : t('differences.title')
  if (!isAsked)
    return (
      <Page title={title} back={back}>
        <EmptyState title={t('layouts.choose')} hint={t('layouts.choose.hint')} />
      </Page>
    )
  const query = { ...asked, layoutId, organisationId, year: String(year) }
  return (
    <Page
      title={title}
      lead={t('differences.lead')}
      back={back}
      actions={<ExportLink href={`/api/v1/hour-layout-differences/export?${new URLSearchParams(query).toString()}`} />}
    >
      <FilterBar>
        <SearchFilter name="q" label={t('differences.search')} />
        <SelectFilter
          name="change"
          label={t('differences.change')}
          options={kinds.map((value) => ({ value, label: t(`change.${value}`) }))}
        />
        <SelectFilter
          name="column"
          label={t('differences.columns')}
          options={(layout?.columns ?? []).map((column) => ({ value: column.title, label: column.title }))}
        />
      </FilterBar>
      <Differences query={query} />
    </Page>
  )
}

type Query = Parameters<(typeof api)['hour-layout-differences']['$get']>[0]['query']

function Differences({ query }: { query: Query }) {
  const t = useWords(words)
  const list = usePages(['hour-layout-differences', query], (paging) =>
    call(api['hour-layout-differences'].$get({ query: { ...query, ...paging } })),
  )
  const columnsOf = ({ change, columns }: LayoutDifference) => {
    if (change !== 'changed') return '–'
    return columns.length > 0 ? joinNames(columns) : t('differences.unknown')
  }
  return (
    <DataTable
      label={t('differences.title')}
      list={list}
      rowId={(row) => row.id}
      columns={[
        { key: 'name', title: t('layouts.name'), cell: (row) => row.name },
        { key: 'place', title: t('layouts.place'), cell: (row) => row.place || '–' },
        {
          key: 'change',
          title: t('differences.change'),
          cell: ({ change }) => <StateTag tone={tones[change]}>{t(`change.${change}`)}</StateTag>,
        },
        { key: 'columns', title: t('differences.columns'), cell: columnsOf },
      ]}
      empty={<EmptyState title={t('differences.empty')} hint={t('differences.empty.hint')} />}
      words={words}
    />
  )
}
