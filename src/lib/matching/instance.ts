import { err, ok, type Result } from '../result.ts'
import { lotsOf } from './lots.ts'
import { nested } from './nesting.ts'
import {
  nameOfLimit,
  peopleMax,
  scoreEnd,
  type Block,
  type MatchFlaw,
  type MatchInput,
  type MatchPerson,
} from './rules.ts'

/** A fact by which a limit counts: the group of each person (−1: none), and how many people each group has. */
export type Column = {
  readonly group: Int32Array
  readonly sizes: readonly number[]
  readonly names: readonly string[]
}

/** A block, ready to be filled. `only` and `first` are indices of tags, −1 where nothing is asked. */
export type Rules = {
  readonly places: number
  readonly only: number
  readonly first: number
  readonly levels: readonly Level[]
}
export type Level = {
  readonly column: Column
  readonly atMost: number
  readonly atLeast: number
  readonly name: string
}

/** An input in plain arrays: people, programmes and choices are whole numbers, and lots are drawn. */
export type Instance = {
  readonly ids: readonly string[]
  readonly programmeIds: readonly string[]
  /** Of the rules of all programmes, those of programme `p` stand from `blockFrom[p]` to `blockFrom[p + 1]`. */
  readonly blockFrom: Int32Array
  readonly blocks: readonly Rules[]
  readonly blockIds: readonly string[]
  /** Of all choices, those of person `i` stand from `choiceFrom[i]` to `choiceFrom[i + 1]`. */
  readonly choiceFrom: Int32Array
  readonly choice: Int32Array
  readonly score: Int32Array
  readonly lots: Int32Array
  readonly tagWords: number
  readonly tags: Uint32Array
}

/** The input in plain arrays, or what is wrong with it. Limits that are not nested are refused: nothing could be promised with them. */
export function instanceOf(input: MatchInput): Result<Instance, MatchFlaw> {
  const programmes = new Map<string, number>()
  for (const { id } of input.programmes) {
    if (programmes.has(id)) return err({ code: 'programme_repeated', about: [id] })
    programmes.set(id, programmes.size)
  }
  const wrong = blockFlaw(input)
  if (wrong) return err(wrong)
  const limits = input.programmes.flatMap(({ blocks }) => blocks.flatMap((block) => block.limits))
  const columns = new Map(limits.map((limit) => [nameOfLimit(limit), columnBuilder(limit.of, limit.is)]))
  const tagNames = tagsOf(input)
  const crowd = crowdBuilder(programmes, tagNames, [...columns.values()])
  for (const person of input.people) {
    const flaw = crowd.add(person)
    if (flaw) return err(flaw)
  }
  const built = new Map([...columns].map(([name, column]) => [name, column.column()]))
  const crossing = crossingFlaw(input, built)
  if (crossing) return err(crossing)
  const blocks = input.programmes.flatMap((programme) => programme.blocks)
  const blockFrom = new Int32Array(input.programmes.length + 1)
  input.programmes.forEach((programme, index) => {
    blockFrom[index + 1] = (blockFrom[index] ?? 0) + programme.blocks.length
  })
  return ok({
    ...crowd.done(input.seed),
    programmeIds: [...programmes.keys()],
    blockFrom,
    blocks: blocks.map((block) => rulesOf(block, tagNames, built)),
    blockIds: blocks.map(({ id }) => id),
  })
}

function tagsOf(input: MatchInput): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  for (const { only, first } of input.programmes.flatMap(({ blocks }) => blocks))
    for (const name of [only, first]) if (name !== undefined && !names.has(name)) names.set(name, names.size)
  return names
}

