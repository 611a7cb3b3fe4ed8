import { held, over } from '../../lib/access.ts'

const staff = [
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'class_lead',
  'hours_officer',
  'system_admin',
  'auditor',
] as const

/** Who may list plans: those of their part of the tree, and those published above it. */
export const mayListPlans = held(...staff)

/** Who may read a plan; one that is not published only over its owner. */
export const mayReadPlan = held(...staff)

/** Who may make a plan for an organisation of theirs. */
export const mayMakePlan = held('bureau_officer', 'town_officer', 'school_registrar')

/** Who may change, publish, amend, close and copy a plan. */
export const mayManagePlan = over('planId', 'bureau_officer', 'town_officer', 'school_registrar')

/** Who may hand in a plan document, and list those handed in. */
export const mayHandInDocument = held('bureau_officer', 'town_officer', 'school_registrar')

/** Who may review a plan document and make its plan. */
export const mayReviewDocument = over('planDocumentId', 'bureau_officer', 'town_officer', 'school_registrar')
