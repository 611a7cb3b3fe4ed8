import type { Outlook } from '../../../lib/policy/outlook.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Crowd } from '../store/crowd.ts'

/** How somebody's hours look by the last day, and how much will be missing. */
export type Risk = { readonly state: Outlook; readonly short: number }

/** Whose hours are looked at: a crowd in a year, one requirement alone where it is named. */
export type RiskQuestion = {
  readonly year: number
  readonly crowd: Crowd
  readonly requirementId?: string | undefined
}
/** Says for each of a crowd of whom something is asked how it looks. */
export type RiskTeller = (tx: Tx, asked: RiskQuestion) => Promise<ReadonlyMap<string, Risk>>

/** What is said where nobody asked for risks. */
export const noRisks: ReadonlyMap<string, Risk> = new Map()

let teller: RiskTeller = () => Promise.resolve(noRisks)

/** Connects whoever looks ahead: they stand on a floor above, and know enrolments and programmes. */
export function connectRisks(tell: RiskTeller): void {
  teller = tell
}

/** How the hours of a crowd look, as the forecast says it. */
export const risksOf: RiskTeller = (tx, asked) => teller(tx, asked)
