import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDay } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { SchoolPlan } from '../contract/plans.ts'
import { words } from '../words.ts'
import { NewPlanDialog } from './NewPlanDialog.tsx'
import { toneOfPlan, trainingApi, useSemester } from './plans-api.ts'
import { ofSemester, SemesterFilters } from './SemesterFilters.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import { TrainingTabs } from './TrainingTabs.tsx'

const states = ['draft', 'submitted', 'school_approved', 'returned', 'approved', 'closed', 'amending'] as const
const stages = ['school', 'centre'] as const

/** The plans of school-based training of one's part of the region. */
export function SchoolPlansPage() {
  const t = useWords(words)
  const [asking, setAsking] = useState<'new' | 'setting' | undefined>()
  const mayAdd = useHolds('school_registrar')
  const maySet = useHolds('bureau_officer')
  const filters = useFilters({
    q: text,
    organisationId: text,
    ...ofSemester,
    state: oneOf(states),
    waiting: oneOf(stages),
    teamId: text,
  })
  const list = usePages(['school-plans', 'list', filters], (paging) =>
    call(trainingApi['school-plans'].$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('school-plans', filters)
  const done = () => setAsking(undefined)
  return (
    <Page
      title={t('plans')}
      lead={t('plans.lead')}
      actions={
        <>
          {maySet ? (
            <ActionButton kind="quiet" icon="settings" onClick={() => setAsking('setting')}>
              {t('setting')}
            </ActionButton>
          ) : null}
          <ExportLink href={file} />
          {mayAdd ? (
            <ActionButton kind="primary" icon="plus" onClick={() => setAsking('new')}>
              {t('new')}
            </ActionButton>
          ) : null}
        </>
      }
    >
      <TrainingTabs />
      <Conditions />
      <DataTable
        label={t('plans')}
        list={list}
        paste={['organisations']}
        columns={useColumns(t)}
        rowId={(row) => row.id}
        linkOf={(row) => at.schoolPlan(row.id)}
        empty={<EmptyState title={t('plans.empty')} hint={t(mayAdd ? 'plans.empty.hint' : 'plans.empty.readonly')} />}
      />
      {asking === 'new' ? <NewPlanDialog onClose={done} /> : null}
      {asking === 'setting' ? <SettingDialog onClose={done} /> : null}
    </Page>
  )
}

function Conditions() {
  const t = useWords(words)
  const schools = useOrganisationSearch('school')
  return (
    <FilterBar>
      <SearchFilter name="q" label={t('search')} />
      {schools.options.length > 1 ? (
        <SelectFilter name="organisationId" label={t('school')} options={schools.options} />
      ) : null}
      <SemesterFilters />
      <SelectFilter
        name="state"
        label={t('state')}
        options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
      />
      <SelectFilter
        name="waiting"
        label={t('waiting')}
        options={stages.map((value) => ({ value, label: t(`waiting.${value}`) }))}
      />
    </FilterBar>
  )
}

function useColumns(t: Translate<typeof words>): Column<SchoolPlan>[] {
  const say = useSemester()
  return [
    { key: 'title', title: t('title'), cell: (row) => row.title },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
    { key: 'semester', title: t('semester'), cell: (row) => say(row) },
    { key: 'team', title: t('team'), cell: (row) => row.teamName ?? '–' },
    { key: 'topic', title: t('topic'), cell: (row) => row.topic ?? '–', hidden: true },
    { key: 'members', title: t('members'), align: 'end', cell: (row) => formatCount(row.members, 'person') },
    {
      key: 'held',
      title: t('held'),
      align: 'end',
      cell: (row) => <span className="num">{`${row.held} / ${row.sessions}`}</span>,
    },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => (
        <span className="cluster">
          <StateTag tone={toneOfPlan[row.state]}>{t(`state.${row.state}`)}</StateTag>
          {row.amendment ? (
            <StateTag tone="attention">{t('amendment.is', { state: t(`state.${row.amendment}`) })}</StateTag>
          ) : null}
        </span>
      ),
    },
    {
      key: 'waiting',
      title: t('waited'),
      align: 'end',
      cell: (row) => (row.waitingDays === null ? '–' : formatCount(row.waitingDays, 'day')),
    },
    {
      key: 'submittedAt',
      title: t('submittedAt'),
      cell: (row) => (row.submittedAt === null ? '–' : formatDay(row.submittedAt.slice(0, 10))),
      hidden: true,
    },
  ]
}
