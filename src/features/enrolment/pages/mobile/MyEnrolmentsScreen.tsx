import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateRange, formatDateTime } from '../../../../ui/format.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigLink, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { EnrolmentChip, nextOf } from '../../parts.tsx'
import type { enrolmentRoutes } from '../../routes.ts'
import type { waitingRoutes } from '../../routes/waiting.ts'
import { words } from '../../words.ts'
import { waitingWords } from '../../words/waiting.ts'

const api = client<typeof enrolmentRoutes>()
const waitingApi = client<typeof waitingRoutes>()

/** Everything one has applied to, how it stands and what comes next. */
export function MyEnrolmentsScreen() {
  const t = useWords(words)
  const list = useMore(['my-enrolments'], (paging) => call(api.my.enrolments.$get({ query: paging })))
  const isEmpty = !list.isLoading && list.rows.length === 0 && !list.problem
  return (
    <Screen title={t('mine')} back={at.phone.programmes()}>
      <MyWaits />
      <Problem problem={list.problem} words={words} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={6} /> : null}
      {isEmpty ? (
        <Empty
          title={t('mine.empty')}
          hint={t('mine.empty.hint')}
          action={<BigLink to={at.phone.programmes()}>{t('mine.look')}</BigLink>}
        />
      ) : (
        <Rows>
          {list.rows.map((row) => (
            <Row
              key={row.id}
              to={at.phone.programme(row.programmeId)}
              title={row.programmeTitle}
              lead={formatDateRange(row.startsOn, row.endsOn)}
              note={
                row.noShow
                  ? t('noShow.told')
                  : row.reason === null
                    ? t(`next.${nextOf(row)}`)
                    : t('because', { reason: row.reason })
              }
              end={<EnrolmentChip state={row.state} noShow={row.noShow} />}
            />
          ))}
        </Rows>
      )}
      <MoreButton more={list.more} />
    </Screen>
  )
}

/** What one waits for, and the places one is asked to take: those first. */
function MyWaits() {
  const t = useWords(waitingWords)
  const mine = useQuery({ queryKey: ['my-waiting'], queryFn: () => call(waitingApi.my.waiting.$get()) })
  const items = (mine.data?.items ?? []).toSorted(
    (a, b) => Number(b.state === 'offered') - Number(a.state === 'offered'),
  )
  if (items.length === 0) return null
  return (
    <Rows label={t('waiting')}>
      {items.map((row) => (
        <Row
          key={row.id}
          to={at.phone.programme(row.programmeId)}
          title={row.programmeTitle}
          lead={formatDateRange(row.startsOn, row.endsOn)}
          note={
            row.offerUntil === null
              ? t('wait.turn', { nth: row.nth ?? '–' })
              : t('offer.kept', { until: formatDateTime(row.offerUntil) })
          }
          end={<Chip tone={row.state === 'offered' ? 'attention' : 'waiting'}>{t(`waiter.${row.state}`)}</Chip>}
        />
      ))}
    </Rows>
  )
}
