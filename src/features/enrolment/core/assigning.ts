import { linesBelow, type Cell } from '../../../lib/lists/cells.ts'
import { findNamesHead, isSameName, readNames, type NamedLine } from '../../../lib/lists/people.ts'

/** One row of a list of people: who is meant. */
export type AssignedLine = NamedLine

/** Finds the people of a list by its columns of names and staff numbers; undefined when it has none. */
export function readAssigned(
  rows: readonly (readonly Cell[])[],
):
  { readonly headAt: number; readonly titles: readonly string[]; readonly lines: readonly AssignedLine[] } | undefined {
  const head = findNamesHead(rows)
  if (!head) return undefined
  const lines = linesBelow(rows, head.at).map((line) => readNames(line, head))
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
  if (line.name !== '' && !isSameName(line.name, found.name)) return 'name_differs'
  return isSecond ? 'named_twice' : undefined
}
