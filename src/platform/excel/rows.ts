import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { encodeGb18030 } from '../documents/gb18030.ts'
import { sheetXml, workbookParts, type SheetDraft } from './sheet-xml.ts'

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
  /** Lines above the head, such as a title. */
  readonly above?: readonly string[]
  /** Who takes the list out (`watermarkOf(…).line`), printed at the foot of each page. */
  readonly mark?: string
}

/** Streams a list as an Excel file: frozen bold head, filter, every cell of a text column stored as text and never as a formula. */
export function exportRows<Row>(list: ExportSheet<Row>): Readable {
  return writeSheet(sheetOf(list))
}

/** A list as one sheet of a workbook. */
export function sheetOf<Row>({ sheet, columns, rows, mark, above = [] }: ExportSheet<Row>): SheetDraft {
  async function* lines() {
    for (const line of above) yield [line]
    yield columns.map(({ title }) => title)
    for await (const row of rows) yield columns.map((column) => column.value(row))
  }
  return {
    name: sheetName(sheet),
    widths: columns.map(({ width }) => width),
    isText: columns.map(({ kind }) => kind === 'text'),
    headRows: above.length + 1,
    rows: lines(),
    mark,
  }
}

/** Streams a workbook of one sheet. What fails while its rows come breaks the file off. */
export function writeSheet(draft: SheetDraft): Readable {
  return writeSheets([draft])
}

/** Streams a workbook of several sheets, one after the other. */
export function writeSheets(drafts: readonly SheetDraft[]): Readable {
  const archive = new ZipFile()
  const output = new PassThrough()
  // The clock of a zip has no zone; a fixed day keeps the same list the same file.
  const mtime = new Date('2020-01-01T00:00:00')
  const names = drafts.map(({ name }) => name)
  for (const { path, content } of workbookParts(names)) archive.addBuffer(Buffer.from(content), path, { mtime })
  const breakOff = (failure: unknown) => output.destroy(failure instanceof Error ? failure : new Error(String(failure)))
  for (const [place, draft] of drafts.entries()) {
    const sheet = Readable.from(sheetXml(draft), { objectMode: false, highWaterMark: 1024 * 1024 })
    sheet.once('error', breakOff)
    output.once('close', () => sheet.destroy())
    // Lists are repetitive: the fastest level packs them nearly as well as the best.
    archive.addReadStream(sheet, `xl/worksheets/sheet${String(place + 1)}.xml`, { mtime, compressionLevel: 1 })
  }
  archive.once('error', breakOff)
  archive.outputStream.pipe(output)
  archive.end()
  return output
}

function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1'
}

const byteOrderMark = '\ufeff'

// Small pieces cost a turn of the loop each.
const pieceLength = 64 * 1024

/**
 * Streams the same list as CSV that Excel opens rightly: UTF-8 with its mark, or GB 18030 for systems that read nothing else; what
 * would be a formula is made harmless.
 */
export function exportCsv<Row>(
  { columns, rows, above = [] }: Omit<ExportSheet<Row>, 'sheet' | 'mark'>,
  encoding: 'utf-8' | 'gb18030' = 'utf-8',
): Readable {
  const encoded = (piece: string) => (encoding === 'utf-8' ? Buffer.from(piece) : encodeGb18030(piece))
  async function* lines() {
    let piece = encoding === 'utf-8' ? byteOrderMark : ''
    for (const line of above) piece += `${quoted(neutral(line))}\r\n`
    piece += `${columns.map(({ title }) => quoted(title)).join(',')}\r\n`
    for await (const row of rows) {
      for (const [index, column] of columns.entries()) piece += `${index === 0 ? '' : ','}${csvCell(column.value(row))}`
      piece += '\r\n'
      if (piece.length < pieceLength) continue
      yield encoded(piece)
      piece = ''
    }
    yield encoded(piece)
  }
  return Readable.from(lines(), { objectMode: false })
}

function csvCell(value: CellValue): string {
  return typeof value === 'string' ? quoted(neutral(value)) : String(value ?? '')
}

/** What begins like a formula is run by whoever opens the file; an apostrophe before it says that it is text. */
function neutral(text: string): string {
  return /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}
