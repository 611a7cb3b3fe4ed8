import { signedIn } from '../../lib/access.ts'

/** Everybody watches, stops and retries the work that they asked for, and nobody else's. */
export const mayWatchOwnJobs = signedIn
