import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { highsSolver } from '../../platform/solving/highs.ts'
import { assign, type Assigned } from './assign.ts'
import { explainAssigned, standingOf } from './assign-explain.ts'
import { assignmentOf, groupsOf, type AssignInput, type WideLimit } from './bounds.ts'
import type { Solver } from './linear.ts'
import type { Block, MatchPerson } from './rules.ts'
import { lotsByPerson } from './testing.ts'

let solve: Solver
beforeAll(async () => {
  solve = await highsSolver(() => 60)
})

const facts = ['school', 'town', 'subject', 'tag'] as const
const limit = (least: number): fc.Arbitrary<WideLimit> =>
  fc
    .record({
      of: fc.constantFrom(...facts),
      isNamed: fc.boolean(),
      atMost: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
      atLeast: fc.option(fc.integer({ min: 1, max: least }), { nil: undefined, freq: 2 }),
    })
    .map(({ of, isNamed, atMost, atLeast }) => ({
      ...{ of, atMost },
      ...(isNamed || of === 'tag' ? { is: of === 'tag' ? 'rural' : '1' } : {}),
      atLeast: atLeast === undefined ? undefined : Math.min(atLeast, atMost ?? atLeast),
    }))

const blockOf = (id: string): fc.Arbitrary<Block> =>
  fc.record({
    id: fc.constant(id),
    places: fc.integer({ min: 0, max: 2 }),
    only: fc.option(fc.constant('rural'), { nil: undefined, freq: 2 }),
    first: fc.option(fc.constant('rural'), { nil: undefined, freq: 2 }),
    limits: fc.array(limit(1), { maxLength: 1 }),
  })

const personOf = (id: string): fc.Arbitrary<MatchPerson> =>
  fc
    .record({
      group: fc.tuple(fc.nat(2), fc.nat(1), fc.nat(1)),
      isRural: fc.boolean(),
      wanted: fc.shuffledSubarray(['A', 'B']),
      scores: fc.tuple(fc.nat(2), fc.nat(2)),
    })
    .map(({ group: [school, town, subject], isRural, wanted, scores }) => ({
      ...{ id, tags: isRural ? ['rural'] : [] },
      groups: { school: String(school), town: String(town), subject: String(subject) },
      choices: wanted.map((programme) => ({ programme, score: scores[programme === 'A' ? 0 : 1] })),
    }))

const inputs = (least: number): fc.Arbitrary<AssignInput> =>
  fc.record({
    seed: fc.constantFrom('s', 't'),
    programmes: fc.tuple(
      fc.record({ id: fc.constant('A'), blocks: fc.tuple(blockOf('a1'), blockOf('a2')) }),
      fc.record({ id: fc.constant('B'), blocks: fc.tuple(blockOf('b1')) }),
    ),
    people: fc.tuple(...['1', '2', '3', '4', '5'].map(personOf)),
    limits: fc.array(limit(least), { maxLength: 3 }),
    taken: fc.constant([]),
  })

type Where = ReadonlyMap<string, { readonly programme: string; readonly block: string } | null>

/** Every way of seating everybody where they may sit, limits apart. */
function* waysOf(input: AssignInput, people = input.people): Generator<Where> {
  const [first, ...rest] = people
  if (!first) return yield new Map()
  for (const others of waysOf(input, rest)) {
    yield new Map([...others, [first.id, null]])
    for (const { programme } of first.choices)
      for (const { id, only } of input.programmes.find((one) => one.id === programme)?.blocks ?? [])
        if (only === undefined || first.tags.includes(only))
          yield new Map([...others, [first.id, { programme, block: id }]])
  }
}

/** Whether a way keeps every limit but those left out: written from docs/matching.md alone. */
function keeps(input: AssignInput, way: Where, isLeftOut: (name: string) => boolean = () => false): boolean {
  const at = (programme: string | undefined, block: string | undefined) =>
    input.people.filter(({ id }) => {
      const seat = way.get(id)
      return (
        seat &&
        (programme === undefined || seat.programme === programme) &&
        (block === undefined || seat.block === block)
      )
    })
  const within = (limit: WideLimit, programme?: string, block?: string) => {
    const all = new Set(input.people.flatMap((person) => groupsOf(person, limit.of)))
    const groups = limit.is === undefined ? [...all] : [limit.is]
    return groups.every((group) => {
      const there = at(programme, block).filter((person) => groupsOf(person, limit.of).includes(group)).length
      const name = [programme, block, limit.of, group].join(' ')
      const isOver = limit.atMost !== undefined && there > limit.atMost
      const isUnder = limit.atLeast !== undefined && there < limit.atLeast
      return (
        !(isOver && !isLeftOut(`most ${name} ${limit.atMost}`)) &&
        !(isUnder && !isLeftOut(`least ${name} ${limit.atLeast}`))
      )
    })
  }
  return (
    input.limits.every((limit) => within(limit, limit.programme)) &&
    input.programmes.every(({ id, blocks }) =>
      blocks.every(
        (block) =>
          (at(id, block.id).length <= block.places || isLeftOut(`places ${id} ${block.id}   ${block.places}`)) &&
          block.limits.every((limit) => within(limit, id, block.id)),
      ),
    )
  )
}

