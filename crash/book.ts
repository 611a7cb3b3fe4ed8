import { z } from 'zod'
import { newId } from '../src/platform/ids.ts'

/** What kind of write something is; the check of each kind knows where it must be found. */
export type Kind =
  | 'enrolment'
  | 'check-in'
  | 'hours'
  | 'approval'
  | 'posting'
  | 'file'
  | 'document'
  | 'plan'
  | 'roster'
  | 'roster-application'
  | 'backup'

/** One write as it is asked for: the same request may be repeated, since it carries its own id. */
export type Write = {
  readonly kind: Kind
  readonly id: string
  readonly path: string
  readonly cookie: string
  readonly body: object | Uint8Array<ArrayBuffer>
}

/** What became of a write: acknowledged, refused with a code, or cut off before an answer came. */
export type Fate = { readonly outcome: 'acknowledged' | 'refused' | 'unknown'; readonly code: string }

/** What an answer says besides its status. */
export type Answer = { readonly status: number; readonly body: unknown }

/** Everything that was asked for in one round, and what came of it. */
export type Book = {
  readonly entries: ReadonlyMap<string, { readonly write: Write; readonly fate: Fate }>
  /** Asks for a write, and enters what came of it. */
  ask(write: Write): Promise<Answer | undefined>
  /** Asks for everything again whose outcome is unknown, until it is known; how many those were. */
  settle(): Promise<number>
  of(kind: Kind, outcome: Fate['outcome']): readonly Write[]
  /** Answers that must never be: a defect, a request that hung. */
  readonly wrongs: readonly string[]
}

/** A request that has not been answered after this long hangs. */
export const patience = 30_000

/** Sends one request; undefined when the connection broke before its answer was whole. */
export async function send(
  port: number,
  { method, path, cookie, body }: { method: string; path: string; cookie: string; body?: Write['body'] },
): Promise<Answer | undefined | 'hung'> {
  const raw = body instanceof Uint8Array
  const type = raw ? 'application/octet-stream' : 'application/json'
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    })
    return { status: answer.status, body: await answer.json() }
  } catch (failure) {
    return failure instanceof Error && failure.name === 'TimeoutError' ? 'hung' : undefined
  }
}

/** The refusal code an answer carries. */
export function codeIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
}

const Batch = z.object({ outcomes: z.array(z.object({ outcome: z.string(), code: z.string().nullable() })) })

// A batch answers 200 and says for each row what became of it.
function wasRowRefused(body: unknown): string | undefined {
  const row = Batch.safeParse(body).data?.outcomes[0]
  return row?.outcome === 'refused' ? (row.code ?? '') : undefined
}

function fateOf(answer: Answer | undefined): Fate {
  // The database went away under it: it may have committed just before.
  if (answer === undefined || answer.status >= 500) return { outcome: 'unknown', code: '' }
  const code = answer.status >= 400 ? codeIn(answer.body) : wasRowRefused(answer.body)
  return code === undefined ? { outcome: 'acknowledged', code: '' } : { outcome: 'refused', code }
}

/** Opens an empty book for a deployment. */
export function openBook(port: number): Book {
  const entries = new Map<string, { write: Write; fate: Fate }>()
  const wrongs: string[] = []
  const ask = async (write: Write) => {
    const answer = await send(port, { method: 'POST', ...write })
    if (answer === 'hung') wrongs.push(`${write.path} did not answer within ${patience / 1000} s`)
    const said = answer === 'hung' ? undefined : answer
    if (said?.status === 500) wrongs.push(`${write.path} answered with a defect`)
    entries.set(`${write.kind} ${write.id}`, { write, fate: fateOf(said) })
    return said
  }
  return {
    entries,
    wrongs,
    ask,
    async settle() {
      const open = [...entries.values()].filter(({ fate }) => fate.outcome === 'unknown').map(({ write }) => write)
      for (let turn = 0; turn < 5; turn += 1) {
        const left = open.filter(({ kind, id }) => entries.get(`${kind} ${id}`)?.fate.outcome === 'unknown')
        const queue = left.values()
        await Promise.all(
          Array.from({ length: 8 }, async () => {
            for (const write of queue) await ask(write)
          }),
        )
      }
      return open.length
    },
    of: (kind, outcome) =>
      [...entries.values()]
        .filter((one) => one.write.kind === kind && one.fate.outcome === outcome)
        .map((one) => one.write),
  }
}

/** The id of something new. */
export const fresh = (): string => newId()
