import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** A limit of so many points within so many seconds for each key, counted in this process. */
export type Limit = {
  /** Spends a point; false when there is none left. */
  spend(key: string): Promise<boolean>
  /** Whether a point is left, spending none. */
  has(key: string): Promise<boolean>
}

/** Opens such a limit. */
export function openLimit(points: number, seconds: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    async spend(key) {
      try {
        await limiter.consume(key)
        return true
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return false
        throw refusal
      }
    },
    async has(key) {
      const spent = await limiter.get(key)
      return spent === null || spent.remainingPoints > 0
    },
  }
}
