import { useQuery } from '@tanstack/react-query'
import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ExportLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { ProgressBar, Stat } from '../../../ui/figures.tsx'
import { FilterBar, SelectFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { formatPercent } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import { usePopulations } from '../../populations/parts.tsx'
import { useProgrammeOptions } from '../../programmes/parts.tsx'
import { participationApi } from '../asking.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { ParticipationTabs } from './ParticipationTabs.tsx'
import { useYears } from './ParticipationsPage.tsx'

const settings = ['rural', 'town', 'urban'] as const

/** How many of a population took part in a training in some years, and who did not. */
export function CoveragePage() {
  const t = useWords(pageWords)
  const codes = useProgrammeOptions()
  const years = useYears()
  const [latest] = years
  const populations = usePopulations()
  const filters = useFilters({
    ...{ populationId: text, fromYear: text, toYear: text },
    setting: oneOf(settings),
    level: oneOf(programmeLevels),
    kind: oneOf(programmeKinds),
    passed: oneOf(['1']),
  })
  const now = latest?.value ?? ''
  const asked = { fromYear: now, toYear: now, ...filters }
  const coverage = useQuery({
    queryKey: ['coverage', asked],
    queryFn: () => call(participationApi.coverage.$get({ query: asked })),
    placeholderData: (before) => before,
  })
  const file = useExport('uncovered', asked)
  return (
    <Page title={t('coverage')} lead={t('coverage.lead')} actions={<ExportLink href={file} />}>
      <ParticipationTabs />
      <FilterBar>
        <SelectFilter
          name="populationId"
          label={t('population')}
          options={(populations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectFilter
          name="setting"
          label={t('setting')}
          options={settings.map((value) => ({ value, label: t(`setting.${value}`) }))}
        />
        <SelectFilter name="fromYear" label={t('fromYear')} options={years} fallback={now} />
        <SelectFilter name="toYear" label={t('toYear')} options={years} fallback={now} />
        <SelectFilter name="level" label={t('level')} options={codes.levels} />
        <SelectFilter name="kind" label={t('kind')} options={codes.kinds} />
        <ToggleFilter name="passed" label={t('passed')} />
      </FilterBar>
      <Loaded query={coverage} words={words}>
        {({ size, covered, uncovered }) => (
          <>
            <div className="figures">
              <Stat label={t('size')} value={size} unit="person" />
              <Stat label={t('covered')} value={covered} unit="person" />
              <Stat label={t('percent')} value={formatPercent(covered, size)} />
            </div>
            <ProgressBar
              label={t('percent')}
              value={covered}
              max={Math.max(size, 1)}
              text={formatPercent(covered, size)}
            />
            <Section
              title={t('uncovered')}
              {...(size - covered > uncovered.length ? { note: t('uncovered.most', { count: uncovered.length }) } : {})}
            >
              <PlainTable
                label={t('uncovered')}
                rows={uncovered}
                rowId={(row) => row.personId}
                empty={<EmptyState title={t('uncovered.none')} hint={t('uncovered.none.hint')} />}
                columns={[
                  { key: 'person', title: t('person'), cell: (row) => row.name },
                  { key: 'staffNo', title: t('staffNo'), cell: (row) => <span className="num">{row.staffNo}</span> },
                  { key: 'school', title: t('school'), cell: (row) => row.organisationName },
                  {
                    key: 'last',
                    title: t('last'),
                    cell: (row) =>
                      row.lastTitle === null ? t('last.none') : `${String(row.lastYear ?? '')} ${row.lastTitle}`,
                  },
                ]}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  )
}
