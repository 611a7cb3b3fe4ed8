import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { CheckField } from '../../../ui/fields.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { AccountState } from '../contract/activation.ts'
import type { accountRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { manageWords } from '../words/manage.ts'
import { MadeCodesDialog, useMadeCodes } from './MadeCodesDialog.tsx'

const api = client<typeof accountRoutes>()
const states = ['none', 'waiting', 'open'] as const

/** The tabs over the pages about other people's accounts. */
export function AccountTabs() {
  const t = useWords(manageWords)
  return (
    <Tabs
      items={[
        { to: '/accounts', label: t('tab.people') },
        { to: '/accounts/requests', label: t('tab.requests') },
        { to: '/accounts/settings', label: t('tab.settings') },
      ]}
    />
  )
}

/** Who has an account, who holds a code, and codes for those who have neither. */
export function AccountsPage() {
  const t = useWords(manageWords)
  const cache = useQueryClient()
  const filters = useFilters({ q: text, state: oneOf(states) })
  const list = usePages(['account-states', filters], (paging) =>
    call(api['account-states'].$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('account-states', filters)
  const selection = useSelection()
  const [asking, setAsking] = useState<'people' | 'school' | undefined>()
  const made = useMadeCodes(() => {
    setAsking(undefined)
    selection.clear()
  })
  const withdraw = useMutation({
    mutationFn: (activationCodeId: string) =>
      call(api['activation-codes'][':activationCodeId'].withdrawal.$post({ param: { activationCodeId } })),
    onSuccess: async () => {
      toast(t('withdraw.done'))
      await cache.invalidateQueries({ queryKey: ['account-states'] })
    },
  })
  return (
    <Page
      title={t('accounts')}
      lead={t('accounts.lead')}
      actions={
        <>
          <ExportLink href={file} />
          <ActionButton kind="primary" icon="plus" onClick={() => setAsking('school')}>
            {t('giveAll')}
          </ActionButton>
        </>
      }
    >
      <AccountTabs />
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="state"
          label={t('state')}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('accounts')}
        list={list}
        columns={columnsOf(t, (id) => withdraw.mutate(id))}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        selection={{
          ...selection,
          actions: <ActionButton onClick={() => setAsking('people')}>{t('give')}</ActionButton>,
        }}
        words={words}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      <Dialog title={t('giveAll')} open={asking === 'school'} onClose={() => setAsking(undefined)}>
        <SchoolForm made={made} onCancel={() => setAsking(undefined)} />
      </Dialog>
      <Dialog title={t('give')} open={asking === 'people'} onClose={() => setAsking(undefined)}>
        <PeopleForm made={made} ids={[...selection.ids]} onCancel={() => setAsking(undefined)} />
      </Dialog>
      <MadeCodesDialog made={made.codes} onClose={made.forget} />
    </Page>
  )
}

type Made = ReturnType<typeof useMadeCodes>

function SchoolForm({ made, onCancel }: { made: Made; onCancel: () => void }) {
  const t = useWords(manageWords)
  const form = useForm({ defaultValues: { organisationId: '' } })
  const schools = useOrganisationSearch()
  return (
    <Form
      form={form}
      onSubmit={({ organisationId }) => made.make.mutate({ organisationId })}
      submit={t('give')}
      pending={made.make.isPending}
      problem={made.make.error}
      words={words}
      onCancel={onCancel}
    >
      <p>{t('giveAll.lead')}</p>
      <SelectField control={form.control} name="organisationId" label={t('giveAll.school')} required {...schools} />
    </Form>
  )
}

function PeopleForm({ made, ids, onCancel }: { made: Made; ids: string[]; onCancel: () => void }) {
  const t = useWords(manageWords)
  const form = useForm({ defaultValues: { dropsSecondFactor: false } })
  return (
    <Form
      form={form}
      onSubmit={({ dropsSecondFactor }) => made.make.mutate({ personIds: ids, dropsSecondFactor })}
      submit={t('give')}
      pending={made.make.isPending}
      problem={made.make.error}
      words={words}
      onCancel={onCancel}
    >
      <p>{t('give.lead', { count: ids.length })}</p>
      <CheckField control={form.control} name="dropsSecondFactor" label={t('give.drop')} />
    </Form>
  )
}

const columnsOf = (t: Translate<typeof manageWords>, withdraw: (id: string) => void): Column<AccountState>[] => [
  { key: 'name', title: t('name'), cell: (row) => row.name },
  { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
  { key: 'school', title: t('school'), cell: (row) => row.organisationName },
  {
    key: 'state',
    title: t('state'),
    cell: (row) =>
      row.accountId !== null ? (
        <StateTag tone="done">{t('state.open')}</StateTag>
      ) : row.code ? (
        <StateTag tone="waiting">{t('state.waiting')}</StateTag>
      ) : (
        <StateTag tone="neutral">{t('state.none')}</StateTag>
      ),
  },
  { key: 'factor', title: t('factor'), cell: (row) => (row.hasSecondFactor ? t('factor.on') : null) },
  { key: 'role', title: t('role'), cell: (row) => (row.hasRoles ? t('role.held') : null), hidden: true },
  { key: 'expires', title: t('expires'), cell: (row) => (row.code ? formatDateTime(row.code.expiresAt) : null) },
  {
    key: 'act',
    title: '',
    align: 'end',
    cell: ({ code }) =>
      code ? (
        <ActionButton kind="quiet" onClick={() => withdraw(code.id)}>
          {t('withdraw')}
        </ActionButton>
      ) : null,
  },
]
