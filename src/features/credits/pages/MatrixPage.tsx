import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { formatHours } from '../../../lib/hours.ts'
import { call, client } from '../../../platform/web/call.ts'
import { at, oneOf, text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { HeatMap } from '../../../ui/charts.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatPercent, withAside } from '../../../ui/format.ts'
import { Page, Section, Tabs } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { ShareChart } from '../../../ui/share-chart.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { HourMatrix } from '../contract/matrix.ts'
import { nameOf, useQueueTabs } from '../parts.tsx'
import type { matrixRoutes } from '../routes/matrix.ts'
import { words } from '../words.ts'

const api = client<typeof matrixRoutes>()
const ways = ['school', 'town'] as const
type T = Translate<typeof words>
type Requirement = HourMatrix['requirements'][number]

const shownYears = 6

/** How each school, or each town, stands against each requirement of a year; a cell leads to the people behind it. */
export function MatrixPage() {
  const t = useWords(words)
  const tabs = useQueueTabs()
  const towns = useOrganisationSearch('town_centre')
  const { year, ...rest } = useFilters({ year: wholeNumber, by: oneOf(ways), organisationId: text })
  const filters = { ...rest, ...(year === undefined ? {} : { year: String(year) }) }
  const query = useQuery({
    queryKey: ['credit-standings', 'matrix', filters],
    queryFn: () => call(api['credit-standing-matrix'].$get({ query: filters })),
    placeholderData: keepPreviousData,
  })
  const now = new Date().getFullYear()
  return (
    <Page
      title={t('matrix')}
      lead={t('matrix.lead')}
      actions={
        <DownloadLink href={`/api/v1/credit-standing-matrix/export?${new URLSearchParams(filters).toString()}`}>
          {t('matrix.export')}
        </DownloadLink>
      }
    >
      <Tabs items={tabs} label={t('title')} />
      <FilterBar>
        <SelectFilter
          name="year"
          label={t('matrix.year')}
          options={Array.from({ length: shownYears }, (_, back) => String(now - back)).map((value) => ({
            value,
            label: value,
          }))}
        />
        <SelectFilter
          name="by"
          label={t('matrix.by')}
          fallback="school"
          options={ways.map((value) => ({ value, label: t(`matrix.by.${value}`) }))}
        />
        <SelectFilter name="organisationId" label={t('matrix.corner.town')} options={towns.options} />
      </FilterBar>
      <Loaded query={query} words={words} lines={10}>
        {(matrix) =>
          matrix.requirements.length === 0 ? (
            <EmptyState title={t('matrix.empty')} hint={t('matrix.empty.hint')} />
          ) : (
            <Shown matrix={matrix} />
          )
        }
      </Loaded>
    </Page>
  )
}

function sayKind(t: T, { kind, per }: Requirement): string {
  if (kind === 'ratio') return t(`matrix.kind.ratio.${per ?? 'school'}`)
  return kind === 'average' ? t('matrix.kind.average') : t('matrix.kind.least')
}

function Shown({ matrix }: { matrix: HourMatrix }) {
  const t = useWords(words)
  const { requirements, rows, by, year } = matrix
  const cells = new Map(
    rows.flatMap((row) => row.cells.map((cell) => [`${row.id} ${cell.requirementId}`, cell] as const)),
  )
  const kindOf = new Map(requirements.map((one) => [one.id, one.kind]))
  return (
    <>
      <Section title={t('matrix.chart')}>
        <ShareChart
          label={`${t('matrix.chart')} ${String(year)}`}
          save={t('matrix.chart.save')}
          items={requirements.map((one) => ({
            id: one.id,
            label: withAside(nameOf(t, one), sayKind(t, one)),
            share: one.due === 0 ? 0 : one.met / one.due,
            text: `${t('matrix.cell', { met: one.met, due: one.due })} · ${formatPercent(one.met, one.due)}`,
          }))}
        />
      </Section>
      <HeatMap
        label={t('matrix')}
        corner={t(by === 'town' ? 'matrix.corner.town' : 'matrix.corner')}
        rows={rows.map((row) => ({
          id: row.id,
          label: row.townName === null ? row.name : `${row.name} · ${row.townName}`,
          to: at.standing({ organisationId: row.id, short: '1' }),
        }))}
        columns={requirements.map((one) => ({ id: one.id, label: `${nameOf(t, one)} · ${sayKind(t, one)}` }))}
        cell={(rowId, requirementId) => {
          const cell = cells.get(`${rowId} ${requirementId}`)
          if (!cell || cell.due === 0) return undefined
          const own = { organisationId: rowId, year: String(year) }
          const isOwed = kindOf.get(requirementId) === 'least'
          return {
            share: cell.met / cell.due,
            text:
              cell.mean === null
                ? t('matrix.cell', { met: cell.met, due: cell.due })
                : t('matrix.mean', { mean: formatHours(cell.mean) }),
            to: at.standing(isOwed ? { ...own, requirementId, ...(cell.met < cell.due ? { short: '1' } : {}) } : own),
          }
        }}
      />
      <Groups matrix={matrix} />
    </>
  )
}

/** The subjects and stages of schools that fall short of a ratio, with how many it takes. */
function Groups({ matrix: { rows, requirements } }: { matrix: HourMatrix }) {
  const t = useWords(words)
  const say = useCodes()
  const short = rows.flatMap((row) =>
    row.cells.flatMap((cell) => {
      const requirement = requirements.find(({ id }) => id === cell.requirementId)
      return requirement ? cell.short.map((group) => ({ row, requirement, group })) : []
    }),
  )
  if (short.length === 0) return null
  const sayGroup = ({ per }: Requirement, key: string) =>
    per === 'school' || key === '' ? t('matrix.group.whole') : say(per === 'stage' ? 'stage' : 'subject', key)
  return (
    <Section title={t('matrix.groups')}>
      <PlainTable
        label={t('matrix.groups')}
        rows={short}
        rowId={({ row, requirement, group }) => `${row.id} ${requirement.id} ${group.key}`}
        columns={[
          { key: 'school', title: t('matrix.corner'), cell: ({ row }) => row.name },
          { key: 'requirement', title: t('standing.requirement'), cell: ({ requirement }) => nameOf(t, requirement) },
          {
            key: 'group',
            title: t('matrix.group'),
            cell: ({ requirement, group }) => sayGroup(requirement, group.key),
          },
          { key: 'people', title: t('matrix.group.people'), align: 'end', cell: ({ group }) => group.people },
          { key: 'have', title: t('matrix.group.have'), align: 'end', cell: ({ group }) => group.have },
          { key: 'needed', title: t('matrix.group.needed'), align: 'end', cell: ({ group }) => group.needed },
        ]}
      />
    </Section>
  )
}
