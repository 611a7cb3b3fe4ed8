import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { oneOf, useFilters } from '../../../platform/web/route.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDate, joinNames } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { CapabilityShown, Holder } from '../contract.ts'
import { capabilityNames, type Capability } from '../core/capabilities.ts'
import type { accessRoutes } from '../routes.ts'
import { capabilityWords } from '../words/capabilities.ts'
import { words } from '../words.ts'
import { AccessTabs } from './AccessTabs.tsx'

const api = client<typeof accessRoutes>()

/** Who can see and do what: for each thing by name the roles that may, over what, and who holds them today. */
export function CapabilitiesPage() {
  const t = useWords(words)
  const name = useWords(capabilityWords)
  const { capability } = useFilters({ capability: oneOf(capabilityNames) })
  const query = useQuery({ queryKey: ['capabilities'], queryFn: () => call(api.capabilities.$get()) })
  return (
    <Page title={t('capabilities')} lead={t('capabilities.lead')}>
      <AccessTabs />
      <FilterBar>
        <SelectFilter
          name="capability"
          label={t('capabilities.which')}
          options={capabilityNames.map((value) => ({ value, label: name(value) }))}
        />
      </FilterBar>
      <Loaded query={query} words={words}>
        {({ items, others }) => {
          const chosen = items.find((item) => item.capability === capability)
          return chosen ? <OneCapability shown={chosen} /> : <AllCapabilities items={items} others={others} />
        }}
      </Loaded>
    </Page>
  )
}

type Rule = CapabilityShown['rules'][number]

/** Over what a rule lets somebody act, in words. */
function reachOf(t: Translate<typeof words>, rule: Rule): string {
  if (rule.kind !== 'roles') return t(`reach.${rule.kind}`)
  return [
    t(rule.isAboutOne ? 'reach.one' : 'reach.part'),
    ...(rule.orOwn ? [t('reach.own')] : []),
    ...(rule.fresh ? [t('reach.fresh')] : []),
    ...(rule.inPerson ? [t('reach.inPerson')] : []),
  ].join(t('reach.and'))
}

function AllCapabilities({ items, others }: { items: CapabilityShown[]; others: Rule[] }) {
  const t = useWords(words)
  const name = useWords(capabilityWords)
  const open = (capability: Capability) => `/access/capabilities?capability=${capability}`
  return (
    <div className="stack">
      <PlainTable
        label={t('capabilities')}
        rows={items}
        rowId={(row) => row.capability}
        columns={[
          {
            key: 'what',
            title: t('capabilities.what'),
            cell: (row) => (
              <ActionLink kind="quiet" to={open(row.capability)}>
                {name(row.capability)}
              </ActionLink>
            ),
          },
          { key: 'roles', title: t('capabilities.roles'), cell: (row) => <Roles roles={row.roles} /> },
        ]}
      />
      {others.length > 0 ? (
        <Section title={t('capabilities.others')} note={t('capabilities.others.note')}>
          <PlainTable
            label={t('capabilities.others')}
            rows={others}
            rowId={(row) => row.route}
            columns={[
              { key: 'route', title: t('capabilities.route'), cell: (row) => <code>{row.route}</code> },
              {
                key: 'roles',
                title: t('capabilities.roles'),
                cell: (row) => joinNames(row.roles.map((role) => t(`role.${role}`))),
              },
            ]}
          />
        </Section>
      ) : null}
    </div>
  )
}

function Roles({ roles }: { roles: CapabilityShown['roles'] }) {
  const t = useWords(words)
  if (roles.length === 0) return <span className="quiet">{t('capabilities.everybody')}</span>
  return (
    <div className="cluster">
      {roles.map(({ role, holders }) => (
        <StateTag key={role} tone={holders > 0 ? 'active' : 'neutral'}>
          {t('capabilities.held', { role: t(`role.${role}`), holders: formatCount(holders, 'person') })}
        </StateTag>
      ))}
    </div>
  )
}

function OneCapability({ shown }: { shown: CapabilityShown }) {
  const t = useWords(words)
  const name = useWords(capabilityWords)
  const { capability } = shown
  const list = usePages(['capability-holders', capability], (paging) =>
    call(api['capability-holders'].$get({ query: { capability, ...paging } })),
  )
  return (
    <div className="stack">
      <Section title={t('capabilities.who', { what: name(capability) })}>
        <Roles roles={shown.roles} />
        <PlainTable
          label={t('capabilities.rules')}
          rows={shown.rules}
          rowId={(row) => row.route}
          columns={[
            {
              key: 'roles',
              title: t('capabilities.roles'),
              cell: (row) => joinNames(row.roles.map((role) => t(`role.${role}`))) || '–',
            },
            { key: 'reach', title: t('capabilities.reach'), cell: (row) => reachOf(t, row) },
            { key: 'route', title: t('capabilities.route'), cell: (row) => <code>{row.route}</code> },
          ]}
        />
      </Section>
      <Section title={t('capabilities.holders')}>
        <DataTable
          label={t('capabilities.holders')}
          list={list}
          columns={holderColumns(t)}
          rowId={(row) => row.id}
          linkOf={(row) => `/access/person?accountId=${row.accountId}`}
          empty={<EmptyState title={t('capabilities.nobody')} />}
        />
      </Section>
    </div>
  )
}

const holderColumns = (t: Translate<typeof words>): Column<Holder>[] => [
  {
    key: 'who',
    title: t('who'),
    cell: (row) =>
      row.onBehalfOfName === null
        ? row.accountName
        : t('holder.for', { name: row.accountName, principal: row.onBehalfOfName }),
  },
  { key: 'workplace', title: t('workplace'), cell: (row) => row.workplace ?? '–' },
  { key: 'role', title: t('role'), cell: (row) => t(`role.${row.role}`) },
  { key: 'organisation', title: t('organisation'), cell: (row) => row.organisationName },
  {
    key: 'toOn',
    title: t('give.to'),
    cell: (row) => <span className="num">{row.toOn === null ? t('open.end') : formatDate(row.toOn)}</span>,
  },
]
