import type { Average, Policy } from '../../../lib/policy/language.ts'
import { cycleOf } from '../../../lib/policy/who.ts'
import type { Cell } from './matrix.ts'
import type { Book, Told } from './standing.ts'

type Change = 'newly_short' | 'newly_met'

/** How somebody stands under one text: the most that they miss, whether it asks anything, and what counts of all their hours. */
export type Stand = {
  readonly missing: number
  readonly isAsked: boolean
  /** Null where no text was in force, under which everything counts. */
  readonly counted: number | null
  readonly earned: number
}

/** What a draft changes for somebody. */
export type Shift = {
  readonly change: Change | null
  readonly missing: readonly [before: number, after: number]
  readonly counted: readonly [before: number, after: number]
}

/** Compares how somebody stands under what is in force and under a draft. */
export function shiftOf(before: Stand, after: Stand): Shift {
  const [was, is] = [before.missing, after.missing]
  const counts = after.counted ?? after.earned
  return {
    change: was === 0 && is > 0 ? 'newly_short' : was > 0 && is === 0 ? 'newly_met' : null,
    missing: [was, is],
    counted: [before.counted ?? after.earned, counts],
  }
}

/** Whether a draft changes anything for somebody. */
export function isShifted({ change, counted: [before, after] }: Shift): boolean {
  return change !== null || before !== after
}

/** The order of the list: who newly falls short, the most missing first; who newly passes; then by how much what counts changes. */
export function byShift(a: Shift, b: Shift): number {
  const rank = ({ change }: Shift) => (change === 'newly_short' ? 0 : change === 'newly_met' ? 1 : 2)
  const moved = ({ counted: [before, after] }: Shift) => Math.abs(after - before)
  return rank(a) - rank(b) || b.missing[1] - a.missing[1] || b.missing[0] - a.missing[0] || moved(b) - moved(a)
}

/**
 * Asks nothing of anybody, and tells what counts of all hours: it is put beside the rules of both texts, over the cycle of the
 * draft, so that what a maximum, a proof or a rate changes is seen where no minimum is asked.
 */
export function measureOf(draft: Policy, year: number): Average {
  const { from, to } = cycleOf(draft, year)
  const title = { zh: '计入合计', en: 'All that counts' }
  return { kind: 'average', id: ' counted', title, of: {}, period: { kind: 'span', from, to }, units: 0 }
}

/** A policy with the measure beside its rules. */
export function measured<B extends Book>(book: B, measure: Average): B {
  return { ...book, policy: { ...book.policy, rules: [...book.policy.rules, measure] } }
}

/** Sums of each requirement: of a minimum who is asked and who reaches it, of a maximum who has hours that do not count. */
export function tallies() {
  const rules = new Map<string, { due: number; met: number }>()
  const limits = new Map<string, { due: number; people: number; over: number }>()
  return {
    rules,
    limits,
    add: ({ requirement: { id }, standing: { kind, state, missing, over } }: Told): void => {
      if (kind === 'least' && state !== 'exempt') {
        const { due, met } = rules.get(id) ?? { due: 0, met: 0 }
        rules.set(id, { due: due + 1, met: met + (missing === 0 ? 1 : 0) })
      }
      if (kind === 'most') {
        const sum = limits.get(id) ?? { due: 0, people: 0, over: 0 }
        limits.set(id, { due: sum.due + 1, people: sum.people + (over > 0 ? 1 : 0), over: sum.over + over })
      }
    },
  }
}

type Schools = ReadonlyMap<string, ReadonlyMap<string, Cell>>

/** Which schools reach an aim under one text, and those for which that changes. Of a ratio every group has to. */
export function aimOf(id: string, before: Schools, after: Schools) {
  const reaches = (cell: Cell) => cell.met >= cell.due
  const sumOf = (schools: Schools) => {
    const cells = [...schools.values()].flatMap((own) => own.get(id) ?? [])
    return cells.length === 0 ? null : { due: cells.length, met: cells.filter(reaches).length }
  }
  const schools = [...new Set([...before.keys(), ...after.keys()])].flatMap((organisationId) => {
    const [was, is] = [before.get(organisationId)?.get(id), after.get(organisationId)?.get(id)]
    const [wasShort, isShort] = [was !== undefined && !reaches(was), is !== undefined && !reaches(is)]
    if (wasShort === isShort) return []
    const change: Change = isShort ? 'newly_short' : 'newly_met'
    return [{ organisationId, change, before: toldOf(was), after: toldOf(is) }]
  })
  return { before: sumOf(before), after: sumOf(after), schools }
}

const toldOf = (cell: Cell | undefined) => (cell ? { due: cell.due, met: cell.met, mean: cell.mean } : null)
