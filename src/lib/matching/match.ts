import type { Instance } from './instance.ts'
import { copySeats, emptySeats, firstBonus, seat, type Seats } from './seats.ts'
import { peopleMax } from './rules.ts'

/** Where everybody stands in a matching that is under way, or done. */
export type Standing = {
  readonly instance: Instance
  /** For each block, who sits there. */
  readonly seats: readonly Seats[]
  /** Of each person, how many of their choices were asked already; the last asked holds them where `isPlaced`. */
  readonly asked: Int32Array
  readonly isPlaced: Uint8Array
}

/** Teachers ask, programmes keep the best whom their rules allow and send the others on, until nobody has anybody left to ask. */
export function match(instance: Instance, without = -1): Standing {
  const standing = opened(instance)
  for (let person = 0; person < instance.ids.length; person += 1) if (person !== without) enter(standing, person)
  return standing
}

function opened(instance: Instance): Standing {
  const count = instance.ids.length
  return {
    instance,
    seats: instance.blocks.map((rules) => emptySeats(rules, count)),
    asked: new Int32Array(count),
    isPlaced: new Uint8Array(count),
  }
}

/** The same standing once more, to try something out on. */
export function copyStanding(standing: Standing): Standing {
  const { instance, seats, asked, isPlaced } = standing
  return { instance, seats: seats.map(copySeats), asked: asked.slice(), isPlaced: isPlaced.slice() }
}

/** Lets somebody ask for the choices that are left to them; whoever has to go for it asks on, and so forth. */
export function enter(standing: Standing, person: number): void {
  const { instance, asked, isPlaced } = standing
  let asking = person
  while (asking >= 0) {
    const at = (instance.choiceFrom[asking] ?? 0) + (asked[asking] ?? 0)
    if (at >= (instance.choiceFrom[asking + 1] ?? 0)) {
      isPlaced[asking] = 0
      return
    }
    asked[asking] = (asked[asking] ?? 0) + 1
    isPlaced[asking] = 1
    asking = offer(standing, asking, instance.choice[at] ?? 0, instance.score[at] ?? 0)
  }
}

/** Somebody asks a programme: who of all its people has to go, −1 where nobody. */
export function offer({ instance, seats }: Standing, person: number, programme: number, score: number): number {
  let going = person
  let base = keyOf(instance, person, score)
  const to = instance.blockFrom[programme + 1] ?? 0
  for (let block = instance.blockFrom[programme] ?? 0; block < to; block += 1) {
    const there = seats[block]
    const rules = instance.blocks[block]
    if (!there || !rules || (rules.only >= 0 && !hasTag(instance, going, rules.only))) continue
    const isFirst = rules.first >= 0 && hasTag(instance, going, rules.first)
    going = seat(there, going, isFirst ? base + firstBonus : base)
    if (going < 0) return -1
    base = there.outKey >= firstBonus ? there.outKey - firstBonus : there.outKey
  }
  return going
}

/** The score and the lot in one number: the greater, the earlier. */
export function keyOf(instance: Instance, person: number, score: number): number {
  return score * peopleMax + (peopleMax - 1 - (instance.lots[person] ?? 0))
}

/** The score that a key was made of. */
export function scoreOfKey(key: number): number {
  return Math.floor((key >= firstBonus ? key - firstBonus : key) / peopleMax)
}

/** Whether a person has a tag, by its index. */
export function hasTag({ tags, tagWords }: Instance, person: number, tag: number): boolean {
  return (((tags[person * tagWords + (tag >> 5)] ?? 0) >>> (tag & 31)) & 1) === 1
}

/** What came of it for one person: which of their choices, and in which block; null where nobody took them. */
export type Outcome = {
  readonly person: string
  readonly placed: { readonly programme: string; readonly block: string; readonly choice: number } | null
}

/** What came of it for everybody, in the order of the people's ids. */
export function outcomesOf({ instance, seats, asked, isPlaced }: Standing): readonly Outcome[] {
  const blockOf = new Int32Array(instance.ids.length).fill(-1)
  seats.forEach((there, block) => {
    for (let place = 0; place < there.size; place += 1) blockOf[there.people[place] ?? 0] = block
  })
  return instance.ids
    .map((person, index) => {
      if (!isPlaced[index]) return { person, placed: null }
      const choice = (asked[index] ?? 0) - 1
      const programme = instance.programmeIds[instance.choice[(instance.choiceFrom[index] ?? 0) + choice] ?? 0] ?? ''
      return { person, placed: { programme, block: instance.blockIds[blockOf[index] ?? 0] ?? '', choice } }
    })
    .sort((one, other) => (one.person < other.person ? -1 : 1))
}
