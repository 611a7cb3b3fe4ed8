import type { ReactNode } from 'react'
import type { Answering } from './answering.ts'
import { isRoleMissing } from './barred.ts'
import { Icon } from './icons.tsx'
import { kitWords } from './kit-words.ts'
import { useStanding } from './reached.ts'
import { iconOfTone, type Tone } from './states.tsx'
import { sayRefusal, useWords, type Words } from './words.ts'

/** What will stand here once there is something, and the first step towards it. */
export function EmptyState({ title, hint, action }: { title: string; hint?: string | undefined; action?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {hint ? <p className="quiet">{hint}</p> : null}
      {action}
    </div>
  )
}

type ProblemProps = { problem: unknown; words?: Words | undefined; onRetry?: (() => void) | undefined }

/** What went wrong and what to do next, where it went wrong; nothing when nothing did. */
export function ProblemNote({ problem: given, words, onRetry }: ProblemProps) {
  const t = useWords(kitWords)
  const problem = useStanding(given)
  if (problem === null || problem === undefined) return null
  return (
    <div className="note note-danger" role="alert">
      <Icon name="stop" />
      <div className="note-body">
        <p>{sayRefusal(problem, words)}</p>
        {onRetry && !isRoleMissing(problem) ? (
          <button type="button" className="button button-quiet" onClick={onRetry}>
            {t('retry')}
          </button>
        ) : null}
      </div>
    </div>
  )
}

/** A sentence that has to be seen before going on. */
export function Note({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div className={`note note-${tone}`}>
      <Icon name={tone === 'neutral' ? 'info' : iconOfTone[tone]} />
      <div className="note-body">{children}</div>
    </div>
  )
}

/** The outline of what is being loaded for the first time. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const t = useWords(kitWords)
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={`skeleton-line skeleton-${line % 4}`} />
      ))}
    </div>
  )
}

type LoadedProps<D> = {
  query: Answering<D>
  words?: Words | undefined
  lines?: number | undefined
  children: (loaded: D) => ReactNode
}

/** An outline while a query is first asked, its content from then on, and its problem beside whatever is there. */
export function Loaded<D>({ query, words, lines = 6, children }: LoadedProps<D>) {
  const problem = <ProblemNote problem={query.error} words={words} onRetry={() => void query.refetch()} />
  if (query.data === undefined) return query.error ? problem : <Skeleton lines={lines} />
  return (
    <>
      {problem}
      {children(query.data)}
    </>
  )
}
