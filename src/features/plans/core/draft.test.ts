import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyOp, applyOps, isLive, isTaken, type Draft, type Item, type Op } from './draft.ts'
import type { Content } from './fields.ts'

const quota = (group: string, count: number): Content => ({ kind: 'quota', fields: { group, count } })

const item = (id: string, sure: Item['sure'] = 'high', document = 0): Item => ({
  ...quota(`group ${id}`, 10),
  id,
  document,
  at: { block: 1, start: 0, end: 5 },
  sure,
  why: 'table',
  decision: 'open',
  from: [],
})

const head = { title: 'A plan', kind: 'training-plan', issuer: null, year: null, cycle: null, truncated: false }
const read: Draft = { documents: [head, head], items: [item('a'), item('b', 'low'), item('c'), item('d', 'high', 1)] }

const after = (...ops: Op[]): Draft => {
  const result = applyOps(read, ops, read)
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const decisions = (draft: Draft) => Object.fromEntries(draft.items.map((each) => [each.id, each.decision]))

describe('deciding', () => {
  test('accepting all that is sure leaves the rest, and the other documents, open', () => {
    expect(decisions(after({ op: 'accept_open', document: 0, least: 'high' }))).toEqual({
      a: 'accepted',
      b: 'open',
      c: 'accepted',
      d: 'open',
    })
  })

  test('a correction stays a correction when it is accepted afterwards', () => {
    const draft = after({ op: 'correct', item: 'b', content: quota('better', 20) }, { op: 'accept', item: 'b' })
    expect(draft.items[1]).toMatchObject({ decision: 'corrected', fields: { group: 'better', count: 20 } })
  })

  test('what is dropped is neither live nor taken', () => {
    const [dropped] = after({ op: 'drop', item: 'a' }).items
    expect(dropped && (isLive(dropped) || isTaken(dropped))).toBe(false)
  })

  test('a head may be corrected', () => {
    const draft = after({ op: 'head', document: 1, title: 'Another', issuer: 'X', year: 2026 })
    expect(draft.documents[1]).toMatchObject({ title: 'Another', issuer: 'X', year: 2026 })
  })
})

describe('splitting and merging', () => {
  const split: Op = { op: 'split', item: 'a', into: [quota('one', 4), quota('two', 6)] }
  const merge: Op = { op: 'merge', items: ['b', 'c'], content: quota('both', 20) }

  test('the parts of a split stand in its place, and point to where it was found', () => {
    const draft = after(split)
    expect(draft.items.map((each) => each.id)).toEqual(['a', 'a/1', 'a/2', 'b', 'c', 'd'])
    expect(draft.items[1]).toMatchObject({ decision: 'corrected', at: read.items[0]?.at, from: ['a'] })
  })

  test.each([
    ['restoring the whole', 'a'],
    ['restoring a part', 'a/2'],
  ])('%s undoes a split', (_, id) => {
    expect(after(split, { op: 'restore', item: id })).toEqual(read)
  })

  test.each(['b', 'c', 'b+c'])('restoring %s undoes a merge', (id) => {
    expect(after(merge, { op: 'restore', item: id })).toEqual(read)
  })

  test('a part that was merged on goes with the split that made it', () => {
    const on: Op = { op: 'merge', items: ['a/1', 'b'], content: quota('mixed', 14) }
    expect(after(split, on, { op: 'restore', item: 'a' })).toEqual(read)
  })

  test.each<[string, Op]>([
    ['item_unknown', { op: 'accept', item: 'z' }],
    ['split_needs_two', { op: 'split', item: 'a', into: [quota('one', 4)] }],
    ['merge_needs_two', { op: 'merge', items: ['a', 'a'], content: quota('one', 4) }],
    ['documents_differ', { op: 'merge', items: ['a', 'd'], content: quota('one', 4) }],
    ['kinds_differ', { op: 'correct', item: 'a', content: { kind: 'member', fields: { role: 'head', who: 'x' } } }],
    ['document_unknown', { op: 'add', id: 'n', document: 7, content: quota('n', 1) }],
    ['item_added_before', { op: 'add', id: 'a', document: 0, content: quota('n', 1) }],
  ])('%s', (refusal, op) => {
    expect(applyOp(read, op, read)).toEqual({ ok: false, error: refusal })
  })

  test('item_replaced: what was split is no longer there to be accepted', () => {
    expect(applyOps(read, [split, { op: 'accept', item: 'a' }], read)).toEqual({ ok: false, error: 'item_replaced' })
  })
})

test('an item that the officer added goes when it is restored', () => {
  expect(after({ op: 'add', id: 'n', document: 0, content: quota('n', 1) }, { op: 'restore', item: 'n' })).toEqual(read)
})

const ids = fc.constantFrom('a', 'b', 'c', 'a/1', 'a/2', 'a+b', 'b+c', 'd')
const op: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ op: fc.constant('accept' as const), item: ids }),
  fc.record({ op: fc.constant('drop' as const), item: ids }),
  fc.record({ op: fc.constant('correct' as const), item: ids, content: fc.constant(quota('x', 1)) }),
  fc.record({ op: fc.constant('split' as const), item: ids, into: fc.constant([quota('x', 1), quota('y', 2)]) }),
  fc.record({
    op: fc.constant('merge' as const),
    items: fc.array(ids, { maxLength: 3 }),
    content: fc.constant(quota('z', 3)),
  }),
)

test('whatever was done, restoring every item leads back to what was read', () => {
  fc.assert(
    fc.property(fc.array(op, { maxLength: 12 }), (ops) => {
      let draft = read
      for (const each of ops) {
        const next = applyOp(draft, each, read)
        if (next.ok) draft = next.value
      }
      for (const { id } of read.items) {
        const back = applyOp(draft, { op: 'restore', item: id }, read)
        if (back.ok) draft = back.value
      }
      expect(draft).toEqual(read)
    }),
  )
})
