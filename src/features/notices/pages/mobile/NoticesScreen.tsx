import { formatDateTime } from '../../../../ui/format.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { at, onPhone } from '../../../../platform/web/route.ts'
import { useWords, type Words } from '../../../../ui/words.ts'
import { useNotices, useSayNotice } from '../../reading.ts'
import { words } from '../../words.ts'

/** What one was told, on the phone; `senders` are the words of the features that tell. */
export function NoticesScreen({ senders }: { senders: readonly Words[] }) {
  const t = useWords(words)
  const say = useSayNotice(senders)
  const { list, rows, read } = useNotices()
  const hasUnread = rows.some((row) => row.readAt === null)
  const more = list.hasNextPage ? { pending: list.isFetchingNextPage, run: () => void list.fetchNextPage() } : undefined
  const footer = hasUnread ? (
    <BigButton kind="plain" onPress={() => read.mutate([])} pending={read.isPending}>
      {t('readAll')}
    </BigButton>
  ) : null
  return (
    <Screen title={t('notices')} back={at.phone.me()} footer={footer}>
      <Problem problem={list.error} onRetry={() => void list.refetch()} />
      <Problem problem={read.error} />
      {list.isPending ? <Skeleton lines={6} /> : null}
      {list.data && rows.length === 0 ? <Empty title={t('empty')} hint={t('empty.hint')} /> : null}
      <Rows>
        {rows.map((row) => (
          <Row
            key={row.id}
            title={say(row)}
            note={formatDateTime(row.createdAt)}
            {...wayTo(row.link)}
            end={row.readAt === null ? <Chip tone="attention">{t('unread')}</Chip> : null}
          />
        ))}
      </Rows>
      <MoreButton more={more} />
    </Screen>
  )
}

// What has no screen here is a page of the console, which another program of the browser draws: it is loaded whole.
function wayTo(link: string | null) {
  if (link === null) return {}
  const screen = onPhone(link)
  return screen === undefined ? { href: link } : { to: screen }
}
