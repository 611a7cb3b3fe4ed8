import { held, over } from '../../lib/access.ts'

/** Who may bring a list of people in, for their own part of the tree. */
export const mayImport = held('bureau_officer', 'town_officer', 'school_registrar')

/** Who may look at an import, apply it and undo it: whoever may import where it belongs. */
export const mayUseImport = over('importId', 'bureau_officer', 'town_officer', 'school_registrar')

/** Who may take the list of people of their part of the tree out as a file. */
export const mayExport = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
)
