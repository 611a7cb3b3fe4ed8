import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { at, text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDateTime, joinNames } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { LayoutPreview } from '../contract/layouts.ts'
import { sayFlaw, sayTodo } from '../layouts/saying.ts'
import { words } from '../words.ts'
import { layoutsApi as api, sayLayout, starred, useLayouts, useTongue } from './layouts-api.ts'
import { StatementTabs, yearsBack } from './StatementTabs.tsx'
import { LayoutUnderWay, TakeLayout } from './TakeLayout.tsx'

/** Hours in the layouts of other systems: checked, compared with the last time, and then taken out. */
export function LayoutsPage() {
  const t = useWords(words)
  const { year = new Date().getFullYear(), ...asked } = useFilters({
    layoutId: text,
    year: wholeNumber,
    organisationId: text,
  })
  const organisations = useOrganisationSearch()
  const bureau = useMe().data?.grants[0]?.organisationId
  const layouts = useLayouts()
  const inForce = layouts.data?.items.filter(({ version }) => version !== null) ?? []
  const chosen = inForce.find(({ id }) => id === asked.layoutId)
  const organisationId = asked.organisationId ?? bureau
  return (
    <Page
      title={t('layouts')}
      lead={t('layouts.lead')}
      actions={
        <>
          <ActionLink to={at.layoutExports()}>{t('exports.title')}</ActionLink>
          <ActionLink to={at.layoutList()} icon="columns">
            {t('list.open')}
          </ActionLink>
        </>
      }
    >
      <StatementTabs />
      <FilterBar>
        <SelectFilter
          name="layoutId"
          label={t('layouts.layout')}
          options={inForce.map((layout) => ({ value: layout.id, label: sayLayout(layout) }))}
        />
        <SelectFilter name="year" label={t('year')} fallback={String(year)} options={yearsBack()} />
        <SelectFilter name="organisationId" label={t('layouts.place')} options={organisations.options} />
      </FilterBar>
      {chosen && organisationId !== undefined ? (
        <>
          <p className="quiet">
            {t('version.n', { n: chosen.version ?? 1 })} ·{' '}
            {t('layouts.columns', {
              titles: chosen.columns.map(({ title, required }) => starred(title, required)).join(' · '),
            })}
          </p>
          <Checked
            key={`${chosen.id} ${year} ${organisationId}`}
            asked={{ layoutId: chosen.id, year, organisationId }}
            unmasked={chosen.unmasked}
          />
        </>
      ) : (
        <EmptyState title={t('layouts.choose')} hint={t('layouts.choose.hint')} />
      )}
    </Page>
  )
}

type Asked = { readonly layoutId: string; readonly year: number; readonly organisationId: string }

function Checked({ asked, unmasked }: { asked: Asked; unmasked: boolean }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['hour-layout-previews', asked],
    queryFn: () => call(api['hour-layout-previews'].$get({ query: { ...asked, year: String(asked.year) } })),
  })
  const [jobId, setJobId] = useState<string>()
  const differing = query.data ? query.data.fresh + query.data.changed + query.data.gone : 0
  return (
    <Section
      title={t('layouts.check')}
      actions={
        <>
          {differing > 0 ? <ActionLink to={at.layoutDifferences(asked)}>{t('differences.open')}</ActionLink> : null}
          <TakeLayout asked={asked} unmasked={unmasked} byJob={query.data?.byJob ?? false} onBegun={setJobId} />
        </>
      }
    >
      {jobId === undefined ? null : <LayoutUnderWay key={jobId} jobId={jobId} unmasked={unmasked} />}
      <Loaded query={query} words={words}>
        {(preview) => <Preview preview={preview} />}
      </Loaded>
    </Section>
  )
}

function Preview({ preview }: { preview: LayoutPreview }) {
  const t = useWords(words)
  const { rows, flawed, fresh, changed, gone, last, columnsAdded, columnsGone } = preview
  return (
    <>
      <div className="figures">
        <Stat label={t('layouts.rows')} value={formatCount(rows)} />
        <Stat label={t('layouts.flawed')} value={formatCount(flawed)} {...(flawed > 0 ? { tone: 'attention' } : {})} />
        <Stat label={t('layouts.fresh')} value={formatCount(fresh)} />
        <Stat label={t('layouts.changed')} value={formatCount(changed)} />
        <Stat label={t('layouts.gone')} value={formatCount(gone)} />
      </div>
      <p className="quiet">
        {last
          ? t('layouts.last', { at: formatDateTime(last.at), rows: last.rows, version: last.version })
          : t('layouts.last.none')}
      </p>
      {columnsAdded.length > 0 ? (
        <p className="quiet">{t('preview.columnsAdded', { titles: joinNames(columnsAdded) })}</p>
      ) : null}
      {columnsGone.length > 0 ? (
        <p className="quiet">{t('preview.columnsGone', { titles: joinNames(columnsGone) })}</p>
      ) : null}
      {flawed === 0 ? <Note tone="done">{t('layouts.flawless')}</Note> : <Flaws checked={preview} />}
    </>
  )
}

type Checkable = Pick<LayoutPreview, 'flawed' | 'flaws' | 'byColumn'>

/** What the other system would refuse: counted by column, then each with the person, the column, what is wrong and what to do. */
export function Flaws({ checked: { flawed, flaws, byColumn } }: { checked: Checkable }) {
  const t = useWords(words)
  const tongue = useTongue()
  const lines = flaws.flatMap((row) => row.flaws.map((flaw) => ({ ...row, flaw, key: `${row.id} ${flaw.column}` })))
  return (
    <>
      <Note tone="attention">
        {t('layouts.flaws.some', { count: flawed })}{' '}
        {t('preview.byColumn', {
          counts: byColumn.map((one) => `${one.column} ${formatCount(one.flaws)}`).join(' · '),
        })}
      </Note>
      <PlainTable
        label={t('layouts.flaw')}
        rows={lines}
        rowId={(row) => row.key}
        columns={[
          { key: 'name', title: t('layouts.name'), cell: (row) => row.name },
          { key: 'place', title: t('layouts.place'), cell: (row) => row.place },
          { key: 'column', title: t('layouts.column'), cell: (row) => row.flaw.column },
          { key: 'flaw', title: t('layouts.flaw'), cell: (row) => sayFlaw(row.flaw, tongue) },
          { key: 'todo', title: t('layouts.todo'), cell: (row) => sayTodo(row.flaw, tongue) },
        ]}
      />
    </>
  )
}
