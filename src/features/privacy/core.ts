import { isOwnMatter, type Acting, type Role } from '../../lib/access.ts'
import { readIdNumber, readPhone, type IdNumberRefusal } from '../../lib/identity.ts'
import { stageCodes, titleCodes } from '../../lib/population/codes.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** What is shown masked wherever it is shown. */
export const maskedFields = ['id_number', 'phone'] as const
export type MaskedField = (typeof maskedFields)[number]

/** What a number may be looked at in full for. */
export const unmaskingPurposes = ['contact', 'identity_check', 'filing', 'correction', 'asked_by_person'] as const

/** Which roles may look at which number in full, over people of their part of the tree. */
export const lookers = {
  id_number: ['bureau_officer', 'school_registrar'],
  phone: ['bureau_officer', 'town_officer', 'school_registrar', 'principal'],
} as const satisfies Record<MaskedField, readonly Role[]>

/** How many numbers one account may look at, one by one, in a day. */
export const mostLooks = 100

/** How many people one export with full numbers may hold. */
export const mostExported = 5_000

/** Why somebody may not look at a number now; undefined when they may. `reaches`: one of their roles that may see it covers the person. */
export function unmaskingRefusal(
  reaches: boolean,
  looksToday: number,
): 'field_not_for_role' | 'looked_too_often' | undefined {
  if (!reaches) return 'field_not_for_role'
  return looksToday >= mostLooks ? 'looked_too_often' : undefined
}

/** The fields of the roster that a person may ask to have corrected. */
export const correctable = ['name', 'gender', 'born_on', 'id_number', 'phone', 'title', 'stage', 'started_on'] as const
export type Correctable = (typeof correctable)[number]

export const correctionStates = ['asked', 'approved', 'refused', 'withdrawn'] as const
export type CorrectionState = (typeof correctionStates)[number]

/** Where a correction may go from each state. */
export const correctionMoves = {
  asked: ['approved', 'refused', 'withdrawn'],
  approved: [],
  refused: [],
  withdrawn: [],
} as const satisfies Record<CorrectionState, readonly CorrectionState[]>

export type ValueRefusal = IdNumberRefusal | 'phone_malformed' | 'value_malformed'

/** Reads what somebody typed as the new value of a field, in the form that the roster keeps. */
export function readValue(field: Correctable, typed: string): Result<string, ValueRefusal> {
  const value = typed.normalize('NFKC').trim()
  if (field === 'id_number') {
    const read = readIdNumber(value)
    return read.ok ? ok(read.value.number) : read
  }
  if (field === 'phone') {
    const digits = readPhone(value)
    return digits === undefined ? err('phone_malformed') : ok(digits)
  }
  return isValue[field](value) ? ok(value) : err('value_malformed')
}

function isDate(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

const isValue: Record<Exclude<Correctable, 'id_number' | 'phone'>, (value: string) => boolean> = {
  name: (value) => value.length >= 1 && value.length <= 40,
  gender: (value) => value === 'male' || value === 'female',
  born_on: isDate,
  started_on: isDate,
  title: (value) => value in titleCodes,
  stage: (value) => value in stageCodes,
}

/** Why a correction cannot be decided by this person now; undefined when it can. */
export function decisionRefusal(
  correction: { readonly state: CorrectionState; readonly personId: string },
  decider: Acting,
): 'correction_over' | 'own_correction' | undefined {
  if (correction.state !== 'asked') return 'correction_over'
  return isOwnMatter(decider, correction.personId) ? 'own_correction' : undefined
}

/** What personal data is held for, with the ground it stands on (个人信息保护法 第十三条). */
export const purposes = [
  { code: 'roster', basis: 'duty' },
  { code: 'training', basis: 'duty' },
  { code: 'hours', basis: 'law' },
  { code: 'certificates', basis: 'law' },
  { code: 'contact', basis: 'duty' },
  { code: 'accounts', basis: 'law' },
  { code: 'portrait', basis: 'consent' },
  { code: 'location', basis: 'consent' },
  { code: 'showcase', basis: 'consent' },
] as const
export type Purpose = (typeof purposes)[number]['code']

/** The purposes that only a person's own consent allows. */
export const consentPurposes = ['portrait', 'location', 'showcase'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

/** How many days a person's own data stays to be fetched. */
export const ownDataDays = 7

/** The kinds of record that have a time, how long that is unless the bureau says otherwise, and the least it may say. */
export const retentionKinds = {
  audit: { days: 1095, least: 180 },
  sign_ins: { days: 180, least: 180 },
  // What a list holds is needed for as long as its import can be undone.
  import_files: { days: 8, least: 8 },
  pasted_lists: { days: 1, least: 1 },
  codes: { days: 90, least: 30 },
  job_results: { days: 90, least: 7 },
  own_data: { days: ownDataDays, least: 1 },
  notices: { days: 1095, least: 90 },
  corrections: { days: 1095, least: 180 },
  proof_files: { days: 180, least: 30 },
  objectors: { days: 730, least: 180 },
  consent: { days: 3650, least: 1095 },
} as const satisfies Record<string, { readonly days: number; readonly least: number }>
export type RetentionKind = keyof typeof retentionKinds
export const retentionKindNames = [
  'audit',
  'sign_ins',
  'codes',
  'import_files',
  'pasted_lists',
  'job_results',
  'own_data',
  'notices',
  'corrections',
  'proof_files',
  'objectors',
  'consent',
] as const satisfies readonly RetentionKind[]

/** Kinds of record that only ever grow: they are kept at least so long, and no job removes them. */
export const neverRemoved: readonly RetentionKind[] = ['audit', 'consent']

/** Why a kind cannot be kept for so few days; undefined when it can. */
export function retentionRefusal(kind: RetentionKind, keepDays: number): 'kept_too_short' | undefined {
  return keepDays < retentionKinds[kind].least ? 'kept_too_short' : undefined
}
