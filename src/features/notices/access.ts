import { held, signedIn } from '../../lib/access.ts'

/** Everybody reads their own notices, and nobody else's. */
export const mayReadNotices = signedIn

/** What notices say, and what became of letters, is the bureau's to read. */
export const mayReadTexts = held('bureau_officer', 'system_admin', 'auditor')
export const mayChangeTexts = held('bureau_officer', 'system_admin')

/** Everybody says where their own notices go. */
export const mayUseOwnMail = signedIn
