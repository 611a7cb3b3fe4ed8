import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { HeatMap } from '../../../ui/charts.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import type { QuotaRow } from '../contract.ts'
import type { quotaRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof quotaRoutes>()

/** Programmes with quotas: how full each organisation's are, for the bureau as a map and for a school as its own line. */
export function QuotasPage() {
  const t = useWords(words)
  const year = useMe().data?.bureau?.year
  const filters = useFilters({ q: text, year: wholeNumber })
  const shown = filters.year ?? year
  const asked = {
    ...(filters.q === undefined ? {} : { q: filters.q }),
    ...(shown === undefined ? {} : { year: String(shown) }),
  }
  const list = usePages(['quotas', asked], (paging) => call(api.quotas.$get({ query: { ...asked, ...paging } })))
  const file = useExport('quotas', asked)
  const mayOpen = useHolds('bureau_officer', 'town_officer', 'provider', 'auditor')
  const ofSchool = useHolds('school_registrar', 'principal')
  const years = year === undefined ? [] : [year + 1, year, year - 1, year - 2]
  return (
    <Page title={t('list.title')} lead={t('list.lead')} actions={<ExportLink href={file} />}>
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        {year === undefined ? null : (
          <SelectFilter
            name="year"
            label={t('year')}
            fallback={String(year)}
            options={years.map((each) => ({ value: String(each), label: String(each) }))}
          />
        )}
      </FilterBar>
      <Heat rows={list.rows} />
      <DataTable
        label={t('list')}
        list={list}
        columns={ofSchool ? [...columnsOf(t), nominating(t)] : columnsOf(t)}
        rowId={(row) => row.programmeId}
        {...(mayOpen ? { linkOf: (row: QuotaRow) => at.quotas(row.programmeId) } : {})}
        words={words}
        empty={<EmptyState title={t('list.empty')} hint={t('list.empty.hint')} />}
      />
    </Page>
  )
}

const rootOf = (row: QuotaRow) => row.cells.find(({ parentId }) => parentId === null)

function columnsOf(t: Translate<typeof words>): Column<QuotaRow>[] {
  const own = (row: QuotaRow) => row.cells.filter(({ dimension }) => dimension === 'organisation')
  const said = (row: QuotaRow) => {
    const all = own(row)
    const named = all
      .slice(0, 4)
      .map(
        ({ organisationName, placesTaken, placesMax }) =>
          `${organisationName ?? ''} ${t('heat.cell', { taken: placesTaken, max: placesMax ?? t('everybody') })}`,
      )
      .join(' · ')
    return all.length > 4 ? t('givenTo.more', { named, count: all.length }) : named
  }
  return [
    { key: 'title', title: t('programme'), cell: (row) => row.title },
    { key: 'places', title: t('places'), align: 'end', cell: (row) => rootOf(row)?.placesMax ?? t('everybody') },
    { key: 'taken', title: t('taken'), align: 'end', cell: (row) => rootOf(row)?.placesTaken ?? 0 },
    {
      key: 'free',
      title: t('free'),
      align: 'end',
      cell: (row) => {
        const root = rootOf(row)
        return root && root.placesMax !== null ? root.placesMax - root.placesTaken : '–'
      },
    },
    { key: 'own', title: t('cell'), cell: (row) => said(row) || '–' },
  ]
}

// A school goes from what is kept for it to whom it sends.
const nominating = (t: Translate<typeof words>): Column<QuotaRow> => ({
  key: 'nominate',
  title: t('school.nominate'),
  cell: (row) =>
    row.state === 'enrolling' ? (
      <ActionLink to={at.intake(row.programmeId)} kind="quiet">
        {t('school.nominate')}
      </ActionLink>
    ) : (
      <ActionButton kind="quiet" reason={t('school.closed')}>
        {t('school.nominate')}
      </ActionButton>
    ),
})

/** Organisations against programmes: each cell how many of its places are taken. */
function Heat({ rows }: { rows: readonly QuotaRow[] }) {
  const t = useWords(words)
  const cells = rows.flatMap((row) =>
    row.cells
      .filter(({ dimension }) => dimension === 'organisation')
      .map((cell) => ({ ...cell, programmeId: row.programmeId, key: cell.wanted.join('+') })),
  )
  const organisations = [...new Map(cells.map((cell) => [cell.key, cell.organisationName ?? ''])).entries()]
  const programmes = rows.filter((row) => cells.some(({ programmeId }) => programmeId === row.programmeId)).slice(0, 8)
  if (organisations.length < 2) return null
  return (
    <Section title={t('heat')} note={t('heat.hint')}>
      <HeatMap
        label={t('heat')}
        corner={t('dimension.organisation')}
        rows={organisations.map(([id, label]) => ({ id, label }))}
        columns={programmes.map(({ programmeId: id, title }) => ({ id, label: title }))}
        cell={(key, programmeId) => {
          const found = cells.filter((cell) => cell.key === key && cell.programmeId === programmeId)
          if (found.length === 0) return undefined
          const taken = found.reduce((sum, each) => sum + each.placesTaken, 0)
          const max = found.reduce((sum, each) => sum + (each.placesMax ?? 0), 0)
          return { share: max === 0 ? 0 : taken / max, text: t('heat.cell', { taken, max }) }
        }}
      />
    </Section>
  )
}
