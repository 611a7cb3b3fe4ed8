import { fork } from 'node:child_process'

/** What the work of a child may cost at most: megabytes of heap, milliseconds. */
export type ChildBounds = { readonly heapMb: number; readonly mostMs: number }

/** Why a child gave no answer: it wanted more memory or more time than it may have, or it failed. */
export type ChildFailure = 'memory' | 'time' | 'failed'

/**
 * Hands the bytes to a script in a process of its own and gives the first message it sends, or what `failed` makes of its
 * end; `stop` ends it early, as if its time were over. Whatever a hostile file costs, it costs only there: the child ends,
 * the server goes on answering. (A thread is no wall: one that takes much memory at once ends the whole process.)
 */
export function inChild<Answer>(
  script: URL,
  bytes: Uint8Array,
  { heapMb, mostMs }: ChildBounds,
  failed: (failure: ChildFailure) => Answer,
  stop?: AbortSignal,
): Promise<Answer> {
  const child = fork(script, {
    execArgv: [`--max-old-space-size=${String(heapMb)}`, '--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {},
  })
  return new Promise((resolve) => {
    const late = () => settle(failed('time'))
    const timer = setTimeout(late, mostMs)
    const settle = (answer: Answer) => {
      clearTimeout(timer)
      stop?.removeEventListener('abort', late)
      child.kill('SIGKILL')
      resolve(answer)
    }
    if (stop?.aborted === true) late()
    stop?.addEventListener('abort', late)
    child.once('message', (answer) => settle(answer as Answer))
    child.once('error', () => settle(failed('failed')))
    child.once('exit', (code, signal) =>
      settle(failed(signal === 'SIGABRT' || code === outOfMemory ? 'memory' : 'failed')),
    )
    // A child that ends before it has heard everything says so by its exit.
    child.send(bytes, () => undefined)
  })
}

// What a shell makes of a process that aborts.
const outOfMemory = 134

/** Answers, in a child, what it was handed: once, and the child then waits to be ended. */
export function answerParent(work: (bytes: Buffer) => unknown): void {
  process.once('message', (handed) => {
    if (handed instanceof Uint8Array)
      void Promise.resolve(work(Buffer.from(handed))).then((answer) => process.send?.(answer))
  })
}
