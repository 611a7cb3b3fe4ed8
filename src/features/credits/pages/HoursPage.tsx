import { useState } from 'react'
import { Navigate, useParams } from 'react-router'
import { accessRefusal } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Page, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, useSelection, type Column } from '../../../ui/table.tsx'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { actingOf, useMe } from '../../accounts/parts.tsx'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { mayApprove, mayRecordHours, mayReturn, mayVerify } from '../access.ts'
import type { CreditRecord, Outcome } from '../contract.ts'
import type { QueuedRecord } from '../contract/queues.ts'
import { approveRefusal, verifyRefusal, type Decider } from '../core.ts'
import { creditsApi as api, queues, useQueueTabs } from '../parts.tsx'
import { toneOf } from './records.ts'
import { words } from '../words.ts'
import { Outcomes, useDecision } from './decision.tsx'
import { RecordSheet } from './RecordSheet.tsx'
import { ReturnDialog } from './ReturnDialog.tsx'
import { SourceFilters, useEverything } from './queue-filters.tsx'

type Queue = (typeof queues)[number]

/** Hours on their way to the ledger, one queue for each step. */
export function HoursPage() {
  const { queue } = useParams()
  const me = useMe()
  const known = queues.find((each) => each === queue)
  if (known) return <QueuePage key={known} queue={known} />
  if (!me.data) return null
  const verifies = me.data.grants.some((grant) => grant.role === 'hours_officer' || grant.role === 'bureau_officer')
  return <Navigate replace to={`${at.hours()}/${verifies ? 'approved' : 'recorded'}`} />
}

function QueuePage({ queue }: { queue: Queue }) {
  const t = useWords(words)
  const filters = useFilters({ q: text, organisationId: text, programmeId: text, sourceId: text })
  const schools = useOrganisationSearch('school')
  const open = useOpen()
  const selection = useSelection()
  const [returning, setReturning] = useState(false)
  const list = usePages(['credit-records', queue, filters], (paging) =>
    call(api['credit-records'].$get({ query: { ...filters, ...paging, state: queue } })),
  )
  const file = useExport('credit-records', { ...filters, state: queue })
  const me = useMe().data
  const decider = me && actingOf(me)
  const opened = list.rows.find((row) => row.id === open.id)
  const tabs = useQueueTabs()
  const actions = useQueueActions(queue, selection, () => setReturning(true))
  const everything = useEverything({ ...filters, state: queue }, selection.setAll)
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  return (
    <Page
      title={t('title')}
      count={list.total}
      unit="item"
      actions={
        <>
          <ExportLink href={file} />
          {asker && accessRefusal(mayRecordHours, asker) === undefined ? (
            <ActionLink to={`${at.hours()}/record`} icon="plus">
              {t('record')}
            </ActionLink>
          ) : null}
        </>
      }
    >
      <Tabs items={tabs} label={t('title')} />
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter name="organisationId" label={t('school')} options={schools.options} />
        <SourceFilters queue={queue} programmeId={filters.programmeId} />
      </FilterBar>
      <Outcomes outcomes={actions.refused} rows={list.rows} />
      <DataTable
        label={t(`state.${queue}`)}
        list={list}
        columns={columnsOf(t, decider)}
        paste={['people', 'classes', 'organisations']}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        {...(actions.buttons ? { selection: { ...selection, actions: actions.buttons, everything } } : {})}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
        words={words}
      />
      {opened ? <RecordSheet record={opened} onClose={open.close} /> : null}
      <ReturnDialog
        ids={[...selection.ids]}
        open={returning}
        onClose={() => setReturning(false)}
        onDone={(outcomes) => {
          setReturning(false)
          actions.settle('return', outcomes)
        }}
      />
    </Page>
  )
}

function useQueueActions(queue: Queue, selection: ReturnType<typeof useSelection>, onReturn: () => void) {
  const t = useWords(words)
  const me = useMe().data
  const [refused, setRefused] = useState<readonly Outcome[]>([])
  const decision = useDecision()
  const settle = (deed: 'approve' | 'verify' | 'return', outcomes: readonly Outcome[]) => {
    selection.clear()
    setRefused(decision.tell(deed, outcomes))
  }
  if (!me || (queue !== 'recorded' && queue !== 'approved')) return { buttons: undefined, refused, settle }
  const asker = { personId: me.person?.id ?? null, grants: me.grants }
  const lacks = (access: typeof mayReturn) => accessRefusal(access, asker) !== undefined
  const deed = queue === 'recorded' ? 'approve' : 'verify'
  const reason = lacks(queue === 'recorded' ? mayApprove : mayVerify) ? t(`reason.${deed}`) : undefined
  const ids = [...selection.ids]
  const buttons = (
    <>
      <ActionButton
        kind="primary"
        icon="check"
        reason={reason}
        pending={decision.pending}
        onClick={() => decision.run(deed, ids, (outcomes) => settle(deed, outcomes))}
      >
        {t(deed)}
      </ActionButton>
      <ActionButton icon="undo" reason={lacks(mayReturn) ? t('reason.return') : undefined} onClick={onReturn}>
        {t('return')}
      </ActionButton>
    </>
  )
  return { buttons, refused, settle }
}

/** Why whoever looks may not take the next step of a record, where the record itself forbids it. */
function heldBack(record: CreditRecord, decider: Decider | undefined): string | undefined {
  if (!decider) return undefined
  const decide = { recorded: approveRefusal, approved: verifyRefusal } as const
  const code =
    record.state === 'recorded' || record.state === 'approved' ? decide[record.state](record, decider) : undefined
  return code && sayRefusal({ code }, words)
}

function columnsOf(t: Translate<typeof words>, decider: Decider | undefined): Column<QueuedRecord>[] {
  return [
    { key: 'person', title: t('person'), width: 88, cell: (row) => row.personName },
    { key: 'school', title: t('school'), width: 152, cell: (row) => row.organisationName },
    {
      key: 'source',
      title: t('source'),
      cell: (row) =>
        row.alike.length === 0 ? (
          row.sourceTitle
        ) : (
          <span>
            {row.sourceTitle} <StateTag tone="attention">{t('alike')}</StateTag>
          </span>
        ),
    },
    { key: 'category', title: t('category'), cell: (row) => row.category ?? t('category.none') },
    { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
    { key: 'earnedOn', title: t('earnedOn'), cell: (row) => formatDay(row.earnedOn) },
    { key: 'recordedBy', title: t('recordedBy'), cell: (row) => row.recordedByName },
    { key: 'approvedBy', title: t('approvedBy'), cell: (row) => row.approvedByName ?? '–', hidden: true },
    {
      key: 'waiting',
      title: t('waiting'),
      align: 'end',
      cell: (row) => (row.waitingDays === 0 ? t('waiting.today') : t('waiting.days', { count: row.waitingDays })),
    },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => {
        const reason = heldBack(row, decider)
        return reason ? (
          <span title={reason}>
            <StateTag tone="neutral" icon="lock">
              {t(`state.${row.state}`)}
            </StateTag>
          </span>
        ) : (
          <StateTag tone={toneOf[row.state]}>{t(`state.${row.state}`)}</StateTag>
        )
      },
    },
  ]
}
