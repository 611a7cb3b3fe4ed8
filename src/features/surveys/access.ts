import { held, over, ownPerson } from '../../lib/access.ts'

const readers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'auditor'] as const
const askers = ['bureau_officer', 'town_officer', 'school_registrar'] as const

/** Who may see the surveys of their part of the tree. */
export const mayListSurveys = held(...readers)

/** Who may see one survey with its results. */
export const mayReadSurvey = over('surveyId', ...readers)

/** Who may write a survey for an organisation of theirs. */
export const mayAddSurvey = held(...askers)

/** Who may change, open and close a survey. */
export const mayManageSurvey = over('surveyId', ...askers)

/** Who may see what is known of the needs behind a programme. */
export const mayReadNeeds = over('programmeId', ...readers)

/** Who may say what becomes of a programme without a survey. */
export const maySetSurveys = held('bureau_officer')

/** The surveys that ask somebody themselves. */
export const mayAnswer = ownPerson