function rulesOf(block: Block, tags: ReadonlyMap<string, number>, columns: ReadonlyMap<string, Column>): Rules {
  const tag = (name: string | undefined) => (name === undefined ? -1 : (tags.get(name) ?? -1))
  const levels = block.limits.flatMap((limit) => {
    const column = columns.get(nameOfLimit(limit))
    if (!column) return []
    return [{ column, atMost: limit.atMost ?? block.places, atLeast: limit.atLeast ?? 0, name: nameOfLimit(limit) }]
  })
  return { places: block.places, only: tag(block.only), first: tag(block.first), levels }
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0 && value < peopleMax

function blockFlaw({ programmes }: MatchInput): MatchFlaw | undefined {
  for (const { id, blocks } of programmes) {
    for (const { id: block, places, limits } of blocks) {
      if (!isCount(places)) return { code: 'places_outside', about: [id, block] }
      for (const limit of limits) {
        const { atMost = places, atLeast = 0 } = limit
        if (!isCount(atMost) || !isCount(atLeast))
          return { code: 'places_outside', about: [id, block, nameOfLimit(limit)] }
        if (atLeast > Math.min(atMost, places))
          return { code: 'least_above_most', about: [id, block, nameOfLimit(limit)] }
      }
    }
  }
  return undefined
}

function crossingFlaw({ programmes }: MatchInput, columns: ReadonlyMap<string, Column>): MatchFlaw | undefined {
  const known = new Map<string, boolean>()
  for (const { id, blocks } of programmes) {
    for (const block of blocks) {
      for (const [index, one] of block.limits.entries()) {
        for (const other of block.limits.slice(index + 1)) {
          const names = [nameOfLimit(one), nameOfLimit(other)] as const
          const key = names.join('\n')
          const [first, second] = [columns.get(names[0]), columns.get(names[1])]
          if (!first || !second) continue
          const isNested = known.get(key) ?? nested(first.group, second.group, first.sizes, second.sizes)
          known.set(key, isNested)
          if (!isNested) return { code: 'limits_cross', about: [id, block.id, ...names] }
        }
      }
    }
  }
  return undefined
}

function columnBuilder(of: string, is: string | undefined) {
  const groups = growing()
  const sizes: number[] = []
  const indices = new Map<string, number>()
  return {
    add(person: MatchPerson) {
      const value = person.groups[of]
      if (value === undefined || (is !== undefined && value !== is)) return groups.push(-1)
      let index = indices.get(value)
      if (index === undefined) {
        index = indices.size
        indices.set(value, index)
        sizes.push(0)
      }
      sizes[index] = (sizes[index] ?? 0) + 1
      groups.push(index)
    },
    column: (): Column => ({ group: groups.done(), sizes, names: [...indices.keys()] }),
  }
}

/** A list of whole numbers that grows without an object for each. */
function growing() {
  let numbers = new Int32Array(1024)
  let length = 0
  return {
    push(value: number) {
      if (length === numbers.length) {
        const wider = new Int32Array(length * 2)
        wider.set(numbers)
        numbers = wider
      }
      numbers[length] = value
      length += 1
    },
    size: () => length,
    done: () => numbers.slice(0, length),
  }
}

function crowdBuilder(
  programmes: ReadonlyMap<string, number>,
  tagNames: ReadonlyMap<string, number>,
  columns: readonly ReturnType<typeof columnBuilder>[],
) {
  const ids: string[] = []
  const seen = new Set<string>()
  const [from, choice, score, tags] = [growing(), growing(), growing(), growing()]
  const tagWords = Math.ceil(tagNames.size / 32)
  const words = new Int32Array(tagWords)
  from.push(0)
  return {
    add(person: MatchPerson): MatchFlaw | undefined {
      if (seen.has(person.id) || ids.length >= peopleMax) return { code: 'person_repeated', about: [person.id] }
      seen.add(person.id)
      ids.push(person.id)
      const begin = choice.size()
      const mine: number[] = []
      for (const wanted of person.choices) {
        const programme = programmes.get(wanted.programme)
        if (programme === undefined) return { code: 'programme_unknown', about: [person.id, wanted.programme] }
        if (!Number.isSafeInteger(wanted.score) || wanted.score < 0 || wanted.score >= scoreEnd)
          return { code: 'score_outside', about: [person.id, wanted.programme] }
        if (mine.includes(programme)) return { code: 'choice_repeated', about: [person.id, wanted.programme] }
        mine.push(programme)
        choice.push(programme)
        score.push(wanted.score)
      }
      from.push(begin + mine.length)
      words.fill(0)
      for (const tag of person.tags) {
        const index = tagNames.get(tag)
        if (index !== undefined) words[index >> 5] = (words[index >> 5] ?? 0) | (1 << (index & 31))
      }
      for (const word of words) tags.push(word)
      for (const column of columns) column.add(person)
      return undefined
    },
    done: (seed: string) => ({
      ids,
      choiceFrom: from.done(),
      choice: choice.done(),
      score: score.done(),
      lots: lotsOf(seed, ids),
      tagWords,
      tags: new Uint32Array(tags.done().buffer),
    }),
  }
}
