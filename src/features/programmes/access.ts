import { held, over, ownPerson, signedIn } from '../../lib/access.ts'

/** Who may list the programmes of their part of the tree, and those that were published above them. */
export const mayListProgrammes = held(
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'class_lead',
  'trainer',
  'hours_officer',
  'system_admin',
  'auditor',
)

/** A published programme is known to everybody who signed in; before that, only to those over its owner or provider. */
export const mayReadProgramme = signedIn

/** Who may add a programme to an organisation of theirs. */
export const mayAddProgramme = held('bureau_officer', 'town_officer', 'school_registrar')

/** Who may change a programme, hand it in, open, start, archive or cancel it. Its owner must lie in their part, not only its provider. */
export const mayManageProgramme = over('programmeId', 'bureau_officer', 'town_officer', 'school_registrar')

/** Who may approve a programme or send it back. */
export const mayApproveProgramme = over('programmeId', 'bureau_officer', 'principal')

/** Who may see who did what with a programme. */
export const mayReadProgrammeHistory = over(
  'programmeId',
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'auditor',
)

/** Who may ask how many people a rule means, and see the first of them. */
export const mayPreviewAudience = held('bureau_officer', 'town_officer', 'school_registrar', 'principal')

/** What a person on the roster may join. */
export const mayReadOwnProgrammes = ownPerson
