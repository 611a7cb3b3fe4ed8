import { readIdNumber } from '../../../lib/identity.ts'
import type { ProgrammeLevel } from '../../../lib/programmes/codes.ts'

/** What can stand in a column of a list of people. Hours are numbers with decimals, as other systems read them. */
export const personFields = [
  'no',
  'name',
  'staffNo',
  'idNumber',
  'phone',
  'phoneMasked',
  'gender',
  'school',
  'schoolCode',
  'town',
  'bureau',
  'regionCode',
  'stage',
  'subject',
  'title',
  'year',
  'hours',
  'hoursOf',
  'needed',
  'counted',
  'missing',
  'verdict',
  'cycleCounted',
  'cycleNeeded',
  'cycleVerdict',
  'stamp',
] as const

/** What can stand in a column of a list of schools. */
export const schoolFields = [
  'no',
  'school',
  'schoolCode',
  'town',
  'bureau',
  'regionCode',
  'year',
  'people',
  'hours',
  'hoursOf',
  'due',
  'met',
  'short',
  'share',
] as const

/** What stands in a column whatever the row: the same text in each, or nothing at all. */
export const stillFields = ['fixed', 'empty'] as const

export type KnownField = (typeof personFields)[number] | (typeof schoolFields)[number]
export type Field = KnownField | (typeof stillFields)[number]
export const fields: readonly Field[] = [...new Set<Field>([...personFields, ...schoolFields, ...stillFields])]

export const subjects = ['person', 'school'] as const
export type Subject = (typeof subjects)[number]

/** What the column of a layout can be made of. */
export function fieldsFor(subject: Subject): readonly Field[] {
  return [...(subject === 'person' ? personFields : schoolFields), ...stillFields]
}

/** What a text has to look like, by the names that people have for it. */
export const shapes = ['digits', 'alphanumeric', 'chinese', 'id_number'] as const
export type Shape = (typeof shapes)[number]

const looksLike: Readonly<Record<Shape, (text: string) => boolean>> = {
  digits: (text) => /^\d+$/.test(text),
  alphanumeric: (text) => /^[A-Za-z0-9]+$/.test(text),
  chinese: (text) => /^[\p{Script=Han}·]+$/u.test(text),
  id_number: (text) => readIdNumber(text).ok,
}

export type Value = string | number | null

/** What the other system calls a value. */
export type Code = { readonly value: string; readonly code: string }

/** One column of a layout: where it comes from, and what the other system takes. */
export type LayoutColumn = {
  readonly title: string
  readonly field: Field
  readonly kind: 'text' | 'number'
  readonly width: number
  readonly required?: boolean | undefined
  /** Of a text: characters at least and at most, and what it looks like. */
  readonly shortest?: number | undefined
  readonly longest?: number | undefined
  readonly shape?: Shape | undefined
  /** Of a figure: the smallest and the largest that is taken, and how many decimals. Nothing is ever rounded to fit. */
  readonly least?: number | undefined
  readonly most?: number | undefined
  readonly decimals?: number | undefined
  /** Another value than these is a flaw. */
  readonly codes?: readonly Code[] | undefined
  /** What a fixed column says in each row. */
  readonly fixed?: string | undefined
  /** Of which hours a column of some hours tells. */
  readonly part?: HourPart | undefined
}

export const spans = ['year', 'cycle'] as const

/** Some hours of the year, or of the cycle that it lies in: of a category with all that are under it, of a level, or of both. */
export type HourPart = {
  readonly category?: string | undefined
  readonly level?: ProgrammeLevel | undefined
  readonly over: (typeof spans)[number]
}

/** By what the hours of a column are told apart from those of others. */
export const partKey = ({ category = '', level, over }: HourPart): string =>
  JSON.stringify([category, level ?? '', over])

export const encodings = ['utf-8', 'gb18030'] as const

/** The text of a layout: the file that the other system takes, and its columns in their order. */
export type LayoutContent = {
  readonly file: 'xlsx' | 'csv'
  /** Of a text with commas. */
  readonly encoding?: (typeof encodings)[number] | undefined
  readonly sheet: string
  /** Lines above the head, as the other system has them: {{year}}, {{place}} and {{date}} are filled in. */
  readonly above: readonly string[]
  readonly columns: readonly LayoutColumn[]
}

