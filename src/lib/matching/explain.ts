import { copyStanding, enter, hasTag, keyOf, match, offer, scoreOfKey, type Standing } from './match.ts'
import { lossOf, firstBonus, tightLevel, type Seats } from './seats.ts'

/** Why a block has somebody, or has not. */
export type BlockWord =
  | { readonly why: 'seated' | 'not_for' | 'not_asked' }
  /** Whoever was seated last stands before them: by score, by the lot at the same score, or because the block puts their kind first. */
  | { readonly why: 'score' | 'lot' | 'first'; readonly last: number }
  /** Their group has all it may have; the last of it has this score. */
  | { readonly why: 'group_full'; readonly limit: string; readonly last: number | null }
  /** People with lower scores sit there because a least number holds their places. */
  | { readonly why: 'held'; readonly limit: string }

/** What a block says about one person; `cutOff` is the score of the last who was seated, null while places were left. */
export type BlockReason = { readonly block: string; readonly cutOff: number | null } & BlockWord

/** What became of one choice. `needed` is the smallest score that would have brought this programme, everybody else the same; null where no score would. */
export type ChoiceReason = {
  readonly programme: string
  readonly score: number
  readonly became: 'placed' | 'refused' | 'not_asked'
  readonly needed: number | null
  readonly blocks: readonly BlockReason[]
}

/** Everything a person is told about their outcome. */
export type Explanation = {
  readonly choices: readonly ChoiceReason[]
  /** Programmes that they did not choose and that would have taken them with any score. */
  readonly open: readonly string[]
}

/** Explains an outcome to one person (by their place in the instance). `most` is the highest score there is; `others` the programmes they could have chosen besides. */
export function explain(standing: Standing, person: number, most: number, others: readonly string[] = []): Explanation {
  const { instance, asked, isPlaced } = standing
  const from = instance.choiceFrom[person] ?? 0
  const count = (instance.choiceFrom[person + 1] ?? 0) - from
  const placedAt = isPlaced[person] ? (asked[person] ?? 0) - 1 : count
  // Whoever was placed nowhere changed nothing for the others, so the matching without them is the matching.
  const without = isPlaced[person] ? match(instance, person) : standing
  const choices = Array.from({ length: count }, (_, index): ChoiceReason => {
    const programme = instance.choice[from + index] ?? 0
    const became = index === placedAt ? 'placed' : index < placedAt ? 'refused' : 'not_asked'
    const score = instance.score[from + index] ?? 0
    return {
      ...{ programme: instance.programmeIds[programme] ?? '', score, became },
      needed: smallestScore(without, person, programme, most),
      blocks: blockReasons(standing, person, programme, score, became),
    }
  })
  const known = new Set(choices.map(({ programme }) => programme))
  const open = instance.programmeIds.filter(
    (id, index) => !known.has(id) && others.includes(id) && wouldTake(without, person, index, 0),
  )
  return { choices, open }
}

/** The smallest score with which a programme would keep somebody, found by trying; null where even the highest does not. */
function smallestScore(without: Standing, person: number, programme: number, most: number): number | null {
  if (!wouldTake(without, person, programme, most)) return null
  let [low, high] = [0, most]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (wouldTake(without, person, programme, middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether a programme would keep somebody with this score to the end, if they asked nobody else. */
function wouldTake(without: Standing, person: number, programme: number, score: number): boolean {
  const trial = copyStanding(without)
  trial.asked[person] = (trial.instance.choiceFrom[person + 1] ?? 0) - (trial.instance.choiceFrom[person] ?? 0)
  trial.isPlaced[person] = 1
  const going = offer(trial, person, programme, score)
  if (going === person) return false
  if (going >= 0) enter(trial, going)
  return trial.isPlaced[person] === 1
}

function blockReasons(
  standing: Standing,
  person: number,
  programme: number,
  score: number,
  became: ChoiceReason['became'],
): BlockReason[] {
  const { instance, seats } = standing
  const reasons: BlockReason[] = []
  let isSeated = became === 'not_asked'
  for (let at = instance.blockFrom[programme] ?? 0; at < (instance.blockFrom[programme + 1] ?? 0); at += 1) {
    const there = seats[at]
    if (!there) continue
    const block = instance.blockIds[at] ?? ''
    const cutOff = there.size < there.rules.places ? null : scoreOfKey(there.keys[0] ?? 0)
    const sits = there.people.subarray(0, there.size).includes(person)
    const word: BlockWord = sits
      ? { why: 'seated' }
      : isSeated
        ? { why: 'not_asked' }
        : refusalOf(standing, there, person, score)
    isSeated ||= sits
    reasons.push({ block, cutOff, ...word })
  }
  return reasons
}

function refusalOf({ instance }: Standing, there: Seats, person: number, score: number): BlockWord {
  const { rules } = there
  if (rules.places === 0 || (rules.only >= 0 && !hasTag(instance, person, rules.only))) return { why: 'not_for' }
  const isFirst = rules.first >= 0 && hasTag(instance, person, rules.first)
  const key = keyOf(instance, person, score) + (isFirst ? firstBonus : 0)
  const tight = tightLevel(there, person)
  const inGroup = (place: number) =>
    tight < 0 || there.groups[tight]?.[place] === rules.levels[tight]?.column.group[person]
  const keys = Array.from(there.keys.subarray(0, there.size)).filter((_, place) => inGroup(place))
  const last = keys.length === 0 ? null : Math.min(...keys)
  const limit = rules.levels[tight]?.name
  if (last === null || last >= key) {
    const lastScore = last === null ? null : scoreOfKey(last)
    if (limit !== undefined) return { why: 'group_full', limit, last: lastScore }
    if (last !== null && last >= firstBonus && !isFirst) return { why: 'first', last: scoreOfKey(last) }
    return { why: lastScore === score ? 'lot' : 'score', last: lastScore ?? 0 }
  }
  return { why: 'held', limit: heldBy(there, person, key) ?? limit ?? '' }
}

/** The least number that holds the place of somebody who stands behind. */
function heldBy(there: Seats, person: number, key: number): string | undefined {
  for (let place = 0; place < there.size; place += 1) {
    if ((there.keys[place] ?? 0) > key || lossOf(there, there.people[place] ?? 0, person) === 0) continue
    const level = there.rules.levels.find((one, index) => one.atLeast > 0 && (there.groups[index]?.[place] ?? -1) >= 0)
    if (level) return level.name
  }
  return undefined
}
