import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { Transfer } from '../contract/transfers.ts'
import type { moveRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { TransferDialog } from './TransferDialog.tsx'

const api = client<typeof moveRoutes>()
const states = ['asked', 'accepted', 'refused', 'withdrawn'] as const
const tones: Record<Transfer['state'], Tone> = {
  asked: 'waiting',
  accepted: 'done',
  refused: 'danger',
  withdrawn: 'neutral',
}
type Outcome = 'accepted' | 'refused' | 'withdrawn'

/** The transfers from and to one's schools: what waits for an answer, and what became of the others. */
export function TransfersPage() {
  const t = useWords(words)
  const mayAsk = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const [asking, setAsking] = useState(false)
  const filters = useFilters({ state: oneOf(states) })
  const list = usePages(['transfers', filters], (paging) =>
    call(api.transfers.$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('transfers', filters)
  const ask = mayAsk ? (
    <ActionButton kind="primary" icon="plus" onClick={() => setAsking(true)}>
      {t('transfer.ask')}
    </ActionButton>
  ) : null
  return (
    <Page
      title={t('transfers')}
      lead={t('transfer.lead')}
      actions={
        <>
          <ExportLink href={file} />
          {ask}
        </>
      }
    >
      <FilterBar>
        <SelectFilter
          name="state"
          label={t('transfer.state')}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('transfers')}
        list={list}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('transfers.empty')} hint={t('transfers.empty.hint')} />}
        columns={[
          {
            key: 'name',
            title: t('transfer.person'),
            cell: (row) => <Link to={at.person(row.personId)}>{row.personName}</Link>,
          },
          { key: 'from', title: t('transfer.from'), cell: (row) => row.fromName },
          { key: 'to', title: t('transfer.to'), cell: (row) => row.toName },
          { key: 'on', title: t('on'), cell: (row) => formatDate(row.datedOn) },
          { key: 'by', title: t('transfer.by'), cell: (row) => row.askedByName },
          {
            key: 'state',
            title: t('transfer.state'),
            cell: (row) => <StateTag tone={tones[row.state]}>{t(`state.${row.state}`)}</StateTag>,
          },
          { key: 'reason', title: t('reason'), cell: (row) => row.answer ?? row.reason },
          { key: 'act', title: t('change'), cell: (row) => <Answers transfer={row} /> },
        ]}
      />
      {asking ? <TransferDialog onClose={() => setAsking(false)} /> : null}
    </Page>
  )
}

function useDecide(transfer: Transfer, done: () => void) {
  const cache = useQueryClient()
  const t = useWords(words)
  return useMutation({
    mutationFn: (json: { outcome: Outcome; answer: string | null }) =>
      call(api.transfers[':transferId'].decision.$post({ param: { transferId: transfer.id }, json })),
    onSuccess: async (decided) => {
      await cache.invalidateQueries({ queryKey: ['transfers'] })
      void cache.invalidateQueries({ queryKey: ['people'] })
      toast(t(`state.${decided.state}`))
      done()
    },
  })
}

function Answers({ transfer }: { transfer: Transfer }) {
  const t = useWords(words)
  const [open, setOpen] = useState<Outcome | undefined>()
  if (transfer.state !== 'asked') return null
  const reason = transfer.mayDecide ? undefined : t('transfer.notYours')
  return (
    <span className="cluster">
      <ActionButton kind="primary" onClick={() => setOpen('accepted')} reason={reason}>
        {t('transfer.accept')}
      </ActionButton>
      <ActionButton onClick={() => setOpen('refused')} reason={reason}>
        {t('transfer.refuse')}
      </ActionButton>
      {transfer.mayWithdraw ? (
        <ActionButton kind="quiet" onClick={() => setOpen('withdrawn')}>
          {t('transfer.withdraw')}
        </ActionButton>
      ) : null}
      {open ? <DecideDialog transfer={transfer} outcome={open} onClose={() => setOpen(undefined)} /> : null}
    </span>
  )
}

const verbs = { accepted: 'transfer.accept', refused: 'transfer.refuse', withdrawn: 'transfer.withdraw' } as const

function DecideDialog({ transfer, outcome, onClose }: { transfer: Transfer; outcome: Outcome; onClose: () => void }) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { answer: '' } })
  const decide = useDecide(transfer, onClose)
  return (
    <Dialog title={`${transfer.personName} · ${t(verbs[outcome])}`} open onClose={onClose}>
      <p>{t('said.moved', { from: transfer.fromName, to: transfer.toName })}</p>
      <Form
        form={form}
        onSubmit={({ answer }) => decide.mutate({ outcome, answer: answer === '' ? null : answer })}
        pending={decide.isPending}
        problem={decide.error}
        words={words}
        submit={t(verbs[outcome])}
        onCancel={onClose}
      >
        <TextArea
          control={form.control}
          name="answer"
          label={t('transfer.answer')}
          rows={2}
          maxLength={200}
          required={outcome === 'refused'}
        />
      </Form>
    </Dialog>
  )
}
