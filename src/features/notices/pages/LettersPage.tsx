import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { MailLetter } from '../contract/mail.ts'
import { groupOf } from '../core/texts.ts'
import type { letterRoutes } from '../routes/mail.ts'
import { mailWords } from '../words/mail.ts'
import { NoticeTabs } from './NoticeTabs.tsx'
import { useSayGroup } from './text-groups.ts'

const api = client<typeof letterRoutes>()
const states = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const
const tones = { waiting: 'waiting', sending: 'active', sent: 'done', failed: 'danger', dropped: 'neutral' } as const

/** What went out by e-mail, what did not and why, and sending that again. */
export function LettersPage() {
  const t = useWords(mailWords)
  const cache = useQueryClient()
  const may = useHolds('bureau_officer', 'system_admin')
  const { state } = useFilters({ state: oneOf(states) })
  const sums = useQuery({
    queryKey: ['mail-letters', 'sums'],
    queryFn: () => call(api['mail-letters'].$get({ query: { limit: '1' } })),
  })
  const list = usePages(['mail-letters', state], (paging) =>
    call(api['mail-letters'].$get({ query: { ...paging, ...(state ? { state } : {}) } })),
  )
  const file = useExport('mail-letters', { state })
  const retry = useMutation({
    mutationFn: (ids: string[]) => call(api['mail-letter-retries'].$post({ json: { ids } })),
    onSuccess: async ({ retried }) => {
      toast(t('retry.done', { count: retried }))
      await cache.invalidateQueries({ queryKey: ['mail-letters'] })
    },
  })
  const failed = sums.data?.sums.failed ?? 0
  const reason = may ? undefined : t('retry.readOnly')
  return (
    <Page
      title={t('letters')}
      lead={t('letters.lead')}
      actions={
        <>
          <ExportLink href={file} />
          <ActionButton
            pending={retry.isPending}
            reason={reason ?? (failed === 0 ? t('retry.nothing') : undefined)}
            onClick={() => retry.mutate([])}
          >
            {t('retry')}
          </ActionButton>
        </>
      }
    >
      <NoticeTabs />
      <ProblemNote problem={sums.error ?? retry.error} words={mailWords} />
      {sums.data?.isOn === false ? <Note tone="attention">{t('letters.off')}</Note> : null}
      <div className="stack">
        {sums.data ? (
          <div className="figures">
            <Stat label={t('sums.sent')} value={sums.data.sums.sent} />
            <Stat label={t('sums.waiting')} value={sums.data.sums.waiting} />
            <Stat label={t('sums.failed')} value={failed} />
          </div>
        ) : null}
        <FilterBar>
          <SelectFilter
            name="state"
            label={t('letters.all')}
            options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        </FilterBar>
      </div>
      <DataTable
        label={t('letters')}
        list={list}
        columns={columnsOf(t, useSayGroup(), (row) => (
          <ActionButton kind="quiet" reason={reason} onClick={() => retry.mutate([row.id])}>
            {t('retry.one')}
          </ActionButton>
        ))}
        rowId={(row) => row.id}
        words={mailWords}
        empty={<EmptyState title={t('letters.none')} hint={t('letters.none.hint')} />}
      />
    </Page>
  )
}

function columnsOf(
  t: Translate<typeof mailWords>,
  sayGroup: (group: string) => string,
  again: (row: MailLetter) => React.ReactNode,
): Column<MailLetter>[] {
  const sayFailure = (failure: string) => (failure === 'cut_off' ? t('failure.cut_off') : failure)
  return [
    { key: 'to', title: t('to'), cell: (row) => row.name },
    {
      key: 'about',
      title: t('about'),
      cell: (row) => (row.code === null ? t('about.code') : sayGroup(groupOf(row.code))),
    },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => <StateTag tone={tones[row.state]}>{t(`state.${row.state}`)}</StateTag>,
    },
    { key: 'attempts', title: t('attempts'), align: 'end', cell: (row) => <span className="num">{row.attempts}</span> },
    {
      key: 'written',
      title: t('written'),
      cell: (row) => <span className="num">{formatDateTime(row.createdAt)}</span>,
    },
    {
      key: 'sent',
      title: t('sent'),
      cell: (row) =>
        row.sentAt !== null ? (
          <span className="num">{formatDateTime(row.sentAt)}</span>
        ) : row.state === 'waiting' && row.attempts > 0 ? (
          <span className="quiet">{t('next', { at: formatDateTime(row.dueAt) })}</span>
        ) : null,
    },
    { key: 'failure', title: t('failure'), cell: (row) => (row.failure === null ? null : sayFailure(row.failure)) },
    { key: 'again', title: '', cell: (row) => (row.state === 'failed' && row.code !== null ? again(row) : null) },
  ]
}
