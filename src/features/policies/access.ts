import { signedIn } from '../../lib/access.ts'

/** What is asked in hours is known to everybody it is asked of. */
export const mayReadRequirements = signedIn
