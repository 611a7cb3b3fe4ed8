import type { Item } from '../core/draft.ts'
import type { ItemKind } from '../core/fields.ts'
import type { PlanReview } from '../contract/documents.ts'

/** One item of a draft as it travels. */
export type ShownItem = NonNullable<PlanReview['draft']>['items'][number]

/** What an item says: its kind and the fields of that kind. */
export type Content = {
  readonly [K in ItemKind]: { readonly kind: K; readonly fields: Extract<ShownItem, { kind: K }>['fields'] }
}[ItemKind]

/** The kinds of items, in the order of the tabs. */
export const itemKinds = [
  'programme',
  'target',
  'hourRule',
  'quota',
  'phase',
  'member',
] as const satisfies readonly ItemKind[]

/** What an item is called. */
export function nameOf(item: Content): string {
  switch (item.kind) {
    case 'programme':
    case 'phase':
      return item.fields.name
    case 'target':
      return item.fields.measure
    case 'hourRule':
      return item.fields.scope
    case 'quota':
      return item.fields.group
    case 'member':
      return item.fields.who
  }
}

/** The same content under another name. */
export function renamed(content: Content, name: string): Content {
  switch (content.kind) {
    case 'programme':
      return { kind: 'programme', fields: { ...content.fields, name } }
    case 'phase':
      return { kind: 'phase', fields: { ...content.fields, name } }
    case 'target':
      return { kind: 'target', fields: { ...content.fields, measure: name } }
    case 'hourRule':
      return { kind: 'hourRule', fields: { ...content.fields, scope: name } }
    case 'quota':
      return { kind: 'quota', fields: { ...content.fields, group: name } }
    case 'member':
      return { kind: 'member', fields: { ...content.fields, who: name } }
  }
}

/** What one of the pieces of a content says: people and places stay with the first, so that cutting makes nobody twice. */
export function pieceOf(content: Content, name: string, place: number): Content {
  const piece = renamed(content, name)
  if (place === 0) return piece
  if (piece.kind === 'programme') return { ...piece, fields: { ...piece.fields, headcount: null, no: null } }
  return piece.kind === 'quota' ? { ...piece, fields: { ...piece.fields, count: 1 } } : piece
}

/** A blank sheet of each kind. */
export const blankOf = {
  programme: {
    kind: 'programme',
    fields: {
      no: null,
      name: '',
      heading: null,
      headcount: null,
      approximate: false,
      modes: [],
      months: [],
      place: null,
      level: 'county',
      kind: 'topic',
      category: null,
      centihours: 0,
      audience: {},
    },
  },
  target: {
    kind: 'target',
    fields: {
      measure: '',
      comparator: '>=',
      value: 0,
      upper: null,
      unit: '%',
      population: null,
      baseline: null,
      figure: 'goal',
    },
  },
  hourRule: {
    kind: 'hourRule',
    fields: { scope: '', category: null, min: null, max: null, period: 'year', average: false },
  },
  quota: { kind: 'quota', fields: { group: '', count: 1 } },
  phase: { kind: 'phase', fields: { name: '', from: null, to: null, deliverables: [] } },
  member: { kind: 'member', fields: { role: 'head', who: '' } },
} as const satisfies { [K in ItemKind]: Extract<Content, { kind: K }> }

/** The content of an item, and of several as one: the first, with people and places added up. */
export function joined(items: readonly Content[]): Content | undefined {
  const [first] = items
  if (first?.kind === 'quota') {
    const count = items.reduce((sum, item) => sum + (item.kind === 'quota' ? item.fields.count : 0), 0)
    return { kind: 'quota', fields: { ...first.fields, count } }
  }
  if (first?.kind !== 'programme') return first
  const sizes = items.map((item) => (item.kind === 'programme' ? item.fields.headcount : null))
  const whole = sizes.includes('all')
  const sum = sizes.reduce<number>((total, size) => total + (typeof size === 'number' ? size : 0), 0)
  return { kind: 'programme', fields: { ...first.fields, headcount: whole ? 'all' : sum === 0 ? null : sum } }
}

/** Whether an item still stands in the draft for something: neither replaced by others nor left out. */
export const isShownLive = (item: Pick<Item, 'decision'>) =>
  item.decision === 'open' || item.decision === 'accepted' || item.decision === 'corrected'
