import {
  bindingIn,
  cutOffOf,
  explainAssigned,
  type AssignedStanding,
  type BoundName,
} from '../../../lib/matching/assign-explain.ts'
import { standingOfDecided } from '../../../lib/matching/deciding.ts'
import { explain, type ChoiceReason } from '../../../lib/matching/explain.ts'
import { reckonSelection, type Published, type Reckoned, type Selection } from '../../../lib/matching/selection.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { findOrganisation } from '../../organisations/public.ts'
import type { SaidBound } from '../contract/board.ts'
import { factOf } from '../core/method.ts'
import { scoreMost, type RoundProgrammeRules } from '../core/rules.ts'

/** What a reckoning came to, however it was decided: who sits where, the lowest score placed in each kind of places, the limits that decided. */
export type Outcomes = {
  readonly outcomes: readonly Published[]
  cutOff(programmeId: string, blockId: string): number | null
  readonly binding: readonly BoundName[]
}

/** The outcomes of a reckoning that was kept. The optimal method is not decided again for it: what it published is counted. */
export function outcomesOf(selection: Selection): Outcomes | undefined {
  if (selection.method === undefined) {
    const reckoned = reckonSelection(selection)
    if (!reckoned.ok) return undefined
    const { outcomes } = reckoned.value
    return { outcomes, binding: [], cutOff: (programme, block) => lowestOf(reckoned.value, programme, block) }
  }
  const standing = standingOfDecided(selection)
  if (!standing) return undefined
  return {
    outcomes: selection.published ?? [],
    binding: bindingIn(standing),
    cutOff: (programme, block) => lowestIn(standing, programme, block),
  }
}

function lowestIn(standing: AssignedStanding, programme: string, block: string): number | null {
  const { bounds } = standing.assignment
  const places = bounds.find((one) => one.kind === 'places' && one.programme === programme && one.block === block)
  return places ? cutOffOf(standing, places) : null
}

function lowestOf({ standing }: Reckoned, programmeId: string, blockId: string): number | null {
  const { instance, seats } = standing
  const programme = instance.programmeIds.indexOf(programmeId)
  for (let at = instance.blockFrom[programme] ?? 0; at < (instance.blockFrom[programme + 1] ?? 0); at += 1) {
    const there = seats[at]
    if (instance.blockIds[at] !== blockId || !there || there.size === 0 || there.size < there.rules.places) continue
    const keys = there.keys.subarray(0, there.size)
    return Math.floor((Math.min(...keys) % 2 ** 52) / 2 ** 21)
  }
  return null
}

/** What became of a choice under either method. */
export type Explained = {
  readonly choices: readonly (Omit<ChoiceReason, 'blocks'> & { readonly blocks: readonly ReasonOf[] })[]
  readonly open: readonly string[]
}
type ReasonOf = ReturnType<typeof deferredReason> | ReturnType<typeof optimalReason>

/** Tells why somebody was placed or not; undefined where nothing was matched for them. */
export type Explainer = (code: string, others: readonly string[]) => Explained | undefined

/** Reckons a confirmed selection once, to explain it to everybody who asks. */
export function explainerOf(selection: Selection): Explainer {
  const tell = selection.method === undefined ? deferredExplainer(selection) : optimalExplainer(selection)
  const pinned = new Set(selection.pins.map(({ person }) => person))
  // Whoever was placed by hand was not matched: there is nothing to explain but the reason that was given.
  return (code, others) => (pinned.has(code) ? undefined : tell(code, others))
}

function deferredExplainer(selection: Selection): Explainer {
  const reckoned = reckonSelection(selection)
  if (!reckoned.ok) return () => undefined
  const { standing } = reckoned.value
  const places = new Map(standing.instance.ids.map((id, person) => [id, person]))
  return (code, others) => {
    const person = places.get(code)
    if (person === undefined) return undefined
    const { choices, open } = explain(standing, person, scoreMost, others)
    return { open, choices: choices.map((one) => ({ ...one, blocks: one.blocks.map(deferredReason) })) }
  }
}

function optimalExplainer(selection: Selection): Explainer {
  const standing = standingOfDecided(selection)
  if (!standing) return () => undefined
  const places = new Map(standing.assignment.people.map(({ id }, person) => [id, person]))
  return (code) => {
    const person = places.get(code)
    if (person === undefined) return undefined
    // No smallest score and no open places: under this method neither can be relied on.
    const choices = explainAssigned(standing, person)
    return {
      open: [],
      choices: choices.map((one) => ({ ...one, needed: null, blocks: one.blocks.map(optimalReason) })),
    }
  }
}

const deferredReason = (reason: ChoiceReason['blocks'][number]) => ({
  ...{ block: reason.block, cutOff: reason.cutOff, why: reason.why },
  last: 'last' in reason ? reason.last : null,
  limit: 'limit' in reason ? reason.limit : null,
  bound: null,
})

const optimalReason = (reason: ReturnType<typeof explainAssigned>[number]['blocks'][number]) => ({
  ...{ block: reason.block, cutOff: reason.cutOff, why: reason.why, limit: null },
  last: 'last' in reason ? reason.last : null,
  bound: 'bound' in reason ? reason.bound : null,
})

type Titled = ReadonlyMap<string, { readonly title: string }>

/** Limits as people read them: with the titles of programmes and kinds of places, and the names of schools and areas. */
export async function sayBounds(
  tx: Tx,
  bounds: readonly (BoundName & { readonly there?: number })[],
  rules: readonly Pick<RoundProgrammeRules, 'programmeId' | 'blocks'>[],
  titles: Titled,
): Promise<SaidBound[]> {
  const said = []
  for (const { kind, programme, block, of, group, number, there = null } of bounds) {
    const known = factOf(of, group)
    const isOrganisation = known.fact === 'school' || known.fact === 'area'
    const name = isOrganisation ? (await findOrganisation(tx, known.group ?? ''))?.name : known.group
    const blocks = rules.find(({ programmeId }) => programmeId === programme)?.blocks
    said.push({
      ...{ kind, number, there, fact: known.fact, group: name ?? null },
      programmeTitle: programme === null ? null : (titles.get(programme)?.title ?? ''),
      blockTitle: block === null ? null : (blocks?.find(({ id }) => id === block)?.title ?? block),
    })
  }
  return said
}
