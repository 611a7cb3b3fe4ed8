import { anyone, early, freshly, held, inPerson, over, signedIn } from '../../lib/access.ts'

/** Signing in, and setting up a deployment that has no bureau yet. */
export const maySignIn = anyone
export const maySetUp = anyone

/** Seeing who one is, and ending one's own sessions: also while the sign-in still owes its second step. */
export const mayReadMe = early(signedIn)
export const mayEndOwnSessions = early(signedIn)

/** Showing the password or a code again. */
export const mayProve = early(signedIn)

/** Making, listing and drawing one-time codes for people of one's own part. */
export const mayGiveCodes = held('bureau_officer', 'town_officer', 'school_registrar', 'system_admin')
export const mayWithdrawCode = over(
  'activationCodeId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'system_admin',
)

/** How accounts are handled in the region. */
export const mayReadSettings = held('bureau_officer', 'town_officer', 'school_registrar', 'system_admin', 'auditor')
export const mayChangeSettings = inPerson(freshly(held('system_admin', 'bureau_officer')))

/** One's own second factor: it is set up where a sign-in owes it, and taken away only after a proof. */
export const mayReadSecondFactor = early(signedIn)
export const maySetUpSecondFactor = early(freshly(signedIn))
export const mayConfirmSecondFactor = early(signedIn)
export const mayRemoveSecondFactor = freshly(signedIn)

/** One's own password and sessions. */
export const mayChangePassword = freshly(signedIn)
export const mayListSessions = signedIn
export const mayEndOneSession = signedIn

/** Answering somebody of one's own part who forgot the password. */
export const mayAnswerRequest = over(
  'passwordRequestId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'system_admin',
)

/** One's own tokens for programs. */
export const mayHoldTokens = signedIn
export const mayMakeToken = freshly(signedIn)

/** The other places where people of the region sign in, and one's own link with them. */
export const mayChangeProviders = freshly(held('system_admin'))
export const mayLinkIdentity = freshly(signedIn)

/** Showing that it is still oneself, by signing in anew at such a place: for accounts whose password nobody knows. */
export const mayProveThere = signedIn
