import { programmeLevels, programmeStates } from '../../../lib/programmes/codes.ts'
import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { ActionLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDateRange, formatHoursOf } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import type { Programme } from '../contract.ts'
import { ProgrammeStateTag, useProgrammeCodes, useProgrammeOptions } from '../parts.tsx'
import type { programmeRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof programmeRoutes>()

/** The programmes of one's part of the region, the newest year first. */
export function ProgrammesPage() {
  const t = useWords(words)
  const codes = useProgrammeCodes()
  const options = useProgrammeOptions()
  const mayAdd = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const thisYear = useMe().data?.bureau.year
  const filters = useFilters({
    q: text,
    year: wholeNumber,
    state: oneOf(programmeStates),
    level: oneOf(programmeLevels),
    planId: text,
  })
  const { year, ...rest } = filters
  const query = { ...rest, ...(year === undefined ? {} : { year: String(year) }) }
  const list = usePages(['programmes', query], (paging) =>
    call(api.programmes.$get({ query: { ...query, ...paging } })),
  )
  const file = useExport('programmes', query)
  const filtered = Object.keys(filters).length > 0
  const add = mayAdd ? (
    <ActionLink to={at.newProgramme()} kind="primary" icon="plus">
      {t('new')}
    </ActionLink>
  ) : null
  const years = thisYear === undefined ? [] : [thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map(String)
  return (
    <Page
      title={t('programmes')}
      count={list.total}
      unit="programme"
      actions={
        <>
          <ExportLink href={file} />
          {add}
        </>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter name="year" label={t('year')} options={years.map((value) => ({ value, label: value }))} />
        <SelectFilter name="state" label={t('state')} options={options.states} />
        <SelectFilter name="level" label={t('level')} options={options.levels} />
      </FilterBar>
      <DataTable
        label={t('programmes')}
        list={list}
        columns={columnsOf(t, codes)}
        paste={['programmes', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => at.programme(row.id)}
        words={words}
        empty={
          filtered ? (
            <EmptyState title={t('empty.filtered')} />
          ) : (
            <EmptyState title={t('empty')} hint={t('empty.hint')} action={add} />
          )
        }
      />
    </Page>
  )
}

function columnsOf(t: Translate<typeof words>, codes: ReturnType<typeof useProgrammeCodes>): Column<Programme>[] {
  return [
    { key: 'no', title: t('no'), align: 'end', width: 64, cell: (row) => row.no ?? '–' },
    { key: 'title', title: t('title'), cell: (row) => row.title },
    { key: 'year', title: t('year'), align: 'end', width: 72, cell: (row) => row.year },
    { key: 'level', title: t('level'), cell: (row) => codes.level(row.level) },
    { key: 'kind', title: t('kind'), cell: (row) => codes.kind(row.kind), hidden: true },
    { key: 'months', title: t('months'), cell: (row) => codes.months(row) },
    {
      key: 'dates',
      title: t('dates'),
      cell: (row) => (row.startsOn === null ? '–' : formatDateRange(row.startsOn, row.endsOn)),
    },
    {
      key: 'places',
      title: t('places'),
      align: 'end',
      cell: (row) =>
        row.wholeRoster ? t('wholeRoster') : row.placesMax === null ? '–' : formatCount(row.placesMax, 'person'),
    },
    {
      key: 'hours',
      title: t('hours'),
      align: 'end',
      cell: (row) => (row.centihours === 0 ? '–' : formatHoursOf(row.centihours)),
    },
    { key: 'provider', title: t('provider'), cell: (row) => row.providerName ?? t('provider.none'), hidden: true },
    { key: 'plan', title: t('plan'), cell: (row) => row.planName ?? t('plan.none'), hidden: true },
    { key: 'state', title: t('state'), cell: (row) => <ProgrammeStateTag state={row.state} /> },
  ]
}
