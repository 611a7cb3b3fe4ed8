import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatCount, formatDate, formatDateTime, joinNames } from '../../../ui/format.ts'
import { Facts, ObjectHead, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { RoundInFull } from '../contract/rounds.ts'
import type { RoundProgramme } from '../contract/rules.ts'
import { words } from '../words.ts'
import { isUnderWay, roundsApi, toneOf } from './asking.ts'
import { BoardView } from './BoardView.tsx'
import { LoosenedList } from './LoosenedList.tsx'
import { PeopleView } from './PeopleView.tsx'
import { RoundActions } from './RoundActions.tsx'
import { sayBlock, sayLimit } from './saying.ts'
import { SuccessionView } from './SuccessionView.tsx'

/** One round: its rules, how far it is, whom it places, and what comes next. */
export function RoundPage() {
  const { roundId = '' } = useParams()
  const query = useQuery({
    queryKey: ['rounds', roundId],
    queryFn: () => call(roundsApi['matching-rounds'][':matchingRoundId'].$get({ param: { matchingRoundId: roundId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(round) => <Shown round={round} />}
      </Loaded>
    </div>
  )
}

function Shown({ round }: { round: RoundInFull }) {
  const t = useWords(words)
  const maySee = useHolds('bureau_officer', 'auditor')
  const isOut = round.phase !== 'draft' && round.phase !== 'cancelled'
  const board = useQuery({
    queryKey: ['rounds', round.id, 'board'],
    queryFn: () =>
      call(roundsApi['matching-rounds'][':matchingRoundId'].board.$get({ param: { matchingRoundId: round.id } })),
    enabled: maySee && isOut,
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 3_000 : false),
  })
  return (
    <>
      <ObjectHead
        back={{ to: at.matchingRounds(), label: t('rounds') }}
        title={round.title}
        state={<StateTag tone={toneOf(round.phase)}>{t(`phase.${round.phase}`)}</StateTag>}
        lead={t('by', { name: round.createdByName })}
        action={round.mayRun ? <RoundActions round={round} board={board.data} /> : null}
      />
      {round.cancelReason === null ? null : (
        <Note tone="danger">{t('cancelled.because', { reason: round.cancelReason })}</Note>
      )}
      <ShownNote round={round} />
      {round.method === 'optimal' ? <Note tone="attention">{t('method.optimal.what')}</Note> : null}
      <Section title={t('rules')}>
        <Facts
          items={[
            { label: t('method'), value: t(`method.${round.method}`) },
            ...(round.method === 'optimal' ? [{ label: t('limits'), value: <Limits round={round} /> }] : []),
            ...(round.loosened.length === 0
              ? []
              : [{ label: t('loosened'), value: <LoosenedList loosened={round.loosened} /> }]),
            { label: t('opensAt'), value: formatDateTime(round.opensAt) },
            { label: t('rankingClosesAt'), value: formatDateTime(round.rankingClosesAt) },
            { label: t('adjustingClosesAt'), value: formatDateTime(round.adjustingClosesAt) },
            { label: t('scoringClosesAt'), value: formatDateTime(round.scoringClosesAt) },
            { label: t('choicesMax'), value: formatCount(round.choicesMax) },
            { label: t('applicants'), value: formatCount(round.applicants, 'person') },
            { label: t('commitment'), value: <span className="num breakable">{round.commitment}</span> },
            ...(round.seed === null
              ? []
              : [{ label: t('seed'), value: <span className="num breakable">{round.seed}</span> }]),
            ...(round.confirmedAt === null
              ? []
              : [
                  {
                    label: t('phase.confirmed'),
                    value: t('confirmedBy', {
                      name: round.confirmedByName ?? '',
                      at: formatDateTime(round.confirmedAt),
                    }),
                  },
                ]),
          ]}
        />
      </Section>
      <Section title={t('programmes')}>
        <ProgrammesTable round={round} />
      </Section>
      {maySee && isOut ? (
        <>
          <Loaded query={board} words={words}>
            {(told) => <BoardView board={told} round={round} />}
          </Loaded>
          <PeopleView round={round} board={board.data} />
          {round.phase === 'confirmed' ? <SuccessionView round={round} /> : null}
        </>
      ) : null}
    </>
  )
}

function Limits({ round }: { round: RoundInFull }) {
  const t = useWords(words)
  const say = useCodes()
  const titles = new Map(round.list.map(({ programmeId, title }) => [programmeId, title]))
  if (round.limits.length === 0) return <>{t('limits.none')}</>
  return (
    <ul className="stack-tight">
      {round.limits.map((limit, index) => (
        <li key={index}>{sayLimit(t, say, limit, titles)}</li>
      ))}
    </ul>
  )
}

// How the public notice stands, and what is next.
function ShownNote({ round: { state: at, notice, mayRun } }: { round: RoundInFull }) {
  const t = useWords(words)
  if (notice === null) return null
  const { state, endsOn, waiting, struck, isDecisive } = notice
  const said = [
    t(at === 'published' && state === 'withdrawn' ? 'publicNotice.takenBack' : `publicNotice.${state}`, {
      day: formatDate(endsOn),
    }),
    ...(waiting > 0 ? [t('publicNotice.waiting', { count: waiting })] : []),
    ...(struck > 0 && at !== 'published'
      ? [t(isDecisive ? 'publicNotice.struck' : 'publicNotice.struck.before', { count: struck })]
      : []),
  ]
  const isAsked = waiting > 0 || (at === 'shown' && state !== 'open') || (struck > 0 && !isDecisive)
  return (
    <Note tone={isAsked ? 'attention' : at === 'shown' ? 'active' : 'neutral'}>
      <p>{said.join(' ')}</p>
      {at === 'shown' && mayRun ? <p>{t(`next.${state}`)}</p> : null}
    </Note>
  )
}

function ProgrammesTable({ round }: { round: RoundInFull }) {
  const t = useWords(words)
  const say = useCodes()
  const placesOf = ({ blocks, hasQuotas, programmeId }: RoundProgramme) => (
    <div className="stack-tight">
      {hasQuotas && round.mayRun ? (
        <ActionLink kind="quiet" to={at.quotas(programmeId)}>
          {t('quotas.shared')}
        </ActionLink>
      ) : hasQuotas ? (
        <span className="quiet">{t('quotas.shared')}</span>
      ) : null}
      <ol className="stack-tight">
        {blocks.map((block) => (
          <li key={block.id}>{sayBlock(t, say, block)}</li>
        ))}
      </ol>
    </div>
  )
  const isOpen =
    round.phase === 'scoring' ||
    round.phase === 'matching' ||
    round.phase === 'adjusting' ||
    round.phase === 'shown' ||
    round.phase === 'confirmed'
  const columns: Column<RoundProgramme>[] = [
    { key: 'title', title: t('programmes'), cell: (row) => row.title },
    { key: 'places', title: t('places'), cell: placesOf },
    {
      key: 'criteria',
      title: t('criteria'),
      cell: (row) =>
        joinNames(row.criteria.map(({ title, weight }) => `${title} ${String(weight)}%`)) +
        (row.isBlind ? ` · ${t('blind')}` : ''),
    },
    {
      key: 'wanted',
      title: t('heat.wanted'),
      align: 'end',
      cell: (row) => `${String(row.wanted)} / ${String(row.wantedFirst)}`,
    },
    {
      key: 'scores',
      title: t('scores'),
      cell: (row) =>
        row.mayScore && isOpen ? (
          <ActionLink to={at.matchingScores(round.id, row.programmeId)} kind="quiet" icon="pen">
            {t('scores.progress', { scored: row.scored, all: row.wanted })}
          </ActionLink>
        ) : (
          t('scores.progress', { scored: row.scored, all: row.wanted })
        ),
    },
  ]
  return <PlainTable label={t('programmes')} rows={round.list} columns={columns} rowId={(row) => row.programmeId} />
}
