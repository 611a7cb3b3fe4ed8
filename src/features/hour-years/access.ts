import { freshly, held, over } from '../../lib/access.ts'

/** Who may see closed years, each their part of the tree. */
export const mayReadYears = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may look at what closing a year would find. */
export const mayPreviewYear = held('bureau_officer', 'hours_officer', 'auditor')

/** Who may set the cycle of years that hours are reckoned in. */
export const maySetCycle = held('bureau_officer')

/** Who may close a year, or close it again: with the password or a code shown just before. */
export const mayFreezeYear = freshly(held('bureau_officer'))

/** Who may have an edition recomputed. */
export const mayCheckYear = over('hourYearId', 'bureau_officer', 'hours_officer', 'auditor')
