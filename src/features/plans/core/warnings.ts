import { isLive, itemsOf, type Draft, type Item } from './draft.ts'
import type { Document } from './extract.ts'
import type { Warning, WarningCode } from './found.ts'
import type { At } from './lines.ts'
import { bare } from './reading/text.ts'

/** Codes that the draft itself decides: they come and go with its items. The reader's other warnings are about the source and stay. */
const reckoned = [
  'target-below-current',
  'missing-month',
  'missing-place',
  'missing-headcount',
  'count-mismatch',
] as const

export type DraftWarningCode =
  | WarningCode
  | 'programme-twice'
  | 'places-exceed-people'
  | 'hour-rule-reversed'
  | 'phase-reversed'
  | 'year-missing'
  | 'nothing-found'

/** What the officer should look at: figures for the sentence, the items that it is about, and its place in the source. */
export type DraftWarning = {
  readonly code: DraftWarningCode
  readonly params: Readonly<Record<string, string | number>>
  readonly items: readonly string[]
  readonly at: At | null
}

type Of<K extends Item['kind']> = Extract<Item, { kind: K }>

/** The warnings of one document of a draft as it stands now. */
export function warningsOf(draft: Draft, document: number, read: Document | undefined): readonly DraftWarning[] {
  const live = <K extends Item['kind']>(kind: K) => itemsOf(draft, document, kind).filter(isLive)
  const programmes = live('programme')
  const targets = live('target')
  const head = draft.documents[document]
  const fromSource = (read?.warnings ?? [])
    .filter((warning) => !reckoned.some((code) => code === warning.code))
    .map(({ code, params, at }): DraftWarning => ({ code, params, items: [], at }))
  return [
    ...fromSource,
    ...(head && head.year === null ? [about('year-missing', [], {})] : []),
    ...(draft.items.some((item) => item.document === document) ? [] : [about('nothing-found', [], {})]),
    ...missing(programmes),
    ...twice(programmes),
    ...miscounted(programmes, targets),
    ...belowCurrent(targets, read?.warnings ?? []),
    ...oversubscribed(programmes, live('quota')),
    ...live('hourRule').flatMap((rule) => {
      const { min, max } = rule.fields
      return min !== null && max !== null && min > max ? [about('hour-rule-reversed', [rule], { min, max })] : []
    }),
    ...live('phase').flatMap((phase) => {
      const { name, from, to } = phase.fields
      return from !== null && to !== null && from > to ? [about('phase-reversed', [phase], { name, from, to })] : []
    }),
  ]
}

function about(code: DraftWarningCode, items: readonly Item[], params: DraftWarning['params']): DraftWarning {
  return {
    code,
    params: { count: items.length, ...params },
    items: items.map((item) => item.id),
    at: items.at(0)?.at ?? null,
  }
}

function missing(programmes: readonly Of<'programme'>[]): DraftWarning[] {
  const lacking = (code: DraftWarningCode, lacks: (item: Of<'programme'>) => boolean) => {
    const found = programmes.filter(lacks)
    return found.length === 0 ? [] : [about(code, found, { name: found[0]?.fields.name ?? '' })]
  }
  return [
    ...lacking('missing-headcount', ({ fields }) => fields.headcount === null),
    ...lacking('missing-month', ({ fields }) => fields.months !== 'year-round' && fields.months.length === 0),
    ...lacking('missing-place', ({ fields }) => fields.place === null),
  ]
}

function twice(programmes: readonly Of<'programme'>[]): DraftWarning[] {
  const groups = Map.groupBy(programmes, (item) => bare(item.fields.name))
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => about('programme-twice', group, { name: group[0]?.fields.name ?? '' }))
}

/** The text says how many programmes there are, and the draft has another number. */
function miscounted(programmes: readonly Of<'programme'>[], targets: readonly Of<'target'>[]): DraftWarning[] {
  return targets.flatMap((target) => {
    const { unit, measure, value, comparator, population } = target.fields
    if (!countsProgrammes({ unit, measure }) || comparator !== '=' || value === programmes.length) return []
    const found = programmes.length
    return [about('count-mismatch', [target], { stated: value, found, population: population ?? '' })]
  })
}

/** A goal below what the text reports as reached, or below its own base year; gone when the goal is corrected or dropped. */
function belowCurrent(targets: readonly Of<'target'>[], read: readonly Warning[]): DraftWarning[] {
  return targets.flatMap((goal) => {
    const { fields, at } = goal
    if (fields.figure !== 'goal' || (fields.comparator !== '>=' && fields.comparator !== '=')) return []
    const found = read.find(
      (warning) =>
        warning.code === 'target-below-current' &&
        at !== null &&
        warning.at?.block === at.block &&
        warning.at.start === at.start,
    )
    const current = typeof found?.params['current'] === 'number' ? found.params['current'] : fields.baseline
    if (current === null || current <= fields.value) return []
    const { measure, value, unit } = fields
    return [about('target-below-current', [goal], { measure, goal: value, current, unit })]
  })
}

/** The quotas of a programme add up to more people than it is for. */
function oversubscribed(programmes: readonly Of<'programme'>[], quotas: readonly Of<'quota'>[]): DraftWarning[] {
  if (quotas.length < 2) return []
  const sum = quotas.reduce((total, item) => total + item.fields.count, 0)
  const headcounts = programmes.flatMap(({ fields }) =>
    typeof fields.headcount === 'number' ? [fields.headcount] : [],
  )
  if (headcounts.length === 0 || headcounts.length !== programmes.length) return []
  const places = headcounts.reduce((total, count) => total + count, 0)
  return sum > places ? [about('places-exceed-people', quotas, { stated: places, found: sum })] : []
}

/** Whether a target counts the plan's own programmes: its figure is then never typed in. */
export function countsProgrammes(target: { readonly unit: string; readonly measure: string }): boolean {
  return /^[个项]$/.test(target.unit) && /项目(?:数量?)?$/.test(target.measure)
}
