import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { text, useFilters, useOpen } from '../../../platform/web/route.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter } from '../../../ui/filters.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Facts, Page, Section } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { AuditEntry } from '../contract.ts'
import type { auditRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof auditRoutes>()

/** The audit trail of the bureau, searched by act and object. */
export function AuditPage() {
  const t = useWords(words)
  const open = useOpen()
  const filters = useFilters({ act: text, objectId: text })
  const list = usePages(['audit', filters], (paging) =>
    call(api['audit-entries'].$get({ query: { ...filters, ...paging } })),
  )
  const shown = list.rows.find((row) => row.id === open.id)
  return (
    <Page title={t('trail')} lead={t('lead')}>
      <FilterBar>
        <SearchFilter name="act" label={t('filter.act')} />
        <SearchFilter name="objectId" label={t('filter.object')} />
      </FilterBar>
      <DataTable
        label={t('trail')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.id}
        linkOf={(row) => open.link(row.id)}
        {...(open.id === undefined ? {} : { activeId: open.id })}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
      />
      <SideSheet title={shown?.act ?? t('trail')} open={shown !== undefined} onClose={open.close}>
        {shown ? <Entry entry={shown} /> : null}
      </SideSheet>
    </Page>
  )
}

function Entry({ entry }: { entry: AuditEntry }) {
  const t = useWords(words)
  const told = (value: unknown) =>
    value === null || value === undefined ? (
      <p className="quiet">{t('nothing')}</p>
    ) : (
      <pre>{JSON.stringify(value, undefined, 2)}</pre>
    )
  return (
    <div className="stack">
      <Facts
        items={[
          { label: t('at'), value: formatDateTime(entry.at) },
          { label: t('who'), value: entry.accountName },
          { label: t('object'), value: `${entry.objectKind} ${entry.objectId}` },
          { label: t('from'), value: entry.fromAddress },
          { label: t('request'), value: entry.requestId },
        ]}
      />
      <Section title={t('before')}>{told(entry.before)}</Section>
      <Section title={t('after')}>{told(entry.after)}</Section>
    </div>
  )
}

const columnsOf = (t: Translate<typeof words>): Column<AuditEntry>[] => [
  { key: 'at', title: t('at'), cell: (row) => <span className="num">{formatDateTime(row.at)}</span> },
  { key: 'who', title: t('who'), cell: (row) => row.accountName },
  { key: 'act', title: t('act'), cell: (row) => <code>{row.act}</code> },
  { key: 'object', title: t('object'), cell: (row) => `${row.objectKind} ${row.objectId.slice(-12)}` },
  { key: 'from', title: t('from'), cell: (row) => <span className="num">{row.fromAddress}</span> },
]
