import { held, over } from '../../lib/access.ts'

const readers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'provider', 'auditor'] as const

/** Who may see how places are shared out: of their programmes, and those that are for their schools. */
export const mayListQuotas = held(...readers)

/** Who may see the whole sheet of a programme. */
export const mayReadQuotas = over('programmeId', 'bureau_officer', 'town_officer', 'provider', 'auditor')

/** Who shares places out, and moves them. */
export const maySetQuotas = over('programmeId', 'bureau_officer')
export const mayUndoMove = over('quotaMoveId', 'bureau_officer')
