const kilobyte = 1024
const megabyte = 1024 * kilobyte

/** Every limit that a request, an account or a bureau meets at the door: one table, which the server uses and `docs/limits.md` shows. */
export const limits = {
  /** The most bytes of a body, by what is sent. */
  body: { json: 2 * megabyte, list: 20 * megabyte, proof: 20 * megabyte, file: 64 * megabyte },
  /** How deep objects and lists may lie in one another. */
  jsonDepth: 64,
  head: { bytes: 16 * kilobyte, count: 200, addressBytes: 8 * kilobyte },
  /** How long a request may take to arrive, and a statement of it in the database. */
  time: { headersMs: 15_000, jsonBodyMs: 30_000, wholeMs: 300_000, statementMs: 30_000 },
  page: { usual: 50, most: 200 },
  /** At once, for each account, in each process. */
  account: { streams: 10, uploads: 3, exports: 2 },
  /** Heavy pieces of background work that run at once for one bureau; and of any kind in one process. */
  work: { heavy: 2, atOnce: 3 },
} as const
export type Limits = Widened<typeof limits>

type Widened<T> = { readonly [K in keyof T]: T[K] extends number ? number : Widened<T[K]> }

// What is pasted is sent as JSON; every other list as the file that it is.
const lists = /-(imports|workbooks|headings|rehearsals)$|(?<!\/pasted)-lists$|quota-readings$|\/credit-openings$/
const proofs = /\/(claim-files|integrity-files|my\/proofs|evidence|photos)$/

/** How large what is sent to an address may be: a file, what proves something, a list, or else JSON. */
export function bodyLimitOf(path: string, { body }: Limits = limits): number {
  if (path === '/api/v1/files') return body.file
  if (proofs.test(path)) return body.proof
  return lists.test(path) ? body.list : body.json
}

// Everything else reads, draws or writes thousands of rows. Backups are the deployment's, not a bureau's.
const light = [
  'enrolment.seat_admitted',
  'enrolment.offer_freed',
  'integrity.fact_reversed',
  'programmes.tell_cancelled',
  'backups.make',
  'backups.verify',
]

/** The kinds of background work that never wait for others of their bureau. */
export const lightWork: readonly string[] = [...light, 'rehearsal.history']
