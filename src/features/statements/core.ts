import { isOwnMatter, type Acting } from '../../lib/access.ts'
import { formatHours } from '../../lib/hours.ts'

type Said = { readonly zh: string; readonly en: string }

/** Everything that a statement of hours says, as it stood when it was issued. */
export type StatementContent = {
  readonly format: 1
  readonly number: string
  readonly kind: 'year' | 'cycle'
  readonly fromYear: number
  readonly toYear: number
  readonly asOf: string
  readonly issuedOn: string
  readonly issuer: string
  readonly holder: {
    readonly name: string
    readonly staffNo: string
    readonly idMasked: string | null
    readonly school: string
  }
  readonly categories: readonly string[]
  /** Verified hours of each year, one figure for each category. */
  readonly years: readonly { readonly year: number; readonly centihours: readonly number[] }[]
  readonly requirements: readonly {
    readonly title: Said
    readonly fromYear: number | null
    readonly toYear: number | null
    readonly unit: 'hour' | 'credit'
    readonly needed: number
    readonly counted: number
    readonly over: number
    readonly missing: number
    readonly state: 'met' | 'short' | 'exempt' | 'aim' | 'limit'
    readonly policy: string
  }[]
  /** The entries of the year; a cycle is told by its sums. */
  readonly entries: readonly {
    readonly earnedOn: string
    readonly title: string
    readonly category: string
    /** Whose training it was; statements from before it was said have none. */
    readonly level?: string | null | undefined
    readonly centihours: number
    readonly mark: string
  }[]
  readonly stamps: readonly {
    readonly year: number
    readonly on: string
    readonly by: string
    readonly verdict: 'met' | 'short' | 'none'
    /** Whether work of the year was added or changed after the stamp, which then stands for what was there before. */
    readonly changed?: boolean | undefined
  }[]
  readonly ledger: { readonly entries: number; readonly mark: string | null }
}

/** A number of a statement: XS, the region, the year and a running number. No certificate is numbered so. */
export function statementNumber(region: string, year: number, seq: number): string {
  return `XS${region}-${String(year)}-${String(seq).padStart(6, '0')}`
}

/** Whether a number that a stranger typed may be that of a statement. */
export function isStatementNumber(typed: string): boolean {
  return /^XS\d{6}-\d{4}-\d{6,}$/.test(typed)
}

/** The sum of all categories of one year. */
export function totalOf({ centihours }: StatementContent['years'][number]): number {
  return centihours.reduce((all, each) => all + each, 0)
}

/** A name of which a stranger may read the first character alone: 林**. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(Math.max(1, rest.length))
}

export type Verdict = 'met' | 'short' | 'none'

type Stood = {
  readonly kind: string
  readonly fromYear: number | null
  readonly toYear: number | null
  readonly state: string
}

/** How a year went, by what that year itself asks; what looks over several years is not of one of them. */
export function verdictOf(standings: readonly Stood[], year: number): Verdict {
  const own = standings.filter((one) => one.kind === 'least' && one.fromYear === year && one.toYear === year)
  if (own.length === 0) return 'none'
  return own.every(({ state }) => state !== 'short') ? 'met' : 'short'
}

export type StampRefusal = 'own_year' | 'hours_on_their_way' | 'year_not_begun'

/** What must be known of somebody's year to stamp it. */
export type YearFacts = { readonly personId: string; readonly year: number; readonly onTheWay: number }

/** Why this year of this person cannot be stamped; undefined when it can. */
export function stampRefusal(facts: YearFacts, stamper: Acting, thisYear: number): StampRefusal | undefined {
  if (isOwnMatter(stamper, facts.personId)) return 'own_year'
  if (facts.year > thisYear) return 'year_not_begun'
  return facts.onTheWay > 0 ? 'hours_on_their_way' : undefined
}

/** Hours as a paper writes them. */
export const written = (centihours: number): string => formatHours(centihours)

/** The first year of the bureau's cycle that a year lies in. */
export function cycleFrom(
  year: number,
  { cycleStart, cycleYears }: { readonly cycleStart: number; readonly cycleYears: number },
): number {
  return cycleStart + Math.floor((year - cycleStart) / cycleYears) * cycleYears
}
