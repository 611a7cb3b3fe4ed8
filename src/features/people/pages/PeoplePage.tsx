import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, text, useFilters } from '../../../platform/web/route.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { RosterButtons } from '../../roster/parts.tsx'
import { ActionLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { joinNames } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { Person } from '../contract.ts'
import { useCodeOptions, useCodes } from '../parts.tsx'
import type { peopleRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof peopleRoutes>()

/** The roster of one's part of the region, found by name, pinyin, initials or staff number. */
export function PeoplePage() {
  const t = useWords(words)
  const say = useCodes()
  const mayAdd = useHolds('bureau_officer', 'school_registrar')
  const filters = useFilters({ q: text, stage: text, subject: text, state: text })
  const list = usePages(['people', filters], (paging) => call(api.people.$get({ query: { ...filters, ...paging } })))
  const add = mayAdd ? (
    <ActionLink to="/people/new" kind="primary" icon="plus">
      {t('add')}
    </ActionLink>
  ) : null
  return (
    <Page
      title={t('people')}
      count={list.total}
      countAtLeast={list.totalAtLeast}
      unit="person"
      actions={
        <>
          <RosterButtons filters={filters} />
          {add}
        </>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter name="stage" label={t('stage')} options={useCodeOptions('stage')} />
        <SelectFilter name="subject" label={t('subject')} options={useCodeOptions('subject')} />
        <SelectFilter name="state" label={t('state')} options={useCodeOptions('state')} />
      </FilterBar>
      <DataTable
        label={t('people')}
        list={list}
        columns={columnsOf(t, say)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => at.person(row.id)}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} action={add} />}
      />
    </Page>
  )
}

const columnsOf = (t: Translate<typeof words>, say: ReturnType<typeof useCodes>): Column<Person>[] => [
  { key: 'name', title: t('name'), cell: (row) => row.name },
  { key: 'school', title: t('school'), cell: (row) => row.organisationName },
  { key: 'stage', title: t('stage'), cell: (row) => say('stage', row.stage) },
  {
    key: 'subjects',
    title: t('subject'),
    cell: (row) => joinNames(row.subjects.map((subject) => say('subject', subject))) || '–',
  },
  { key: 'title', title: t('title'), cell: (row) => say('title', row.title) },
  { key: 'talent', title: t('talent'), cell: (row) => say('talent', row.talentLevel) },
  { key: 'staffNo', title: t('staffNo'), cell: (row) => <span className="num">{row.staffNo}</span> },
  {
    key: 'state',
    title: t('state'),
    cell: (row) => <StateTag tone={row.state === '11' ? 'done' : 'neutral'}>{say('state', row.state)}</StateTag>,
  },
]
