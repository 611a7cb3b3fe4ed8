import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, text, useFilters } from '../../../platform/web/route.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter } from '../../../ui/filters.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { sayIn, useWords, type Translate } from '../../../ui/words.ts'
import { hourYearsApi as api } from '../asking.ts'
import type { HourYear, Supplement } from '../contract.ts'
import { words } from '../words.ts'

type T = Translate<typeof words>

/** What was posted for a closed year later: who, when, why, and what it changed. */
export function Supplements({ year }: { year: HourYear }) {
  const t = useWords(words)
  const filters = useFilters({ q: text })
  const list = usePages(['hour-years', year.id, 'supplements', filters], (paging) =>
    call(
      api['hour-years'][':hourYearId'].supplements.$get({
        param: { hourYearId: year.id },
        query: { ...filters, ...paging },
      }),
    ),
  )
  return (
    <>
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
      </FilterBar>
      <DataTable
        label={t('by.supplements')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.id}
        linkOf={(row) => at.person(row.personId)}
        empty={<EmptyState title={t('supplements.empty')} hint={t('supplements.empty.hint')} />}
        words={words}
      />
    </>
  )
}

function columnsOf(t: T): Column<Supplement>[] {
  return [
    { key: 'person', title: t('person'), width: 96, cell: (row) => row.name },
    { key: 'school', title: t('school'), width: 152, cell: (row) => row.organisationName },
    {
      key: 'entry',
      title: t('entry'),
      align: 'end',
      cell: (row) => `${row.centihours > 0 ? '+' : ''}${formatHours(row.centihours)}`,
    },
    {
      key: 'source',
      title: t('entry.source'),
      cell: (row) => (
        <>
          {row.sourceTitle}
          <span className="quiet">{` ${t(`direction.${row.direction}`)} · ${row.earnedOn}`}</span>
        </>
      ),
    },
    {
      key: 'posted',
      title: t('entry.posted'),
      cell: (row) => (
        <>
          <span className="num">{formatDateTime(row.postedAt)}</span>
          <span className="quiet">{` ${byOf(t, row)}`}</span>
        </>
      ),
    },
    {
      key: 'reason',
      title: t('entry.reason'),
      cell: (row) =>
        row.reason ?? (
          <span className="quiet">{t(row.isUnderWay ? 'entry.reason.underWay' : 'entry.reason.none')}</span>
        ),
    },
    {
      key: 'sums',
      title: t('entry.sums'),
      align: 'end',
      cell: (row) =>
        `${row.before === null ? t('entry.newcomer') : formatHours(row.before)} → ${formatHours(row.after)}`,
    },
    { key: 'verdict', title: t('entry.verdict'), cell: (row) => <Verdicts row={row} /> },
  ]
}

function byOf(t: T, { recordedByName: recorder, postedByName: poster }: Supplement): string {
  return recorder === null ? t('entry.by.one', { poster }) : t('entry.by', { recorder, poster })
}

function Verdicts({ row: { verdicts } }: { row: Supplement }) {
  const t = useWords(words)
  if (verdicts.length === 0) return <span className="quiet">{t('entry.verdict.same')}</span>
  return verdicts.map(({ requirementId, title, before, after }) => (
    <StateTag key={requirementId} tone={after === 'short' ? 'danger' : 'done'}>
      {t('entry.verdict.said', { title: sayIn(title), before: t(`state.${before}`), after: t(`state.${after}`) })}
    </StateTag>
  ))
}
