import { useQuery } from '@tanstack/react-query'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { outcomeTone, selectionApi } from '../../asking.ts'
import type { OwnSelection } from '../../contract/marking.ts'
import { sayPoints } from '../../core/scores.ts'
import { words } from '../../words.ts'

/** How one did in selections: own score, cut-off, rank and what came of it, step by step. */
export function MySelectionsScreen() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ['my-selections'], queryFn: () => call(selectionApi.my.selections.$get()) })
  return (
    <Screen title={t('mine')} back={at.phone.home()}>
      <p className="quiet">{t('mine.lead')}</p>
      <Loaded query={query} words={words}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('mine.none')} hint={t('mine.none.hint')} />
          ) : (
            items.map((selection) => (
              <Block key={selection.id} title={selection.title}>
                <Rows>
                  {selection.results.map((result) => (
                    <ResultRow key={result.step} result={result} />
                  ))}
                  <ReserveRow selection={selection} />
                </Rows>
              </Block>
            ))
          )
        }
      </Loaded>
    </Screen>
  )
}

function ReserveRow({ selection: { programmeId, reserve } }: { selection: OwnSelection }) {
  const t = useWords(words)
  if (reserve === null || programmeId === null) return null
  const { state, nth, offerUntil } = reserve
  if (state === 'offered')
    return (
      <Row
        title={t('reserve.mine.open')}
        lead={t('reserve.mine.offered', { until: offerUntil === null ? '' : formatDateTime(offerUntil) })}
        to={at.phone.programme(programmeId)}
        end={<Chip tone="attention">{t('reserve.offered')}</Chip>}
      />
    )
  if (state === 'waiting') return <Row title={t('reserve.nth', { nth: nth ?? '–' })} note={t('reserve.mine')} />
  return <Row title={t(`reserve.${state}`)} />
}

function ResultRow({ result }: { result: OwnSelection['results'][number] }) {
  const t = useWords(words)
  const { centipoints, cutOff, rank, rankInPart, outcome, stepTitle } = result
  const isFinal = stepTitle === null
  const facts = [
    ...(centipoints === null ? [] : [t('mine.score', { score: sayPoints(centipoints) })]),
    ...(cutOff === null ? [] : [t(isFinal ? 'mine.cutoff.final' : 'mine.cutoff', { cutOff: sayPoints(cutOff) })]),
    ...(rank === null ? [] : [t('mine.rank', { rank })]),
    ...(rankInPart === null || rankInPart === rank ? [] : [t('mine.rank.part', { rank: rankInPart })]),
  ]
  return (
    <Row
      title={stepTitle ?? t('mine.final')}
      lead={facts.join(' · ')}
      note={t(`mine.why.${outcome}`)}
      end={<Chip tone={outcomeTone[outcome]}>{t(`outcome.${outcome}`)}</Chip>}
    />
  )
}
