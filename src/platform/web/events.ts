import { useEffect, useState } from 'react'

/** How far a piece of background work is. */
export type JobProgress = {
  readonly id: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelling' | 'cancelled'
  readonly done: number
  readonly total: number | null
  /** Why it failed, as a refusal code. */
  readonly failure: string | null
  readonly outcome: unknown
  /** How many heavy pieces of work run or wait before it. */
  readonly ahead?: number
}

const againMs = 3_000
const over: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled'])

/** Whether nothing more will happen to this work. */
export function isOver(state: JobProgress['state']): boolean {
  return over.has(state)
}

function isProgress(said: unknown): said is JobProgress {
  return typeof said === 'object' && said !== null && 'state' in said && 'done' in said && 'id' in said
}

/** Follows a piece of background work live until it is over; undefined until its first word. */
export function useJob(jobId: string | undefined): JobProgress | undefined {
  const [progress, setProgress] = useState<JobProgress | undefined>()
  useEffect(() => {
    if (jobId === undefined) return undefined
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      const opened = new EventSource(`/api/v1/jobs/${encodeURIComponent(jobId)}/events`)
      source = opened
      opened.addEventListener('progress', (event: MessageEvent<string>) => {
        const said: unknown = JSON.parse(event.data)
        if (!isProgress(said)) return
        setProgress(said)
        // A source whose server has said its last word would ask again for ever.
        if (isOver(said.state)) opened.close()
      })
      opened.addEventListener('error', () => {
        // A connection that broke is opened again by the browser; one that was refused, as while the server starts, is not.
        if (opened.readyState === EventSource.CLOSED) again = setTimeout(open, againMs)
      })
    }
    open()
    return () => {
      clearTimeout(again)
      source?.close()
    }
  }, [jobId])
  return progress?.id === jobId ? progress : undefined
}
