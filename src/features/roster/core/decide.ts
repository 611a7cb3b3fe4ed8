import type { Field } from './columns.ts'
import type { Draft, ReadRow } from './cells.ts'
import type { Reason } from './reasons.ts'

/** An organisation that a row may mean. */
export type Place = {
  readonly id: string
  readonly name: string
  readonly isInScope: boolean
  readonly isClosed: boolean
}

/** Somebody on the roster, as a decision needs to know them. Hashes are text, to be compared. */
export type Known = {
  readonly id: string
  readonly organisationId: string
  readonly organisationName: string
  readonly isInScope: boolean
  readonly name: string
  readonly staffNo: string
  readonly gender: 'male' | 'female' | null
  readonly bornOn: string | null
  readonly stage: string | null
  readonly subjects: readonly string[]
  readonly title: string | null
  readonly talentLevel: string | null
  readonly state: string
  readonly startedOn: string | null
  readonly retiresOn: string | null
  readonly idNumberHash: string | null
  readonly phoneHash: string | null
  /** Posts held today. */
  readonly posts: readonly string[]
}

/** What the roster says about a row: whom it may mean, and which school. */
export type Facts = {
  readonly places: readonly Place[]
  readonly byIdNumber: Known | undefined
  readonly byStaffNo: Known | undefined
  /** People of this name, wherever they are. */
  readonly byName: readonly Known[]
  /** The hashes under which the numbers of the row may be stored, the newest first; empty when it has none. */
  readonly idNumberHashes: readonly string[]
  readonly phoneHashes: readonly string[]
  /** The only school that whoever imports may add people to, if there is only one. */
  readonly ownSchool: Place | undefined
  /** A free staff number for somebody who brings none. */
  readonly freeStaffNo: string
  /** The earlier row of this list that means the same person, by what identifies them. */
  readonly repeats: (key: string) => number | undefined
}

/** Fields of a person that stand in one column each. */
export const plainFields = [
  'name',
  'staffNo',
  'organisationId',
  'gender',
  'bornOn',
  'stage',
  'subjects',
  'title',
  'talentLevel',
  'state',
  'startedOn',
  'retiresOn',
] as const
export type PlainField = (typeof plainFields)[number]
export type Value = string | readonly string[] | null
export type Values = Partial<Record<PlainField, Value>>

/** One change as people read it; numbers are filled in masked by whoever may open them. */
export type Change = { readonly field: Field; readonly from: Value; readonly to: Value }

/** What a row does. `set` is what the person's columns become, `was` what they were. */
export type Decision = {
  readonly outcome: 'create' | 'change' | 'keep' | 'refuse'
  readonly reasons: readonly Reason[]
  readonly known: Known | undefined
  readonly place: Place | undefined
  readonly changes: readonly Change[]
  readonly set: Values
  readonly was: Values
  readonly addPosts: readonly string[]
  readonly setsIdNumber: boolean
  readonly setsPhone: boolean
  /** What identifies the person in this list: no second row may mean the same. */
  readonly keys: readonly string[]
}

// A number that stands in the wrong column is no less secret there.
const masked = (reason: Reason): Reason =>
  reason.value === undefined
    ? reason
    : {
        ...reason,
        value: reason.value.replace(/\d{7,}[\dX]?/gi, (number) => `${number.slice(0, 3)}****${number.slice(-2)}`),
      }

const refused = (reasons: readonly Reason[], keys: readonly string[] = [], known?: Known): Decision => ({
  outcome: 'refuse',
  reasons: reasons.map(masked),
  known,
  place: undefined,
  changes: [],
  set: {},
  was: {},
  addPosts: [],
  setsIdNumber: false,
  setsPhone: false,
  keys,
})

