import { Link } from 'react-router'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, ProblemNote, Skeleton } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords, type Words } from '../../../ui/words.ts'
import { useNotices, useSayNotice } from '../reading.ts'
import { words } from '../words.ts'

/** What one was told; `senders` are the words of the features that tell. */
export function NoticesPage({ senders }: { senders: readonly Words[] }) {
  const t = useWords(words)
  const say = useSayNotice(senders)
  const { list, rows, read } = useNotices()
  const hasUnread = rows.some((row) => row.readAt === null)
  const actions = hasUnread ? (
    <ActionButton onClick={() => read.mutate([])} pending={read.isPending}>
      {t('readAll')}
    </ActionButton>
  ) : null
  return (
    <Page title={t('notices')} actions={actions}>
      <ProblemNote problem={list.error} onRetry={() => void list.refetch()} />
      <ProblemNote problem={read.error} />
      {list.isPending ? <Skeleton lines={6} /> : null}
      {list.data && rows.length === 0 ? <EmptyState title={t('empty')} hint={t('empty.hint')} /> : null}
      {rows.length > 0 ? (
        <PlainTable
          label={t('notices')}
          rows={rows}
          rowId={(row) => row.id}
          columns={[
            {
              key: 'what',
              title: t('notices'),
              cell: (row) =>
                row.link === null ? (
                  say(row)
                ) : (
                  <Link to={row.link} onClick={() => read.mutate([row.id])}>
                    {say(row)}
                  </Link>
                ),
            },
            {
              key: 'state',
              title: t('unread'),
              cell: (row) => (row.readAt === null ? <StateTag tone="attention">{t('unread')}</StateTag> : null),
            },
            {
              key: 'at',
              title: t('open'),
              cell: (row) => <span className="num quiet">{formatDateTime(row.createdAt)}</span>,
            },
          ]}
        />
      ) : null}
    </Page>
  )
}
