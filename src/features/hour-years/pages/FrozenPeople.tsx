import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { sayIn, useWords, type Translate } from '../../../ui/words.ts'
import { hourYearsApi as api } from '../asking.ts'
import type { FrozenPersonRow, HourYear } from '../contract.ts'
import { words } from '../words.ts'

/** Everybody of a closed year as they stood, the most missing first. */
export function FrozenPeople({ year }: { year: HourYear }) {
  const t = useWords(words)
  const filters = useFilters({ q: text, organisationId: text, requirementId: text, short: oneOf(['1']) })
  const list = usePages(['hour-years', year.id, 'people', filters], (paging) =>
    call(
      api['hour-years'][':hourYearId'].people.$get({
        param: { hourYearId: year.id },
        query: { ...filters, ...paging },
      }),
    ),
  )
  return (
    <>
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="organisationId"
          label={t('school')}
          options={year.schools.map((one) => ({ value: one.organisationId, label: one.organisationName }))}
        />
        <SelectFilter
          name="requirementId"
          label={t('requirement')}
          options={year.requirements.map(({ id, title }) => ({ value: id, label: sayIn(title) }))}
        />
        <ToggleFilter name="short" label={t('short.only')} />
      </FilterBar>
      <DataTable
        label={t('by.people')}
        list={list}
        columns={columnsOf(t, year)}
        rowId={(row) => row.personId}
        linkOf={(row) => at.person(row.personId)}
        empty={<EmptyState title={t('people.empty')} hint={t('people.empty.hint')} />}
        words={words}
      />
    </>
  )
}

function columnsOf(t: Translate<typeof words>, { requirements }: HourYear): Column<FrozenPersonRow>[] {
  return [
    { key: 'person', title: t('person'), width: 96, cell: (row) => row.name },
    { key: 'school', title: t('school'), width: 176, cell: (row) => row.organisationName },
    { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
    ...requirements.map((one): Column<FrozenPersonRow> => ({
      key: one.id,
      title: sayIn(one.title),
      align: 'end',
      cell: (row) => {
        const cell = row.cells.find(({ requirementId }) => requirementId === one.id)
        if (!cell) return <span className="quiet">–</span>
        if (cell.state === 'exempt') return t('state.exempt')
        return t('cell.said', { counted: formatHours(cell.counted), needed: formatHours(cell.needed) })
      },
    })),
    {
      key: 'missing',
      title: t('missing'),
      align: 'end',
      cell: (row) =>
        row.missing === 0 ? (
          <StateTag tone="done">{t('state.met')}</StateTag>
        ) : (
          <strong className="num">{formatHours(row.missing)}</strong>
        ),
    },
  ]
}
