import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters, useOpen, wholeNumber } from '../../../platform/web/route.ts'
import { useState } from 'react'
import { ActionButton, DownloadLink, ExportLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Note } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime, formatDay } from '../../../ui/format.ts'
import { Facts, Page } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { HourStatement } from '../contract.ts'
import { documentOf, periodOf, StatementState, statementsApi as api, verifyPageOf } from '../parts.tsx'
import { words } from '../words.ts'
import { StatementTabs, yearsBack } from './StatementTabs.tsx'

const kinds = ['year', 'cycle'] as const
const states = ['genuine', 'withdrawn'] as const

/** Statements of hours that were issued in one's part of the region, the latest first. */
export function StatementsPage() {
  const t = useWords(words)
  const open = useOpen()
  const { year, ...rest } = useFilters({ q: text, kind: oneOf(kinds), state: oneOf(states), year: wholeNumber })
  const query = { ...rest, ...(year === undefined ? {} : { year: String(year) }) }
  const list = usePages(['hour-statements', query], (paging) =>
    call(api['hour-statements'].$get({ query: { ...query, ...paging } })),
  )
  const file = useExport('hour-statements', query)
  const opened = list.rows.find((row) => row.id === open.id)
  return (
    <Page title={t('title')} count={list.total} unit="item" lead={t('lead')} actions={<ExportLink href={file} />}>
      <StatementTabs />
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter name="year" label={t('year')} options={yearsBack()} />
        <SelectFilter
          name="kind"
          label={t('kind')}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <SelectFilter
          name="state"
          label={t('state')}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('title')}
        list={list}
        columns={columnsOf(t)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
        words={words}
      />
      {opened ? <StatementSheet statement={opened} onClose={open.close} /> : null}
    </Page>
  )
}

function columnsOf(t: Translate<typeof words>): Column<HourStatement>[] {
  return [
    { key: 'number', title: t('number'), cell: (row) => row.number },
    { key: 'holder', title: t('holder'), cell: (row) => row.holderName },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
    { key: 'period', title: t('period'), cell: (row) => periodOf(t, row) },
    { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
    { key: 'issuedAt', title: t('issuedAt'), cell: (row) => formatDay(row.issuedAt) },
    { key: 'issuedBy', title: t('issuedBy'), cell: (row) => row.issuedByName, hidden: true },
    { key: 'state', title: t('state'), cell: (row) => <StatementState statement={row} /> },
  ]
}

function StatementSheet({ statement, onClose }: { statement: HourStatement; onClose: () => void }) {
  const t = useWords(words)
  const [withdrawing, setWithdrawing] = useState(false)
  const mayWithdraw = useHolds('bureau_officer', 'hours_officer')
  const { id, number, code, holderName, schoolName, issuedAt, issuedByName, withdrawnReason } = statement
  return (
    <SideSheet
      title={number}
      open
      onClose={onClose}
      footer={
        withdrawnReason === null ? (
          <>
            <DownloadLink href={documentOf(id)}>{t('open')}</DownloadLink>
            <ActionButton
              kind="danger"
              reason={mayWithdraw ? undefined : t('reason.withdraw')}
              onClick={() => setWithdrawing(true)}
            >
              {t('withdraw')}
            </ActionButton>
          </>
        ) : null
      }
    >
      {withdrawnReason === null ? null : (
        <Note tone="danger">{t('state.withdrawn.text', { reason: withdrawnReason })}</Note>
      )}
      <Facts
        items={[
          { label: t('holder'), value: holderName },
          { label: t('school'), value: schoolName },
          { label: t('period'), value: periodOf(t, statement) },
          { label: t('hours'), value: formatHours(statement.centihours) },
          { label: t('issuedAt'), value: formatDateTime(issuedAt) },
          { label: t('issuedBy'), value: issuedByName },
          { label: t('code'), value: <a href={verifyPageOf(statement)}>{code}</a> },
        ]}
      />
      <WithdrawDialog id={id} open={withdrawing} onClose={() => setWithdrawing(false)} />
    </SideSheet>
  )
}

function WithdrawDialog({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const withdraw = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(api['hour-statements'][':hourStatementId'].withdrawal.$post({ param: { hourStatementId: id }, json })),
    onSuccess: () => {
      toast(t('withdraw.done'))
      void cache.invalidateQueries({ queryKey: ['hour-statements'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('withdraw.title')} open={open} onClose={onClose}>
      <p>{t('withdraw.lead')}</p>
      <Form
        form={form}
        onSubmit={(values) => withdraw.mutate(values)}
        pending={withdraw.isPending}
        problem={withdraw.error}
        words={words}
        submit={t('withdraw')}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('withdraw.reason')} required maxLength={200} />
      </Form>
    </Dialog>
  )
}
