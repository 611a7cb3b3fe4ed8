import { call, client } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDate } from '../../../../ui/format.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigButton, BigLink } from '../../../../ui/phone/press.tsx'
import { MoreButton, Pairs } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { useMe } from '../../../accounts/parts.tsx'
import type { QuotaRow } from '../../contract.ts'
import { ownCells } from '../../core/own.ts'
import type { quotaRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

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
  const me = useMe().data
  const nominating = (me?.grants ?? []).filter(({ role }) => role === 'school_registrar' || role === 'principal')
  const mine = nominating.map(({ organisationId }) => organisationId)
  const own = ownCells(row.cells, mine)
  const taken = own.reduce((sum, { placesTaken }) => sum + placesTaken, 0)
  const max = own.some(({ placesMax }) => placesMax === null)
    ? null
    : own.reduce((sum, { placesMax }) => sum + (placesMax ?? 0), 0)
  const free = max === null ? null : max - taken
  return (
    <Block title={row.title}>
      <Pairs
        items={[
          { label: t('school.places'), value: max ?? t('everybody') },
          { label: t('taken'), value: taken },
          { label: t('free'), value: free ?? '–' },
          ...(row.releaseOn === null ? [] : [{ label: t('school.until'), value: formatDate(row.releaseOn) }]),
        ]}
      />
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
