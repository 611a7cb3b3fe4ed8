import { held, ownPerson } from '../../lib/access.ts'

/** Everybody on the roster sees their own home. */
export const mayReadOwnHome = ownPerson

/** Who sees the year of their part of the region on one page. */
export const mayReadYear = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'class_lead',
  'hours_officer',
  'auditor',
)

/** Who sees how each school of their part stands: whoever looks after its people. A provider holds trainings only. */
export const mayReadSchools = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)
