import { useQuery } from '@tanstack/react-query'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords, type Translate } from '../../../../ui/words.ts'
import type { OwnRound } from '../../contract/people.ts'
import { words } from '../../words.ts'
import { roundsApi, toneOf } from '../asking.ts'

/** The rounds of two-way selection that I may take part in, or took part in. */
export function MyRoundsScreen() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ['my-rounds'], queryFn: () => call(roundsApi.my['matching-rounds'].$get()) })
  return (
    <Screen title={t('rounds')} back={at.phone.programmes()}>
      <Block>
        <Loaded query={query} words={words}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('mine.none')} hint={t('mine.none.hint')} />
            ) : (
              <Rows label={t('rounds')}>
                {items.map((round) => (
                  <Row
                    key={round.id}
                    to={at.phone.round(round.id)}
                    title={round.title}
                    lead={leadOf(t, round)}
                    end={<Chip tone={toneOf(round.phase)}>{t(`phase.${round.phase}`)}</Chip>}
                  />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Block>
    </Screen>
  )
}

function leadOf(t: Translate<typeof words>, round: OwnRound): string {
  if (round.isDecided)
    return round.placedTitle === null
      ? t('mine.unplaced')
      : t(round.phase === 'shown' ? 'mine.proposed' : 'mine.placed', { title: round.placedTitle })
  if (round.phase === 'announced') return t('mine.from', { at: formatDateTime(round.opensAt) })
  if (round.phase === 'ranking')
    return t('mine.until', { at: formatDateTime(round.rankingClosesAt), count: round.chosen })
  if (round.phase === 'adjusting')
    return t('mine.until', { at: formatDateTime(round.adjustingClosesAt), count: round.chosen })
  return t('mine.chosen', { count: round.chosen })
}
