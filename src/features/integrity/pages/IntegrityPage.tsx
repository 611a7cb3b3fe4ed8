import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Page, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { integrityApi, toneOfStanding } from '../asking.ts'
import type { IntegrityFact } from '../contract/facts.ts'
import { causes } from '../core.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { FactLists } from './FactLists.tsx'
import { FactSheet } from './FactSheet.tsx'
import { RecordDialog } from './RecordDialog.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'

const standings = ['barring', 'excused', 'over', 'kept', 'reversed'] as const

/** The tabs of integrity files: facts, what is said about them, and for the bureau restrictions. */
export function IntegrityTabs() {
  const t = useWords(pageWords)
  const mayRestrict = useHolds('bureau_officer')
  return (
    <Tabs
      label={t('title')}
      items={[
        { to: at.integrity(), label: t('title') },
        { to: at.integrityRequests(), label: t('requests') },
        ...(mayRestrict ? [{ to: at.restrictions(), label: t('restrictions') }] : []),
      ]}
    />
  )
}

/** What is kept of the conduct of one's people in trainings, and what follows. */
export function IntegrityPage() {
  const t = useWords(pageWords)
  const say = useWords(words)
  const open = useOpen()
  const isBureau = useHolds('bureau_officer')
  const [dialog, setDialog] = useState<'record' | 'settings'>()
  const filters = useFilters({ q: text, cause: oneOf(causes), standing: oneOf(standings) })
  const list = usePages(['integrity-facts', filters], (paging) =>
    call(integrityApi['integrity-facts'].$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('integrity-facts', filters)
  const shown = list.rows.find((row) => row.id === open.id)
  const close = () => setDialog(undefined)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <ExportLink href={file} />
          {isBureau ? <ActionButton onClick={() => setDialog('settings')}>{t('settings')}</ActionButton> : null}
          {isBureau ? (
            <ActionButton icon="plus" onClick={() => setDialog('record')}>
              {t('record')}
            </ActionButton>
          ) : null}
        </>
      }
    >
      <IntegrityTabs />
      {isBureau ? <FactLists /> : null}
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="cause"
          label={t('cause')}
          options={causes.map((value) => ({ value, label: say(`cause.${value}`) }))}
        />
        <SelectFilter
          name="standing"
          label={t('standing')}
          options={standings.map((value) => ({ value, label: say(`standing.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('title')}
        list={list}
        columns={columnsOf(t, say)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        words={words}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      {shown ? <FactSheet fact={shown} onClose={open.close} /> : null}
      <RecordDialog open={dialog === 'record'} onClose={close} />
      <SettingsDialog open={dialog === 'settings'} onClose={close} />
    </Page>
  )
}

function columnsOf(t: Translate<typeof pageWords>, say: Translate<typeof words>): Column<IntegrityFact>[] {
  return [
    { key: 'person', title: t('person'), width: 96, cell: (row) => row.personName },
    { key: 'school', title: t('school'), width: 168, cell: (row) => row.organisationName },
    { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle },
    { key: 'cause', title: t('cause'), width: 112, cell: (row) => say(`cause.${row.cause}`) },
    {
      key: 'on',
      title: t('happenedOn'),
      width: 128,
      cell: (row) => <span className="num">{formatDay(row.happenedOn)}</span>,
    },
    {
      key: 'standing',
      title: t('standing'),
      width: 128,
      cell: (row) => <StateTag tone={toneOfStanding[row.standing]}>{say(`standing.${row.standing}`)}</StateTag>,
    },
    {
      key: 'until',
      title: t('until'),
      width: 128,
      cell: (row) => (
        <span className="num">{row.barredUntil === null ? t('until.none') : formatDay(row.barredUntil)}</span>
      ),
    },
  ]
}
