/** The clock. Everything that decides is handed a time; only the outermost edge asks what time it is. */
export const systemClock = { now: (): Date => new Date(), ticks: (): number => performance.now() }
export type Clock = typeof systemClock
