import { held, over, signedIn, type Role } from '../../lib/access.ts'

/** Who looks at the notices of their part of the tree and at what was said against them. */
export const noticeReaders = [
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
] as const satisfies readonly Role[]

/** Who answers what is said against a notice, and who decides on it; the commands keep everybody from their own matter. */
export const noticeDeciders = ['bureau_officer', 'town_officer', 'principal'] as const satisfies readonly Role[]

export const mayListNotices = held(...noticeReaders)
export const mayReadNotice = over('publicNoticeId', ...noticeReaders)
export const mayDecideNotice = over('publicNoticeId', ...noticeDeciders)
export const mayAnswerObjection = over('publicObjectionId', ...noticeDeciders)

/** Who sees the calendar of working days and how notices are shown, and who changes it for the whole bureau. */
export const mayReadCalendar = held(...noticeReaders, 'provider', 'system_admin')
export const mayChangeCalendar = held('bureau_officer')

/** Who takes a calendar that came by a list back. */
export const mayUndoCalendarList = over('appliedListId', 'bureau_officer')

/** What is shown to everybody is shown to whoever is signed in, who may say something against it. */
export const mayReadShown = signedIn
export const mayObject = signedIn
