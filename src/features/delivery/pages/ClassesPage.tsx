import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDateRange } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { TrainingClass } from '../contract/classes.ts'
import { ClassStateTag } from '../parts.tsx'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof deliveryRoutes>()
const states = ['planned', 'running', 'closed'] as const

/** The classes of one's programmes and providers, the latest first. */
export function ClassesPage() {
  const t = useWords(words)
  const filters = useFilters({ q: text, state: oneOf(states), programmeId: text, due: oneOf(['1']) })
  const list = usePages(['classes', filters], (paging) => call(api.classes.$get({ query: { ...filters, ...paging } })))
  const file = useExport('classes', filters)
  return (
    <Page title={t('classes')} count={list.total} unit="class" actions={<ExportLink href={file} />}>
      <FilterBar>
        <SearchFilter name="q" label={t('classes.search')} />
        <SelectFilter
          name="state"
          label={t('state')}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <ToggleFilter name="due" label={t('classes.due')} />
      </FilterBar>
      <DataTable
        label={t('classes')}
        list={list}
        columns={columnsOf(t)}
        paste={['classes', 'programmes', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => at.class(row.id)}
        words={words}
        empty={<EmptyState title={t('classes.empty')} hint={t('classes.empty.hint')} />}
      />
    </Page>
  )
}

const columnsOf = (t: Translate<typeof words>): Column<TrainingClass>[] => [
  { key: 'title', title: t('class'), cell: (row) => row.title },
  { key: 'no', title: t('no'), cell: (row) => t('no.of', { no: row.no }) },
  { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle },
  { key: 'provider', title: t('provider'), cell: (row) => row.providerName },
  { key: 'lead', title: t('lead'), cell: (row) => row.leadName ?? t('lead.none'), hidden: true },
  { key: 'dates', title: t('dates'), cell: (row) => formatDateRange(row.startsOn, row.endsOn) },
  { key: 'members', title: t('members'), align: 'end', cell: (row) => formatCount(row.members, 'person') },
  { key: 'sessions', title: t('sessions'), align: 'end', cell: (row) => formatCount(row.sessions, 'session') },
  { key: 'state', title: t('state'), cell: (row) => <ClassStateTag state={row.state} /> },
]
