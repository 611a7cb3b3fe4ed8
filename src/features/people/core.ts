export {
  checkCharacter,
  maskIdNumber,
  maskPhone,
  readIdNumber,
  readPhone,
  type IdNumber,
  type IdNumberRefusal,
} from '../../lib/identity.ts'

export type StateRefusal = 'change_in_future' | 'change_before_last' | 'state_unchanged' | 'person_merged'

/** Why a person's state may not change on a day: history is written in its order, and never ahead. */
export function stateRefusal(
  person: { readonly state: string; readonly mergedInto: string | null },
  state: string,
  date: { readonly on: string; readonly today: string; readonly lastOn: string | null },
): StateRefusal | undefined {
  if (person.mergedInto !== null) return 'person_merged'
  if (person.state === state) return 'state_unchanged'
  if (date.on > date.today) return 'change_in_future'
  return date.lastOn !== null && date.on < date.lastOn ? 'change_before_last' : undefined
}

type Term = { readonly fromOn: string; readonly toOn: string | null }

export type PostRefusal = 'post_ends_before_it_begins' | 'post_held_already'

/** Why somebody may not hold a post for a term: it must end after it began, and nobody holds the same post twice at once. */
export function postRefusal(term: Term, same: readonly Term[]): PostRefusal | undefined {
  if (term.toOn !== null && term.toOn < term.fromOn) return 'post_ends_before_it_begins'
  const overlaps = (held: Term) =>
    (held.toOn === null || held.toOn >= term.fromOn) && (term.toOn === null || term.toOn >= held.fromOn)
  return same.some(overlaps) ? 'post_held_already' : undefined
}

/** What a change of somebody's life says of them before it. */
export type LifeChange = { readonly kind: string; readonly before: string | null; readonly fromId: string | null }

type Dated = {
  readonly organisationId: string
  readonly stage: string | null
  readonly title: string | null
  readonly talentLevel: string | null
  readonly state: string
}

/** What was known of somebody before these changes, given from the latest to the first. What nobody wrote down is as today. */
export function before<F extends Dated>(facts: F, changes: readonly LifeChange[]): F {
  return changes.reduce<F>((found, { kind, before: was, fromId }) => {
    if (kind === 'school') return fromId === null ? found : { ...found, organisationId: fromId }
    if (kind === 'state') return was === null ? found : { ...found, state: was }
    if (kind === 'stage') return { ...found, stage: was }
    if (kind === 'title') return { ...found, title: was }
    return kind === 'talent' ? { ...found, talentLevel: was } : found
  }, facts)
}

const watched = {
  name: 'name',
  staffNo: 'staff_no',
  stage: 'stage',
  title: 'title',
  talentLevel: 'talent',
  state: 'state',
} as const
type Watched = keyof typeof watched

/** What a change of the roster means for a person's life: one entry for each fact of it that is now different. */
export function changesBetween(
  personId: string,
  before: Readonly<Record<Watched, string | null>>,
  change: Readonly<Partial<Record<Watched, string | null | undefined>>>,
  on: string,
) {
  const fields: readonly Watched[] = ['name', 'staffNo', 'stage', 'title', 'talentLevel', 'state']
  return fields.flatMap((field) => {
    const after = change[field]
    if (after === undefined || after === before[field]) return []
    return [{ personId, kind: watched[field], datedOn: on, before: before[field], after }]
  })
}
