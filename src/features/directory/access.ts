import { held, over } from '../../lib/access.ts'

/** Who may bring the tree in as a list, for their own part of it. */
export const mayImportTree = held('bureau_officer', 'system_admin')

/** Who may look at an import of the tree, apply it and undo it: whoever may import where it belongs. */
export const mayUseTreeImport = over('directoryImportId', 'bureau_officer', 'system_admin')

/** Who may take their part of the tree out as a file. */
export const mayExportTree = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'system_admin',
  'security_admin',
  'auditor',
)

/** Who may see which lists changed an organisation. */
export const mayReadTrail = over(
  'organisationId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'system_admin',
  'auditor',
)
