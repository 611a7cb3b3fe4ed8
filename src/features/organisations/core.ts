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

export type PlaceRefusal = 'organisation_misplaced' | 'school_kind_missing' | 'parent_closed'

/** Decides whether an organisation may be added under a parent. */
export function decidePlace(
  draft: { readonly kind: OrganisationKind; readonly schoolKind: string | null },
  parent: { readonly kind: OrganisationKind; readonly closedOn: string | null },
): Result<undefined, PlaceRefusal> {
  if (!standsUnder[draft.kind].includes(parent.kind)) return err('organisation_misplaced')
  if ((draft.kind === 'school') !== (draft.schoolKind !== null)) return err('school_kind_missing')
  if (parent.closedOn !== null) return err('parent_closed')
  return ok()
}
