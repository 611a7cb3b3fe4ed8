import { pino, type Logger } from 'pino'

export type { Logger }

/** The log of the process: one JSON object a line, on standard error, so that standard output stays a command's own. */
export function openLog(level: 'info' | 'warn' | 'error' | 'silent'): Logger {
  return pino({ level, base: null, serializers: { err: outlineOf } }, pino.destination({ dest: 2, sync: false }))
}

// A driver's error carries its whole connection along: pages of internals at every failure, and what the log must not hold.
function outlineOf(failure: unknown): Record<string, unknown> {
  if (!(failure instanceof Error)) return { message: String(failure) }
  const { name, message, stack, cause } = failure
  const code = 'code' in failure ? { code: failure.code } : {}
  return { name, message, ...code, stack, ...(cause === undefined ? {} : { cause: outlineOf(cause) }) }
}
