import { ready } from '../../credits/public.ts'
import { loadClasses } from '../../credits/public.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { FrozenFacts, FrozenRequirement, FrozenExemption, FrozenStanding, Sums } from '../core.ts'
import type { Rules } from '../store/editions.ts'

/** Says how somebody stands by the rules of their place, and what is asked there. */
export type Reckoner = {
  readonly stand: (
    rulesNo: number | null,
    who: { readonly facts: FrozenFacts; readonly exemptions: readonly FrozenExemption[]; readonly inPost: boolean },
    sums: Sums,
  ) => readonly FrozenStanding[]
  /** What was asked of anybody so far, each once, in order. */
  readonly requirements: () => readonly FrozenRequirement[]
}

const dimension = (text: string) => (text === '' ? null : text)

/** The evaluator over frozen rules: the same rules, facts and hours give the same standings, whenever it is asked. */
export async function openReckoner(
  tx: Tx,
  moment: { readonly today: string; readonly year: number },
  rules: readonly Rules[],
): Promise<Reckoner> {
  const known = await loadClasses(tx)
  const places = new Map([...known.keys()].map((id, place) => [id, place]))
  const classes = [...known.values()].map(({ category, level, mode, kind, proof }) => ({
    category: dimension(category),
    level: dimension(level),
    mode: dimension(mode),
    kind: dimension(kind),
    proof: proof === '' ? [] : proof.split(','),
  }))
  const asked = new Map<string, FrozenRequirement>()
  const prepared = new Map(rules.map(({ no, books }) => [no, ready(books, classes, moment)]))
  return {
    requirements: () => [...asked.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    stand: (rulesNo, { facts, exemptions, inPost }, { years, classIds, centihours }) => {
      const own = rulesNo === null || !inPost ? undefined : prepared.get(rulesNo)
      const totals = { years, classes: classIds.map((id) => places.get(id) ?? -1), centihours }
      const told = own?.(facts, exemptions, totals) ?? []
      return told.map(({ requirement, standing }) => {
        if (!asked.has(requirement.id)) asked.set(requirement.id, plain(requirement))
        const { state, needed, earned, counted, over, carried, missing } = standing
        return { requirementId: requirement.id, state, needed, earned, counted, over, carried, missing }
      })
    },
  }
}

function plain(one: FrozenRequirement): FrozenRequirement {
  const { id, kind, title, fromYear, toYear, units, unit, source, policy } = one
  return { id, kind, title, fromYear, toYear, units, unit, source, policy }
}
