import { err, ok, type Result } from '../../../lib/result.ts'
import type { Content, ItemKind } from './fields.ts'
import type { Sureness } from './found.ts'
import type { At } from './lines.ts'

/**
 * What became of an item: nothing yet, taken as it is, taken with changes, cut into several, joined with others, or left
 * out. Items that were split or merged stay in the draft, so that the step can be undone.
 */
export type Decision = 'open' | 'accepted' | 'corrected' | 'split' | 'merged' | 'dropped'

/** One item of a draft: where it was found, how sure the reader was, and what the officer decided. */
export type Item = Content & {
  readonly id: string
  readonly document: number
  readonly at: At | null
  readonly sure: Sureness
  readonly why: string
  readonly decision: Decision
  /** The items that it was made from, by a split or a merge. */
  readonly from: readonly string[]
}

/** The head of one document of the file. */
export type DraftDocument = {
  readonly title: string
  readonly kind: string
  readonly issuer: string | null
  readonly year: number | null
  readonly cycle: string | null
  readonly truncated: boolean
}

/** What the officer makes of a file: it may hold several documents, each with its items. */
export type Draft = { readonly documents: readonly DraftDocument[]; readonly items: readonly Item[] }

/** One step of a review. */
export type Op =
  | { readonly op: 'accept'; readonly item: string }
  | { readonly op: 'accept_open'; readonly document: number; readonly least: Sureness }
  | { readonly op: 'correct'; readonly item: string; readonly content: Content }
  | { readonly op: 'drop'; readonly item: string }
  | { readonly op: 'restore'; readonly item: string }
  | { readonly op: 'split'; readonly item: string; readonly into: readonly Content[] }
  | { readonly op: 'merge'; readonly items: readonly string[]; readonly content: Content }
  | { readonly op: 'add'; readonly id: string; readonly document: number; readonly content: Content }
  | {
      readonly op: 'head'
      readonly document: number
      readonly title: string
      readonly issuer: string | null
      readonly year: number | null
    }

export type OpRefusal =
  | 'item_unknown'
  | 'item_replaced'
  | 'item_added_before'
  | 'kinds_differ'
  | 'split_needs_two'
  | 'merge_needs_two'
  | 'documents_differ'
  | 'document_unknown'

/** Whether an item will become part of the plan. */
export function isTaken(item: { readonly decision: Decision }): boolean {
  return item.decision === 'accepted' || item.decision === 'corrected'
}

/** Whether an item is still there to be decided on or taken: neither left out nor replaced by others. */
export function isLive(item: { readonly decision: Decision }): boolean {
  return item.decision === 'open' || isTaken(item)
}

/** Applies one step to a draft. Nothing is ever lost: `restore` takes the item's last step back, as far as the reader's own reading. */
export function applyOp(draft: Draft, op: Op, read: Draft): Result<Draft, OpRefusal> {
  switch (op.op) {
    case 'accept':
      return decide(draft, op.item, 'accepted')
    case 'accept_open':
      return ok(acceptOpen(draft, op.document, op.least))
    case 'correct':
      return correct(draft, op.item, op.content)
    case 'drop':
      return decide(draft, op.item, 'dropped')
    case 'restore':
      return restore(draft, op.item, read)
    case 'split':
      return split(draft, op.item, op.into)
    case 'merge':
      return merge(draft, op.items, op.content)
    case 'add':
      return add(draft, op.id, op.document, op.content)
    case 'head':
      return head(draft, op)
  }
}

/** Applies steps one after another; the first refusal refuses them all. */
export function applyOps(draft: Draft, ops: readonly Op[], read: Draft): Result<Draft, OpRefusal> {
  let current = draft
  for (const op of ops) {
    const next = applyOp(current, op, read)
    if (!next.ok) return next
    current = next.value
  }
  return ok(current)
}

const sureness = { low: 0, medium: 1, high: 2 } as const satisfies Record<Sureness, number>

function acceptOpen(draft: Draft, document: number, least: Sureness): Draft {
  const isMeant = (item: Item) =>
    item.document === document && item.decision === 'open' && sureness[item.sure] >= sureness[least]
  return { ...draft, items: draft.items.map((item) => (isMeant(item) ? { ...item, decision: 'accepted' } : item)) }
}

function find(draft: Draft, id: string): Result<Item, 'item_unknown' | 'item_replaced'> {
  const item = draft.items.find((each) => each.id === id)
  if (!item) return err('item_unknown')
  return item.decision === 'split' || item.decision === 'merged' ? err('item_replaced') : ok(item)
}

function put(draft: Draft, changed: Item): Draft {
  return { ...draft, items: draft.items.map((item) => (item.id === changed.id ? changed : item)) }
}

