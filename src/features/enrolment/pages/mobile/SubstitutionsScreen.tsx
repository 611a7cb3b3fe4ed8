import { call } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at, oneOf, useFilters } from '../../../../platform/web/route.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigLink, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { Segments } from '../../../../ui/phone/segments.tsx'
import { useWords } from '../../../../ui/words.ts'
import { useHolds } from '../../../accounts/parts.tsx'
import { substitutionAskers } from '../../access.ts'
import { requestWords } from '../../words/requests.ts'
import { requestApi, requestTones } from '../requests.ts'

/** The substitutions that one's schools asked for, or that are one's to decide: those that wait first, then all. */
export function SubstitutionsScreen() {
  const t = useWords(requestWords)
  const mayAsk = useHolds(...substitutionAskers)
  const showsAll = useFilters({ show: oneOf(['all']) }).show === 'all'
  const query = showsAll ? {} : { state: 'asked' as const }
  const list = useMore(['substitution-requests', 'phone', query], (paging) =>
    call(requestApi['substitution-requests'].$get({ query: { ...query, ...paging } })),
  )
  const isEmpty = !list.isLoading && list.rows.length === 0 && !list.problem
  return (
    <Screen
      title={t('requests')}
      back={at.phone.me()}
      footer={
        mayAsk ? (
          <BigLink kind="primary" to={at.phone.askSubstitution()}>
            {t('ask')}
          </BigLink>
        ) : undefined
      }
    >
      <Segments
        label={t('requests')}
        items={[
          { to: '?', label: t('state.asked'), current: !showsAll },
          { to: '?show=all', label: t('requests.all'), current: showsAll },
        ]}
      />
      <Problem problem={list.problem} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={6} /> : null}
      {isEmpty ? (
        <Empty title={t(showsAll ? 'requests.empty' : 'requests.none')} hint={t('requests.empty.hint')} />
      ) : null}
      {list.rows.length === 0 ? null : (
        <Rows label={t('requests')}>
          {list.rows.map((row) => (
            <Row
              key={row.id}
              to={at.phone.substitution(row.id)}
              title={t('says', { leaving: row.leavingName, coming: row.personName, reason: row.reason })}
              lead={row.programmeTitle}
              note={`${row.schoolName} · ${formatDateTime(row.askedAt)}`}
              end={<Chip tone={requestTones[row.state]}>{t(`state.${row.state}`)}</Chip>}
            />
          ))}
        </Rows>
      )}
      <MoreButton more={list.more} />
    </Screen>
  )
}
