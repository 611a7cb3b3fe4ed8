import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { DirectoryButtons } from '../../directory/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { Organisation } from '../contract.ts'
import type { organisationRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof organisationRoutes>()
const kinds = ['bureau', 'county_bureau', 'town_centre', 'school', 'provider'] as const

/** The organisations of one's part of the region. */
export function OrganisationsPage() {
  const t = useWords(words)
  const say = useCodes()
  const mayAdd = useHolds('bureau_officer', 'system_admin')
  const filters = useFilters({ q: text, kind: oneOf(kinds), parentId: text })
  const list = usePages(['organisations', filters], (paging) =>
    call(api.organisations.$get({ query: { ...filters, ...paging } })),
  )
  const add = mayAdd ? (
    <ActionLink to="/organisations/new" kind="primary" icon="plus">
      {t('add')}
    </ActionLink>
  ) : null
  return (
    <Page
      title={t('organisations')}
      count={list.total}
      actions={
        <>
          <ActionLink to="/organisations/tree">{t('tree')}</ActionLink>
          <DirectoryButtons />
          {add}
        </>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="kind"
          label={t('kind')}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('organisations')}
        list={list}
        columns={columnsOf(t, say)}
        paste={['organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => at.organisation(row.id)}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} action={add} />}
      />
    </Page>
  )
}

const columnsOf = (t: Translate<typeof words>, say: ReturnType<typeof useCodes>): Column<Organisation>[] => [
  { key: 'name', title: t('name'), cell: (row) => row.name },
  { key: 'kind', title: t('kind'), cell: (row) => t(`kind.${row.kind}`) },
  { key: 'schoolKind', title: t('schoolKind'), cell: (row) => say('school', row.schoolKind) },
  { key: 'setting', title: t('setting'), cell: (row) => say('setting', row.setting) },
  { key: 'teachers', title: t('teachers'), align: 'end', cell: (row) => formatCount(row.teachers, 'person') },
]
