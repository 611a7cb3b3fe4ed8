import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { formatCount, formatDate, formatPercent } from '../../../ui/format.ts'
import { Page, Section, Tabs } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { hourYearsApi as api } from '../asking.ts'
import type { HourYear } from '../contract.ts'
import { words } from '../words.ts'
import { FrozenPeople } from './FrozenPeople.tsx'
import { ProofTab } from './ProofTab.tsx'
import { Supplements } from './Supplements.tsx'

const tabs = ['overview', 'people', 'supplements', 'proof'] as const

/** One closed year: its figures as closed, what came later, and whether it still recomputes to the same numbers. */
export function YearPage() {
  const t = useWords(words)
  const { hourYearId = '', tab = 'overview' } = useParams()
  const query = useQuery({
    queryKey: ['hour-years', hourYearId],
    queryFn: () => call(api['hour-years'][':hourYearId'].$get({ param: { hourYearId } })),
  })
  const year = query.data
  return (
    <Page
      title={year ? `${t('year.named', { year: year.year })} · ${t('title')}` : t('title')}
      lead={
        year
          ? `${t('year.edition', { edition: year.edition })} · ${formatDate(year.frozenOn)} · ${year.frozenByName}`
          : undefined
      }
      back={{ to: at.hourYears(), label: t('back') }}
      actions={
        <>
          <DownloadLink href={`/api/v1/hour-years/${hourYearId}/export`}>{t('export.frozen')}</DownloadLink>
          <DownloadLink href={`/api/v1/hour-years/${hourYearId}/supplements/export`}>
            {t('export.supplements')}
          </DownloadLink>
        </>
      }
    >
      <Tabs
        label={t('title')}
        items={tabs.map((each) => ({
          to: at.hourYear(hourYearId, each === 'overview' ? undefined : each),
          label: t(`tab.${each}`),
          ...(each === 'supplements' && year ? { count: year.supplements.entries } : {}),
        }))}
      />
      <Loaded query={query} words={words}>
        {(found) => {
          if (tab === 'people') return <FrozenPeople year={found} />
          if (tab === 'supplements') return <Supplements year={found} />
          return tab === 'proof' ? <ProofTab year={found} /> : <Overview year={found} />
        }}
      </Loaded>
    </Page>
  )
}

function Overview({ year }: { year: HourYear }) {
  const t = useWords(words)
  const { own, supplements, verdicts, editions } = year
  return (
    <>
      {year.isLatest ? null : <Note tone="neutral">{t('year.earlier')}</Note>}
      <div className="figures">
        <Stat label={t('people')} value={formatCount(own.people)} unit="person" />
        <Stat
          label={t('short')}
          value={formatCount(own.short)}
          unit="person"
          to={at.hourYear(year.id, 'people')}
          {...(own.short > 0 ? { tone: 'attention' as const } : {})}
        />
        <Stat label={`${t('hours')} · ${t('figures.frozen')}`} value={formatHours(own.centihours)} unit="hour" />
        <Stat
          label={t('figures.supplements')}
          value={formatHours(supplements.centihours)}
          unit="hour"
          change={t(verdicts > 0 ? 'figures.verdicts' : 'figures.verdicts.none', { count: formatCount(verdicts) })}
          to={at.hourYear(year.id, 'supplements')}
        />
        <Stat label={t('figures.both')} value={formatHours(own.centihours + supplements.centihours)} unit="hour" />
      </div>
      <ByRequirement year={year} />
      <BySchool year={year} />
      {editions.length > 1 ? (
        <Section title={t('edition.choose')}>
          <Tabs
            label={t('edition.choose')}
            items={editions.map((one) => ({
              to: at.hourYear(one.id),
              label: t('edition.said', { edition: one.edition, on: formatDate(one.frozenOn) }),
            }))}
          />
        </Section>
      ) : null}
    </>
  )
}

type Requirement = HourYear['requirements'][number]

function ByRequirement({ year: { requirements } }: { year: HourYear }) {
  const t = useWords(words)
  return (
    <Section title={t('by.requirement')}>
      <PlainTable
        label={t('by.requirement')}
        rows={requirements}
        rowId={(row) => row.id}
        columns={[
          { key: 'title', title: t('requirement'), cell: (row) => `${sayIn(row.title)} ≥ ${formatHours(row.units)}` },
          { key: 'due', title: t('due'), align: 'end', cell: (row) => formatCount(row.due) },
          {
            key: 'met',
            title: t('met'),
            align: 'end',
            cell: (row) => `${formatCount(row.met)} · ${formatPercent(row.met, row.due)}`,
          },
          {
            key: 'with',
            title: t('metWith'),
            align: 'end',
            cell: (row) => (row.metWith === row.met ? '–' : formatCount(row.metWith)),
          },
          { key: 'source', title: t('source'), cell: (row) => <span className="quiet">{row.source}</span> },
        ]}
        empty={<EmptyState title={t('by.school.empty')} />}
      />
    </Section>
  )
}

function BySchool({ year: { requirements, schools } }: { year: HourYear }) {
  const t = useWords(words)
  if (schools.length === 0) return null
  const cellOf = (row: HourYear['schools'][number], { id }: Requirement) => {
    const cell = row.cells.find(({ requirementId }) => requirementId === id)
    if (!cell || cell.due === 0) return <span className="quiet">–</span>
    const said = `${formatCount(cell.met)} / ${formatCount(cell.due)}`
    return cell.met < cell.due ? <strong className="num">{said}</strong> : <span className="num">{said}</span>
  }
  return (
    <Section title={t('by.school')}>
      <PlainTable
        label={t('by.school')}
        rows={schools}
        rowId={(row) => row.organisationId}
        columns={[
          { key: 'school', title: t('school'), cell: (row) => row.organisationName },
          ...requirements.map((one) => ({
            key: one.id,
            title: sayIn(one.title),
            align: 'end' as const,
            cell: (row: HourYear['schools'][number]) => cellOf(row, one),
          })),
        ]}
      />
    </Section>
  )
}
