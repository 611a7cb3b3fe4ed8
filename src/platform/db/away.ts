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
const states = /^(08...|57P0[123])$/
const words =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error/

/** Whether a failure means that the database cannot be reached just now. */
export function isDatabaseAway(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false
  if (failure instanceof AggregateError && failure.errors.some(isDatabaseAway)) return true
  const code = codeOf(failure)
  return codes.has(code) || states.test(code) || words.test(failure.message) || isDatabaseAway(failure.cause)
}
