import { PassThrough, Readable } from 'node:stream'
import exceljs from 'exceljs'

export type CellValue = string | number | boolean | null

/** A column of an exported list. `text` keeps identity numbers, phones and codes as they are: no rounding, no lost zeros. */
export type ExportColumn<Row> = {
  readonly title: string
  /** Characters. */
  readonly width: number
  readonly kind: 'text' | 'number'
  readonly value: (row: Row) => CellValue
}

export type ExportSheet<Row> = {
  readonly sheet: string
  readonly columns: readonly ExportColumn<Row>[]
  readonly rows: AsyncIterable<Row> | Iterable<Row>
}

/** Streams a list as an Excel file: frozen bold head, filter, every cell of a text column stored as text and never as a formula. */
export function exportRows<Row>(list: ExportSheet<Row>): Readable {
  const output = new PassThrough()
  write(list, output).catch((failure: unknown) =>
    output.destroy(failure instanceof Error ? failure : new Error(String(failure))),
  )
  return output
}

async function write<Row>({ sheet, columns, rows }: ExportSheet<Row>, output: PassThrough): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false })
  const page = workbook.addWorksheet(sheetName(sheet), { views: [{ state: 'frozen', ySplit: 1 }] })
  page.columns = columns.map(({ title, width, kind }) => ({
    header: title,
    width,
    // The text format holds also when somebody edits the cell: what begins with = stays what it says.
    style: kind === 'text' ? { numFmt: '@' } : { alignment: { horizontal: 'right' } },
  }))
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  const head = page.getRow(1)
  head.font = { bold: true }
  head.commit()
  for await (const row of rows) {
    page.addRow(columns.map((column) => cellOf(column, row))).commit()
    if (output.writableNeedDrain) await drained(output)
  }
  page.commit()
  await workbook.commit()
}

function cellOf<Row>(column: ExportColumn<Row>, row: Row): CellValue {
  const value = column.value(row)
  if (value === null) return null
  if (column.kind === 'number') return typeof value === 'number' ? value : printable(String(value))
  return printable(String(value))
}

/** XML has no room for control characters; a cell holds 32,767 characters. */
function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .slice(0, 32_767)
}

/** A reader that leaves closes the stream: then nothing more is drained, and nothing more may be awaited. */
function drained(output: PassThrough): Promise<void> {
  return new Promise((resolve, reject) => {
    if (output.destroyed) reject(new Error('The reader has gone'))
    output.once('drain', resolve).once('close', () => reject(new Error('The reader has gone')))
  })
}

function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1'
}

const byteOrderMark = '\ufeff'

/** Streams the same list as CSV that Excel opens rightly: UTF-8 with its mark, what would be a formula made harmless. */
export function exportCsv<Row>({ columns, rows }: Omit<ExportSheet<Row>, 'sheet'>): Readable {
  async function* lines() {
    yield Buffer.from(`${byteOrderMark}${columns.map(({ title }) => quoted(title)).join(',')}\r\n`)
    for await (const row of rows)
      yield Buffer.from(`${columns.map((column) => csvCell(column.value(row))).join(',')}\r\n`)
  }
  return Readable.from(lines(), { objectMode: false })
}

function csvCell(value: CellValue): string {
  return typeof value === 'string' ? quoted(neutral(value)) : String(value ?? '')
}

/** What begins like a formula is run by whoever opens the file; an apostrophe before it says that it is text. */
function neutral(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}
