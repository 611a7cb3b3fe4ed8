import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, useFilters } from '../../../platform/web/route.ts'
import { ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar } from '../../../ui/filters.tsx'
import { formatPercent } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { SchoolStatistic } from '../contract/teams.ts'
import { words } from '../words.ts'
import { trainingApi } from './plans-api.ts'
import { ofSemester, SemesterFilters } from './SemesterFilters.tsx'
import { TrainingTabs } from './TrainingTabs.tsx'

/** How far each school is with its own training: plans, sessions, hours by mode, and evidence. */
export function FiguresPage() {
  const t = useWords(words)
  const filters = useFilters(ofSemester)
  const list = usePages(['school-training-statistics', filters], (paging) =>
    call(trainingApi['school-training-statistics'].$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('school-training-statistics', filters)
  return (
    <Page title={t('figures')} lead={t('figures.lead')} actions={<ExportLink href={file} />}>
      <TrainingTabs />
      <FilterBar>
        <SemesterFilters />
      </FilterBar>
      <DataTable
        label={t('figures')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.organisationId}
        linkOf={(row) => `${at.schoolTraining()}?organisationId=${row.organisationId}`}
        empty={<EmptyState title={t('figures.empty')} />}
      />
    </Page>
  )
}

const columnsOf = (t: Translate<typeof words>): Column<SchoolStatistic>[] => [
  { key: 'school', title: t('school'), cell: (row) => row.schoolName },
  { key: 'plans', title: t('figures.plans'), align: 'end', cell: (row) => `${row.approved} / ${row.plans}` },
  { key: 'closed', title: t('state.closed'), align: 'end', cell: (row) => row.closed },
  { key: 'held', title: t('held'), align: 'end', cell: (row) => `${row.held} / ${row.sessions}` },
  { key: 'there', title: t('share'), align: 'end', cell: (row) => formatPercent(row.present, row.attendances) },
  { key: 'people', title: t('figures.people'), align: 'end', cell: (row) => row.people },
  { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
  {
    key: 'school-hours',
    title: t('mode.school'),
    align: 'end',
    cell: (row) => formatHours(row.bySchool),
    hidden: true,
  },
  {
    key: 'gathered',
    title: t('mode.gathered'),
    align: 'end',
    cell: (row) => formatHours(row.byGathering),
    hidden: true,
  },
  { key: 'remote', title: t('mode.remote'), align: 'end', cell: (row) => formatHours(row.byRemote), hidden: true },
  {
    key: 'evidence',
    title: t('completeness'),
    align: 'end',
    cell: (row) => formatPercent(row.evidenceThere, row.evidenceOf),
  },
]
