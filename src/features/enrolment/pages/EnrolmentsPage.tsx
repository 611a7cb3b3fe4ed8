import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { call, ProblemError } from '../../../platform/web/call.ts'
import { useExport, usePages, usePasted } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters, useOpen, wholeNumber } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import { deciders } from '../access.ts'
import type { EnrolmentRow } from '../contract.ts'
import type { EnrolmentState } from '../core.ts'
import { toneOf } from '../parts.tsx'
import { words } from '../words.ts'
import { waitingWords } from '../words/waiting.ts'
import { electiveWords } from '../words/electives.ts'
import { wayWords } from '../words/ways.ts'
import { DecisionButtons } from './DecisionButtons.tsx'
import { enrolmentApi as api, useDeciding, type Deciding } from './deciding.ts'
import { EnrolmentSheet } from './EnrolmentSheet.tsx'
import { PlacesLine } from './Places.tsx'
import { OpenRequests } from './SubstitutionRequests.tsx'

const queues = [
  'applied',
  'school_approved',
  'admitted',
  'returned',
  'not_admitted',
  'no_show',
  'dismissed',
  'withdrawn',
] as const

const yearOrAll = (value: string) => (value === 'all' ? value : wholeNumber(value))

/** What is looked at: a queue of applications, of one year unless a programme or all years are chosen. */
function useAsked() {
  const ofSchool = useHolds(...deciders.approve)
  const filters = useFilters({
    q: text,
    state: oneOf(queues),
    programme: text,
    year: yearOrAll,
    came: oneOf(['never']),
  })
  const bureau = useMe().data?.bureau
  const pasted = usePasted()
  const { q, programme: programmeId, came } = filters
  const year = filters.year ?? bureau?.year
  const isYearly = programmeId === undefined && year !== undefined && year !== 'all'
  return {
    state: filters.state ?? (ofSchool ? ('applied' as const) : ('school_approved' as const)),
    programmeId,
    bureauYear: bureau?.year,
    shared: {
      ...pasted,
      ...(q === undefined ? {} : { q }),
      ...(came === undefined ? {} : { came }),
      ...(programmeId === undefined ? {} : { programmeId }),
      ...(isYearly ? { year: String(year) } : {}),
    },
  }
}

/** Applications by where they stand: the school vouches, whoever holds the programme admits, many at once. */
export function EnrolmentsPage() {
  const t = useWords(words)
  const waits = useWords(waitingWords)
  const bring = useWords(wayWords)
  const mayBring = useHolds('bureau_officer', 'school_registrar', 'principal')
  const mayOffer = useHolds('provider')
  const elective = useWords(electiveWords)
  const { state, shared, programmeId, bureauYear } = useAsked()
  const open = useOpen()
  const list = usePages(['enrolments', { ...shared, state }], (paging) =>
    call(api.enrolments.$get({ query: { ...shared, state, ...paging } })),
  )
  const file = useExport('enrolments', { ...shared, state })
  const counts = useQuery({
    queryKey: ['enrolment-counts', shared],
    queryFn: () => call(api['enrolment-counts'].$get({ query: shared })),
    placeholderData: keepPreviousData,
  })
  const selection = useSelection()
  const deciding = useDeciding(selection.clear)
  const [reason, keep] = useState('')
  const opened = list.rows.find((row) => row.id === open.id)
  const chosen = list.rows.filter((row) => selection.ids.has(row.id))
  const decided = { state, deciding, draft: { reason, keep } }
  return (
    <Page
      title={t('title')}
      count={counts.data ? sumOf(counts.data) : undefined}
      unit="item"
      actions={
        <>
          {programmeId !== undefined && (mayBring || mayOffer) ? (
            <ActionLink to={at.intake(programmeId)}>{mayBring ? bring('title') : elective('title')}</ActionLink>
          ) : null}
          <ActionLink to={at.waiters(programmeId)}>{waits('waiting')}</ActionLink>
          <ExportLink href={file} />
        </>
      }
    >
      <Queues state={state} counts={counts.data} />
      <Conditions programmeId={programmeId} bureauYear={bureauYear} known={list.rows[0]} />
      {programmeId === undefined ? null : <PlacesLine programmeId={programmeId} />}
      <OpenRequests programmeId={programmeId} />
      <ProblemNote problem={deciding.decide.error} words={words} />
      <Refusals deciding={deciding} />
      <DataTable
        label={t(`queue.${state}`)}
        list={{ ...list, total: counts.data?.[state] }}
        columns={columnsOf(t, state, useIsOneSchool())}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        activeId={open.id}
        tab="state"
        paste={['people', 'programmes', 'organisations']}
        selection={{ ...selection, actions: <DecisionButtons rows={chosen} {...decided} /> }}
        words={words}
        empty={
          <EmptyState
            title={state === 'applied' || state === 'school_approved' ? t(`empty.${state}`) : t('empty.other')}
            hint={t('empty.hint')}
          />
        }
      />
      {opened ? (
        <EnrolmentSheet
          key={opened.id}
          row={opened}
          onClose={open.close}
          footer={<DecisionButtons rows={[opened]} {...decided} />}
        />
      ) : null}
    </Page>
  )
}

