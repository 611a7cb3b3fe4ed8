import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { text, useFilters } from '../../../platform/web/route.ts'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { joinNames } from '../../../ui/format.ts'
import { Facts, Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { accessRoutes } from '../routes.ts'
import { capabilityWords } from '../words/capabilities.ts'
import { words } from '../words.ts'

const api = client<typeof accessRoutes>()

/** What one person may do today, and through which role over what. */
export function PersonRightsPage() {
  const t = useWords(words)
  const name = useWords(capabilityWords)
  const { accountId = '' } = useFilters({ accountId: text })
  const query = useQuery({
    queryKey: ['account-capabilities', accountId],
    queryFn: () => call(api['account-capabilities'].$get({ query: { accountId } })),
    enabled: accountId !== '',
  })
  const who = query.data?.grants[0]?.accountName
  return (
    <Page
      title={who === undefined ? t('person.rights') : t('person.rights.of', { who })}
      lead={t('person.rights.lead')}
      back={{ to: '/access', label: t('grants') }}
    >
      {accountId === '' ? (
        <EmptyState title={t('person.rights.choose')} hint={t('person.rights.choose.hint')} />
      ) : (
        <Loaded query={query} words={words}>
          {({ grants, items }) =>
            items.length === 0 ? (
              <EmptyState title={t('person.rights.none')} hint={t('person.rights.none.hint')} />
            ) : (
              <div className="stack">
                <Facts
                  items={grants.map((grant) => ({
                    label: t(`role.${grant.role}`),
                    value: [
                      grant.organisationName,
                      ...(grant.toOn === null ? [] : [grant.toOn]),
                      ...(grant.onBehalfOfName === null
                        ? []
                        : [t('holder.for', { name: grant.accountName, principal: grant.onBehalfOfName })]),
                    ].join(' · '),
                  }))}
                />
                <PlainTable
                  label={t('person.rights')}
                  rows={items}
                  rowId={(row) => row.capability}
                  columns={[
                    { key: 'what', title: t('capabilities.what'), cell: (row) => name(row.capability) },
                    {
                      key: 'through',
                      title: t('person.rights.through'),
                      cell: (row) =>
                        joinNames(
                          row.through.map(({ role, organisationName }) => `${t(`role.${role}`)} · ${organisationName}`),
                        ),
                    },
                  ]}
                />
              </div>
            )
          }
        </Loaded>
      )}
    </Page>
  )
}
