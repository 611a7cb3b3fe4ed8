import { anyone, early, signedIn } from '../../lib/access.ts'

/** Signing in, and setting up a deployment that has no bureau yet. */
export const maySignIn = anyone
export const maySetUp = anyone

/** Seeing who one is, and ending one's own sessions: also while the sign-in still owes its second step. */
export const mayReadMe = early(signedIn)
export const mayEndOwnSessions = early(signedIn)

/** Showing the password or a code again. */
export const mayProve = early(signedIn)