function decide(draft: Draft, id: string, decision: 'accepted' | 'dropped'): Result<Draft, OpRefusal> {
  const found = find(draft, id)
  if (!found.ok) return found
  const keeps = decision === 'accepted' && found.value.decision === 'corrected'
  return ok(keeps ? draft : put(draft, { ...found.value, decision }))
}

function correct(draft: Draft, id: string, content: Content): Result<Draft, OpRefusal> {
  const found = find(draft, id)
  if (!found.ok) return found
  if (found.value.kind !== content.kind) return err('kinds_differ')
  return ok(put(draft, { ...found.value, ...content, decision: 'corrected' }))
}

function split(draft: Draft, id: string, into: readonly Content[]): Result<Draft, OpRefusal> {
  const found = find(draft, id)
  if (!found.ok) return found
  const { value: item } = found
  if (into.length < 2) return err('split_needs_two')
  if (into.some((content) => content.kind !== item.kind)) return err('kinds_differ')
  const parts = into.map((content, index): Item => ({
    ...item,
    ...content,
    id: `${id}/${index + 1}`,
    decision: 'corrected',
    from: [id],
  }))
  return ok({
    ...draft,
    items: draft.items.flatMap((each) =>
      each.id === id ? [{ ...each, decision: 'split' as const }, ...parts] : [each],
    ),
  })
}

function merge(draft: Draft, ids: readonly string[], content: Content): Result<Draft, OpRefusal> {
  const wanted = [...new Set(ids)]
  if (wanted.length < 2) return err('merge_needs_two')
  const items: Item[] = []
  for (const id of wanted) {
    const found = find(draft, id)
    if (!found.ok) return found
    items.push(found.value)
  }
  const [first] = items
  if (!first || items.some((item) => item.kind !== content.kind)) return err('kinds_differ')
  if (items.some((item) => item.document !== first.document)) return err('documents_differ')
  const joined: Item = { ...first, ...content, id: wanted.join('+'), decision: 'corrected', from: wanted }
  return ok({
    ...draft,
    items: draft.items.flatMap((each) => {
      const replaced = wanted.includes(each.id) ? { ...each, decision: 'merged' as const } : each
      return each.id === first.id ? [replaced, joined] : [replaced]
    }),
  })
}

function add(draft: Draft, id: string, document: number, content: Content): Result<Draft, OpRefusal> {
  if (!draft.documents[document]) return err('document_unknown')
  if (draft.items.some((item) => item.id === id)) return err('item_added_before')
  const added: Item = {
    ...content,
    id,
    document,
    at: null,
    sure: 'high',
    why: 'added',
    decision: 'corrected',
    from: [],
  }
  return ok({ ...draft, items: [...draft.items, added] })
}

function head(draft: Draft, op: Extract<Op, { op: 'head' }>): Result<Draft, OpRefusal> {
  if (!draft.documents[op.document]) return err('document_unknown')
  const { title, issuer, year } = op
  const documents = draft.documents.map((each, index) =>
    index === op.document ? { ...each, title, issuer, year } : each,
  )
  return ok({ ...draft, documents })
}

/** Takes an item back to what the reader found. Parts of a split, and what a merge made, go; what they came from is open again. */
function restore(draft: Draft, id: string, read: Draft): Result<Draft, OpRefusal> {
  const item = draft.items.find((each) => each.id === id)
  if (!item) return err('item_unknown')
  const gone = madeFrom(
    draft,
    item.decision === 'split' || item.decision === 'merged' ? [id] : item.from.length > 0 ? item.from : [],
  )
  const reopened = new Set(gone.flatMap((each) => each.from))
  const items = draft.items
    .filter((each) => !gone.includes(each))
    .map((each) => (reopened.has(each.id) ? original(each, read) : each))
  // An item that the officer added has nothing to go back to: it is left out.
  const back = items.flatMap((each) => {
    if (each.id !== id || reopened.has(id)) return [each]
    return each.why === 'added' && each.from.length === 0 ? [] : [original(each, read)]
  })
  return ok({ ...draft, items: back })
}

/** Every item that was made, at first or further hand, from one of these. */
function madeFrom(draft: Draft, ids: readonly string[]): readonly Item[] {
  const made = draft.items.filter((item) => item.from.some((id) => ids.includes(id)))
  if (made.length === 0) return []
  // A merge takes all its sources with it, and what was made of those in turn.
  const further = madeFrom(
    draft,
    made.map((item) => item.id),
  )
  return [...made, ...further]
}

function original(item: Item, read: Draft): Item {
  return read.items.find((each) => each.id === item.id) ?? { ...item, decision: 'corrected' }
}

/** The items of one kind in one document, in order. */
export function itemsOf<K extends ItemKind>(
  draft: Draft,
  document: number,
  kind: K,
): readonly Extract<Item, { kind: K }>[] {
  const isOf = (item: Item): item is Extract<Item, { kind: K }> => item.kind === kind && item.document === document
  return draft.items.filter(isOf)
}
