import type { CalendarDate } from '../../../lib/dates.ts'
import type { Award, Said } from '../../../lib/policy/language.ts'

/** Which version of a policy a table is from, and since when it was in force. */
export type ValuedBy = {
  readonly policyId: string
  readonly version: number
  readonly title: Said
  readonly from: CalendarDate
}

/** A table that turns work into hours, and where it stands. */
export type Valuing = { readonly award: Award; readonly by: ValuedBy }

/** The tables that were in force from a day until the next period begins. */
export type Period = { readonly fromOn: CalendarDate; readonly tables: readonly Valuing[] }

/** The tables in force on the day of a piece of work, of periods in their order; as long as nobody knows the day, those of today. */
export function tablesOn(periods: readonly Period[], doneOn: CalendarDate | null): readonly Valuing[] {
  const found = doneOn === null ? periods.at(-1) : periods.findLast(({ fromOn }) => fromOn <= doneOn)
  return (found ?? periods[0])?.tables ?? []
}

/** The table of a kind of work on its day; undefined where it was not in force then. */
export function valuingOn(periods: readonly Period[], awardId: string, doneOn: CalendarDate | null) {
  return tablesOn(periods, doneOn).find(({ award }) => award.id === awardId)
}

/** The table of a kind of work as it stands now, or stood last. */
export function latestOf(periods: readonly Period[], awardId: string): Valuing | undefined {
  return periods.toReversed().flatMap(({ tables }) => tables.find(({ award }) => award.id === awardId) ?? [])[0]
}

/** Every kind of work that may be claimed: what is in force now, then what was on an earlier day that may still be claimed. */
export function kindsOf(periods: readonly Period[]): Award[] {
  const byId = new Map<string, Award>()
  for (const { tables } of periods.toReversed())
    for (const { award } of tables) if (!byId.has(award.id)) byId.set(award.id, award)
  return [...byId.values()]
}
