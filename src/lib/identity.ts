import { err, ok, type Result } from './result.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checks = '10X98765432'

export type IdNumberRefusal = 'id_number_malformed' | 'id_number_checksum' | 'id_number_ruined'

/** What a resident identity number says of whoever holds it. */
export type IdNumber = { readonly number: string; readonly bornOn: string; readonly gender: 'male' | 'female' }

/**
 * Reads a resident identity number (GB 11643-1999): 18 characters with their check character, upper case.
 * A number that a spreadsheet rounded (its last digits turned to 000) is named as ruined, so that nobody searches for a typing error.
 */
export function readIdNumber(typed: string): Result<IdNumber, IdNumberRefusal> {
  const number = typed.normalize('NFKC').trim().toUpperCase()
  if (!/^\d{17}[\dX]$/.test(number)) return err('id_number_malformed')
  const bornOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const day = new Date(`${bornOn}T00:00:00Z`)
  const isDate = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(bornOn)
  const sum = weights.reduce<number>((total, weight, index) => total + weight * Number(number[index]), 0)
  const valid = isDate && checks[sum % 11] === number[17]
  if (!valid && number.endsWith('000')) return err('id_number_ruined')
  if (!isDate) return err('id_number_malformed')
  if (!valid) return err('id_number_checksum')
  return ok({ number, bornOn, gender: Number(number[16]) % 2 === 1 ? 'male' : 'female' })
}

/** The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce<number>((total, weight, index) => total + weight * Number(first17[index]), 0)
  return checks[sum % 11] ?? ''
}

/** The 18 characters of a number of the first generation, which had 15: the century is put in and the check character added. */
export function widenIdNumber(first15: string): string {
  const first17 = `${first15.slice(0, 6)}19${first15.slice(6)}`
  return first17 + checkCharacter(first17)
}

/** A mainland mobile number, digits only, without +86; undefined when it is none. */
export function readPhone(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .replace(/^\+?86/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined
}

/** An ID number as it may be shown: the region and the last character, nothing that names a birthday. */
export function maskIdNumber(number: string): string {
  return `${number.slice(0, 4)}**********${number.slice(-2)}`
}

/** A phone number as it may be shown. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
