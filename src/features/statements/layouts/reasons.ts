import { fieldsFor, type LayoutColumn, type LayoutContent, type Subject } from './layout.ts'

export const reasonCodes = [
  'nobody_named',
  'sheet_named_wrong',
  'title_missing',
  'title_twice',
  'field_foreign',
  'fixed_missing',
  'part_missing',
  'empty_required',
  'lengths_crossed',
  'bounds_crossed',
  'text_bounds',
  'number_bounds',
  'not_a_number',
  'codes_twice',
  'codes_blank',
] as const

/** Why a layout cannot be put in force, and in which of its columns, counted from 0; null where it is the layout itself. */
export type LayoutReason = { readonly code: (typeof reasonCodes)[number]; readonly column: number | null }

// What only figures can fill.
const figures: ReadonlySet<string> = new Set([
  ...['no', 'year', 'hours', 'hoursOf', 'needed', 'counted', 'missing', 'cycleCounted', 'cycleNeeded'],
  ...['people', 'due', 'met', 'short', 'share'],
])

const crossed = (low: number | undefined, high: number | undefined) =>
  low !== undefined && high !== undefined && low > high

function codesOf(column: LayoutColumn): LayoutReason['code'][] {
  const { codes = [] } = column
  const values = codes.map(({ value }) => value.trim())
  return [
    ...(new Set(values).size < values.length ? (['codes_twice'] as const) : []),
    ...(codes.some(({ value, code }) => value.trim() === '' || code.trim() === '') ? (['codes_blank'] as const) : []),
  ]
}

function reasonsOf(column: LayoutColumn, subject: Subject): LayoutReason['code'][] {
  const { title, field, kind, required, fixed, part, shortest, longest, shape, least, most, decimals, codes } = column
  const isText = kind === 'text'
  const found: readonly (readonly [LayoutReason['code'], boolean])[] = [
    ['title_missing', title.trim() === ''],
    ['field_foreign', !fieldsFor(subject).includes(field)],
    ['fixed_missing', field === 'fixed' && (fixed ?? '').trim() === ''],
    ['part_missing', field === 'hoursOf' && (part?.category ?? '').trim() === '' && part?.level === undefined],
    ['empty_required', field === 'empty' && required === true],
    ['lengths_crossed', crossed(shortest, longest)],
    ['bounds_crossed', crossed(least, most)],
    ['text_bounds', !isText && (shortest ?? longest ?? shape) !== undefined],
    ['number_bounds', isText && (least ?? most ?? decimals) !== undefined],
    ['not_a_number', !isText && field !== 'empty' && (!figures.has(field) || codes !== undefined)],
  ]
  return [...found.flatMap(([code, holds]) => (holds ? [code] : [])), ...codesOf(column)]
}

// The sheets that stand beside the list have names of their own.
const isSheetName = (name: string) => /^[^\\/?*[\]:]{1,31}$/.test(name) && !['校验', '与上次比较'].includes(name)

/** Everything that keeps a layout from being put in force, for a list of people or of schools. */
export function layoutReasons({ file, sheet, columns }: LayoutContent, subject: Subject): LayoutReason[] {
  const named = subject === 'person' ? ['name', 'staffNo', 'idNumber'] : ['school', 'schoolCode']
  const titles = columns.map(({ title }) => title.trim())
  return [
    ...(columns.some(({ field }) => named.includes(field)) ? [] : [{ code: 'nobody_named', column: null } as const]),
    ...(file === 'xlsx' && !isSheetName(sheet.trim()) ? [{ code: 'sheet_named_wrong', column: null } as const] : []),
    ...columns.flatMap((column, place) => [
      ...reasonsOf(column, subject).map((code) => ({ code, column: place })),
      ...(titles[place] !== '' && titles.indexOf(titles[place] ?? '') < place
        ? [{ code: 'title_twice', column: place } as const]
        : []),
    ]),
  ]
}

/** Whether only figures can stand in a field, so that its column begins as one of figures. */
export const isFigure = (field: string): boolean => figures.has(field)
