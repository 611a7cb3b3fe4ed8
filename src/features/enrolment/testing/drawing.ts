import fc from 'fast-check'
import type { Result } from '../../../lib/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { actors, done, everybody, people, type Actor, type Person } from './cast.ts'
import type { Sheet } from './sheet.ts'
import { isLive, isOffered, isWaiting, standingOf, type State, type World } from './world.ts'

/**
 * How the steps reach the product: each as somebody, by the door that is theirs. What is drawn to be done twice is sent twice,
 * and only what the first answered counts.
 */
export type Hands = {
  readonly programmeId: string
  /** Sends a request as somebody and gives what was answered: `done`, a code, or one of these for each row. */
  readonly send: (as: Actor, method: string, path: string, body?: object) => Promise<string>
  /** Does work that has no route of its own here, as somebody or as the system; a refusal is undone. */
  readonly work: <T>(as: Actor | undefined, work: (tx: Tx) => Promise<Result<T, string>>) => Promise<Result<T, string>>
  /** Does the job that enrols everybody, once more where it is told twice. */
  readonly enrolEverybody: (intakeId: string) => Promise<void>
  readonly personId: (person: Person) => string
  readonly enrolmentId: (person: Person) => string
  readonly turnId: (person: Person) => string
  readonly requestId: (at: number) => string
  readonly asked: (id: string) => void
  readonly moveId: (at: number) => string
  readonly moved: (id: string) => void
  readonly save: (as: Actor, sheet: Sheet) => Promise<string>
  readonly cellId: (key: string) => string
  readonly electiveId: (at: number) => string
  readonly begin: () => Promise<void>
}

/** One step of a history: what the model says to it, and how it is done. */
export type Step = {
  readonly name: string
  readonly says: (world: World) => string
  readonly does: (hands: Hands) => Promise<string>
}
/** A step as it was drawn: whom it is about follows from how things stand; undefined where there is nobody for it. */
export type Drawn = (world: Readonly<World>) => Step | undefined

type Wish = (world: Readonly<World>, person: Person) => boolean
type Crowd = { readonly order: readonly Person[]; readonly isBlind: boolean }
/** The people in any order: mostly those first for whom a step is meant, now and then whoever comes. */
export const crowd: fc.Arbitrary<Crowd> = fc.record({
  order: fc.shuffledSubarray([...everybody], { minLength: everybody.length }),
  isBlind: fc.integer({ min: 0, max: 5 }).map((chance) => chance === 5),
})
export function pick(world: Readonly<World>, { order, isBlind }: Crowd, wish: Wish): readonly Person[] {
  return isBlind ? order : order.filter((person) => wish(world, person))
}
export const isOpen: Wish = (world, who) => isOffered(world, who) || isWaiting(world, who)
export const isNew: Wish = (world, who) => people[who].isMeant && !standingOf(world, who) && !isOpen(world, who)
export const isInside: Wish = ({ tries }, who) => isLive(tries.get(who))
export const isAt =
  (state: State): Wish =>
  ({ tries }, who) =>
    tries.get(who)?.state === state
export const isOutside: Wish = ({ tries }, who) => tries.get(who)?.state !== 'admitted'

export const size = fc.integer({ min: 1, max: 3 })
/** Mostly whoever usually does such a thing; now and then anybody at all. */
export const by = (...usual: readonly [Actor, ...Actor[]]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...actors) })
/** Whoever usually does such a thing, where nobody is drawn. */
export const someoneElse = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.constantFrom(...actors))
  .map(([chance, actor]) => (chance === 8 ? actor : undefined))
export const codesOf = (rows: readonly { readonly code: string | null }[]) =>
  rows.map(({ code }) => code ?? done).join()
export const asAnswer = (result: Result<string, string>) => (result.ok ? result.value : result.error)
export const reason = '测试'
export const rootsOf = (tx: Tx) => (tx.context.actor?.grants ?? []).map(({ organisationId }) => organisationId)
export const registrarOf = (person: Person): Actor => (people[person].school === 'a' ? '甲专干' : '丙专干')
