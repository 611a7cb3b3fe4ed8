import { err, ok, type Result } from '../result.ts'
import { assign, type AssignFlaw } from './assign.ts'
import { standingOf, type AssignedStanding } from './assign-explain.ts'
import { assignmentOf, type AssignInput } from './bounds.ts'
import { commitmentOf } from './lots.ts'
import type { Solver } from './linear.ts'
import type { Published, Selection, SelectionFlaw } from './selection.ts'

/** Why a selection cannot be decided, under either method. */
export type DecidingFlaw = SelectionFlaw | AssignFlaw

/** Decides a selection under limits that may cross: whoever was placed by hand takes their place first, and counts in every limit. */
export function decideOptimal(selection: Selection, solve: Solver): Result<readonly Published[], DecidingFlaw> {
  const { seed, salt, commitment, pins, programmes } = selection
  if (commitmentOf(seed, salt) !== commitment) return err({ code: 'seed_broken', about: [] })
  const over = programmes.flatMap(({ id, blocks }) =>
    blocks
      .filter((block) => pins.filter((pin) => pin.programme === id && pin.block === block.id).length > block.places)
      .map((block) => [id, block.id]),
  )[0]
  if (over) return err({ code: 'pins_over_places', about: over })
  const done = assign(inputOf(selection), solve)
  if (!done.ok) return done
  const pinned = new Map(pins.map((pin) => [pin.person, pin]))
  return ok(
    done.value.outcomes.map(({ person, placed }) => {
      const pin = pinned.get(person)
      if (pin) return { person, programme: pin.programme, block: pin.block }
      return { person, programme: placed?.programme ?? null, block: placed?.block ?? null }
    }),
  )
}

/** The standing of a decided selection, for explaining it without deciding it again; undefined where the input cannot be. */
export function standingOfDecided(selection: Selection): AssignedStanding | undefined {
  const read = assignmentOf(inputOf(selection))
  return read.ok ? standingOf(read.value, selection.published ?? []) : undefined
}

// Whoever was placed by hand stays in the list without choices: so everybody has a lot, and an outcome.
function inputOf({ seed, programmes, people, limits = [], pins }: Selection): AssignInput {
  const pinned = new Set(pins.map(({ person }) => person))
  return {
    ...{ seed, programmes, limits },
    people: people.map((person) => (pinned.has(person.id) ? { ...person, choices: [] } : person)),
    taken: pins.flatMap(({ person, programme, block }) =>
      programme === null || block === null ? [] : [{ person, programme, block }],
    ),
  }
}