/** Decides what a row does, from what it says and what the roster knows; every reason against it is named, not only the first. */
export function decideRow({ draft, reasons }: ReadRow, facts: Facts): Decision {
  const wrong = [...reasons]
  const placed = findPlace(draft, facts)
  if ('code' in placed) wrong.push(placed)
  const place = 'code' in placed ? undefined : placed.place

  const found = findKnown(draft, facts, place)
  if ('code' in found) wrong.push(found)
  const known = 'code' in found ? undefined : found.known
  const keys = keysOf(draft, facts, known)
  const earlier = keys.map(facts.repeats).find((row) => row !== undefined)
  if (earlier !== undefined) wrong.push({ code: 'row_repeated', row: earlier })
  if (known && !known.isInScope) wrong.push({ code: 'person_out_of_scope' })
  if (known?.state === '09') wrong.push({ code: 'person_merged' })
  if (!known && wrong.length === 0 && !place) wrong.push({ code: 'school_missing', field: 'organisation' })
  if (wrong.length > 0) return refused(wrong, keys, known)
  return known ? changeOf(draft, facts, known, place, keys) : creationOf(draft, facts, place, keys)
}

function findPlace(draft: Draft, { places, ownSchool }: Facts): { place: Place | undefined } | Reason {
  const field = 'organisation'
  if (draft.organisation === undefined) return { place: ownSchool }
  const value = draft.organisation
  const names = places.slice(0, 5).map(({ name }) => name)
  const [only] = places
  if (!only) return { code: 'school_unknown', field, value }
  if (places.length > 1) return { code: 'school_ambiguous', field, value, names }
  if (!only.isInScope) return { code: 'school_out_of_scope', field, value }
  return only.isClosed ? { code: 'school_closed', field, value } : { place: only }
}

function findKnown(draft: Draft, facts: Facts, place: Place | undefined): { known: Known | undefined } | Reason {
  const { byIdNumber, byStaffNo, byName } = facts
  if (byIdNumber && byStaffNo && byIdNumber.id !== byStaffNo.id) return { code: 'two_people', field: 'staffNo' }
  if (byIdNumber) return { known: byIdNumber }
  if (byStaffNo) {
    const holder = byStaffNo.idNumberHash
    if (draft.idNumber && holder && !facts.idNumberHashes.includes(holder))
      return { code: 'id_number_differs', field: 'idNumber' }
    if (draft.name !== undefined && byStaffNo.name !== draft.name)
      return { code: 'name_differs', field: 'name', value: draft.name }
    return { known: byStaffNo }
  }
  if (draft.idNumber || draft.staffNo !== undefined) return { known: undefined }
  const near = byName.filter(({ organisationId, isInScope }) => (place ? organisationId === place.id : isInScope))
  if (near.length > 1)
    return { code: 'person_ambiguous', field: 'name', names: near.slice(0, 5).map(({ staffNo }) => staffNo) }
  return near[0] ? { known: near[0] } : { code: 'identity_missing', field: 'idNumber' }
}

function keysOf(draft: Draft, facts: Facts, known: Known | undefined): string[] {
  return [
    ...facts.idNumberHashes.slice(0, 1).map((hash) => `i:${hash}`),
    ...(draft.staffNo === undefined ? [] : [`s:${draft.staffNo}`]),
    ...(known ? [`p:${known.id}`] : []),
  ]
}

/** What a row says, as columns: an identity number says the birthday and the gender as well. */
function valuesOf(draft: Draft, place: Place | undefined): Values {
  const { idNumber } = draft
  const said: Record<PlainField, Value | undefined> = {
    name: draft.name,
    staffNo: draft.staffNo,
    organisationId: place?.id,
    gender: idNumber?.gender ?? draft.gender,
    bornOn: idNumber?.bornOn ?? draft.bornOn,
    stage: draft.stage,
    subjects: draft.subjects,
    title: draft.title,
    talentLevel: draft.talentLevel,
    state: draft.state,
    startedOn: draft.startedOn,
    retiresOn: draft.retiresOn,
  }
  const values: Values = {}
  for (const field of plainFields) {
    const value = said[field]
    if (value !== undefined) values[field] = value
  }
  return values
}

const shownAs = (field: PlainField): Field => (field === 'organisationId' ? 'organisation' : field)

