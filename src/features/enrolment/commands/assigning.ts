import { linesBelow, type Cell } from '../../../lib/lists/cells.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { read, type Db, type Tx } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { exportMark } from '../../organisations/public.ts'
import type { AssignedList } from '../contract/ways.ts'
import { lineRefusal, readAssigned } from '../core/assigning.ts'
import { listByStaffNo } from '../store/ways.ts'
import { words } from '../words.ts'
import { wayWords } from '../words/ways.ts'
import { takeIn, type IntakeRefusal } from './intakes.ts'

export type AssignRefusal =
  Exclude<IntakeRefusal, 'nomination_refused'> | 'head_missing' | 'list_empty' | 'list_too_long'

const mostRows = 5_000

/** Admits the people of a spreadsheet whom their rows name, each answered by itself; asked twice with one id, it is done once. */
export async function assignList(
  tx: Tx,
  programmeId: string,
  list: { readonly id: string; readonly grid: Grid },
  roots: readonly string[],
): Promise<Result<AssignedList, AssignRefusal>> {
  const told = readAssigned(list.grid.rows)
  if (!told) return err('head_missing')
  if (told.lines.length === 0) return err('list_empty')
  if (told.lines.length > mostRows) return err('list_too_long')
  const staffNos = [...new Set(told.lines.map(({ staffNo }) => staffNo))]
  const people = new Map((await listByStaffNo(tx, staffNos, roots)).map((each) => [each.staffNo, each]))
  const seen = new Set<string>()
  const rows = told.lines.map((line) => {
    const found = people.get(line.staffNo)
    const code = lineRefusal(line, found, seen.has(line.staffNo))
    seen.add(line.staffNo)
    return { no: line.no, name: line.name, staffNo: line.staffNo, personId: found?.id ?? null, code: code ?? null }
  })
  const personIds = rows.flatMap(({ personId, code }) => (personId !== null && code === null ? [personId] : []))
  const taken = await takeIn(tx, programmeId, 'list', { id: list.id, personIds }, undefined)
  if (!taken.ok) return taken
  const codes = new Map(taken.value.rows.map(({ personId, code }) => [personId, code]))
  const answered = rows.map((row) => ({
    ...row,
    code: row.code ?? (row.personId === null ? 'person_unknown' : (codes.get(row.personId) ?? null)),
  }))
  return ok({ recorded: true, rows: answered })
}

/** The spreadsheet back, with what became of each row and why not beside it. */
export async function explainList(db: Db, name: string, grid: Grid, { rows }: AssignedList): Promise<Book> {
  const told = readAssigned(grid.rows)
  const headAt = told?.headAt ?? 0
  const lines = new Map(linesBelow(grid.rows, headAt).map((line) => [line.no, line]))
  async function* back() {
    for (const { no, code } of rows) {
      const cells: readonly Cell[] = lines.get(no)?.cells ?? []
      const result = wayWords.zh[code === null ? 'line.in' : 'line.out']
      yield await Promise.resolve({ no, cells, result, reason: code === null ? '' : sayCode(code) })
    }
  }
  const mark = (await read(db, exportMark))?.line
  const head = grid.rows.slice(0, headAt + 1)
  return writeBackBook({ name, sheet: grid.sheet, titles: told?.titles ?? [], head, rows: back(), mark })
}

function sayCode(code: string): string {
  const key = `refusal.${code}`
  const said = [...Object.entries(wayWords.zh), ...Object.entries(words.zh)].find(([each]) => each === key)
  return said?.[1] ?? code
}
