import { pino, type Logger } from 'pino'

export type { Logger }

/** The log of the process: one JSON object a line, on standard error, so that standard output stays a command's own. */
export function openLog(level: 'info' | 'warn' | 'error' | 'silent'): Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: false }))
}
