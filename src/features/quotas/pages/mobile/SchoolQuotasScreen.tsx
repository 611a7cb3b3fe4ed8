import { call, client } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigButton, BigLink } from '../../../../ui/phone/press.tsx'
import { MoreButton } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import type { QuotaRow } from '../../contract.ts'
import type { quotaRoutes } from '../../routes.ts'
import { words } from '../../words.ts'
import { useOwnPlaces } from '../own-places.ts'
import { OwnPlaces } from './SchoolPlaces.tsx'

const api = client<typeof quotaRoutes>()

/** What each programme keeps for one's school: how many, how many are taken and free, until when, and the way to nominate. */
export function SchoolQuotasScreen() {
  const t = useWords(words)
  const list = useMore(['quotas', 'school'], (paging) => call(api.quotas.$get({ query: paging })))
  const isEmpty = !list.isLoading && list.rows.length === 0 && !list.problem
  return (
    <Screen title={t('school.title')} back={at.phone.programmes()}>
      <Problem problem={list.problem} words={words} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={6} /> : null}
      {isEmpty ? <Empty title={t('list.empty')} hint={t('school.empty.hint')} /> : null}
      {list.rows.map((row) => (
        <Programme key={row.programmeId} row={row} />
      ))}
      <MoreButton more={list.more} />
    </Screen>
  )
}

function Programme({ row }: { row: QuotaRow }) {
  const t = useWords(words)
  const places = useOwnPlaces(row)
  const { free } = places
  return (
    <Block title={row.title}>
      <OwnPlaces row={row} places={places} />
      {row.state === 'enrolling' && free !== 0 ? (
        <BigLink kind="primary" to={at.phone.nominate(row.programmeId)}>
          {t('school.nominate')}
        </BigLink>
      ) : (
        <BigButton kind="primary" reason={t(row.state === 'enrolling' ? 'school.full' : 'school.closed')}>
          {t('school.nominate')}
        </BigButton>
      )}
    </Block>
  )
}