function creationOf(draft: Draft, facts: Facts, place: Place | undefined, keys: readonly string[]): Decision {
  const set: Values = { staffNo: facts.freeStaffNo, state: '11', ...valuesOf(draft, place) }
  const changes: Change[] = plainFields.flatMap((field) => {
    const value = set[field]
    if (value === undefined || field === 'name') return []
    return [{ field: shownAs(field), from: null, to: field === 'organisationId' ? (place?.name ?? null) : value }]
  })
  const addPosts = draft.posts ?? []
  if (addPosts.length > 0) changes.push({ field: 'posts', from: null, to: addPosts })
  if (draft.idNumber) changes.push({ field: 'idNumber', from: null, to: null })
  if (draft.phone !== undefined) changes.push({ field: 'phone', from: null, to: null })
  const numbers = { setsIdNumber: draft.idNumber !== undefined, setsPhone: draft.phone !== undefined }
  return { outcome: 'create', reasons: [], known: undefined, place, changes, set, was: {}, addPosts, ...numbers, keys }
}

const same = (a: Value, b: Value) => JSON.stringify(a) === JSON.stringify(b)

function changeOf(
  draft: Draft,
  facts: Facts,
  known: Known,
  place: Place | undefined,
  keys: readonly string[],
): Decision {
  // A school that stands nowhere in the list moves nobody.
  const said = valuesOf(draft, draft.organisation === undefined ? undefined : place)
  const [set, was]: [Values, Values] = [{}, {}]
  const changes: Change[] = []
  for (const field of plainFields) {
    const to = said[field]
    if (to === undefined || same(known[field], to) || isCoarser(field, known[field], to)) continue
    set[field] = to
    was[field] = known[field]
    const isPlace = field === 'organisationId'
    const [from, shown] = isPlace ? [known.organisationName, place?.name ?? null] : [known[field], to]
    changes.push({ field: shownAs(field), from, to: shown })
  }
  const setsIdNumber = draft.idNumber !== undefined && known.idNumberHash === null
  if (setsIdNumber) changes.push({ field: 'idNumber', from: null, to: null })
  const setsPhone = draft.phone !== undefined && !facts.phoneHashes.includes(known.phoneHash ?? '')
  if (setsPhone) changes.push({ field: 'phone', from: null, to: null })
  const addPosts = (draft.posts ?? []).filter((kind) => !known.posts.includes(kind))
  if (addPosts.length > 0) changes.push({ field: 'posts', from: known.posts, to: [...known.posts, ...addPosts] })
  const outcome = changes.length === 0 ? 'keep' : 'change'
  return { outcome, reasons: [], known, place, changes, set, was, addPosts, setsIdNumber, setsPhone, keys }
}

// 2015-09 reads as its first day: it does not overrule a day of that month that is known.
function isCoarser(field: PlainField, from: Value, to: Value): boolean {
  if (field !== 'bornOn' && field !== 'startedOn' && field !== 'retiresOn') return false
  return typeof from === 'string' && typeof to === 'string' && to.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7)
}

/** Finds the organisations that a written name means: by the whole name first, then by the short one, then without the region before it. */
export function placeFinder(
  places: readonly (Place & { readonly shortName: string })[],
): (written: string) => readonly Place[] {
  const key = (name: string) =>
    name
      .normalize('NFKC')
      .replace(/[\s()[\]【】]/g, '')
      .toLowerCase()
  const byName = groupBy(places, ({ name }) => key(name))
  const byShort = groupBy(places, ({ shortName }) => key(shortName))
  const tails = places.map((place) => ({ place, name: key(place.name) }))
  const known = new Map<string, readonly Place[]>()
  return (written) => {
    const wanted = key(written)
    const before = known.get(wanted)
    if (before) return before
    const found = byName.get(wanted) ?? byShort.get(wanted) ?? near(tails, wanted)
    // A school that was closed leaves its name to the one that is open.
    const open = found.filter(({ isClosed }) => !isClosed)
    const meant = open.length > 0 ? open : found
    known.set(wanted, meant)
    return meant
  }
}

function near(tails: readonly { place: Place; name: string }[], wanted: string): readonly Place[] {
  if (wanted.length < 4) return []
  return tails.filter(({ name }) => name.endsWith(wanted) || wanted.endsWith(name)).map(({ place }) => place)
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
