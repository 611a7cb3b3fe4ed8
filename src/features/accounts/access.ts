import { anyone, signedIn } from '../../lib/access.ts'

/** Signing in, and setting up a deployment that has no bureau yet. */
export const maySignIn = anyone
export const maySetUp = anyone

/** Seeing who one is, and ending one's own sessions. */
export const mayReadMe = signedIn
export const mayEndOwnSessions = signedIn
