import { over } from '../../lib/access.ts'

/** Who may see how a class is judged. */
export const mayReadAssessment = over(
  'classId',
  'bureau_officer',
  'provider',
  'class_lead',
  'trainer',
  'town_officer',
  'hours_officer',
  'auditor',
)

/** Who decides how a class is judged, and closes it. */
export const mayDecideAssessment = over('classId', 'bureau_officer', 'provider', 'class_lead')

/** Who may take results down. */
export const mayRecordResults = over('classId', 'bureau_officer', 'provider', 'class_lead', 'trainer')
