import { held, over } from '../../lib/access.ts'

const staff = ['bureau_officer', 'town_officer', 'provider', 'class_lead', 'auditor'] as const

/** Who may print the papers of a class. */
export const mayPrintClass = over('classId', ...staff)

/** Who may print the sign-in sheet of a session. */
export const mayPrintSession = over('sessionId', ...staff)

/** Who may print the notice to schools of a programme. */
export const mayPrintNotice = over('programmeId', 'bureau_officer', 'town_officer', 'provider')

/** Who may ask for the year-end report. */
export const mayReportYear = held('bureau_officer', 'auditor')