/** One row before it is written: what is known of a person or a school. */
export type Facts = { readonly id: string } & { readonly [F in KnownField]?: Value } & {
  /** Hundredths of an hour by `partKey`. */
  readonly parts?: ReadonlyMap<string, number> | undefined
}

export const flawCodes = [
  'missing',
  'code_missing',
  'too_large',
  'too_small',
  'too_long',
  'too_short',
  'decimals',
  'shape',
] as const

/** Why the other system would refuse a cell: which column, what is in it, and what was asked. */
export type Flaw = {
  readonly code: (typeof flawCodes)[number]
  readonly column: string
  readonly field: Field
  /** What is in the cell; never an ID or phone number. */
  readonly found: string | null
  /** The bound, or the shape. */
  readonly asked: string | null
}

export type Row = {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly values: readonly Value[]
  /** Why the other system would refuse this row. */
  readonly flaws: readonly Flaw[]
}

/** What is a number in full, by what a look at it is written down as. */
export const fullNumbers = { idNumber: 'id_number', phone: 'phone' } as const

/** Whether what stands in a field is an ID or phone number in full. */
export const isFullNumber = (field: string): field is keyof typeof fullNumbers => field in fullNumbers

/** Whether a layout takes ID or phone numbers in full out of the house. */
export const isUnmasked = ({ columns }: Pick<LayoutContent, 'columns'>): boolean =>
  columns.some(({ field }) => isFullNumber(field))

const decimalsOf = (figure: number) => (String(figure).split('.')[1] ?? '').length

type Wrong = readonly [code: Flaw['code'], asked: string | null]

function wrongWith(column: LayoutColumn, known: Value, written: Value): Wrong | undefined {
  const { required, shortest, longest, shape, least, most, decimals, codes } = column
  if (known === null || known === '') return required ? ['missing', null] : undefined
  if (codes && written === null) return ['code_missing', null]
  if (typeof written === 'number') {
    if (most !== undefined && written > most) return ['too_large', String(most)]
    if (least !== undefined && written < least) return ['too_small', String(least)]
    return decimals !== undefined && decimalsOf(written) > decimals ? ['decimals', String(decimals)] : undefined
  }
  const length = [...String(written)].length
  if (longest !== undefined && length > longest) return ['too_long', String(longest)]
  if (shortest !== undefined && length < shortest) return ['too_short', String(shortest)]
  return shape !== undefined && !looksLike[shape](String(written)) ? ['shape', shape] : undefined
}

function knownIn({ field, fixed, part }: LayoutColumn, facts: Facts): Value {
  if (field === 'fixed') return fixed ?? null
  if (field === 'hoursOf') return part ? (facts.parts?.get(partKey(part)) ?? 0) / 100 : null
  return field === 'empty' ? null : (facts[field] ?? null)
}

function cellOf(column: LayoutColumn, facts: Facts): { value: Value; flaws: Flaw[] } {
  const { title, field, codes, kind } = column
  const known = knownIn(column, facts)
  const coded = codes && known !== null ? (codes.find(({ value }) => value === String(known))?.code ?? null) : known
  const wrong = wrongWith(column, known, coded)
  // A figure in a column of text is written as it is said.
  const value = kind === 'text' && typeof coded === 'number' ? String(coded) : coded
  if (!wrong) return { value, flaws: [] }
  const found = known === null || isFullNumber(field) ? null : String(known)
  return { value, flaws: [{ code: wrong[0], column: title, field, found, asked: wrong[1] }] }
}

/** Writes a row as a layout asks for it, with all that the other system would refuse. */
export function writeRow({ columns }: Pick<LayoutContent, 'columns'>, facts: Facts): Row {
  const cells = columns.map((column) => cellOf(column, facts))
  return {
    id: facts.id,
    name: String(facts.name ?? facts.school ?? ''),
    place: String(facts.school ?? ''),
    values: cells.map(({ value }) => value),
    flaws: cells.flatMap(({ flaws }) => flaws),
  }
}

/** The lines above the head with what is known of this export. */
export function linesAbove(
  { above }: Pick<LayoutContent, 'above'>,
  known: { readonly year: number; readonly place: string; readonly date: string },
): string[] {
  const words: Readonly<Record<string, string>> = { year: String(known.year), place: known.place, date: known.date }
  return above.map((line) => line.replace(/\{\{(year|place|date)\}\}/g, (_, name: string) => words[name] ?? ''))
}
