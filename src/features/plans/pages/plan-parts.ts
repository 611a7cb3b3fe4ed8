import type { PlanInFull } from '../contract/plans.ts'
import { blankOf, type Content } from './items.ts'

/** The lists of a plan whose rows are added, changed and taken out one by one. */
export type PartKind = 'phase' | 'target' | 'hourRule' | 'quota'

/** Which row is meant; a row that is not there yet has an id that was chosen for it. */
export type Part = { readonly kind: PartKind; readonly id: string }

const wholeOf = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100)
const hundredths = (whole: number | null) => (whole === null ? null : Math.round(whole * 100))

const listOf = { phase: 'phases', target: 'targets', hourRule: 'hourRules', quota: 'quotas' } as const

/** What the sheet of a row shows: the row as it stands, or a blank one. */
export function contentOf(plan: PlanInFull, { kind, id }: Part): Content {
  switch (kind) {
    case 'phase': {
      const row = plan.phases.find((each) => each.id === id)
      if (!row) return blankOf.phase
      const { name, fromOn, toOn, deliverables } = row
      return { kind, fields: { name, from: fromOn, to: toOn, deliverables } }
    }
    case 'target': {
      const row = plan.targets.find((each) => each.id === id)
      if (!row) return blankOf.target
      const { measure, comparator, unit, population } = row
      const [value, upper, baseline] = [row.valueHundredths / 100, row.upperHundredths, row.baselineHundredths]
      const figures = { value, upper: wholeOf(upper), baseline: wholeOf(baseline), figure: 'goal' as const }
      return { kind, fields: { measure, comparator, unit, population, ...figures } }
    }
    case 'hourRule': {
      const row = plan.hourRules.find((each) => each.id === id)
      if (!row) return blankOf.hourRule
      const { scope, category, period, average, minCentihours, maxCentihours } = row
      return {
        kind,
        fields: { scope, category, period, average, min: wholeOf(minCentihours), max: wholeOf(maxCentihours) },
      }
    }
    case 'quota': {
      const row = plan.quotas.find((each) => each.id === id)
      return row ? { kind, fields: { group: row.groupName, count: row.places } } : blankOf.quota
    }
  }
}

/** What a row is called, to ask before it is taken out. */
export function nameOfPart(plan: PlanInFull, part: Part): string {
  const content = contentOf(plan, part)
  if (content.kind === 'target') return content.fields.measure
  if (content.kind === 'hourRule') return content.fields.scope
  if (content.kind === 'quota') return content.fields.group
  return content.kind === 'phase' ? content.fields.name : ''
}

/** The list of a plan with this row put in, or in the place of the one with its id. */
export function listWith(plan: PlanInFull, { id }: Part, content: Content) {
  switch (content.kind) {
    case 'phase': {
      const { name, from, to, deliverables } = content.fields
      return {
        phases: placed(plan.phases, { id, name, fromOn: from, toOn: to, deliverables: [...deliverables] }),
      }
    }
    case 'target': {
      const { measure, comparator, unit, population, value, upper, baseline } = content.fields
      const row = { id, measure, comparator, unit, population, valueHundredths: Math.round(value * 100) }
      const more = { upperHundredths: hundredths(upper), baselineHundredths: hundredths(baseline) }
      return { targets: placed(plan.targets, { ...row, ...more }) }
    }
    case 'hourRule': {
      const { scope, category, period, average, min, max } = content.fields
      const size = { minCentihours: hundredths(min), maxCentihours: hundredths(max) }
      return { hourRules: placed(plan.hourRules, { id, scope, category, period, average, ...size }) }
    }
    case 'quota':
      return { quotas: placed(plan.quotas, { id, groupName: content.fields.group, places: content.fields.count }) }
    case 'programme':
    case 'member':
      throw new Error(`${content.kind} is no part of a plan that is changed by itself`)
  }
}

/** The list of a plan without this row. */
export function listWithout(plan: PlanInFull, { kind, id }: Part) {
  const others = <Row extends { id: string }>(rows: readonly Row[]) => rows.filter((row) => row.id !== id)
  switch (listOf[kind]) {
    case 'phases':
      return { phases: others(plan.phases) }
    case 'targets':
      return { targets: others(plan.targets) }
    case 'hourRules':
      return { hourRules: others(plan.hourRules) }
    case 'quotas':
      return { quotas: others(plan.quotas) }
  }
}

function placed<Row extends { id: string }, New extends { id: string }>(rows: readonly Row[], row: New): (Row | New)[] {
  return rows.some(({ id }) => id === row.id) ? rows.map((each) => (each.id === row.id ? row : each)) : [...rows, row]
}
