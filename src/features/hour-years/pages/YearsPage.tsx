import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatCount, formatDate } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { hourYearsApi as api } from '../asking.ts'
import type { HourYears, HourYearSummary } from '../contract.ts'
import { words } from '../words.ts'
import { CycleSection } from './CycleSection.tsx'
import { FreezeDialog } from './FreezeDialog.tsx'

type T = Translate<typeof words>
type Year = HourYears['items'][number]
type Row = { readonly year: Year; readonly edition: HourYearSummary | undefined }

/** The years of the bureau: which are closed, with which figures, and how much came later. */
export function YearsPage() {
  const t = useWords(words)
  const [closing, setClosing] = useState<number>()
  const query = useQuery({ queryKey: ['hour-years'], queryFn: () => call(api['hour-years'].$get()) })
  const mayFreeze = useHolds('bureau_officer')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Loaded query={query} words={words}>
        {({ items }) => (
          <PlainTable
            label={t('title')}
            rows={items.flatMap(rowsOf)}
            rowId={({ year, edition }) => edition?.id ?? String(year.year)}
            columns={columnsOf(t, mayFreeze, setClosing)}
            empty={<EmptyState title={t('year.none')} hint={t('year.none.hint')} />}
          />
        )}
      </Loaded>
      <CycleSection />
      <Dialog
        title={t('freeze.title', { year: closing ?? '' })}
        open={closing !== undefined}
        onClose={() => setClosing(undefined)}
        width={640}
      >
        {closing === undefined ? null : <FreezeDialog year={closing} onClose={() => setClosing(undefined)} />}
      </Dialog>
    </Page>
  )
}

function rowsOf(year: Year): Row[] {
  return year.editions.length === 0
    ? [{ year, edition: undefined }]
    : year.editions.map((edition) => ({ year, edition }))
}

function columnsOf(t: T, mayFreeze: boolean, close: (year: number) => void): Column<Row>[] {
  return [
    {
      key: 'year',
      title: t('year'),
      cell: ({ year, edition }) => {
        const name = t('year.named', { year: year.year })
        return edition ? <Link to={at.hourYear(edition.id)}>{name}</Link> : name
      },
    },
    { key: 'state', title: t('state'), cell: (row) => <State row={row} /> },
    { key: 'on', title: t('frozenOn'), cell: ({ edition }) => (edition ? formatDate(edition.frozenOn) : '–') },
    { key: 'by', title: t('frozenBy'), cell: ({ edition }) => edition?.frozenByName ?? '–' },
    {
      key: 'people',
      title: t('people'),
      align: 'end',
      cell: ({ edition }) => (edition ? formatCount(edition.own.people) : '–'),
    },
    {
      key: 'short',
      title: t('short'),
      align: 'end',
      cell: ({ edition }) => (edition ? formatCount(edition.own.short) : '–'),
    },
    {
      key: 'hours',
      title: t('hours'),
      align: 'end',
      cell: ({ edition }) => (edition ? formatHours(edition.own.centihours) : '–'),
    },
    {
      key: 'supplements',
      title: t('supplements'),
      cell: ({ edition }) => (edition ? <Later edition={edition} /> : '–'),
    },
    { key: 'check', title: t('check'), cell: ({ edition }) => (edition ? <CheckState edition={edition} /> : '–') },
    {
      key: 'act',
      title: '',
      cell: ({ year, edition }) =>
        edition && !edition.isLatest ? null : (
          <ActionButton kind="quiet" reason={reasonOf(t, mayFreeze, edition)} onClick={() => close(year.year)}>
            {t(edition ? 'refreeze' : 'freeze')}
          </ActionButton>
        ),
    },
  ]
}

function reasonOf(t: T, mayFreeze: boolean, edition: HourYearSummary | undefined): string | undefined {
  if (!mayFreeze) return t('freeze.role')
  return edition && edition.supplements.entries === 0 ? t('freeze.nothingToAdd') : undefined
}

function State({ row: { year, edition } }: { row: Row }) {
  const t = useWords(words)
  if (!edition) {
    return (
      <StateTag tone={year.isOver ? 'attention' : 'neutral'}>{t(year.isOver ? 'year.open' : 'year.running')}</StateTag>
    )
  }
  return (
    <span className="cluster">
      <StateTag tone={edition.isLatest ? 'done' : 'neutral'}>{t('year.frozen')}</StateTag>
      <span className="quiet">{t('year.edition', { edition: edition.edition })}</span>
    </span>
  )
}

function Later({ edition }: { edition: HourYearSummary }) {
  const t = useWords(words)
  const { entries, people, centihours } = edition.supplements
  if (entries === 0) return <span className="quiet">{t('supplements.none')}</span>
  return (
    <Link to={at.hourYear(edition.id, 'supplements')}>
      {t('supplements.said', {
        entries: formatCount(entries),
        people: formatCount(people),
        hours: formatHours(centihours),
      })}
    </Link>
  )
}

/** Whether an edition was recomputed, and came out the same. */
export function CheckState({ edition: { check } }: { edition: Pick<HourYearSummary, 'check'> }) {
  const t = useWords(words)
  if (!check) return <span className="quiet">{t('check.never')}</span>
  return (
    <StateTag tone={check.difference ? 'danger' : 'done'}>
      {t(check.difference ? 'check.differs' : 'check.same')}
    </StateTag>
  )
}
