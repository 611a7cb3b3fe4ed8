import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Page } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { granterRoles } from '../access.ts'
import { useActing } from '../parts.tsx'
import type { accessRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { delegationWords } from '../words/delegations.ts'
import { AccessTabs } from './AccessTabs.tsx'
import { DelegateForDialog } from './DelegateDialog.tsx'
import { DelegationFacts, DelegationTag, termOf, useRolesOf } from './DelegationFacts.tsx'
import { EndDelegationDialog } from './EndDelegationDialog.tsx'

const api = client<typeof accessRoutes>()
const asked = ['current', 'ended', 'all'] as const

/** Who stands in for whom over one's part of the tree; arranged and ended here for those who are away. */
export function AllDelegationsPage() {
  const t = useWords(delegationWords)
  const say = useWords(words)
  const open = useOpen()
  const mayGive = useHolds(...granterRoles)
  const { actingFor } = useActing()
  const rolesOf = useRolesOf()
  const [dialog, setDialog] = useState<'make' | 'end'>()
  const filters = useFilters({ search: text, standing: oneOf(asked) })
  const settings = useQuery({ queryKey: ['access-settings'], queryFn: () => call(api['access-settings'].$get()) })
  const list = usePages(['delegations', filters], (paging) =>
    call(api.delegations.$get({ query: { ...filters, ...paging } })),
  )
  const shown = list.rows.find((row) => row.id === open.id)
  const isOver = shown?.standing === 'over' || shown?.standing === 'ended'
  const denied = actingFor ? t('make.denied') : undefined
  const make = mayGive ? (
    <ActionButton kind="primary" icon="plus" reason={denied} onClick={() => setDialog('make')}>
      {t('make.for')}
    </ActionButton>
  ) : null
  return (
    <Page title={say('grants')} lead={t('all.lead')} actions={make}>
      <AccessTabs />
      <FilterBar>
        <SearchFilter name="search" label={t('search.who')} />
        <SelectFilter
          name="standing"
          label={t('filter.standing')}
          options={asked.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('delegations')}
        list={list}
        columns={[
          { key: 'principal', title: t('principal'), cell: (row) => row.principalName },
          { key: 'delegate', title: t('delegate'), cell: (row) => row.delegateName },
          { key: 'roles', title: t('roles'), cell: rolesOf },
          { key: 'term', title: t('term'), cell: (row) => <span className="num">{termOf(t, row)}</span> },
          { key: 'standing', title: t('standing'), cell: (row) => <DelegationTag delegation={row} /> },
          { key: 'reason', title: t('reason'), cell: (row) => row.reason },
        ]}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      <SideSheet
        title={shown ? `${shown.principalName} → ${shown.delegateName}` : t('delegations')}
        open={shown !== undefined}
        onClose={open.close}
        footer={
          mayGive && shown ? (
            <ActionButton kind="danger" reason={isOver ? t('end.over') : denied} onClick={() => setDialog('end')}>
              {t('end')}
            </ActionButton>
          ) : null
        }
      >
        {shown ? <DelegationFacts delegation={shown} /> : null}
      </SideSheet>
      {dialog === 'make' ? (
        <DelegateForDialog mostDays={settings.data?.delegationDays ?? 90} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === 'end' && shown ? (
        <EndDelegationDialog delegation={shown} as="administrator" onClose={() => setDialog(undefined)} />
      ) : null}
    </Page>
  )
}
