import type { Readable } from 'node:stream'
import type { Tx } from '../../../platform/db/db.ts'
import { exportCsv, sheetOf, writeSheets, type ExportColumn } from '../../../platform/excel/rows.ts'
import type { SheetDraft } from '../../../platform/excel/sheet-xml.ts'
import { exportMark } from '../../organisations/public.ts'
import { isUnmasked, linesAbove, type LayoutContent, type Row } from '../layouts/layout.ts'
import { sayFlaw, sayTodo } from '../layouts/saying.ts'
import { namesOf } from '../store/layouts.ts'
import type { Meant, Prepared } from './layout-rows.ts'

/** A file on its way out. */
export type Outgoing = { readonly name: string; readonly content: Readable }

/** A line of what differs from the last export. */
export type Differing = {
  readonly no: number
  readonly id: string
  readonly name: string
  readonly place: string
  readonly change: 'new' | 'changed' | 'gone'
  readonly columns: readonly string[]
}

/** Who is new, changed or gone since the last export, in the order of the list; those who are gone stand last, under today's names. */
export async function differingOf(tx: Tx, { rows, differences, gone }: Prepared): Promise<Differing[]> {
  const names = await namesOf(tx, gone)
  const here = rows.flatMap(({ id, name, place }) => {
    const { change, columns } = differences.get(id) ?? { change: 'new', columns: [] }
    return change === 'new' || change === 'changed' ? [{ id, name, place, change, columns }] : []
  })
  const away = gone.map((id) => ({ id, name: names.get(id) ?? id, place: '', change: 'gone' as const, columns: [] }))
  return [...here, ...away].map((each, index) => ({ ...each, no: index + 1 }))
}

const changeWords = { new: '新增 New', changed: '变更 Changed', gone: '减少 Gone' } as const

const text = <R>(title: string, width: number, value: (row: R) => string | null) =>
  ({ title, width, kind: 'text', value }) as const

/** The sheet of what differs. */
export function differenceSheet(differing: readonly Differing[], mark: string | undefined): SheetDraft {
  return sheetOf<Differing>({
    sheet: '与上次比较',
    ...(mark === undefined ? {} : { mark }),
    rows: differing,
    columns: [
      text('名称 Name', 16, (row) => row.name),
      text('单位 School', 28, (row) => row.place),
      text('变化 Change', 14, (row) => changeWords[row.change]),
      text('变更的列 Columns', 40, (row) => row.columns.join('、')),
    ],
  })
}

type FlawLine = { readonly row: Row; readonly flaw: Row['flaws'][number] }

function flawSheet(rows: readonly Row[], mark: string): SheetDraft {
  return sheetOf<FlawLine>({
    sheet: '校验',
    mark,
    rows: rows.flatMap((row) => row.flaws.map((flaw) => ({ row, flaw }))),
    columns: [
      text('名称 Name', 16, ({ row }) => row.name),
      text('单位 School', 28, ({ row }) => row.place),
      text('列 Column', 16, ({ flaw }) => flaw.column),
      text('问题', 32, ({ flaw }) => sayFlaw(flaw, 'zh')),
      text('处理办法', 44, ({ flaw }) => sayTodo(flaw, 'zh')),
      text('What is wrong', 32, ({ flaw }) => sayFlaw(flaw, 'en')),
      text('What to do', 44, ({ flaw }) => sayTodo(flaw, 'en')),
    ],
  })
}

function columnsOf(content: LayoutContent, mark: string): ExportColumn<Row>[] {
  return [
    ...content.columns.map(({ title, width, kind }, place) => ({
      ...{ title, width, kind },
      value: (row: Row) => row.values[place] ?? null,
    })),
    // On each row of full numbers: a row that is copied elsewhere still says who took it out.
    ...(isUnmasked(content) ? [text<Row>('导出标记', 60, () => mark)] : []),
  ]
}

/** The file of a layout: a workbook with the list, its flaws and what differs, or the list alone as text with commas. `passing` sees each row go by. */
export async function fileOf(
  tx: Tx,
  meant: Meant,
  year: number,
  prepared: Prepared,
  passing: (rows: readonly Row[]) => AsyncIterable<Row> | Iterable<Row> = (rows) => rows,
): Promise<Outgoing> {
  const { content } = meant
  const { actor, today } = tx.context
  const known = await exportMark(tx)
  const mark = known?.line ?? actor?.name ?? ''
  const above = linesAbove(content, { year, place: meant.place, date: today })
  const columns = columnsOf(content, mark)
  const list = { columns, above, rows: passing(prepared.rows) }
  const name = `${meant.place}-${meant.name}-${String(year)}-${known?.inName ?? today}`
  if (content.file === 'csv') {
    return { name: `${name}.csv`, content: exportCsv(list, content.encoding ?? 'utf-8') }
  }
  const differing = await differingOf(tx, prepared)
  return {
    name: `${name}.xlsx`,
    content: writeSheets([
      sheetOf({ ...list, sheet: content.sheet, mark }),
      flawSheet(prepared.rows, mark),
      differenceSheet(differing, mark),
    ]),
  }
}
