import type { CalendarDate } from '../../../lib/dates.ts'

export type AdoptLayoutRefusal =
  | 'layout_ended'
  | 'revision_outdated'
  | 'layout_flawed'
  | 'layout_begins_before'
  | 'version_before_last'
  | 'nothing_changed'

type Drafted = { readonly revision: number; readonly reasons: number; readonly isSame: boolean }
type Day = { readonly effectiveFrom: CalendarDate }

/**
 * Why a draft of a layout may not be put in force from a day. A version begins today or later: what went out before says which
 * version made it, and no other could have.
 */
export function adoptLayoutRefusal(
  draft: Drafted,
  asked: Day & { readonly revision: number },
  last: Day | undefined,
  known: { readonly today: CalendarDate; readonly isEnded: boolean },
): AdoptLayoutRefusal | undefined {
  if (known.isEnded) return 'layout_ended'
  if (draft.revision !== asked.revision) return 'revision_outdated'
  if (draft.reasons > 0) return 'layout_flawed'
  if (draft.isSame) return 'nothing_changed'
  if (asked.effectiveFrom < known.today) return 'layout_begins_before'
  return last && asked.effectiveFrom < last.effectiveFrom ? 'version_before_last' : undefined
}

/** The version in force on a day, of versions with the latest first: none begins before an earlier one. */
export function versionOn<V extends Day>(versions: readonly V[], day: CalendarDate): V | undefined {
  return versions.find(({ effectiveFrom }) => effectiveFrom <= day)
}
