import { held, over, overOrOwn } from '../../lib/access.ts'

/** Who may list the people of their part of the tree. */
export const mayListPeople = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may read one person; people always may read themselves. */
export const mayReadPerson = overOrOwn(
  'personId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may put people on a roster. */
export const mayAddPerson = held('bureau_officer', 'school_registrar')

/** Who may change what the roster says of a person. */
export const mayChangePerson = over('personId', 'bureau_officer', 'school_registrar')

/** Who may add and end posts, and say what became of somebody. */
export const mayChangeLife = over('personId', 'bureau_officer', 'school_registrar')
