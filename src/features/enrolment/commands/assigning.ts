import { linesBelow, type Cell } from '../../../lib/lists/cells.ts'
import { namesColumns } from '../../../lib/lists/people.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { read, type Db, type Tx } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { writeTemplate } from '../../../platform/excel/template.ts'
import { exportMark } from '../../organisations/public.ts'
import type { AssignedList } from '../contract/ways.ts'
import { lineRefusal, readAssigned } from '../core/assigning.ts'
import { listByStaffNo } from '../store/ways.ts'
import { words } from '../words.ts'
import { wayWords } from '../words/ways.ts'
import { takeIn, type IntakeRefusal, type Way } from './intakes.ts'

export type AssignRefusal = IntakeRefusal | 'head_missing' | 'list_empty' | 'list_too_long'

const mostRows = 5_000

/**
 * Brings in the people of a spreadsheet whom their rows name; asked twice with one id, it is done once. A list that assigns
 * them answers each by itself; of a nomination everybody is brought in or nobody is, also where a row names nobody.
 */
export async function assignList(
  tx: Tx,
  programmeId: string,
  list: { readonly id: string; readonly grid: Grid; readonly way: Extract<Way, 'list' | 'nomination'> },
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
  const own = list.way === 'nomination' ? roots : undefined
  const taken = await takeIn(tx, programmeId, list.way, { id: list.id, personIds }, own)
  if (!taken.ok) return taken
  const codes = new Map(taken.value.rows.map(({ personId, code }) => [personId, code]))
  const answered = rows.map((row) => ({
    ...row,
    code: row.code ?? (row.personId === null ? 'person_unknown' : (codes.get(row.personId) ?? null)),
  }))
  return ok({ recorded: true, rows: answered })
}

/** The spreadsheet back, with what became of each row and why not beside it. */
export async function explainList(
  db: Db,
  name: string,
  grid: Grid,
  { rows }: AssignedList,
  way: 'list' | 'nomination',
): Promise<Book> {
  const said = { list: ['line.in', 'line.out'], nomination: ['line.nominated', 'line.not_nominated'] } as const
  const [inside, outside] = said[way]
  const told = readAssigned(grid.rows)
  const headAt = told?.headAt ?? 0
  const lines = new Map(linesBelow(grid.rows, headAt).map((line) => [line.no, line]))
  async function* back() {
    for (const { no, code } of rows) {
      const cells: readonly Cell[] = lines.get(no)?.cells ?? []
      const result = wayWords.zh[code === null ? inside : outside]
      yield await Promise.resolve({ no, cells, result, reason: code === null ? '' : sayCode(code) })
    }
  }
  const mark = (await read(db, exportMark))?.line
  const head = grid.rows.slice(0, headAt + 1)
  return writeBackBook({ name, sheet: grid.sheet, titles: told?.titles ?? [], head, rows: back(), mark })
}

/** An empty list of people to nominate, with notes. */
export async function nominationTemplate(): Promise<{ name: string; content: Buffer }> {
  const content = await writeTemplate({
    ...{ sheet: '推荐名单', choices: '选项', notes: '填写说明', rows: 500 },
    general: [
      '一行一位教师，表头不要改。',
      '上传之后先试算：每一行能不能推荐、为什么不能；有一行不能，整份名单一个也不推荐。',
    ],
    columns: namesColumns,
  })
  return { name: '推荐名单模板.xlsx', content }
}

function sayCode(code: string): string {
  const key = `refusal.${code}`
  const said = [...Object.entries(wayWords.zh), ...Object.entries(words.zh)].find(([each]) => each === key)
  return said?.[1] ?? code
}
