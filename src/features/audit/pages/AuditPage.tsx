import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { ActionLink, DownloadLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { formatDateTime, wallOf } from '../../../ui/format.ts'
import { Facts, Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { AuditEntry } from '../contract.ts'
import { differences } from '../core/differences.ts'
import type { auditRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { ChainPanel } from './ChainPanel.tsx'
import { useActNames } from './names.ts'

const api = client<typeof auditRoutes>()
const periods = ['1', '7', '30', '180'] as const

/** The first day of a period that ends today. */
function firstDay(period: (typeof periods)[number] | undefined): { from?: string } {
  if (period === undefined) return {}
  return { from: wallOf(new Date(Date.now() - (Number(period) - 1) * 86_400_000)).date }
}

/** The audit trail of the bureau: searched by person, act, object and time, exported, and proved whole. */
export function AuditPage() {
  const t = useWords(words)
  const names = useActNames()
  const open = useOpen()
  const { period, ...asked } = useFilters({
    who: text,
    act: text,
    objectKind: text,
    objectId: text,
    period: oneOf(periods),
  })
  const filters = { ...asked, ...firstDay(period) }
  const list = usePages(['audit', filters], (paging) =>
    call(api['audit-entries'].$get({ query: { ...filters, ...paging } })),
  )
  const shown = list.rows.find((row) => row.id === open.id)
  const file = (format: 'xlsx' | 'csv') =>
    `/api/v1/audit-entries/export?${new URLSearchParams({ ...filters, format }).toString()}`
  return (
    <Page
      title={t('trail')}
      lead={t('lead')}
      actions={
        <>
          <DownloadLink href={file('csv')}>{t('export.csv')}</DownloadLink>
          <DownloadLink href={file('xlsx')}>{t('export.xlsx')}</DownloadLink>
        </>
      }
    >
      <ChainPanel />
      <FilterBar>
        <SearchFilter name="who" label={t('filter.who')} />
        <SelectFilter name="act" label={t('filter.act')} options={names.acts} />
        <SelectFilter name="objectKind" label={t('filter.kind')} options={names.kinds} />
        <SearchFilter name="objectId" label={t('filter.object')} />
        <SelectFilter
          name="period"
          label={t('filter.period')}
          options={periods.map((value) => ({ value, label: t(`period.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('trail')}
        list={list}
        columns={columnsOf(t, names)}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        words={words}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      <SideSheet
        title={shown ? names.act(shown.act) : t('trail')}
        open={shown !== undefined}
        onClose={open.close}
        footer={
          shown ? (
            <ActionLink to={`/audit?${new URLSearchParams({ objectId: shown.objectId }).toString()}`}>
              {t('objects.history')}
            </ActionLink>
          ) : null
        }
      >
        {shown ? <Entry entry={shown} /> : null}
      </SideSheet>
    </Page>
  )
}

function Entry({ entry }: { entry: AuditEntry }) {
  const t = useWords(words)
  const names = useActNames()
  const changed = differences(entry.before, entry.after)
  return (
    <div className="stack">
      <Facts
        items={[
          { label: t('at'), value: formatDateTime(entry.at) },
          { label: t('who'), value: whoOf(t, entry) },
          { label: t('act'), value: `${names.act(entry.act)} · ${entry.act}` },
          { label: t('object'), value: `${names.kind(entry.objectKind)} ${entry.objectId}` },
          { label: t('from'), value: entry.fromAddress },
          { label: t('request'), value: entry.requestId },
          { label: t('sealed'), value: <Sealed entry={entry} t={t} /> },
        ]}
      />
      <Section title={t('changes')}>
        <PlainTable
          label={t('changes')}
          rows={changed}
          rowId={(row) => row.field}
          empty={t('nothing')}
          columns={[
            { key: 'field', title: t('field'), cell: (row) => <code>{row.field}</code> },
            { key: 'before', title: t('before'), cell: (row) => row.before ?? '–' },
            { key: 'after', title: t('after'), cell: (row) => row.after ?? '–' },
          ]}
        />
      </Section>
    </div>
  )
}

// Work that nobody in particular asked for, and the moment before somebody is known.
function whoOf(t: Translate<typeof words>, entry: AuditEntry): string {
  return entry.accountId === null && entry.accountName === 'system' ? t('nobody') : entry.accountName
}

function Sealed({ entry, t }: { entry: AuditEntry; t: Translate<typeof words> }) {
  return <StateTag tone={entry.sealed ? 'done' : 'waiting'}>{t(entry.sealed ? 'sealed.yes' : 'sealed.no')}</StateTag>
}

const columnsOf = (t: Translate<typeof words>, names: ReturnType<typeof useActNames>): Column<AuditEntry>[] => [
  { key: 'at', title: t('at'), cell: (row) => <span className="num">{formatDateTime(row.at)}</span> },
  { key: 'who', title: t('who'), cell: (row) => whoOf(t, row) },
  { key: 'act', title: t('act'), cell: (row) => names.act(row.act) },
  {
    key: 'object',
    title: t('object'),
    cell: (row) => `${names.kind(row.objectKind)} …${row.objectId.slice(-8)}`,
  },
  { key: 'from', title: t('from'), cell: (row) => <span className="num">{row.fromAddress}</span> },
  { key: 'sealed', title: t('sealed'), cell: (row) => <Sealed entry={row} t={t} />, hidden: true },
]
