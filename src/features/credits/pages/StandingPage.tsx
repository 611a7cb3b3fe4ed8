import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { usePages, usePasted } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { FilterBar, SearchFilter, SelectFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { formatCount, formatPercent } from '../../../ui/format.ts'
import { Page, Section, Tabs } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useOutlook } from '../../forecast/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { usePopulations } from '../../populations/parts.tsx'
import { RemindButton } from '../../statements/parts.tsx'
import type { Shortfall, Shortfalls } from '../contract/standings.ts'
import { nameOf, standingsApi as api, useQueueTabs } from '../parts.tsx'
import { words } from '../words.ts'

type T = Translate<typeof words>
type Requirement = Shortfalls['requirements'][number]

/** Which teachers of one's part of the region still miss hours, the most pressing first. */
export function StandingPage() {
  const t = useWords(words)
  const tabs = useQueueTabs()
  const schools = useOrganisationSearch('school')
  const filters = useFilters({
    organisationId: text,
    requirementId: text,
    populationId: text,
    short: oneOf(['1']),
    order: oneOf(['missing']),
    q: text,
  })
  const pasted = usePasted()
  const list = usePages(['credit-standings', filters], (paging) =>
    call(api['credit-standings'].$get({ query: { order: 'risk', ...filters, ...paging } })),
  )
  // The sums are those of the whole list, so they are asked once and not for each page.
  const sums = useQuery({
    queryKey: ['credit-standings', 'sums', filters.organisationId, filters.populationId, filters.q, pasted],
    queryFn: () =>
      call(api['credit-standings'].$get({ query: { ...sumsOf(filters), ...pasted, byPopulation: '1', limit: '1' } })),
    placeholderData: keepPreviousData,
  })
  const requirements = sums.data?.requirements ?? []
  const shown = filters.requirementId ? requirements.filter(({ id }) => id === filters.requirementId) : requirements
  const saved = usePopulations().data?.items ?? []
  const search = new URLSearchParams({ order: 'risk', ...filters, ...pasted })
  const selection = useSelection()
  const outlook = useOutlook()
  // Only those who miss hours are reminded, whether the others are shown or not.
  const { short: _, order: __, ...asked } = { ...filters, ...pasted }
  return (
    <Page
      title={t('standing')}
      count={list.total}
      unit="person"
      lead={t('standing.lead')}
      actions={
        <>
          <RemindButton list={asked} />
          <DownloadLink href={`/api/v1/credit-standings/export?${search.toString()}`}>
            {t('standing.export')}
          </DownloadLink>
        </>
      }
    >
      <Tabs items={tabs} label={t('title')} />
      <FilterBar>
        <SearchFilter name="q" label={t('standing.search')} />
        <SelectFilter name="organisationId" label={t('school')} options={schools.options} />
        <SelectFilter
          name="requirementId"
          label={t('standing.requirement')}
          options={requirements.map((one) => ({ value: one.id, label: nameOf(t, one) }))}
        />
        <SelectFilter
          name="populationId"
          label={t('standing.population')}
          options={saved.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ToggleFilter name="short" label={t('standing.short')} />
        <SelectFilter
          name="order"
          label={t('standing.order.risk')}
          options={[{ value: 'missing', label: t('standing.order.missing') }]}
        />
      </FilterBar>
      <Sums requirements={requirements} filters={filters} />
      <ByPopulation requirements={shown} populations={sums.data?.populations ?? []} filters={filters} />
      <DataTable
        label={t('standing')}
        list={list}
        columns={columnsOf(t, shown, filters.order === undefined ? outlook : undefined)}
        paste={['people', 'organisations']}
        rowId={(row) => row.personId}
        linkOf={(row) => at.person(row.personId)}
        selection={{
          ...selection,
          actions: <RemindButton list={asked} ids={[...selection.ids]} onDone={selection.clear} />,
        }}
        empty={<EmptyState title={t('standing.empty')} hint={t('standing.empty.hint')} />}
        words={words}
      />
    </Page>
  )
}

type Filters = { populationId?: string; organisationId?: string; requirementId?: string; short?: '1'; q?: string }

const sumsOf = ({ organisationId, populationId, q }: Filters) => ({
  ...(populationId === undefined ? {} : { populationId }),
  ...(organisationId === undefined ? {} : { organisationId }),
  ...(q === undefined ? {} : { q }),
})

// How many of those it is asked of meet each requirement; each leads to those who do not.
function Sums({ requirements, filters }: { requirements: readonly Requirement[]; filters: Filters }) {
  const t = useWords(words)
  if (requirements.length === 0) return null
  return (
    <div className="figures">
      {requirements.map((one) => (
        <Stat
          key={one.id}
          label={`${nameOf(t, one)} ${t('standing.atLeast', { hours: formatHours(one.units) })}`}
          value={one.met}
          unit="person"
          of={formatCount(one.due)}
          change={one.met < one.due ? t('standing.missing', { count: one.due - one.met }) : t('standing.allMet')}
          to={at.standing({ ...sumsOf(filters), requirementId: one.id, short: '1' })}
          {...(one.met < one.due ? { tone: 'attention' as const } : { tone: 'done' as const })}
        />
      ))}
    </div>
  )
}

type Population = Shortfalls['populations'][number]
type ByPopulationProps = {
  requirements: readonly Requirement[]
  populations: readonly Population[]
  filters: Filters
}

// The same people by saved population: each figure leads to those of it who still miss hours.
function ByPopulation({ requirements, populations, filters }: ByPopulationProps) {
  const t = useWords(words)
  if (populations.length === 0 || requirements.length === 0) return null
  return (
    <Section title={t('standing.byPopulation')}>
      <PlainTable
        label={t('standing.byPopulation')}
        rows={populations}
        rowId={(row) => row.id}
        columns={[
          {
            key: 'name',
            title: t('standing.population'),
            cell: (row) => <Link to={at.population(row.id)}>{row.name}</Link>,
          },
          ...requirements.map((one) => ({
            key: one.id,
            title: nameOf(t, one),
            align: 'end' as const,
            cell: (row: Population) => {
              const { due = 0, met = 0 } = row.requirements.find(({ id }) => id === one.id) ?? {}
              const to = at.standing({ ...sumsOf(filters), populationId: row.id, requirementId: one.id, short: '1' })
              return due === 0 ? (
                <span className="quiet">{t('standing.notAsked')}</span>
              ) : (
                <Link
                  to={to}
                >{`${formatCount(met)} / ${formatCount(due, 'person')} · ${formatPercent(met, due)}`}</Link>
              )
            },
          })),
        ]}
      />
    </Section>
  )
}

function columnsOf(
  t: T,
  requirements: readonly Requirement[],
  outlook: ReturnType<typeof useOutlook> | undefined,
): Column<Shortfall>[] {
  return [
    { key: 'person', title: t('person'), width: 88, cell: (row) => row.name },
    { key: 'school', title: t('school'), width: 152, cell: (row) => row.organisationName },
    ...(outlook
      ? [{ key: 'risk', title: t('standing.risk'), width: 104, cell: (row: Shortfall) => riskOf(outlook, row) }]
      : []),
    ...requirements.map((one): Column<Shortfall> => ({
      key: one.id,
      title: nameOf(t, one),
      align: 'end',
      cell: (row) => <Cell cell={row.cells.find(({ requirementId }) => requirementId === one.id)} />,
    })),
    {
      key: 'onTheWay',
      title: t('ledger.waiting'),
      align: 'end',
      cell: (row) => (row.onTheWay === 0 ? '–' : formatHours(row.onTheWay)),
    },
    {
      key: 'missing',
      title: t('standing.most'),
      align: 'end',
      cell: (row) =>
        row.missing === 0 ? (
          <StateTag tone="done">{t('ring.met')}</StateTag>
        ) : (
          <strong className="num">{formatHours(row.missing)}</strong>
        ),
    },
  ]
}

function riskOf(outlook: ReturnType<typeof useOutlook>, { risk }: Shortfall) {
  if (!risk) return <span className="quiet">–</span>
  const { tone, word } = outlook(risk.state)
  return <StateTag tone={tone}>{word}</StateTag>
}

function Cell({ cell }: { cell: Shortfall['cells'][number] | undefined }) {
  const t = useWords(words)
  if (!cell) return <span className="quiet">{t('standing.notAsked')}</span>
  const { counted, needed, missing } = cell
  return (
    <span>
      {`${formatHours(counted)} / ${formatHours(needed)}`}
      {missing > 0 ? (
        <>
          {' '}
          <span className="quiet">{t('standing.short.by', { hours: formatHours(missing) })}</span>
        </>
      ) : null}
    </span>
  )
}
