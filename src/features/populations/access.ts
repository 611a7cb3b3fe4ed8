import { held, over } from '../../lib/access.ts'

/** Who may see the saved rules of their part of the tree, and of those above it. */
export const mayListPopulations = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may save a rule over the people of their part of the tree. */
export const mayAddPopulation = held('bureau_officer', 'town_officer', 'school_registrar')

/** Who may read a saved rule and whom it means. */
export const mayReadPopulation = over(
  'populationId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)

/** Who may change a saved rule, or put it away. */
export const mayChangePopulation = over('populationId', 'bureau_officer', 'town_officer', 'school_registrar')
