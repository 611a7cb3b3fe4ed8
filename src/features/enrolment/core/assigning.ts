import { linesBelow, textOf, type Cell } from '../../../lib/lists/cells.ts'
import { columnReader } from '../../../lib/lists/columns.ts'

const reader = columnReader(
  ['name', 'staffNo'] as const,
  {
    name: ['姓名', '教师姓名', '教师', 'name'],
    staffNo: ['工号', '编号', '教师编号', '人员编号', 'staffno'],
  },
  'staffNo',
)

/** One row of a list of people: who is meant. */
export type AssignedLine = { readonly no: number; readonly name: string; readonly staffNo: string }

/** Finds the people of a list by its columns of names and staff numbers; undefined when it has none. */
export function readAssigned(
  rows: readonly (readonly Cell[])[],
):
  { readonly headAt: number; readonly titles: readonly string[]; readonly lines: readonly AssignedLine[] } | undefined {
  const head = reader.findHead(rows)
  if (!head) return undefined
  const place = (field: 'name' | 'staffNo') => head.columns.findIndex((column) => column.field === field)
  const [name, staffNo] = [place('name'), place('staffNo')]
  const lines = linesBelow(rows, head.at).map((line) => ({
    no: line.no,
    name: name < 0 ? '' : textOf(line.cells[name]).trim(),
    staffNo: textOf(line.cells[staffNo]).trim(),
  }))
  return { headAt: head.at, titles: head.columns.map(({ title }) => title), lines }
}

export type LineRefusal = 'person_unnamed' | 'person_unknown' | 'name_differs' | 'named_twice'

/** Why a row means nobody who can be brought in; undefined when it does. */
export function lineRefusal(
  line: AssignedLine,
  found: { readonly name: string } | undefined,
  isSecond: boolean,
): LineRefusal | undefined {
  if (line.staffNo === '') return 'person_unnamed'
  if (!found) return 'person_unknown'
  if (line.name !== '' && line.name.replaceAll(/\s/g, '') !== found.name.replaceAll(/\s/g, '')) return 'name_differs'
  return isSecond ? 'named_twice' : undefined
}
