import { codeOf } from '../disk.ts'

// What the driver says when the server is gone, restarting, shutting down or not to be found: worth a retry, not a defect.
const codes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
])
// Also a server with no connection left, and one that took too long over a statement.
const states = /^(08...|57P0[123]|57014|53300)$/
const words =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error/

/** Whether a failure means that the database cannot be reached just now. */
export function isDatabaseAway(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false
  if (failure instanceof AggregateError && failure.errors.some(isDatabaseAway)) return true
  const code = codeOf(failure)
  return codes.has(code) || states.test(code) || words.test(failure.message) || isDatabaseAway(failure.cause)
}

/** Whether a failure means that a statement was ended because it took too long: the database is there, and has too much to do. */
export function tookTooLong(failure: unknown): boolean {
  return failure instanceof Error && (codeOf(failure) === '57014' || tookTooLong(failure.cause))
}

/** What work gives; `away` where the database could not be reached. */
export async function orAway<T>(work: Promise<T>): Promise<T | 'away'> {
  try {
    return await work
  } catch (failure) {
    if (isDatabaseAway(failure)) return 'away'
    throw failure
  }
}
