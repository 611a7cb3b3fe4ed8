import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDay } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { words } from '../words.ts'
import { trainingApi } from './plans-api.ts'
import { TeamDialog } from './TeamDialog.tsx'
import { TrainingTabs } from './TrainingTabs.tsx'

const kinds = ['subject', 'topic', 'grade'] as const

/** The teaching and topic teams of one's schools. */
export function TeamsPage() {
  const t = useWords(words)
  const mayAdd = useHolds('school_registrar', 'principal')
  const [adding, setAdding] = useState(false)
  const filters = useFilters({ q: text, kind: oneOf(kinds), organisationId: text, closed: oneOf(['yes']) })
  const list = usePages(['research-teams', filters], (paging) =>
    call(trainingApi['research-teams'].$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('research-teams', filters)
  return (
    <Page
      title={t('teams')}
      lead={t('teams.lead')}
      actions={
        <>
          <ExportLink href={file} />
          {mayAdd ? (
            <ActionButton kind="primary" icon="plus" onClick={() => setAdding(true)}>
              {t('team.found')}
            </ActionButton>
          ) : null}
        </>
      }
    >
      <TrainingTabs />
      <FilterBar>
        <SearchFilter name="q" label={t('teams.search')} />
        <SelectFilter
          name="kind"
          label={t('team.kind')}
          options={kinds.map((value) => ({ value, label: t(`team.${value}`) }))}
        />
        <SelectFilter
          name="closed"
          label={t('team.closed')}
          options={[{ value: 'yes', label: t('team.closed.too') }]}
        />
      </FilterBar>
      <DataTable
        label={t('teams')}
        list={list}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => at.researchTeam(row.id)}
        empty={<EmptyState title={t('teams.empty')} hint={t('teams.empty.hint')} />}
        columns={[
          { key: 'name', title: t('team.name'), cell: (row) => row.name },
          { key: 'kind', title: t('team.kind'), cell: (row) => t(`team.${row.kind}`) },
          { key: 'school', title: t('school'), cell: (row) => row.schoolName },
          { key: 'lead', title: t('team.lead'), cell: (row) => row.leadName },
          { key: 'topic', title: t('topic'), cell: (row) => row.topic ?? '–' },
          { key: 'members', title: t('members'), align: 'end', cell: (row) => formatCount(row.members, 'person') },
          { key: 'plans', title: t('plans.count'), align: 'end', cell: (row) => row.plans },
          { key: 'foundedOn', title: t('team.foundedOn'), cell: (row) => formatDay(row.foundedOn), hidden: true },
          {
            key: 'closedOn',
            title: t('team.closedOn'),
            cell: (row) => (row.closedOn === null ? '–' : formatDay(row.closedOn)),
            hidden: true,
          },
        ]}
      />
      {adding ? <TeamDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
