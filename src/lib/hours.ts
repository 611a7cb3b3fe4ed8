import { err, ok, type Result } from './result.ts'

/** Hundredths of a credit hour (学时). The only form in which hours are stored, added or compared. */
export type Centihours = number

const decimalHours = /^(\d{1,4})(?:\.(\d{1,2}))?$/

/** Reads what a person typed ("1.5", "12", full-width digits too) as centihours; refuses more than two decimals, signs and words. */
export function parseHours(typed: string): Result<Centihours, 'hours_unreadable'> {
  const match = decimalHours.exec(typed.normalize('NFKC').trim())
  if (!match) return err('hours_unreadable')
  const [, whole = '0', decimals = ''] = match
  return ok(Number(whole) * 100 + Number(decimals.padEnd(2, '0')))
}

/** Writes centihours as people read them: 150 is "1.5", 1200 is "12". Never rounds. */
export function formatHours(centihours: Centihours): string {
  const sign = centihours < 0 ? '−' : ''
  const size = Math.abs(centihours)
  const decimals = String(size % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${sign}${Math.floor(size / 100)}${decimals ? `.${decimals}` : ''}`
}
