/** What can stand in a column: of a person, or of a school. Hours are numbers with decimals, as other systems read them. */
export type Field =
  | 'name'
  | 'staffNo'
  | 'idNumber'
  | 'school'
  | 'town'
  | 'stage'
  | 'subject'
  | 'title'
  | 'year'
  | 'hours'
  | 'needed'
  | 'counted'
  | 'missing'
  | 'verdict'
  | 'cycleCounted'
  | 'cycleNeeded'
  | 'cycleVerdict'
  | 'stamp'
  | 'people'
  | 'due'
  | 'met'
  | 'share'

export type Value = string | number | null

/** One column of a layout: where it comes from, and what the other system takes. */
export type LayoutColumn = {
  readonly title: string
  readonly field: Field
  readonly kind: 'text' | 'number'
  readonly width: number
  readonly required?: true
  /** Characters at most. */
  readonly longest?: number
  /** The largest number that is taken. */
  readonly most?: number
  /** What the other system calls each value; another value is a flaw. */
  readonly codes?: Readonly<Record<string, string>>
}

/** A layout that another system asks for, as data: a new edition is a new file, and the old one stays. */
export type Layout = {
  readonly id: string
  readonly edition: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly of: 'person' | 'school'
  readonly columns: readonly LayoutColumn[]
}

/** One row before it is written: what is known of a person or a school. */
export type Facts = { readonly id: string } & { readonly [F in Field]?: Value }

export type Row = {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly values: readonly Value[]
  /** Why the other system would refuse this row. */
  readonly flaws: readonly string[]
}

/** Whether a layout takes ID numbers in full out of the house. */
export const isUnmasked = ({ columns }: Layout): boolean => columns.some(({ field }) => field === 'idNumber')

function flawsOf(column: LayoutColumn, known: Value, written: Value): readonly string[] {
  const { title, required, longest, most, codes } = column
  if (known === null || known === '') return required ? [`缺${title}`] : []
  if (codes && written === null) return [`${title}“${String(known)}”没有对应代码`]
  if (typeof written === 'number' && most !== undefined && written > most) return [`${title} ${written} 超过 ${most}`]
  if (longest !== undefined && [...String(written)].length > longest) return [`${title}超过 ${longest} 个字`]
  return []
}

/** Writes a row as a layout asks for it, with all that the other system would refuse. */
export function writeRow({ columns }: Layout, facts: Facts): Row {
  const written = columns.map((column) => {
    const known = facts[column.field] ?? null
    const value = column.codes && known !== null ? (column.codes[String(known)] ?? null) : known
    return { value, flaws: flawsOf(column, known, value) }
  })
  return {
    id: facts.id,
    name: String(facts.name ?? facts.school ?? ''),
    place: String(facts.school ?? ''),
    values: written.map(({ value }) => value),
    flaws: written.flatMap(({ flaws }) => flaws),
  }
}

export type Change = 'new' | 'changed' | 'same'

/** What differs from the export before: which rows are new or changed, and which subjects are gone. */
export function compareRows(
  before: ReadonlyMap<string, string>,
  now: readonly { readonly id: string; readonly digest: string }[],
): { readonly changes: ReadonlyMap<string, Change>; readonly gone: readonly string[] } {
  const here = new Set(now.map(({ id }) => id))
  const changeOf = (id: string, digest: string): Change => {
    const known = before.get(id)
    if (known === undefined) return 'new'
    return known === digest ? 'same' : 'changed'
  }
  return {
    changes: new Map(now.map(({ id, digest }) => [id, changeOf(id, digest)])),
    gone: [...before.keys()].filter((id) => !here.has(id)),
  }
}
