import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { accessRefusal } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { usePages, usePasted } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { ProgressBar, Stat } from '../../../ui/figures.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Page, Section, Tabs } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { toast, toastProblem } from '../../../ui/toast.ts'
import { sayIn, useWords, type Translate } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { useQueueTabs } from '../../credits/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { mayRemind } from '../access.ts'
import type { ForecastRow, Forecasts } from '../contract.ts'
import { words } from '../words.ts'
import { forecastApi as api } from './api.ts'
import { toneOf } from './saying.ts'
import { OutlookTag, ProposalList } from './showing.tsx'

type T = Translate<typeof words>

const states = ['will_miss', 'at_risk', 'out_of_reach', 'safe'] as const

/** Who will miss hours at the present pace, and for each the open programmes that would close the gap. */
export function ForecastPage() {
  const t = useWords(words)
  const tabs = useQueueTabs()
  const schools = useOrganisationSearch('school')
  const filters = useFilters({ organisationId: text, state: oneOf(states), q: text })
  const pasted = usePasted()
  const list = usePages(['hour-forecast', filters], (paging) =>
    call(api['hour-forecast'].$get({ query: { ...filters, ...paging } })),
  )
  const { organisationId, q } = filters
  // The sums are those of everybody, so they are asked once and not for each page.
  const sums = useQuery({
    queryKey: ['hour-forecast', 'sums', organisationId, q, pasted],
    queryFn: () =>
      call(
        api['hour-forecast'].$get({
          query: { ...(organisationId ? { organisationId } : {}), ...(q ? { q } : {}), ...pasted, limit: '1' },
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const search = new URLSearchParams({ ...filters, ...pasted })
  return (
    <Page
      title={t('forecast')}
      count={list.total}
      unit="person"
      lead={t('forecast.lead')}
      actions={
        <DownloadLink href={`/api/v1/hour-forecast/export?${search.toString()}`}>{t('forecast.export')}</DownloadLink>
      }
    >
      <Tabs items={tabs} label={t('forecast')} />
      <FilterBar>
        <SearchFilter name="q" label={t('forecast.search')} />
        <SelectFilter name="organisationId" label={t('forecast.school')} options={schools.options} />
        <SelectFilter
          name="state"
          label={t('forecast.state')}
          options={states.map((value) => ({ value, label: t(`outlook.${value}`) }))}
        />
      </FilterBar>
      {sums.data ? <Sums forecasts={sums.data} filters={filters} /> : null}
      {sums.data ? <BySchool schools={sums.data.schools} /> : null}
      <List list={list} />
    </Page>
  )
}

type Filters = { organisationId?: string; state?: string; q?: string }

function Sums({ forecasts: { sums }, filters }: { forecasts: Forecasts; filters: Filters }) {
  const t = useWords(words)
  const all = states.reduce((sum, state) => sum + sums[state], 0)
  return (
    <div className="figures">
      {states.map((state) => (
        <Stat
          key={state}
          label={t(`outlook.${state}`)}
          value={sums[state]}
          unit="person"
          of={formatCount(all)}
          change={t(`outlook.${state}.what`)}
          to={at.forecast({ ...filters, state })}
          {...(toneOf[state] === 'neutral' || sums[state] === 0 ? {} : { tone: toneOf[state] })}
        />
      ))}
    </div>
  )
}

// As many as are taken in at a look; the others are found by the filter.
const mostSchools = 12

type School = Forecasts['schools'][number]
const inDanger = (school: School) => school.will_miss + school.out_of_reach
const allOf = (school: School) => states.reduce((sum, state) => sum + school[state], 0)

function BySchool({ schools }: { schools: readonly School[] }) {
  const t = useWords(words)
  const shown = schools.toSorted((a, b) => inDanger(b) - inDanger(a)).slice(0, mostSchools)
  if (schools.length < 2) return null
  return (
    <Section title={t('bySchool')} note={t('bySchool.note', { count: shown.length })}>
      <PlainTable
        label={t('bySchool')}
        rows={shown}
        rowId={(row) => row.organisationId}
        columns={[
          {
            key: 'name',
            title: t('forecast.school'),
            cell: (row) => <Link to={at.forecast({ organisationId: row.organisationId })}>{row.name}</Link>,
          },
          {
            key: 'bar',
            title: t('bySchool.danger'),
            cell: (row) => (
              <ProgressBar
                label={`${row.name} ${t('bySchool.danger')}`}
                value={inDanger(row)}
                max={allOf(row)}
                text={`${formatCount(inDanger(row))} / ${formatCount(allOf(row), 'person')}`}
                tone="danger"
              />
            ),
          },
          ...states.map((state) => ({
            key: state,
            title: t(`outlook.${state}`),
            align: 'end' as const,
            cell: (row: School) => (
              <Link to={at.forecast({ organisationId: row.organisationId, state })}>{formatCount(row[state])}</Link>
            ),
          })),
        ]}
      />
    </Section>
  )
}

type ListProps = { list: ReturnType<typeof usePages<ForecastRow>> }

function List({ list }: ListProps) {
  const t = useWords(words)
  const me = useMe().data
  const selection = useSelection()
  const mayTell = accessRefusal(mayRemind, me && { personId: me.person?.id ?? null, grants: me.grants }) === undefined
  const remind = useMutation({
    mutationFn: () => call(api['forecast-reminders'].$post({ json: { personIds: [...selection.ids] } })),
    onSuccess: ({ reminded, lately, safe }) => {
      toast(t('remind.done', { reminded, lately, safe }))
      selection.clear()
    },
    onError: (problem) => toastProblem(problem, words),
  })
  const actions = (
    <ActionButton
      kind="primary"
      onClick={() => remind.mutate()}
      pending={remind.isPending}
      reason={selection.ids.size === 0 ? t('remind.why') : undefined}
    >
      {t('remind')}
    </ActionButton>
  )
  return (
    <>
      <DataTable
        label={t('forecast')}
        list={list}
        columns={columnsOf(t)}
        paste={['people', 'organisations']}
        rowId={(row) => row.personId}
        linkOf={(row) => at.person(row.personId)}
        {...(mayTell ? { selection: { ...selection, actions } } : {})}
        empty={<EmptyState title={t('forecast.empty')} hint={t('forecast.empty.hint')} />}
        words={words}
      />
      {list.rows.length > 0 ? <p className="quiet">{t('advice.shared')}</p> : null}
    </>
  )
}

function columnsOf(t: T): Column<ForecastRow>[] {
  const figure = (key: 'counted' | 'projected'): Column<ForecastRow> => ({
    key,
    title: t(key),
    align: 'end',
    width: 104,
    cell: ({ forecasts: [first] }) =>
      first ? `${formatHours(first[key])} / ${formatHours(first.needed)}` : <span className="quiet">–</span>,
  })
  return [
    { key: 'person', title: t('person'), width: 88, cell: (row) => row.name },
    { key: 'school', title: t('forecast.school'), width: 152, cell: (row) => row.organisationName },
    { key: 'state', title: t('forecast.state'), width: 104, cell: (row) => <OutlookTag state={row.state} /> },
    {
      key: 'requirement',
      title: t('requirement'),
      width: 136,
      cell: ({ forecasts: [first] }) => (first ? sayIn(first.requirement.title) : ''),
    },
    figure('counted'),
    figure('projected'),
    {
      key: 'short',
      title: t('short'),
      align: 'end',
      width: 72,
      cell: (row) => (row.short === 0 ? '–' : <strong className="num">{formatHours(row.short)}</strong>),
    },
    {
      key: 'advice',
      title: t('advice'),
      cell: (row) =>
        row.short === 0 ? <span className="quiet">{t('advice.notNeeded')}</span> : <ProposalList advice={row.advice} />,
    },
  ]
}
