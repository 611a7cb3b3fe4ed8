import { held, overOrOwn, ownPerson } from '../../lib/access.ts'

/** Who may see which people of their part of the tree will miss hours. */
export const mayReadForecast = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may see the forecast of one person; people always may see their own. */
export const mayReadAdvice = overOrOwn(
  'personId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** A person's own advice. */
export const mayReadOwnAdvice = ownPerson

/** Who may remind people of theirs of the hours that they will miss. */
export const mayRemind = held('bureau_officer', 'town_officer', 'school_registrar', 'principal')
