import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { privacyApi } from '../asking.ts'
import type { LookInTrail } from '../contract/unmasking.ts'
import { words } from '../words.ts'
import { PrivacyTabs } from './PrivacyTabs.tsx'

/** Who looked at whose number in full, in the whole bureau. */
export function LooksPage() {
  const t = useWords(words)
  const list = usePages(['unmaskings'], (paging) => call(privacyApi.unmaskings.$get({ query: paging })))
  return (
    <Page title={t('looks')} lead={t('looks.lead')}>
      <PrivacyTabs />
      <DataTable
        label={t('looks')}
        list={list}
        columns={columnsOf(t)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        words={words}
        empty={<EmptyState title={t('looks.empty')} hint={t('looks.empty.hint')} />}
      />
    </Page>
  )
}

const columnsOf = (t: Translate<typeof words>): Column<LookInTrail>[] => [
  { key: 'at', title: t('looks.at'), cell: (row) => <span className="num">{formatDateTime(row.at)}</span> },
  { key: 'who', title: t('looks.who'), cell: (row) => row.accountName },
  { key: 'person', title: t('person'), cell: (row) => row.personName },
  { key: 'school', title: t('school'), cell: (row) => row.organisationName },
  {
    key: 'field',
    title: t('looks.what'),
    cell: (row) => (row.many ? t('looks.many', { field: t(`field.${row.field}`) }) : t(`field.${row.field}`)),
  },
  { key: 'purpose', title: t('purpose'), cell: (row) => t(`purpose.${row.purpose}`) },
  { key: 'reason', title: t('reason'), cell: (row) => row.reason },
  { key: 'from', title: t('looks.from'), cell: (row) => <span className="num">{row.fromAddress}</span> },
]
