import { err, ok, type Result } from '../../lib/result.ts'

/** What may become of a certificate: it is genuine until it is replaced or revoked, and then for good. */
export const movesFrom = {
  genuine: ['superseded', 'revoked'],
  superseded: [],
  revoked: [],
} as const satisfies Record<string, readonly string[]>
export type CertificateState = keyof typeof movesFrom

/** The parts that a number is written from. */
export type NumberParts = {
  readonly region: string
  readonly year: number
  readonly kind: string
  readonly seq: number
}

export type PatternRefusal = 'pattern_malformed' | 'pattern_without_year' | 'pattern_without_sequence'

/** The pattern of a bureau that has not chosen one: region, year, level and a running number of six digits. */
export const defaultPattern = '{region}{year}{kind}{seq:6}'

const token = /\{(region|year|kind|seq:([3-9]))\}/g
// Between the tokens: letters, digits, Chinese characters, hyphens and the brackets of official numbers; nothing that an address would have to escape twice.
const between = /^[\p{Script=Han}A-Za-z0-9〔〕［］()（）-]*$/u

/** Why a pattern cannot number certificates; undefined when it can. */
export function patternRefusal(pattern: string): PatternRefusal | undefined {
  if (!between.test(pattern.replaceAll(token, '')) || pattern.length > 60) return 'pattern_malformed'
  if (!pattern.includes('{year}')) return 'pattern_without_year'
  return pattern.match(/\{seq:[3-9]\}/g)?.length === 1 ? undefined : 'pattern_without_sequence'
}

/** Writes the number that a pattern gives. A running number that outgrows its digits becomes longer, never wrong. */
export function writeNumber(pattern: string, parts: NumberParts): Result<string, PatternRefusal> {
  const refusal = patternRefusal(pattern)
  if (refusal) return err(refusal)
  return ok(
    pattern.replaceAll(token, (_, name: string, digits: string | undefined) => {
      if (name === 'region') return parts.region
      if (name === 'year') return String(parts.year)
      if (name === 'kind') return parts.kind
      return String(parts.seq).padStart(Number(digits), '0')
    }),
  )
}

const letters: Readonly<Record<string, string>> = { nation: 'G', province: 'S', city: 'C', county: 'X', school: 'B' }

/** The letter of a level in a number: 国 G, 省 S, 市 C, 县 X, 校 B. */
export function kindLetter(level: string | null): string {
  return letters[level ?? 'county'] ?? 'X'
}

/** Why a certificate cannot be replaced or revoked; undefined when it can. */
export function endRefusal(certificate: { readonly state: CertificateState }): 'certificate_not_genuine' | undefined {
  return certificate.state === 'genuine' ? undefined : 'certificate_not_genuine'
}

/** A verification code as it was meant, however it was typed. */
export function readCode(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
}

/** A certificate's number as it was meant, however it was typed. */
export function readNumber(typed: string): string {
  return typed.replace(/\s/g, '').slice(0, 100)
}
