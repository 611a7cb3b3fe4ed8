import type { JobHandler } from '../platform/jobs/queue.ts'

/** Every kind of background work, one line a kind. */
export const jobHandlers: readonly JobHandler[] = []
