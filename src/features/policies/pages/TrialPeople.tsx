import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { PolicyTrial, TrialPerson } from '../contract/trials.ts'
import { pageWords } from '../words/pages.ts'
import { trialWords } from '../words/trial.ts'
import { trialsApi } from './tried.ts'

const changes = ['newly_short', 'newly_met', 'counts_less', 'counts_more'] as const

/** Everybody for whom the draft changes something, leafed through, narrowed and taken out. */
export function TrialPeople({ policyId, trial }: { policyId: string; trial: PolicyTrial }) {
  const t = useWords(trialWords)
  const say = useCodes()
  const filters = useFilters({
    ...{ change: oneOf(changes), organisationId: text, subject: text, stage: text, setting: text, q: text },
  })
  // Few at once: the groups that lead here stand below.
  const list = usePages(
    ['hour-policy-trial-people', policyId, trial.id, filters],
    (paging) =>
      call(
        trialsApi['hour-policies'][':policyId'].trial.people.$get({
          param: { policyId },
          query: { ...filters, ...paging },
        }),
      ),
    { limit: 20 },
  )
  const optionsOf = (by: PolicyTrial['groups'][number]['by']) =>
    (trial.groups.find((group) => group.by === by)?.items ?? []).map(({ key, title }) => ({
      value: key === '' ? 'none' : key,
      label: by === 'school' ? title : key === '' ? t('none') : say(by, key),
    }))
  const search = new URLSearchParams(filters).toString()
  return (
    <Section
      title={t('items')}
      actions={
        <DownloadLink href={`/api/v1/hour-policies/${policyId}/trial/people/export?${search}`}>
          {t('export')}
        </DownloadLink>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="change"
          label={t('change')}
          options={changes.map((value) => ({ value, label: t(`change.${value}`) }))}
        />
        <SelectFilter name="organisationId" label={t('school')} options={optionsOf('school')} />
        <SelectFilter name="subject" label={t('by.subject')} options={optionsOf('subject')} />
        <SelectFilter name="stage" label={t('by.stage')} options={optionsOf('stage')} />
        <SelectFilter name="setting" label={t('by.setting')} options={optionsOf('setting')} />
      </FilterBar>
      <DataTable
        label={t('items')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.personId}
        linkOf={(row) => at.person(row.personId)}
        empty={<EmptyState title={t('items.empty')} hint={t('items.empty.hint')} />}
        words={pageWords}
      />
    </Section>
  )
}

function columnsOf(t: Translate<typeof trialWords>): Column<TrialPerson>[] {
  const units = (key: 'missingBefore' | 'missingAfter' | 'countedBefore' | 'countedAfter'): Column<TrialPerson> => ({
    ...{ key, title: t(key), align: 'end', width: 96 },
    cell: (row) => formatHours(row[key]),
  })
  return [
    { key: 'person', title: t('person'), width: 96, cell: (row) => row.name },
    { key: 'staffNo', title: t('staffNo'), width: 112, cell: (row) => row.staffNo },
    { key: 'school', title: t('school'), cell: (row) => row.organisationName },
    { key: 'change', title: t('change'), width: 120, cell: (row) => <Change change={row.change} /> },
    units('missingBefore'),
    units('missingAfter'),
    units('countedBefore'),
    units('countedAfter'),
  ]
}

function Change({ change }: Pick<TrialPerson, 'change'>) {
  const t = useWords(trialWords)
  if (change === null) return <span className="quiet">{t('change.none')}</span>
  return <StateTag tone={change === 'newly_short' ? 'danger' : 'done'}>{t(`change.${change}`)}</StateTag>
}