function sumOf(counts: Record<EnrolmentState, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Whether whoever looks answers for a single school, so that its name on every row says nothing. */
function useIsOneSchool(): boolean {
  const grants = useMe().data?.grants ?? []
  const places = new Set(grants.map(({ organisationId }) => organisationId))
  return places.size === 1 && grants.every(({ role }) => role === 'school_registrar' || role === 'principal')
}

type ConditionProps = {
  programmeId: string | undefined
  bureauYear: number | undefined
  known: EnrolmentRow | undefined
}

function Conditions({ programmeId, bureauYear, known }: ConditionProps) {
  const t = useWords(words)
  const [search] = useSearchParams()
  const year = yearOrAll(search.get('year') ?? '') ?? bureauYear
  const query = year === undefined || year === 'all' ? {} : { year: String(year) }
  const programmes = useQuery({
    queryKey: ['enrolment-programmes', query],
    queryFn: () => call(api['enrolment-programmes'].$get({ query })),
    staleTime: 60_000,
  })
  const options = (programmes.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))
  // A programme of another year, come to by a link, is named by its applications.
  const missing = programmeId !== undefined && !options.some(({ value }) => value === programmeId)
  const named = missing
    ? [{ value: programmeId, label: known?.programmeTitle ?? t('ofProgramme') }, ...options]
    : options
  const years = bureauYear === undefined ? [] : [bureauYear + 1, bureauYear, bureauYear - 1, bureauYear - 2]
  return (
    <FilterBar>
      <SearchFilter name="q" label={t('search')} />
      {programmeId === undefined && bureauYear !== undefined ? (
        <SelectFilter
          name="year"
          label={t('year')}
          fallback={String(bureauYear)}
          options={[
            ...years.map((each) => ({ value: String(each), label: t('year.of', { year: each }) })),
            { value: 'all', label: t('year.all') },
          ]}
        />
      ) : null}
      <SelectFilter name="programme" label={t('programme')} options={named} />
      <SelectFilter name="came" label={t('came')} options={[{ value: 'never', label: t('noShow') }]} />
    </FilterBar>
  )
}

function Refusals({ deciding: { refused, forget } }: { deciding: Deciding }) {
  const t = useWords(words)
  if (refused.length === 0) return null
  return (
    <Note tone="attention">
      <p>{t('refused', { count: refused.reduce((sum, each) => sum + each.names.length, 0) })}</p>
      {refused.map(({ code, names }) => (
        <p key={code}>
          {t('refused.each', {
            names: names.slice(0, 10).join(' · '),
            why: sayRefusal(new ProblemError({ code }), words),
          })}
        </p>
      ))}
      <ActionButton kind="quiet" onClick={forget}>
        {t('dismissNote')}
      </ActionButton>
    </Note>
  )
}

function Queues({ state, counts }: { state: EnrolmentState; counts: Record<EnrolmentState, number> | undefined }) {
  const t = useWords(words)
  const [search] = useSearchParams()
  const to = (next: EnrolmentState) => {
    const params = new URLSearchParams(search)
    params.delete('cursor')
    params.delete('open')
    params.set('state', next)
    return `?${params.toString()}`
  }
  return (
    <nav className="tabs" aria-label={t('queues')}>
      {queues.map((each) => (
        <Link key={each} to={to(each)} aria-current={each === state ? 'page' : undefined}>
          {t(`queue.${each}`)}
          {counts ? <span className="tab-count num">{formatCount(counts[each])}</span> : null}
        </Link>
      ))}
    </nav>
  )
}

function columnsOf(t: Translate<typeof words>, state: EnrolmentState, isOneSchool: boolean): Column<EnrolmentRow>[] {
  const says = ['returned', 'not_admitted', 'dismissed'].includes(state)
  return [
    { key: 'person', title: t('person'), cell: (row) => row.personName },
    { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo, hidden: true },
    ...(isOneSchool ? [] : [{ key: 'school', title: t('school'), cell: (row: EnrolmentRow) => row.schoolName }]),
    { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle },
    { key: 'appliedAt', title: t('appliedAt'), cell: (row) => formatDateTime(row.appliedAt) },
    {
      key: 'vouchedAt',
      title: t('vouchedAt'),
      cell: (row) => (row.vouchedAt === null ? '–' : formatDateTime(row.vouchedAt)),
      hidden: true,
    },
    ...(says ? [{ key: 'reason', title: t('reason'), cell: (row: EnrolmentRow) => row.reason ?? '–' }] : []),
    {
      key: 'state',
      title: t('state'),
      cell: (row) => (
        <StateTag tone={row.noShow ? 'danger' : toneOf[row.state]}>
          {row.noShow ? t('noShow') : t(`state.${row.state}`)}
        </StateTag>
      ),
    },
  ]
}
