import { freshly, held, inPerson, over, ownPerson } from '../../lib/access.ts'

const lookers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal'] as const
const deciders = ['bureau_officer', 'school_registrar'] as const

/** Who may look at a number in full; which number, `unmaskingRefusal` says. */
export const mayUnmask = over('personId', ...lookers)

/** Who may take numbers out in full, many at once: with a password or code shown just before. */
export const mayExportUnmasked = inPerson(freshly(held(...deciders)))

/** Who may read who looked: of the whole bureau, those who watch over it. */
export const mayReadUnmaskings = held('auditor', 'system_admin')

/** What concerns oneself: who looked, corrections, consents, one's own data. */
export const mayUseOwn = ownPerson

/** Who may see and decide what their people ask to be corrected. */
export const mayListCorrections = held(...deciders)
export const mayReadCorrection = over('correctionId', ...deciders)
export const mayDecideCorrection = over('correctionId', ...deciders)

/** Who may say what the bureau tells about personal data, and how long it keeps what. */
export const mayReadRules = held('bureau_officer', 'system_admin', 'auditor')
export const maySetRules = held('bureau_officer', 'system_admin')
