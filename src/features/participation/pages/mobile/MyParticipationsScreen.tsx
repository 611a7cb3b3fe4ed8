import { call } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateRange, formatHoursOf } from '../../../../ui/format.ts'
import { Empty, Problem } from '../../../../ui/phone/feedback.tsx'
import { Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { participationApi, toneOfParticipation } from '../../asking.ts'
import { words } from '../../words.ts'
import { pageWords } from '../../words/pages.ts'

/** What one took part in, and what came of it. */
export function MyParticipationsScreen() {
  const t = useWords(pageWords)
  const say = useWords(words)
  const mine = useMore(['my-participations'], (paging) =>
    call(participationApi.my.participations.$get({ query: paging })),
  )
  return (
    <Screen title={t('mine')} back={at.phone.me()}>
      <Problem problem={mine.problem} words={words} onRetry={mine.retry} />
      {!mine.isLoading && mine.rows.length === 0 ? <Empty title={t('mine.empty')} hint={t('mine.empty.hint')} /> : null}
      <Rows>
        {mine.rows.map((row) => (
          <Row
            key={row.id}
            title={row.title}
            lead={[
              row.startsOn === null ? String(row.year) : formatDateRange(row.startsOn, row.endsOn),
              say(`level.${row.level}`),
              ...(row.centihours === null ? [] : [formatHoursOf(row.centihours)]),
            ].join(' · ')}
            note={
              row.reason ??
              (row.series !== null && row.stage !== null
                ? t('mine.series', { series: row.series, stage: row.stage })
                : (row.providerName ?? undefined))
            }
            end={<Chip tone={toneOfParticipation[row.state]}>{say(`state.${row.state}`)}</Chip>}
          />
        ))}
      </Rows>
      <MoreButton more={mine.more} />
    </Screen>
  )
}
