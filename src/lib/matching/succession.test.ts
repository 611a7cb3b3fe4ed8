import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitmentOf } from './lots.ts'
import type { Block, Limit } from './rules.ts'
import { reckonSelection, type Selection } from './selection.ts'
import { fits, inOrder, nextOffer, seated, successorsOf, type Counted, type Kind } from './succession.ts'
import { cases, type Case } from './testing.ts'

function decided({ seed, programmes, people }: Case): Selection {
  const bare: Selection = {
    ...{ format: 'qinglan-selection', version: 1, round: 'r', title: 't', seed, salt: 's' },
    ...{ commitment: commitmentOf(seed, 's'), scoreMost: 10, programmes, people, pins: [], published: null },
  }
  const reckoned = reckonSelection(bare)
  if (!reckoned.ok) throw new Error(reckoned.error.code)
  return { ...bare, published: reckoned.value.outcomes }
}

/** The kinds of places of every programme after some of those who were placed have left. */
function leftBy(selection: Selection, leaves: (person: string) => boolean): Kind[][] {
  const people = new Map(selection.people.map((one) => [one.id, one]))
  const waiting = successorsOf(selection)
  return selection.programmes.map(({ id, blocks }) =>
    blocks.map((block) => {
      const given = (selection.published ?? []).filter((one) => one.programme === id && one.block === block.id)
      const sitting = given.filter(({ person }) => !leaves(person)).flatMap(({ person }) => people.get(person) ?? [])
      return {
        ...{ key: block.id, round: 'r', block, wide: [], lists: [waiting.get(id) ?? []] },
        ...{ vacant: given.length - sitting.length, sitting },
      }
    }),
  )
}

function succeedAll(from: readonly Kind[]) {
  const passed = new Set<string>()
  const made: { block: string; person: string; before: Kind }[] = []
  let kinds = from
  for (let next = nextOffer(kinds, passed); next; next = nextOffer(kinds, passed)) {
    made.push({ block: next.kind.key, person: next.successor.id, before: next.kind })
    passed.add(next.successor.id)
    kinds = seated(kinds, next.kind, next.successor)
  }
  return { kinds, passed, made }
}

const sizes = (limit: Limit, sitting: readonly Counted[]) =>
  [...Map.groupBy(sitting, ({ groups }) => groups[limit.of] ?? '').entries()].map(
    ([group, there]) => [group, there.length] as const,
  )

const left = fc.tuple(cases(9, 3), fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }))
const each = (check: (before: Kind[], selection: Selection) => void) =>
  fc.assert(
    fc.property(left, ([one, gone]) => {
      const selection = decided(one)
      const leaving = new Set(one.people.flatMap(({ id }, index) => (gone[index] ? [id] : [])))
      for (const kinds of leftBy(selection, (person) => leaving.has(person))) check(kinds, selection)
    }),
    { numRuns: 500 },
  )

test('[002-18] after succession no place that was left stays free while somebody fits who waits for it', () => {
  each((before) => {
    const { kinds, passed } = succeedAll(before)
    for (const kind of kinds) {
      expect(kind.vacant).toBeGreaterThanOrEqual(0)
      if (kind.vacant === 0) continue
      for (const one of kind.lists.flat()) expect(!passed.has(one.id) && fits(kind, one)).toBe(false)
    }
  })
})

test('[002-18] succession keeps places, tags and every most, fills only what was left, and asks nobody twice or who has a place', () => {
  each((before, selection) => {
    const placed = new Set((selection.published ?? []).flatMap((one) => (one.programme === null ? [] : [one.person])))
    const { kinds, made } = succeedAll(before)
    expect(new Set(made.map(({ person }) => person)).size).toBe(made.length)
    for (const { person } of made) expect(placed.has(person)).toBe(false)
    for (const [index, kind] of kinds.entries()) {
      expect(kind.sitting.length + kind.vacant).toBe(
        (before[index]?.sitting.length ?? 0) + (before[index]?.vacant ?? 0),
      )
      expect(kind.sitting.length).toBeLessThanOrEqual(kind.block.places)
      const { only } = kind.block
      if (only !== undefined) expect(kind.sitting.every(({ tags }) => tags.includes(only))).toBe(true)
      for (const limit of kind.block.limits)
        for (const [, size] of sizes(limit, kind.sitting)) expect(size).toBeLessThanOrEqual(limit.atMost ?? Infinity)
    }
  })
})

test('[002-18] whoever comes next is the first in the order of the kind of places among those who fit and are needed as much', () => {
  each((before) => {
    const isNeeded = ({ block, sitting }: Kind, one: Counted) =>
      block.limits.filter(
        ({ of, is, atLeast = 0 }) =>
          is !== undefined &&
          one.groups[of] === is &&
          sitting.filter(({ groups }) => groups[of] === is).length < atLeast,
      ).length
    const done = new Set<string>()
    for (const { person, before: kind } of succeedAll(before).made) {
      const fitting = inOrder(kind.block, kind.lists.flat()).filter((one) => !done.has(one.id) && fits(kind, one))
      const most = Math.max(...fitting.map((one) => isNeeded(kind, one)))
      expect(fitting.find((one) => isNeeded(kind, one) === most)?.id).toBe(person)
      done.add(person)
    }
  })
})

const person = (id: string, tags: readonly string[], school: string, score: number) => ({
  ...{ id, tags, score, lot: Number(id), groups: { school } },
})
const open: Block = { id: 'open', places: 2, limits: [] }
const kindOf = (more: Partial<Kind>): Kind => ({
  ...{ key: 'open', round: 'r', block: open, vacant: 1, sitting: [], wide: [], lists: [] },
  ...more,
})

test('[002-18] the list of a later round comes before that of an earlier one, whatever the scores', () => {
  const lists = [[person('1', [], 'x', 10)], [person('2', [], 'x', 90)]]
  expect(nextOffer([kindOf({ lists })], new Set())).toMatchObject({ list: 0, successor: { id: '1' } })
  expect(nextOffer([kindOf({ lists })], new Set(['1']))).toMatchObject({ list: 1, successor: { id: '2' } })
})

test('[002-18] whoever a kind of places puts first comes before a better score, and a wide most is kept', () => {
  const block = { ...open, first: 'rural' }
  const list = [person('1', [], 'x', 90), person('2', ['rural'], 'y', 20)]
  expect(nextOffer([kindOf({ block, lists: [list] })], new Set())?.successor.id).toBe('2')
  const wide = [{ limit: { of: 'school', atMost: 1 }, sitting: [person('3', [], 'y', 1)] }]
  expect(nextOffer([kindOf({ block, lists: [list], wide })], new Set())?.successor.id).toBe('1')
})
