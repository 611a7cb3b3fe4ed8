import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link, useSearchParams } from 'react-router'
import { call, client, ProblemError } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Note } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FilterBar, SearchFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { EnrolmentRow } from '../contract.ts'
import { deciders } from '../access.ts'
import { moves, type Decision, type EnrolmentState } from '../core.ts'
import { toneOf } from '../parts.tsx'
import type { enrolmentRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof enrolmentRoutes>()

const queues = ['applied', 'school_approved', 'admitted', 'returned', 'not_admitted', 'dismissed', 'withdrawn'] as const
type Batch = Exclude<Decision, 'withdraw'>

/** Applications by where they stand: the school vouches, whoever holds the programme admits, many at once. */
export function EnrolmentsPage() {
  const t = useWords(words)
  const ofSchool = useHolds(...deciders.approve)
  const filters = useFilters({ q: text, state: oneOf(queues), programme: text })
  const state = filters.state ?? (ofSchool ? 'applied' : 'school_approved')
  const { q, programme: programmeId } = filters
  const shared = { ...(q === undefined ? {} : { q }), ...(programmeId === undefined ? {} : { programmeId }) }
  const list = usePages(['enrolments', { ...shared, state }], (paging) =>
    call(api.enrolments.$get({ query: { ...shared, state, ...paging } })),
  )
  const counts = useQuery({
    queryKey: ['enrolment-counts', shared],
    queryFn: () => call(api['enrolment-counts'].$get({ query: shared })),
  })
  const selection = useSelection()
  const batch = useBatch(list.rows, selection.clear)
  return (
    <Page title={t('title')} lead={programmeId === undefined ? undefined : list.rows[0]?.programmeTitle}>
      <Queues state={state} counts={counts.data} />
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        {programmeId === undefined ? null : <Link to={`?state=${state}`}>{t('allProgrammes')}</Link>}
      </FilterBar>
      {batch.refused.length > 0 ? (
        <Note tone="attention">
          <p>{t('refused', { count: batch.refused.reduce((sum, each) => sum + each.names.length, 0) })}</p>
          {batch.refused.map(({ code, names }) => (
            <p key={code}>
              {t('refused.each', {
                names: names.slice(0, 10).join(' · '),
                why: sayRefusal(new ProblemError({ code }), words),
              })}
            </p>
          ))}
          <ActionButton kind="quiet" onClick={batch.forget}>
            {t('dismissNote')}
          </ActionButton>
        </Note>
      ) : null}
      <DataTable
        label={t(`queue.${state}`)}
        list={list}
        columns={columnsOf(t, state)}
        rowId={(row) => row.id}
        selection={{ ...selection, actions: <BatchActions state={state} ids={[...selection.ids]} batch={batch} /> }}
        words={words}
        empty={
          <EmptyState
            title={state === 'applied' || state === 'school_approved' ? t(`empty.${state}`) : t('empty.other')}
            hint={t('empty.hint')}
          />
        }
      />
    </Page>
  )
}

function Queues({ state, counts }: { state: EnrolmentState; counts: Record<EnrolmentState, number> | undefined }) {
  const t = useWords(words)
  const [search] = useSearchParams()
  const to = (next: EnrolmentState) => {
    const params = new URLSearchParams(search)
    params.delete('cursor')
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

type Refused = { readonly code: string; readonly names: readonly string[] }

function useBatch(rows: readonly EnrolmentRow[], clear: () => void) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const decide = useMutation({
    mutationFn: (asked: { ids: string[]; decision: Batch; reason: string | null }) =>
      call(api['enrolment-decisions'].$post({ json: asked })),
    onSuccess: async (outcome) => {
      const nameOf = new Map(rows.map((row) => [row.id, row.personName]))
      const byCode = Map.groupBy(
        outcome.rows.filter(({ code }) => code !== null),
        ({ code }) => code ?? '',
      )
      setRefused([...byCode].map(([code, each]) => ({ code, names: each.map(({ id }) => nameOf.get(id) ?? '–') })))
      if (outcome.done > 0) toast(t('done', { count: outcome.done }))
      clear()
      await cache.invalidateQueries()
    },
  })
  return { decide, refused, forget: () => setRefused([]) }
}

type BatchProps = { state: EnrolmentState; ids: string[]; batch: ReturnType<typeof useBatch> }

/** The decisions that are possible in this queue; one may only take those of one's roles. */
function BatchActions({ state, ids, batch }: BatchProps) {
  const t = useWords(words)
  const [asking, setAsking] = useState<'return' | 'decline' | 'dismiss' | undefined>()
  const held = {
    approve: useHolds(...deciders.approve),
    return: useHolds(...deciders.return),
    admit: useHolds(...deciders.admit),
    decline: useHolds(...deciders.decline),
    dismiss: useHolds(...deciders.dismiss),
  }
  const may = (decision: Batch) => moves[decision].from.includes(state) && held[decision]
  const { decide } = batch
  const now = (decision: 'approve' | 'admit') => decide.mutate({ ids, decision, reason: null })
  return (
    <>
      {(['approve', 'admit'] as const).filter(may).map((decision) => (
        <ActionButton key={decision} kind="primary" onClick={() => now(decision)} pending={decide.isPending}>
          {t(decision)}
        </ActionButton>
      ))}
      {(['return', 'decline', 'dismiss'] as const).filter(may).map((decision) => (
        <ActionButton key={decision} kind="danger" onClick={() => setAsking(decision)}>
          {t(decision)}
        </ActionButton>
      ))}
      {asking ? <ReasonDialog decision={asking} ids={ids} batch={batch} onClose={() => setAsking(undefined)} /> : null}
    </>
  )
}

type ReasonProps = { decision: 'return' | 'decline' | 'dismiss'; onClose: () => void } & Pick<
  BatchProps,
  'ids' | 'batch'
>

function ReasonDialog({ decision, ids, batch: { decide }, onClose }: ReasonProps) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  return (
    <Dialog title={t(`ask.${decision}`)} open onClose={onClose}>
      <p className="quiet num">{t('ask.count', { count: ids.length })}</p>
      <Form
        form={form}
        submit={t(decision)}
        pending={decide.isPending}
        problem={decide.error}
        words={words}
        onCancel={onClose}
        onSubmit={({ reason }) => decide.mutate({ ids, decision, reason }, { onSuccess: onClose })}
      >
        <TextArea control={form.control} name="reason" label={t('ask.why')} required maxLength={200} rows={3} />
      </Form>
    </Dialog>
  )
}

function columnsOf(t: Translate<typeof words>, state: EnrolmentState): Column<EnrolmentRow>[] {
  const says = ['returned', 'not_admitted', 'dismissed'].includes(state)
  return [
    { key: 'person', title: t('person'), cell: (row) => row.personName },
    { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo, hidden: true },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
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
      cell: (row) => <StateTag tone={toneOf[row.state]}>{t(`state.${row.state}`)}</StateTag>,
    },
  ]
}