/** What a way is worth, the foremost aim first. */
function worthOf(input: AssignInput, way: Where): number[] {
  const lots = lotsByPerson(input)
  const orders = Math.max(
    ...input.programmes.flatMap(({ blocks }) => blocks.flatMap(({ places }, at) => (places > 0 ? [at] : []))),
    0,
  )
  const worth = [0, 0, 0, 0, 0, 0]
  const add = (at: number, more: number) => (worth[at] = (worth[at] ?? 0) + more)
  for (const person of input.people) {
    const seat = way.get(person.id)
    if (!seat) continue
    const choice = person.choices.findIndex(({ programme }) => programme === seat.programme)
    const score = person.choices[choice]?.score ?? 0
    const blocks = input.programmes.find(({ id }) => id === seat.programme)?.blocks ?? []
    const order = blocks.findIndex(({ id }) => id === seat.block)
    const first = blocks[order]?.first
    add(0, 1)
    add(1, -choice)
    add(2, first !== undefined && person.tags.includes(first) ? 1 : 0)
    add(3, score)
    add(4, input.people.length - (lots.get(person.id) ?? 0))
    add(5, (score + 1) * (orders - order))
  }
  return worth
}

const compare = (one: readonly number[], other: readonly number[]) => {
  const at = one.findIndex((value, index) => value !== other[index])
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}
const wayOf = ({ outcomes }: Assigned): Where => new Map(outcomes.map(({ person, placed }) => [person, placed]))

const seatedIn = (outcomes: readonly { readonly block: string | null }[], block: string) =>
  outcomes.filter((one) => one.block === block).length
const placesOf = ({ programmes }: AssignInput, block: string) =>
  programmes.flatMap(({ blocks }) => blocks).find(({ id }) => id === block)?.places

describe('an assignment under limits that may cross', () => {
  test('[002-18] is within every limit and the best there is: every way of seating everybody is looked at', () => {
    fc.assert(
      fc.property(inputs(2), (input) => {
        const done = assign(input, solve)
        const possible = [...waysOf(input)].filter((way) => keeps(input, way))
        expect(done.ok).toBe(possible.length > 0)
        if (!done.ok) return
        expect(keeps(input, wayOf(done.value))).toBe(true)
        const best = possible
          .map((way) => worthOf(input, way))
          .reduce((one, other) => (compare(one, other) >= 0 ? one : other))
        expect(worthOf(input, wayOf(done.value))).toEqual(best)
      }),
      { numRuns: 150 },
    )
  })

  test('[002-18] is the same whatever the order of people, programmes and limits', () => {
    const turned = inputs(1).chain((input) =>
      fc.tuple(
        fc.constant(input),
        fc.shuffledSubarray([...input.people], { minLength: input.people.length }),
        fc.shuffledSubarray([...input.programmes], { minLength: input.programmes.length }),
        fc.shuffledSubarray([...input.limits], { minLength: input.limits.length }),
      ),
    )
    fc.assert(
      fc.property(turned, ([input, people, programmes, limits]) => {
        expect(assign({ ...input, people, programmes, limits }, solve)).toEqual(assign(input, solve))
      }),
      { numRuns: 100 },
    )
  })

  test('[002-18] names limits in conflict, of which none can be spared', () => {
    fc.assert(
      fc.property(inputs(4), (input) => {
        const done = assign(input, solve)
        if (done.ok || done.error.code !== 'limits_conflict') return
        const { conflict } = done.error
        const nameOf = ({ kind, programme, block, of, group, number }: (typeof conflict)[number]) =>
          [kind, ...[programme, block, of, group].map((name) => name ?? undefined), String(number)].join(' ')
        const names = conflict.map(nameOf)
        const ways = [...waysOf(input)]
        // Everything else may be broken: what is named contradicts by itself, and without any one of it does not.
        const isPossible = (kept: readonly string[]) =>
          ways.some((way) => keeps(input, way, (name) => !kept.includes(name)))
        expect(isPossible(names)).toBe(false)
        for (const spared of new Set(names)) expect(isPossible(names.filter((name) => name !== spared))).toBe(true)
      }),
      { numRuns: 120 },
    )
  })

  test('[002-18] explains: whoever would have preferred a place is told of what had no room, or what they hold', () => {
    fc.assert(
      fc.property(inputs(1), (input) => {
        const [done, read] = [assign(input, solve), assignmentOf(input)]
        if (!done.ok || !read.ok) return
        const outcomes = done.value.outcomes.map(({ person, placed }) => ({
          ...{ person, programme: placed?.programme ?? null, block: placed?.block ?? null },
        }))
        const standing = standingOf(read.value, outcomes)
        read.value.people.forEach((person, index) => {
          const choices = explainAssigned(standing, index)
          expect(choices.map(({ programme }) => programme)).toEqual(person.choices.map(({ programme }) => programme))
          const placed = outcomes.find((one) => one.person === person.id)
          for (const { programme, became, blocks } of choices) {
            expect(became === 'placed').toBe(placed?.programme === programme)
            for (const reason of blocks) {
              expect(reason.why === 'seated').toBe(placed?.programme === programme && placed.block === reason.block)
              // A free place that breaks nothing is never left to somebody who would rather have it.
              if (reason.why === 'full') expect(seatedIn(outcomes, reason.block)).toBe(placesOf(input, reason.block))
            }
          }
        })
      }),
      { numRuns: 100 },
    )
  })
})
