import { useState } from 'react'
import { Link } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDateRange } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { CycleLimits } from '../../eligibility/pages/parts.tsx'
import { useCodeOptions } from '../../people/parts.tsx'
import { useProgrammeOptions } from '../../programmes/parts.tsx'
import { participationApi, toneOfParticipation } from '../asking.ts'
import type { Participation } from '../contract/participations.ts'
import { participationStates } from '../core/participation.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { ParticipationTabs } from './ParticipationTabs.tsx'

/** Who of one's people took part in what, and what came of it. */
export function ParticipationsPage() {
  const t = useWords(pageWords)
  const say = useWords(words)
  const codes = useProgrammeOptions()
  const subjects = useCodeOptions('subject')
  const isBureau = useHolds('bureau_officer')
  const [limiting, setLimiting] = useState(false)
  const filters = useFilters({
    ...{ q: text, year: text, subject: text },
    level: oneOf(programmeLevels),
    kind: oneOf(programmeKinds),
    state: oneOf(participationStates),
  })
  const list = usePages(['participations', filters], (paging) =>
    call(participationApi.participations.$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('participations', filters)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <ExportLink href={file} />
          {isBureau ? <ActionButton onClick={() => setLimiting(true)}>{t('limits')}</ActionButton> : null}
        </>
      }
    >
      <ParticipationTabs />
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter name="year" label={t('year')} options={useYears()} />
        <SelectFilter name="level" label={t('level')} options={codes.levels} />
        <SelectFilter name="kind" label={t('kind')} options={codes.kinds} />
        <SelectFilter
          name="state"
          label={t('state')}
          options={participationStates.map((value) => ({ value, label: say(`state.${value}`) }))}
        />
        <SelectFilter name="subject" label={t('subject')} options={subjects} />
      </FilterBar>
      <DataTable
        label={t('title')}
        list={list}
        columns={useColumns()}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        words={words}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      <CycleLimits open={limiting} onClose={() => setLimiting(false)} />
    </Page>
  )
}

/** The years of the last decade, for a filter. */
export function useYears() {
  const [year] = useState(() => new Date().getFullYear())
  return Array.from({ length: 10 }, (_, index) => String(year - index)).map((value) => ({ value, label: value }))
}

function useColumns(): Column<Participation>[] {
  const t = useWords(pageWords)
  const say = useWords(words)
  return [
    {
      key: 'person',
      title: t('person'),
      width: 104,
      cell: (row) => <Link to={at.person(row.personId)}>{row.personName}</Link>,
    },
    { key: 'school', title: t('school'), width: 168, cell: (row) => row.organisationName },
    { key: 'training', title: t('training'), cell: (row) => row.title },
    { key: 'level', title: t('level'), width: 88, cell: (row) => say(`level.${row.level}`) },
    { key: 'year', title: t('year'), width: 72, align: 'end', cell: (row) => row.year },
    {
      key: 'dates',
      title: t('dates'),
      hidden: true,
      cell: (row) => (row.startsOn === null ? '–' : formatDateRange(row.startsOn, row.endsOn)),
    },
    {
      key: 'state',
      title: t('state'),
      width: 112,
      cell: (row) => <StateTag tone={toneOfParticipation[row.state]}>{say(`state.${row.state}`)}</StateTag>,
    },
    {
      key: 'attendance',
      title: t('attendance'),
      align: 'end',
      cell: (row) => (row.held === null ? '–' : t('attendance.of', { attended: row.attended ?? 0, held: row.held })),
    },
    {
      key: 'hours',
      title: t('hours'),
      align: 'end',
      cell: (row) => (row.centihours === null ? '–' : formatHours(row.centihours)),
    },
    { key: 'source', title: t('source'), width: 88, cell: (row) => say(`source.${row.source}`) },
  ]
}
