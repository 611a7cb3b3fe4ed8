import { err, ok, type Result } from '../../lib/result.ts'

export type OrganisationKind = 'bureau' | 'county_bureau' | 'town_centre' | 'school' | 'provider'

/** Which kinds may stand under which: the shape of a region's tree. */
const standsUnder: Record<OrganisationKind, readonly OrganisationKind[]> = {
  bureau: [],
  county_bureau: ['bureau'],
  town_centre: ['bureau', 'county_bureau'],
  school: ['bureau', 'county_bureau', 'town_centre'],
  provider: ['bureau', 'county_bureau'],
}

/** Whether an organisation of one kind may stand under one of another. */
export function mayStandUnder(kind: OrganisationKind, parent: OrganisationKind): boolean {
  return standsUnder[kind].includes(parent)
}

export type PlaceRefusal = 'organisation_misplaced' | 'school_kind_missing' | 'parent_closed'

/** Decides whether an organisation may be added under a parent. */
export function decidePlace(
  draft: { readonly kind: OrganisationKind; readonly schoolKind: string | null },
  parent: { readonly kind: OrganisationKind; readonly closedOn: string | null },
): Result<undefined, PlaceRefusal> {
  if (!mayStandUnder(draft.kind, parent.kind)) return err('organisation_misplaced')
  if ((draft.kind === 'school') !== (draft.schoolKind !== null)) return err('school_kind_missing')
  if (parent.closedOn !== null) return err('parent_closed')
  return ok()
}

/** What must be known of an organisation to change it. */
export type OrganisationFacts = {
  readonly id: string
  readonly kind: OrganisationKind
  readonly schoolKind: string | null
  readonly closedOn: string | null
  readonly parentId: string | null
}

/** The day of a change, the day it is made, and the day of the last change before it. */
export type ChangeDate = { readonly on: string; readonly today: string; readonly lastOn: string | null }

export type DateRefusal = 'change_in_future' | 'change_before_last'
export type ChangeRefusal = DateRefusal | 'organisation_closed' | 'organisation_is_bureau' | 'change_changes_nothing'
export type MoveRefusal = ChangeRefusal | PlaceRefusal
export type MergeRefusal = ChangeRefusal | 'target_closed' | 'merge_kinds_differ'
export type CloseRefusal = ChangeRefusal | 'organisation_has_people' | 'organisation_has_below'

/** Why a change may not bear this date: history is written in its order, and never ahead. */
export function dateRefusal({ on, today, lastOn }: ChangeDate): DateRefusal | undefined {
  if (on > today) return 'change_in_future'
  if (lastOn !== null && on < lastOn) return 'change_before_last'
  return undefined
}

/** Why an organisation may not be given another name; undefined when it may. */
export function renameRefusal(
  one: OrganisationFacts & { readonly name: string },
  name: string,
  date: ChangeDate,
): Exclude<ChangeRefusal, 'organisation_is_bureau'> | undefined {
  if (one.closedOn !== null) return 'organisation_closed'
  if (one.name === name) return 'change_changes_nothing'
  return dateRefusal(date)
}

function standingRefusal(one: OrganisationFacts): 'organisation_is_bureau' | 'organisation_closed' | undefined {
  if (one.kind === 'bureau') return 'organisation_is_bureau'
  return one.closedOn === null ? undefined : 'organisation_closed'
}

/** Why an organisation may not stand under another one from a day on; undefined when it may. */
export function moveRefusal(
  one: OrganisationFacts,
  parent: OrganisationFacts,
  isBelow: boolean,
  date: ChangeDate,
): MoveRefusal | undefined {
  const standing = standingRefusal(one)
  if (standing) return standing
  if (one.parentId === parent.id) return 'change_changes_nothing'
  if (isBelow) return 'organisation_misplaced'
  const placed = decidePlace(one, parent)
  return placed.ok ? dateRefusal(date) : placed.error
}

/** Why an organisation may not become part of another of its kind; undefined when it may. */
export function mergeRefusal(
  one: OrganisationFacts,
  into: OrganisationFacts,
  date: ChangeDate,
): MergeRefusal | undefined {
  const standing = standingRefusal(one)
  if (standing) return standing
  if (one.id === into.id) return 'change_changes_nothing'
  if (into.closedOn !== null) return 'target_closed'
  if (one.kind !== into.kind) return 'merge_kinds_differ'
  return dateRefusal(date)
}

/** Why an organisation may not be closed: nobody in post may be left behind, nor anything that still works below it. */
export function closeRefusal(
  one: OrganisationFacts,
  left: { readonly inPost: number; readonly openBelow: number },
  date: ChangeDate,
): CloseRefusal | undefined {
  const standing = standingRefusal(one)
  if (standing) return standing
  if (left.inPost > 0) return 'organisation_has_people'
  if (left.openBelow > 0) return 'organisation_has_below'
  return dateRefusal(date)
}

/** A pair of the closure: who stands above whom, how far. */
export type Pair = { readonly ancestorId: string; readonly descendantId: string; readonly depth: number }

/** The closure of a tree, reckoned from its parents alone. */
export function closureOf(parents: ReadonlyMap<string, string | null>): Pair[] {
  return [...parents.keys()].flatMap((descendantId) => {
    const line: Pair[] = []
    let ancestorId: string | null = descendantId
    while (ancestorId !== null) {
      line.push({ ancestorId, descendantId, depth: line.length })
      ancestorId = parents.get(ancestorId) ?? null
    }
    return line
  })
}

/** What an organisation was called on a day, from its old names in the order of their end. */
export function nameOn(
  day: string,
  present: string,
  old: readonly { readonly name: string; readonly until: string }[],
): string {
  return old.find(({ until }) => day < until)?.name ?? present
}
