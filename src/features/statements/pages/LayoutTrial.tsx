import { useQuery } from '@tanstack/react-query'
import { call } from '../../../platform/web/call.ts'
import { text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { LayoutInFull } from '../contract/layout-versions.ts'
import type { LayoutTrial as Trial } from '../contract/layouts.ts'
import { words } from '../words.ts'
import { Flaws } from './LayoutsPage.tsx'
import { layoutsApi as api } from './layouts-api.ts'
import { yearsBack } from './StatementTabs.tsx'

type Props = { layout: LayoutInFull; draft: NonNullable<LayoutInFull['draft']> }

const shownRows = 10

/** What the saved draft makes of real people, before it is in force. */
export function LayoutTrial({ layout, draft }: Props) {
  const t = useWords(words)
  const { year = new Date().getFullYear(), organisationId = layout.organisationId } = useFilters({
    year: wholeNumber,
    organisationId: text,
  })
  const organisations = useOrganisationSearch()
  const asked = { year: String(year), organisationId }
  const query = useQuery({
    queryKey: ['hour-layout-trials', layout.id, draft.revision, asked],
    queryFn: () =>
      call(api['hour-layouts'][':hourLayoutId'].trial.$get({ param: { hourLayoutId: layout.id }, query: asked })),
  })
  return (
    <>
      <p className="quiet">{t('try.lead', { count: shownRows })}</p>
      <FilterBar>
        <SelectFilter name="year" label={t('try.year')} fallback={String(year)} options={yearsBack()} />
        <SelectFilter name="organisationId" label={t('try.place')} options={organisations.options} />
      </FilterBar>
      <Loaded query={query} words={words}>
        {(trial) => <Tried trial={trial} />}
      </Loaded>
    </>
  )
}

function Tried({ trial }: { trial: Trial }) {
  const t = useWords(words)
  const { first, titles, above, rows, flawed, byColumn } = trial
  if (rows === 0) return <EmptyState title={t('try.none')} />
  return (
    <>
      <Section title={t('try.first')} note={formatCount(rows)}>
        {above.map((line) => (
          <p key={line} className="quiet">
            {line}
          </p>
        ))}
        <PlainTable
          label={t('try.first')}
          rows={first.map((values, index) => ({ values, no: index }))}
          rowId={({ no }) => String(no)}
          columns={titles.map((title, place) => ({
            key: `${String(place)} ${title}`,
            title,
            cell: ({ values }: { values: readonly (string | number | null)[] }) => String(values[place] ?? ''),
          }))}
        />
      </Section>
      <Section title={t('try.byColumn')}>
        {flawed === 0 ? (
          <Note tone="done">{t('layouts.flawless')}</Note>
        ) : (
          <>
            <PlainTable
              label={t('try.byColumn')}
              rows={byColumn}
              rowId={({ column }) => column}
              columns={[
                { key: 'column', title: t('try.column'), cell: ({ column }) => column },
                { key: 'count', title: t('try.count'), align: 'end', cell: ({ flaws }) => formatCount(flaws) },
              ]}
            />
            <Flaws checked={trial} />
          </>
        )}
      </Section>
    </>
  )
}
