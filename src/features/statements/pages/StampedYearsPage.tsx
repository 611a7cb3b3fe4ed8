import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { HourYearRow, StampOutcomes } from '../contract/years.ts'
import { statementsApi as api } from '../parts.tsx'
import { words } from '../words.ts'
import { FileOfJob } from './FileOfJob.tsx'
import { StatementTabs, yearsBack } from './StatementTabs.tsx'

const states = ['ready', 'waiting', 'changed', 'stamped'] as const
type T = Translate<typeof words>

/** 年度验证: whose year is stamped and whose is not, with what is still on its way; and statements for many at once. */
export function StampedYearsPage() {
  const t = useWords(words)
  const asked = useFilters({ q: text, organisationId: text, state: oneOf(states), year: wholeNumber })
  const year = asked.year ?? new Date().getFullYear()
  const query = { ...asked, year: String(year) }
  const schools = useOrganisationSearch('school')
  const selection = useSelection()
  const mayStamp = useHolds('hours_officer')
  const list = usePages(['hour-year-stamps', query], (paging) =>
    call(api['hour-year-stamps'].$get({ query: { ...query, ...paging } })),
  )
  const stamp = useStamp(year, selection.clear)
  const archive = useArchive(year, selection.clear)
  const file = useExport('hour-year-stamps', query)
  const ids = [...selection.ids]
  return (
    <Page
      title={t('years.title')}
      count={list.total}
      unit="person"
      lead={t('years.lead')}
      actions={<ExportLink href={file} />}
    >
      <StatementTabs />
      <FilterBar>
        <SearchFilter name="q" label={t('search.years')} />
        <SelectFilter name="year" label={t('year')} fallback={String(year)} options={yearsBack()} />
        <SelectFilter name="organisationId" label={t('school')} options={schools.options} />
        <SelectFilter
          name="state"
          label={t('state')}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <ProblemNote problem={stamp.error ?? archive.error} words={words} />
      <Refused outcomes={stamp.data?.outcomes ?? []} rows={list.rows} />
      {archive.data ? (
        <FileOfJob key={archive.data.jobId} jobId={archive.data.jobId} download={t('archive.download')} />
      ) : null}
      <DataTable
        label={t('years.title')}
        list={list}
        columns={columnsOf(t)}
        paste={['people', 'organisations']}
        rowId={(row) => row.personId}
        linkOf={(row) => at.person(row.personId)}
        selection={{
          ...selection,
          actions: (
            <>
              <ActionButton
                kind="primary"
                icon="check"
                reason={mayStamp ? undefined : t('reason.stamp')}
                pending={stamp.isPending}
                onClick={() => stamp.mutate(ids)}
              >
                {t('stamp')}
              </ActionButton>
              <ActionButton icon="download" pending={archive.isPending} onClick={() => archive.mutate(ids)}>
                {t('archive', { year })}
              </ActionButton>
            </>
          ),
        }}
        empty={<EmptyState title={t('empty.years')} hint={t('empty.years.hint')} />}
        words={words}
      />
    </Page>
  )
}

function useStamp(year: number, onDone: () => void) {
  const t = useWords(words)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (personIds: string[]) => call(api['hour-year-stamps'].$post({ json: { year, personIds } })),
    onSuccess: ({ outcomes }) => {
      const count = (outcome: string) => outcomes.filter((row) => row.outcome === outcome).length
      if (count('done') > 0) toast(t('stamp.done', { count: count('done') }))
      else if (count('already') > 0) toast(t('stamp.already', { count: count('already') }))
      void cache.invalidateQueries({ queryKey: ['hour-year-stamps'] })
      onDone()
    },
  })
}

/** Asks for statements of many. The same people asked for again before the answer has come are the same archive. */
function useArchive(year: number, onAsked: () => void) {
  const asked = useRef({ of: '', id: '' })
  return useMutation({
    mutationFn: (personIds: string[]) => {
      const of = [year, ...personIds].join()
      if (asked.current.of !== of) asked.current = { of, id: crypto.randomUUID() }
      return call(
        api['hour-statement-archives'].$post({ json: { id: asked.current.id, kind: 'year', year, personIds } }),
      )
    },
    onSuccess: () => {
      asked.current = { of: '', id: '' }
      onAsked()
    },
  })
}

function columnsOf(t: T): Column<HourYearRow>[] {
  return [
    { key: 'name', title: t('holder'), cell: (row) => row.name },
    { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
    { key: 'school', title: t('school'), cell: (row) => row.organisationName },
    { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
    { key: 'onTheWay', title: t('onTheWay'), align: 'end', cell: (row) => formatHours(row.onTheWay) },
    { key: 'state', title: t('state'), cell: (row) => <YearState row={row} /> },
    {
      key: 'stamp',
      title: t('years.title'),
      cell: ({ stamp }) =>
        stamp === null
          ? '–'
          : `${t(`verdict.${stamp.verdict}`)} · ${t('stamp.by', { name: stamp.stampedByName, date: formatDay(stamp.stampedAt) })}`,
    },
  ]
}

const tones = { stamped: 'done', changed: 'attention', waiting: 'waiting', ready: 'neutral' } as const

function YearState({ row }: { row: HourYearRow }) {
  const t = useWords(words)
  return <StateTag tone={tones[row.state]}>{t(`state.${row.state}`)}</StateTag>
}

function Refused({ outcomes, rows }: { outcomes: StampOutcomes['outcomes']; rows: readonly HourYearRow[] }) {
  const t = useWords(words)
  const refused = outcomes.filter(({ outcome }) => outcome === 'refused')
  if (refused.length === 0) return null
  const nameOf = (id: string) => rows.find((row) => row.personId === id)?.name ?? ''
  return (
    <Note tone="attention">
      {[...Map.groupBy(refused, ({ code }) => code ?? '')].map(([code, group]) => (
        <p key={code}>
          {t('stamp.refused', { count: group.length })} {sayRefusal({ code }, words)}{' '}
          <span className="quiet">
            {group
              .map(({ personId, onTheWay }) => `${nameOf(personId)}${onTheWay > 0 ? ` ${formatHours(onTheWay)}` : ''}`)
              .join(' · ')}
          </span>
        </p>
      ))}
    </Note>
  )
}
