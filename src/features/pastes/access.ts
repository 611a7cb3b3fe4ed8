import { held, signedIn } from '../../lib/access.ts'

/** Who may paste a list: whoever sees lists of others at all. What it matches lies in their own part of the tree. */
export const mayPaste = held(
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

/** A pasted list is its owner's alone. */
export const mayUsePasted = signedIn
