import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDate, formatDateTime, wallOf } from '../../../ui/format.ts'
import { Facts, Page } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { useActing } from '../parts.tsx'
import { granterRoles } from '../access.ts'
import type { RoleGrant } from '../contract.ts'
import { grantedRoles } from '../core/grants.ts'
import type { accessRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { AccessTabs } from './AccessTabs.tsx'
import { GiveRoleDialog } from './GiveRoleDialog.tsx'
import { RenewDialog } from './RenewDialog.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'

const api = client<typeof accessRoutes>()
const asked = ['current', 'ending', 'ended', 'all'] as const

const toneOf: Readonly<Record<RoleGrant['standing'], Tone>> = {
  ahead: 'waiting',
  in_force: 'done',
  ending: 'attention',
  over: 'neutral',
  withdrawn: 'neutral',
}

/** Who holds which role over what, since when, until when and why; given and taken away here. */
export function GrantsPage() {
  const t = useWords(words)
  const open = useOpen()
  const mayGive = useHolds(...granterRoles)
  const { actingFor } = useActing()
  const denied = actingFor ? sayRefusal({ code: 'not_by_delegation' }) : undefined
  const [dialog, setDialog] = useState<'give' | 'renew' | 'withdraw'>()
  const filters = useFilters({
    search: text,
    role: oneOf(grantedRoles),
    organisationId: text,
    standing: oneOf(asked),
  })
  const organisations = useOrganisationSearch()
  const list = usePages(['role-grants', filters], (paging) =>
    call(api['role-grants'].$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('role-grants', filters)
  const shown = list.rows.find((row) => row.id === open.id)
  const over = shown?.standing === 'over' || shown?.standing === 'withdrawn'
  const give = mayGive ? (
    <ActionButton kind="primary" icon="plus" reason={denied} onClick={() => setDialog('give')}>
      {t('give')}
    </ActionButton>
  ) : null
  return (
    <Page
      title={t('grants')}
      lead={t('grants.lead')}
      actions={
        <>
          <ExportLink href={file} />
          {give}
        </>
      }
    >
      <AccessTabs />
      <FilterBar>
        <SearchFilter name="search" label={t('filter.search')} />
        <SelectFilter
          name="role"
          label={t('filter.role')}
          options={grantedRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        <SelectFilter name="organisationId" label={t('filter.organisation')} options={organisations.options} />
        <SelectFilter
          name="standing"
          label={t('filter.standing')}
          options={asked.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('grants')}
        list={list}
        columns={columnsOf(t)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      <SideSheet
        title={shown ? `${shown.accountName} · ${t(`role.${shown.role}`)}` : t('grants')}
        open={shown !== undefined}
        onClose={open.close}
        footer={
          <>
            {shown ? (
              <ActionLink to={`/access/person?accountId=${shown.accountId}`}>{t('person.rights')}</ActionLink>
            ) : null}
            {mayGive && shown ? (
              <ActionButton onClick={() => setDialog('renew')} reason={denied ?? renewalDenied(t, shown)}>
                {t('renew')}
              </ActionButton>
            ) : null}
            {mayGive && shown ? (
              <ActionButton
                kind="danger"
                onClick={() => setDialog('withdraw')}
                reason={denied ?? (over ? t('withdraw.over') : undefined)}
              >
                {t('withdraw')}
              </ActionButton>
            ) : null}
          </>
        }
      >
        {shown ? <Grant grant={shown} /> : null}
      </SideSheet>
      {dialog === 'give' ? (
        <GiveRoleDialog today={wallOf(new Date()).date} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === 'renew' && shown && shown.toOn !== null ? (
        <RenewDialog
          grant={shown}
          toOn={shown.toOn}
          today={wallOf(new Date()).date}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'withdraw' && shown ? <WithdrawDialog grant={shown} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  )
}

function Grant({ grant }: { grant: RoleGrant }) {
  const t = useWords(words)
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }])
  return (
    <Facts
      items={[
        {
          label: t('standing'),
          value: <StateTag tone={toneOf[grant.standing]}>{t(`standing.${grant.standing}`)}</StateTag>,
        },
        { label: t('organisation'), value: grant.organisationName },
        ...fact(t('workplace'), grant.workplace),
        { label: t('term'), value: termOf(t, grant) },
        { label: t('reason'), value: grant.reason },
        ...fact(t('grantedBy'), grant.grantedByName),
        ...fact(t('grantedAt'), grant.grantedAt && formatDateTime(grant.grantedAt)),
        ...fact(t('withdrawnReason'), grant.withdrawnReason),
        ...fact(t('withdrawnBy'), grant.withdrawnByName),
        ...fact(t('withdrawnAt'), grant.withdrawnAt && formatDateTime(grant.withdrawnAt)),
      ]}
    />
  )
}

function renewalDenied(t: Translate<typeof words>, { toOn, standing }: RoleGrant): string | undefined {
  if (toOn === null) return t('renew.open')
  return standing === 'withdrawn' ? t('withdraw.over') : undefined
}

function termOf(t: Translate<typeof words>, { fromOn, toOn }: RoleGrant): string {
  return toOn === null
    ? t('term.open', { fromOn: formatDate(fromOn) })
    : t('term.closed', { fromOn: formatDate(fromOn), toOn: formatDate(toOn) })
}

const columnsOf = (t: Translate<typeof words>): Column<RoleGrant>[] => [
  { key: 'who', title: t('who'), cell: (row) => row.accountName },
  { key: 'role', title: t('role'), cell: (row) => t(`role.${row.role}`) },
  { key: 'organisation', title: t('organisation'), cell: (row) => row.organisationName },
  { key: 'term', title: t('term'), cell: (row) => <span className="num">{termOf(t, row)}</span> },
  {
    key: 'standing',
    title: t('standing'),
    cell: (row) => <StateTag tone={toneOf[row.standing]}>{t(`standing.${row.standing}`)}</StateTag>,
  },
  { key: 'reason', title: t('reason'), cell: (row) => row.reason },
  { key: 'grantedBy', title: t('grantedBy'), cell: (row) => row.grantedByName ?? '–', hidden: true },
]
