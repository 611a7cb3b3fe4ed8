import { averageOf, ratioOf } from '../../../lib/policy/groups.ts'
import type { Average, Ratio, Rule } from '../../../lib/policy/language.ts'

/** What is known of one person for the matrix: where they are, what they teach, and how they stand. */
export type Stander = {
  readonly organisationId: string
  readonly stage: string | null
  readonly subjects: readonly string[]
}
export type Stood = {
  readonly kind: 'least' | 'most' | 'average' | 'ratio'
  readonly state: string
  readonly counted: number
  readonly missing: number
}

/** A subject, stage or school that a ratio is judged on. */
export type Group = { readonly key: string; readonly people: number; readonly have: number; readonly needed: number }

/**
 * How a school stands against a requirement. `due` and `met` count people where each has to reach it, groups where a ratio is
 * asked, and the school itself where its average is.
 */
export type Cell = {
  readonly due: number
  readonly met: number
  /** Of an average: what a person of the school has, in hundredths. */
  readonly mean: number | null
  /** Of a ratio: the groups that fall short. */
  readonly short: readonly Group[]
}

type Tally = { due: number; met: number; readonly counted: number[]; readonly groups: Map<string, number[]> }

/** Gathers people one by one, and then says how each school stands against each requirement. */
export function matrixOf(rules: ReadonlyMap<string, Rule>) {
  const tallies = new Map<string, Map<string, Tally>>()
  const tallyOf = (organisationId: string, requirementId: string): Tally => {
    const own = tallies.get(organisationId) ?? new Map<string, Tally>()
    tallies.set(organisationId, own)
    const tally = own.get(requirementId) ?? { due: 0, met: 0, counted: [], groups: new Map<string, number[]>() }
    own.set(requirementId, tally)
    return tally
  }
  return {
    add: (who: Stander, requirementId: string, { kind, state, counted, missing }: Stood) => {
      if (kind === 'most' || state === 'exempt') return
      const tally = tallyOf(who.organisationId, requirementId)
      const rule = rules.get(requirementId)
      if (kind === 'least') {
        tally.due += 1
        if (missing === 0) tally.met += 1
      } else if (kind === 'average') tally.counted.push(counted)
      else if (rule?.kind === 'ratio') {
        for (const key of groupsOf(rule, who)) {
          const group = tally.groups.get(key) ?? []
          group.push(counted)
          tally.groups.set(key, group)
        }
      }
    },
    schools: (): ReadonlyMap<string, ReadonlyMap<string, Cell>> =>
      new Map(
        [...tallies].map(([organisationId, own]) => [
          organisationId,
          new Map([...own].map(([id, tally]) => [id, cellOf(rules.get(id), tally)])),
        ]),
      ),
  }
}

// Whoever teaches two subjects stands in both.
function groupsOf({ per }: Ratio, { stage, subjects }: Stander): readonly string[] {
  if (per === 'school') return ['']
  return per === 'stage' ? [stage ?? ''] : subjects.length > 0 ? subjects : ['']
}

function cellOf(rule: Rule | undefined, tally: Tally): Cell {
  if (rule?.kind === 'average') return averageCell(rule, tally)
  return rule?.kind === 'ratio' ? ratioCell(rule, tally) : { due: tally.due, met: tally.met, mean: null, short: [] }
}

function averageCell(rule: Average, { counted }: Tally): Cell {
  const { mean, isMet } = averageOf(rule, counted)
  return { due: 1, met: isMet ? 1 : 0, mean, short: [] }
}

function ratioCell(rule: Ratio, { groups }: Tally): Cell {
  const judged = [...groups].map(([key, counted]) => ({ key, ...ratioOf(rule, counted) }))
  const short = judged
    .filter(({ isMet }) => !isMet)
    .map(({ key, people, have, needed }) => ({ key, people, have, needed }))
  return { due: judged.length, met: judged.length - short.length, mean: null, short }
}

/** Several schools taken together: what is due and met is summed, and a mean over schools says nothing. */
export function sumCells(cells: readonly Cell[]): Cell {
  return {
    due: cells.reduce((all, cell) => all + cell.due, 0),
    met: cells.reduce((all, cell) => all + cell.met, 0),
    mean: null,
    short: [],
  }
}
