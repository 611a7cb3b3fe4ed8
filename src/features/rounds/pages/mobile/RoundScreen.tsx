import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateRange, formatDateTime, formatHoursOf, joinNames } from '../../../../ui/format.ts'
import { Loaded, Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Ranking } from '../../../../ui/phone/ranking.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { sayRefusal, useWords, type Translate } from '../../../../ui/words.ts'
import { useUnsent } from '../../../accounts/parts.tsx'
import { useCodes } from '../../../people/parts.tsx'
import type { OwnRoundInFull } from '../../contract/people.ts'
import { words } from '../../words.ts'
import { roundsApi, toneOf } from '../asking.ts'
import { LoosenedList } from '../LoosenedList.tsx'
import { sayBlock, sayLimit } from '../saying.ts'
import { Result } from './Result.tsx'

type Offered = OwnRoundInFull['programmes'][number]

/** One round as I see it: what I may choose, in which order I want it, how long that is open; and what came of it. */
export function RoundScreen() {
  const t = useWords(words)
  const { roundId = '' } = useParams()
  const query = useQuery({
    queryKey: ['my-rounds', roundId],
    queryFn: () => call(roundsApi.my['matching-rounds'][':ownRoundId'].$get({ param: { ownRoundId: roundId } })),
  })
  return (
    <Screen title={t('round')} back={at.phone.rounds()}>
      <Loaded query={query} words={words} lines={8}>
        {(round) => <Shown key={round.ranking.join()} round={round} />}
      </Loaded>
    </Screen>
  )
}

function Shown({ round }: { round: OwnRoundInFull }) {
  const t = useWords(words)
  const isOpen = round.rankRefusal === null
  const [order, setOrder, drop] = useUnsent<Order>(
    `ranking-${round.id}`,
    { from: round.ranking, ids: round.ranking },
    (kept) => (isOpen ? readOrder(kept, round) : undefined),
  )
  const { ids } = order
  const setIds = (next: readonly string[]) => setOrder({ from: round.ranking, ids: next })
  const rank = useRank(round.id, drop)
  const isChanged = ids.join() !== round.ranking.join()
  const chosen = ids.flatMap((id) => round.programmes.filter(({ programmeId }) => programmeId === id))
  const rest = round.programmes.filter(({ programmeId }) => !ids.includes(programmeId))
  return (
    <>
      <Block title={round.title}>
        <Note tone={toneOf(round.phase)}>
          <Remaining round={round} />
        </Note>
        {round.phase === 'matching' && round.notice?.state === 'withdrawn' ? (
          <Note tone="attention">{t('result.takenBack')}</Note>
        ) : null}
      </Block>
      {round.method === 'optimal' ? <MethodNote round={round} /> : null}
      {round.loosened.length === 0 ? null : (
        <Block title={t('loosened')}>
          <LoosenedList loosened={round.loosened} />
        </Block>
      )}
      {round.result ? (
        <Result
          method={round.method}
          isProposed={round.phase === 'shown'}
          result={round.result}
          notice={round.notice}
          commitment={round.commitment}
          seed={round.seed}
        />
      ) : null}
      {round.result && !isOpen ? null : (
        <>
          <Block title={t('mine.choices', { count: ids.length, most: round.choicesMax })}>
            {chosen.length === 0 ? <p className="quiet">{t('mine.choices.none')}</p> : null}
            <Ranking
              label={t('mine.order')}
              items={chosen.map((one) => ({
                id: one.programmeId,
                title: one.title,
                lead: one.providerName ?? undefined,
              }))}
              words={{
                up: (title) => t('rank.up', { title }),
                down: (title) => t('rank.down', { title }),
                remove: (title) => t('rank.remove', { title }),
              }}
              disabled={!isOpen}
              onChange={setIds}
            />
            {chosen.length > 1 && isOpen && round.method === 'deferred' ? (
              <p className="quiet">{t('mine.truth')}</p>
            ) : null}
            {isOpen && isChanged ? <p className="quiet">{t('mine.unsaved')}</p> : null}
            <Problem problem={rank.error} words={words} />
            <BigButton
              kind="primary"
              pending={rank.isPending}
              reason={
                isOpen
                  ? isChanged
                    ? undefined
                    : t('mine.unchanged')
                  : sayRefusal({ code: round.rankRefusal ?? '' }, words)
              }
              onPress={() => rank.mutate(ids)}
            >
              {t(ids.length === 0 && round.ranking.length > 0 ? 'mine.leave' : 'mine.save')}
            </BigButton>
          </Block>
          <RulesBlock programmes={round.programmes} method={round.method} />
          {rest.length === 0 ? null : (
            <Block title={t('mine.offered')}>
              <Rows>
                {rest.map((one) => (
                  <Row
                    key={one.programmeId}
                    title={one.title}
                    lead={leadOf(one)}
                    note={noteOf(t, one)}
                    {...(isOpen && one.refusals.length === 0 && ids.length < round.choicesMax
                      ? { onPress: () => setIds([...ids, one.programmeId]), end: t('mine.add') }
                      : {})}
                  />
                ))}
              </Rows>
            </Block>
          )}
        </>
      )}
    </>
  )
}

