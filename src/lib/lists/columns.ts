import { nothing, textOf, type Cell } from './cells.ts'

/** A column of a sheet: its title, and the field it is; `ours` was written by this product beside the user's own, null is none we know. */
export type Column<Field extends string> = { readonly title: string; readonly field: Field | 'ours' | null }

/** The head of a list: at which row it stands, and its columns. */
export type Head<Field extends string> = { readonly at: number; readonly columns: readonly Column<Field>[] }

/** The columns that stand beside the user's own when a list is given back, and what else says nothing. */
export const ownTitles = { result: '导入结果', reason: '未导入原因' } as const
const ownHeadings = [ownTitles.result, ownTitles.reason, '序号', '序', 'no', 'importresult', 'whynotimported']

// Titles, dates and units of measure stand above the head; rarely more than a few rows.
const looksAt = 12

/** A title as columns are recognised by it: without spaces and marks, in small letters. */
export function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:：_.·★※"'-]/g, '')
}

/** Recognises the columns of lists by how they are usually headed: `headings` are written without spaces, marks and what stands in brackets. */
export function columnReader<Field extends string>(
  fields: readonly Field[],
  headings: Readonly<Record<Field, readonly string[]>>,
  needed: Field,
) {
  const fieldOf = new Map<string, Field | 'ours'>([
    ...fields.flatMap((field) => headings[field].map((heading) => [heading, field] as const)),
    ...ownHeadings.map((heading) => [heading, 'ours'] as const),
  ])

  /** Which field a title usually heads; null when none. */
  function recognise(title: string): Column<Field>['field'] {
    const plain = plainTitle(title)
    const bare = plain.replace(/[(\[【〔<].*?[)\]】〕>]/g, '')
    return fieldOf.get(plain) ?? fieldOf.get(bare) ?? null
  }

  /** The columns of a head. A field is taken from the first column that names it; a second one is told as unknown. */
  function columnsOf(row: readonly Cell[]): Column<Field>[] {
    const taken = new Set<string>()
    return row.map((cell) => {
      const title = String(cell).replace(/\s+/g, ' ').trim().slice(0, 60)
      const field = recognise(title)
      if (field === null || field === 'ours') return { title, field }
      if (taken.has(field)) return { title, field: null }
      taken.add(field)
      return { title, field }
    })
  }

  const countOf = (row: readonly Cell[]) => new Set(row.map((cell) => recognise(String(cell))).filter(Boolean)).size

  /** Finds the head of a list: the row that names the most fields, the needed one among them, however many titles stand above it. */
  function findHead(rows: readonly (readonly Cell[])[]): Head<Field> | undefined {
    const found = rows
      .slice(0, looksAt)
      .map((row, at) => ({ at, columns: columnsOf(row), named: countOf(row) }))
      .filter(({ columns, named }) => named >= 2 && columns.some(({ field }) => field === needed))
      .toSorted((a, b) => b.named - a.named || a.at - b.at)
    const [best] = found
    return best && { at: best.at, columns: best.columns }
  }

  return { recognise, columnsOf, findHead }
}

/** Reads the cells of a row by their fields: as they are, as text (nothing where a cell says “none”), or null where there is none. */
export function fieldsOf<Field extends string>(cells: readonly Cell[], head: Head<Field>) {
  const cellOf = (field: Field) => cells[head.columns.findIndex((one) => one.field === field)]
  const said = (field: Field) => {
    const text = textOf(cellOf(field))
    return nothing.test(text) ? '' : text
  }
  const label = (field: Field) => (said(field) === '' ? null : said(field))
  return { cellOf, said, label }
}

/** Columns without a title are columns too: what stands in them is told, and not lost. */
export function padded<Field extends string>(
  columns: readonly Column<Field>[],
  rows: readonly { readonly cells: readonly Cell[] }[],
): readonly Column<Field>[] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), columns.length)
  return Array.from({ length: width }, (_, index) => columns[index] ?? { title: '', field: null })
}

/** Why columns cannot be read as somebody says; undefined when they can. */
export function fieldsRefusal<Field extends string>(
  said: readonly (Field | null)[],
  needed: Field,
): 'name_column_missing' | 'field_twice' | undefined {
  const named = said.filter((field) => field !== null)
  if (!named.includes(needed)) return 'name_column_missing'
  return new Set(named).size < named.length ? 'field_twice' : undefined
}
