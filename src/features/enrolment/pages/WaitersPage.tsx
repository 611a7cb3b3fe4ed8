import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { WaiterRow } from '../contract/waiting.ts'
import type { WaiterState } from '../core/waiting.ts'
import type { waitingRoutes } from '../routes/waiting.ts'
import { words } from '../words.ts'
import { waitingWords } from '../words/waiting.ts'
import { OfferRuleLine } from './OfferRule.tsx'
import { PlacesLine } from './Places.tsx'

const api = client<typeof waitingRoutes>()
const states = ['waiting', 'offered', 'accepted', 'declined', 'expired', 'left'] as const

const tones: Readonly<Record<WaiterState, Tone>> = {
  waiting: 'waiting',
  offered: 'attention',
  accepted: 'done',
  declined: 'neutral',
  expired: 'neutral',
  left: 'neutral',
}

/** Who waits for which programme, in their turn; an officer changes the order with a reason. */
export function WaitersPage() {
  const t = useWords(waitingWords)
  const say = useWords(words)
  const filters = useFilters({ q: text, programmeId: text, state: oneOf(states) })
  const list = usePages(['waiters', filters], (paging) => call(api.waiters.$get({ query: { ...filters, ...paging } })))
  const file = useExport('waiters', filters)
  const [moving, setMoving] = useState<WaiterRow>()
  const mayMove = useHolds('bureau_officer')
  const { programmeId } = filters
  return (
    <Page
      title={t('waiting')}
      lead={t('wait.rule')}
      back={{ to: at.enrolments(), label: say('title') }}
      actions={<ExportLink href={file} />}
    >
      <FilterBar>
        <SearchFilter name="q" label={say('search')} />
        <SelectFilter
          name="state"
          label={say('state')}
          options={states.map((value) => ({ value, label: t(`waiter.${value}`) }))}
        />
        {programmeId === undefined ? null : <ActionLink to={at.waiters()}>{t('waiting.all')}</ActionLink>}
      </FilterBar>
      {programmeId === undefined ? null : (
        <div className="stack-tight">
          <PlacesLine programmeId={programmeId} />
          <OfferRuleLine programmeId={programmeId} maySet={mayMove} />
        </div>
      )}
      <DataTable
        label={t('waiting.list')}
        list={list}
        columns={columnsOf(t, say, mayMove ? setMoving : undefined)}
        rowId={(row) => row.id}
        words={words}
        empty={<EmptyState title={t('waiting.empty')} hint={t('waiting.empty.hint')} />}
      />
      {moving ? <MoveDialog row={moving} rows={list.rows} onClose={() => setMoving(undefined)} /> : null}
    </Page>
  )
}

function columnsOf(
  t: Translate<typeof waitingWords>,
  say: Translate<typeof words>,
  onMove: ((row: WaiterRow) => void) | undefined,
): Column<WaiterRow>[] {
  return [
    { key: 'person', title: say('person'), width: 96, cell: (row) => row.personName },
    { key: 'nth', title: t('turn'), align: 'end', width: 64, cell: (row) => row.nth ?? '–' },
    { key: 'school', title: say('school'), cell: (row) => row.schoolName },
    { key: 'programme', title: say('programme'), cell: (row) => row.programmeTitle },
    { key: 'source', title: t('source'), cell: (row) => t(`source.${row.sourceKind}`) },
    {
      key: 'joinedAt',
      title: t('joinedAt'),
      cell: (row) => <span className="num">{formatDateTime(row.joinedAt)}</span>,
    },
    {
      key: 'until',
      title: t('offerUntil'),
      cell: (row) => (row.offerUntil === null ? '–' : <span className="num">{formatDateTime(row.offerUntil)}</span>),
    },
    {
      key: 'state',
      title: say('state'),
      cell: (row) => <StateTag tone={tones[row.state]}>{t(`waiter.${row.state}`)}</StateTag>,
    },
    ...(onMove
      ? [
          {
            key: 'move',
            title: t('move'),
            cell: (row: WaiterRow) => (
              <ActionButton
                kind="quiet"
                onClick={() => onMove(row)}
                reason={row.state === 'waiting' ? undefined : t('move.offered')}
              >
                {t('move')}
              </ActionButton>
            ),
          },
        ]
      : []),
  ]
}

const last = 'last'

function MoveDialog({ row, rows, onClose }: { row: WaiterRow; rows: readonly WaiterRow[]; onClose: () => void }) {
  const t = useWords(waitingWords)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { before: '', reason: '' } })
  const others = rows.filter(
    ({ id, programmeId, state }) => id !== row.id && programmeId === row.programmeId && state === 'waiting',
  )
  const move = useMutation({
    mutationFn: ({ before, reason }: { before: string; reason: string }) =>
      call(
        api.waiters[':waiterId'].turn.$put({
          param: { waiterId: row.id },
          json: { before: before === last ? null : before, reason },
        }),
      ),
    onSuccess: async () => {
      toast(t('move.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['waiters'] })
    },
  })
  return (
    <Dialog title={`${t('move')} · ${row.personName}`} open onClose={onClose}>
      <Form
        form={form}
        submit={t('move')}
        pending={move.isPending}
        problem={move.error}
        words={words}
        onCancel={onClose}
        onSubmit={(values) => move.mutate(values)}
      >
        <SelectField
          control={form.control}
          name="before"
          label={t('move.where')}
          required
          options={[
            ...others.map(({ id, personName, schoolName, nth }) => ({
              value: id,
              label: t('move.before', { nth: nth ?? '–', name: `${personName} · ${schoolName}` }),
            })),
            { value: last, label: t('move.last') },
          ]}
        />
        <TextArea control={form.control} name="reason" label={t('move.why')} required maxLength={200} rows={3} />
      </Form>
    </Dialog>
  )
}
