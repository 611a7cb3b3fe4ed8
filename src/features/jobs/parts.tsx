import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { call, client } from '../../platform/web/call.ts'
import { isOver, useJob, type JobProgress as Progress } from '../../platform/web/events.ts'
import { ActionButton, ActionLink, DownloadLink, PopoverButton } from '../../ui/button.tsx'
import { EmptyState, ProblemNote } from '../../ui/feedback.tsx'
import { ProgressBar } from '../../ui/figures.tsx'
import { formatCount, formatDateTime } from '../../ui/format.ts'
import { StateTag, type Tone } from '../../ui/states.tsx'
import { sayRefusal, useWords, type Words } from '../../ui/words.ts'
import type { JobRun } from './contract.ts'
import { resultOf } from './core.ts'
import type { jobRoutes } from './routes.ts'
import { words } from './words.ts'

const api = client<typeof jobRoutes>()

const toneOf: Readonly<Record<Progress['state'], Tone>> = {
  waiting: 'waiting',
  running: 'active',
  done: 'done',
  failed: 'danger',
  cancelling: 'waiting',
  cancelled: 'neutral',
}

type JobProgressProps = {
  jobId: string
  onDone?: ((outcome: unknown) => void) | undefined
  /** The words of the feature whose work it is, for why it failed. */
  words?: Words | undefined
}

/** One piece of background work, live: how far it is, how it ended, and the way to stop it. */
export function JobProgress({ jobId, onDone, words: ownWords }: JobProgressProps) {
  const progress = useJob(jobId)
  const done = useEffectEvent((outcome: unknown) => onDone?.(outcome))
  const state = progress?.state
  const outcome = progress?.outcome
  useEffect(() => {
    if (state === 'done') done(outcome)
  }, [state, outcome])
  return progress ? <Line run={progress} ownWords={ownWords} /> : null
}

type Shown = Progress & { readonly name?: string; readonly createdAt?: string }

function Line({ run, ownWords }: { run: Shown; ownWords?: Words | undefined }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const settle = () => void cache.invalidateQueries({ queryKey: ['jobs'] })
  const param = { jobId: run.id }
  const stop = useMutation({
    mutationFn: () => call(api.jobs[':jobId'].cancellation.$post({ param })),
    onSettled: settle,
  })
  const again = useMutation({ mutationFn: () => call(api.jobs[':jobId'].retry.$post({ param })), onSettled: settle })
  const known = run.total !== null && run.total > 0
  return (
    <div className="job stack-tight">
      <div className="job-head">
        <span>{run.title}</span>
        <StateTag tone={toneOf[run.state]}>
          {run.state === 'waiting' && (run.ahead ?? 0) > 0
            ? t('state.waiting.ahead', { count: run.ahead ?? 0 })
            : t(`state.${run.state}`)}
        </StateTag>
      </div>
      {known && !isOver(run.state) ? (
        <ProgressBar
          label={run.title}
          value={run.done}
          max={run.total ?? 0}
          text={t('progress', { done: formatCount(run.done), total: formatCount(run.total ?? 0) })}
        />
      ) : null}
      {run.failure ? <p className="quiet">{sayRefusal({ code: run.failure }, ownWords ?? words)}</p> : null}
      <ProblemNote problem={stop.error ?? again.error} words={words} />
      <div className="job-head">
        <span className="quiet num">{run.createdAt ? formatDateTime(run.createdAt) : ''}</span>
        {run.name === undefined ? null : <Result run={{ ...run, name: run.name }} />}
        {run.state === 'waiting' || run.state === 'running' ? (
          <ActionButton kind="quiet" pending={stop.isPending} onClick={() => stop.mutate()}>
            {t('cancel')}
          </ActionButton>
        ) : null}
        {run.state === 'failed' || run.state === 'cancelled' ? (
          <ActionButton kind="quiet" pending={again.isPending} onClick={() => again.mutate()}>
            {t('retry')}
          </ActionButton>
        ) : null}
      </div>
    </div>
  )
}

/** The way to what came of finished work, as long as the work is listed. */
function Result({ run }: { run: Parameters<typeof resultOf>[0] }) {
  const t = useWords(words)
  const result = resultOf(run)
  if (!result) return null
  if (result.kind === 'page') return <ActionLink to={result.href}>{t('open')}</ActionLink>
  return <DownloadLink href={result.href}>{t('download')}</DownloadLink>
}

function LiveLine({ run }: { run: JobRun }) {
  const live = useJob(isOver(run.state) ? undefined : run.id)
  const cache = useQueryClient()
  const ended = live !== undefined && isOver(live.state)
  useEffect(() => {
    if (ended) void cache.invalidateQueries({ queryKey: ['jobs'] })
  }, [ended, cache])
  return <Line run={{ ...run, ...live }} />
}

/** The work that was asked for, from the head of the console: how many pieces run, and how far each is. */
export function JobsMenu() {
  const t = useWords(words)
  const jobs = useQuery({
    queryKey: ['jobs'],
    queryFn: () => call(api.jobs.$get()),
    refetchInterval: (query) => (query.state.data?.items.some((run) => !isOver(run.state)) ? 3_000 : 60_000),
  })
  const runs = jobs.data?.items ?? []
  const running = runs.filter((run) => !isOver(run.state)).length
  return (
    <PopoverButton
      icon={running > 0 ? 'refresh' : 'inbox'}
      label={running > 0 ? t('running', { count: running }) : t('jobs')}
      badge={running}
    >
      <div className="jobs">
        {runs.length === 0 ? <EmptyState title={t('none')} hint={t('none.hint')} /> : null}
        {runs.slice(0, 8).map((run) => (
          <LiveLine key={run.id} run={run} />
        ))}
      </div>
    </PopoverButton>
  )
}
