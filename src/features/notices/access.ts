import { signedIn } from '../../lib/access.ts'

/** Everybody reads their own notices, and nobody else's. */
export const mayReadNotices = signedIn
