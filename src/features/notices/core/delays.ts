const minutes = [1, 5, 30, 120, 480] as const

/** How often a letter is tried before it counts as failed. */
export const mostAttempts = minutes.length + 1

/** A letter that was begun and not finished within this time was cut off. */
export const cutOffMinutes = 10

/** When a letter that was not taken is tried again; undefined once that is no use. */
export function nextTry(attempts: number, now: Date): Date | undefined {
  const wait = minutes[attempts - 1]
  return wait === undefined ? undefined : new Date(now.getTime() + wait * 60_000)
}