/** An order that is not saved yet, with the saved one that it began from. */
type Order = { readonly from: readonly string[]; readonly ids: readonly string[] }

// Only what was begun from the order that is saved now, and only of what is still offered.
function readOrder(kept: unknown, round: OwnRoundInFull): Order | undefined {
  if (typeof kept !== 'object' || kept === null || !('from' in kept) || !('ids' in kept)) return undefined
  const { from, ids } = kept
  if (!Array.isArray(from) || !Array.isArray(ids) || from.join() !== round.ranking.join()) return undefined
  const offered = round.programmes.map(({ programmeId }) => programmeId)
  return {
    from: round.ranking,
    ids: offered.filter((id) => ids.includes(id)).sort((a, b) => ids.indexOf(a) - ids.indexOf(b)),
  }
}

// What is decided by: for each programme, whom its places are for, what holds within them, and what counts for the score.
function RulesBlock({ programmes, method }: Pick<OwnRoundInFull, 'programmes' | 'method'>) {
  const t = useWords(words)
  const say = useCodes()
  return (
    <Block title={t('mine.rules')}>
      {programmes.map(({ programmeId, title, blocks, criteria, isBlind }) => (
        <div key={programmeId} className="stack-tight">
          <strong>{title}</strong>
          <ol className="stack-tight">
            {blocks.map((block) => (
              <li key={block.id}>{sayBlock(t, say, block)}</li>
            ))}
          </ol>
          <p>
            {t('mine.criteria', {
              criteria: joinNames(criteria.map((one) => `${one.title} ${String(one.weight)}%`)),
            })}
            {isBlind ? ` ${t('mine.blind')}` : ''}
          </p>
        </div>
      ))}
      {method === 'deferred' ? <p className="quiet">{t('mine.rules.order')}</p> : null}
    </Block>
  )
}

function MethodNote({ round }: { round: OwnRoundInFull }) {
  const t = useWords(words)
  const say = useCodes()
  const titles = new Map(round.programmes.map(({ programmeId, title }) => [programmeId, title]))
  return (
    <Block title={t('method.mine')}>
      <p>{t('method.mine.what')}</p>
      <ul className="stack-tight">
        {round.limits.map((limit, index) => (
          <li key={index}>{sayLimit(t, say, limit, titles)}</li>
        ))}
      </ul>
    </Block>
  )
}

function leadOf(one: Offered): string {
  return [one.providerName, formatDateRange(one.startsOn, one.endsOn), formatHoursOf(one.centihours)]
    .filter(Boolean)
    .join(' · ')
}

function noteOf(t: Translate<typeof words>, one: Offered): string {
  const [first] = one.refusals
  if (first !== undefined) return t('mine.cannot', { why: joinNames(one.refusals.map((code) => sayWhy(t, code))) })
  const places = joinNames(one.blocks.map(({ title, places: count }) => `${title} ${String(count)}`))
  return one.wantedFirst === null ? places : `${places} · ${t('mine.wanted', { count: one.wantedFirst })}`
}

const whys = [
  ...(['outside_owner', 'not_in_post', 'stage_differs', 'subject_differs', 'post_differs', 'title_differs'] as const),
  ...([
    'talent_level_differs',
    'setting_differs',
    'organisation_differs',
    'years_differ',
    'previous_stage_missing',
  ] as const),
  ...([
    'prerequisite_missing',
    'cycle_limit_reached',
    'taken_before',
    'integrity_ban',
    'restricted',
    'time_clash',
  ] as const),
] as const

function sayWhy(t: Translate<typeof words>, code: string): string {
  const known = whys.find((each) => each === code)
  return t(known ? `cannot.${known}` : 'cannot.other')
}

function useRank(ownRoundId: string, drop: () => void) {
  const t = useWords(words)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly string[]) =>
      call(
        roundsApi.my['matching-rounds'][':ownRoundId'].ranking.$put({
          param: { ownRoundId },
          json: { programmeIds: [...ids] },
        }),
      ),
    onSuccess: async (round) => {
      drop()
      toast(t(round.ranking.length === 0 ? 'mine.left' : 'mine.saved'))
      await cache.invalidateQueries({ queryKey: ['my-rounds'] })
    },
  })
}

/** What is left until the next date, told anew every half minute, by the server's clock. */
function Remaining({ round }: { round: OwnRoundInFull }) {
  const t = useWords(words)
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setPassed((before) => before + 30_000), 30_000)
    return () => clearInterval(timer)
  }, [])
  const until = { announced: round.opensAt, ranking: round.rankingClosesAt, adjusting: round.adjustingClosesAt }
  if (round.phase !== 'announced' && round.phase !== 'ranking' && round.phase !== 'adjusting')
    return <>{t(`now.${round.phase}`)}</>
  const moment = until[round.phase]
  const minutes = Math.max(0, Math.floor((Date.parse(moment) - Date.parse(round.now) - passed) / 60_000))
  const left = t('left', {
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
  })
  return (
    <>
      <strong className="num">{t(`now.${round.phase}.left`, { left })}</strong>
      <p className="quiet num">{formatDateTime(moment)}</p>
    </>
  )
}
