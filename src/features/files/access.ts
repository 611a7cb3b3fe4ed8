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
] as const

/** Who may hand a file in, for an organisation of theirs. */
export const mayStoreFile = held(...staff)

/** Who may open a file: whoever has a role over the organisation it belongs to. */
export const mayReadFile = over('fileId', ...staff, 'auditor')
