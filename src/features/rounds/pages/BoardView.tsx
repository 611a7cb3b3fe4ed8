import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { HeatMap } from '../../../ui/charts.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { Funnel } from '../../../ui/figures.tsx'
import { formatDateTime, joinNames, withSaid } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { Board, SaidBound } from '../contract/board.ts'
import type { RoundInFull } from '../contract/rounds.ts'
import { words } from '../words.ts'
import { isUnderWay, roundsApi, sayScore } from './asking.ts'
import { sayBound } from './saying.ts'

type Shown = Pick<RoundInFull, 'id' | 'state' | 'method' | 'mayRun'>

/** How far a round is: from applying to places, places against wishes, and who would be in two places at once. */
export function BoardView({ board, round }: { board: Board; round: Shown }) {
  const t = useWords(words)
  const { method, state } = round
  const { funnel, run, programmes, clashes } = board
  const titles = [...new Set(programmes.flatMap(({ blocks }) => blocks.map(({ title }) => title)))]
  const cellOf = (programmeId: string, column: string) => {
    const one = programmes.find((each) => each.programmeId === programmeId)
    if (!one) return undefined
    const places = one.blocks.reduce((sum, block) => sum + block.places, 0)
    if (column === 'wanted')
      return {
        share: one.wantedFirst / Math.max(1, places),
        text: `${String(one.wanted)} / ${String(one.wantedFirst)}`,
      }
    if (column === 'scored')
      return {
        share: one.wanted === 0 ? 1 : one.scored / one.wanted,
        text: `${String(one.scored)} / ${String(one.wanted)}`,
      }
    const block = one.blocks.find(({ title }) => title === column)
    if (!block) return undefined
    const filled = block.filled ?? 0
    const lowest = block.cutOff === null ? '' : t('heat.cut', { score: sayScore(block.cutOff) })
    return {
      share: block.places === 0 ? 1 : filled / block.places,
      text: t('heat.block', { filled, places: block.places }) + lowest,
    }
  }
  return (
    <Section title={t('board')}>
      {board.conflict ? (
        <Note tone="danger">
          <p>{t('conflict')}</p>
          <Bounds bounds={board.conflict} />
          <p>{t('conflict.next')}</p>
        </Note>
      ) : null}
      <WorkShown board={board} round={round} />
      <Funnel
        label={t('funnel')}
        steps={[
          { label: t('funnel.applicants'), value: funnel.applicants, unit: 'person' },
          ...(funnel.placed === null
            ? []
            : [
                {
                  label: t(state === 'confirmed' ? 'funnel.placed' : 'funnel.proposed'),
                  value: funnel.placed,
                  unit: 'person' as const,
                },
              ]),
          ...(funnel.firstChoice === null
            ? []
            : [{ label: t('funnel.first'), value: funnel.firstChoice, unit: 'person' as const }]),
        ]}
      />
      <p className="quiet num">
        {[
          `${t('funnel.choices')} ${String(funnel.choices)}`,
          `${t('funnel.scored')} ${String(funnel.scored)}`,
          t('unsuitable', { count: funnel.unsuitable }),
          t('byHand', { count: funnel.byHand }),
          ...(funnel.unplaced === null ? [] : [t('unplacedCount', { count: funnel.unplaced })]),
          ...(run ? [t('lastRun', { at: formatDateTime(run.ranAt), name: run.ranByName })] : []),
        ].join(' · ')}
      </p>
      {run && !run.isCurrent ? <Note tone="attention">{t('reason.changed')}</Note> : null}
      {run && run.missing > 0 ? <Note tone="attention">{t('reason.missing', { count: run.missing })}</Note> : null}
      {board.unshared.length > 0 ? (
        <Note tone="attention">{t('unshared', { titles: joinNames(board.unshared) })}</Note>
      ) : null}
      {method === 'optimal' && run ? (
        <div className="stack-tight">
          <p className="quiet">{board.binding.length === 0 ? t('binding.none') : t('binding')}</p>
          <Bounds bounds={board.binding} />
        </div>
      ) : null}
      <HeatMap
        label={t('heat')}
        corner={t('heat.programme')}
        rows={programmes.map(({ programmeId, title }) => ({ id: programmeId, label: title }))}
        columns={[
          { id: 'wanted', label: t('heat.wanted') },
          { id: 'scored', label: t('heat.scored') },
          ...titles.map((title) => ({ id: title, label: title })),
        ]}
        cell={cellOf}
      />
      {run ? <Clashes clashes={clashes} /> : null}
    </Section>
  )
}

function Clashes({ clashes }: Pick<Board, 'clashes'>) {
  const t = useWords(words)
  if (clashes.length === 0) return <p className="quiet">{withSaid(t('clashes'), t('clashes.none'))}</p>
  return (
    <div className="stack-tight">
      <h3>{t('clashes')}</h3>
      <PlainTable
        label={t('clashes')}
        rows={clashes}
        rowId={(row) => `${row.personId} ${row.title} ${row.other}`}
        toneOf={() => 'attention'}
        columns={[
          { key: 'name', title: t('clash.person'), cell: (row) => row.name },
          { key: 'school', title: t('clash.school'), cell: (row) => row.schoolName },
          { key: 'title', title: t('clash.placed'), cell: (row) => row.title },
          { key: 'other', title: t('clash.other'), cell: (row) => row.other },
        ]}
      />
    </div>
  )
}

/** The reckoning that somebody asked for: whoever did follows it, others read that it goes on; whoever runs the round may stop it. */
function WorkShown({ board, round: { id: roundId, mayRun } }: { board: Board; round: Shown }) {
  const t = useWords(words)
  const { work } = board
  if (!work) return null
  const { id, state, byName, isOwn, startedAt, failure } = work
  if (isOwn && isUnderWay(board))
    return (
      <div className="stack-tight">
        <JobProgress jobId={id} words={words} />
        <p className="quiet">{t('run.work')}</p>
      </div>
    )
  const by = { name: byName, at: formatDateTime(startedAt) }
  if (state === 'failed')
    return (
      <Note tone="attention">{t('run.other.failed', { ...by, why: sayRefusal({ code: failure ?? '' }, words) })}</Note>
    )
  if (state === 'cancelled') return <Note tone="neutral">{t('run.other.stopped', by)}</Note>
  return (
    <Note tone="neutral">
      <p>{t('run.other', by)}</p>
      {mayRun && state !== 'cancelling' ? <StopRehearsal roundId={roundId} /> : null}
    </Note>
  )
}

function StopRehearsal({ roundId }: { roundId: string }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const stop = useMutation({
    mutationFn: () =>
      call(
        roundsApi['matching-rounds'][':matchingRoundId']['rehearsal-stops'].$post({
          param: { matchingRoundId: roundId },
        }),
      ),
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <>
      <ProblemNote problem={stop.error} words={words} />
      <ActionButton kind="quiet" pending={stop.isPending} onClick={() => stop.mutate()}>
        {t('run.other.stop')}
      </ActionButton>
    </>
  )
}

function Bounds({ bounds }: { bounds: readonly SaidBound[] }) {
  const t = useWords(words)
  const say = useCodes()
  return (
    <ul className="stack-tight">
      {bounds.map((bound, index) => (
        <li key={index}>{sayBound(t, say, bound)}</li>
      ))}
    </ul>
  )
}
