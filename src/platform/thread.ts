import { Worker } from 'node:worker_threads'

/** What the work of a thread may cost at most: megabytes of heap, milliseconds. */
export type ThreadBounds = { readonly heapMb: number; readonly mostMs: number }

/** Why a thread gave no answer: it wanted more memory or more time than it may have, or it failed. */
export type ThreadFailure = 'memory' | 'time' | 'failed'

/**
 * Hands a copy of the bytes to a script in a thread of its own and gives the first message it posts, or what `failed`
 * makes of its end. Whatever a hostile file costs, it costs only there: the thread ends, the server goes on answering.
 */
export function inThread<Answer>(
  script: URL,
  bytes: Uint8Array,
  { heapMb, mostMs }: ThreadBounds,
  failed: (failure: ThreadFailure) => Answer,
): Promise<Answer> {
  const copy = new Uint8Array(bytes)
  const worker = new Worker(script, {
    workerData: copy,
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(failed('time')), mostMs)
    const settle = (answer: Answer) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(answer)
    }
    worker.once('message', settle)
    worker.once('error', (failure: unknown) => {
      const code = failure instanceof Error && 'code' in failure ? failure.code : undefined
      settle(failed(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed'))
    })
    worker.once('exit', () => settle(failed('failed')))
  })
}
