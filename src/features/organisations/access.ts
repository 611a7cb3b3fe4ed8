import { held, over } from '../../lib/access.ts'

/** Who may list the organisations of their part of the tree. */
export const mayListOrganisations = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'class_lead',
  'hours_officer',
  'system_admin',
  'security_admin',
  'auditor',
)

/** Who may add an organisation under one of theirs. */
export const mayAddOrganisation = held('bureau_officer', 'system_admin')

/** Who may read one organisation. */
export const mayReadOrganisation = over(
  'organisationId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'class_lead',
  'hours_officer',
  'system_admin',
  'security_admin',
  'auditor',
)

/** The names of the region's schools are no secret to whoever works with rosters: a transfer names one of them. */
export const mayNameSchools = held('bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer')
