import type { CalendarDate } from '../../lib/dates.ts'
import { plainChineseDate } from '../../lib/numerals.ts'
import type { Result } from '../../lib/result.ts'
import { prepareImage, type PreparedImage } from './prepared.ts'
import { drawQr } from './qr.ts'
import { drawSeal } from './seal.ts'
import { ink, makePdf, type Align, type Typesetter } from './typeset.ts'

export type StatementColumn = {
  readonly title: string
  /** Its share of the width. */ readonly width: number
  readonly align?: Align
}
export type StatementTable = {
  readonly title?: string
  readonly columns: readonly StatementColumn[]
  readonly rows: readonly (readonly string[])[]
  /** A last row in bold. */
  readonly total?: readonly string[]
}

/** A paper of facts and tables: hours statements, certified lists. */
export type Statement = {
  readonly title: string
  readonly englishTitle?: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly tables: readonly StatementTable[]
  readonly notes: readonly string[]
  readonly issuer: string
  readonly issuedOn: CalendarDate
  /** A seal image, or the words of a drawn seal; without it the paper bears none. */
  readonly seal?: Buffer | { readonly below: string }
  readonly verify?: { readonly url: string; readonly label: string }
}

const sheet = { left: 62, right: 533.28, top: 64, bottom: 770, footer: 806 }
const width = sheet.right - sheet.left
const accent = '#1f5f7a'
const muted = '#5d6875'
const rule = '#c9d1d8'

/** What seal, signature and code take, in points. */
const footHeight = 122

type Pen = { readonly doc: PDFKit.PDFDocument; readonly set: Typesetter; y: number }

/** Draws a statement on as many A4 pages as it takes, table heads repeated and pages counted. */
export async function renderStatement(statement: Statement): Promise<Result<Buffer, 'glyph_missing'>> {
  const about = {
    title: statement.title,
    author: statement.issuer,
    subject: statement.facts[0]?.value ?? '',
    on: statement.issuedOn,
  }
  const { seal } = statement
  const image = seal === undefined || 'below' in seal ? undefined : await prepareImage(seal)
  return makePdf(about, { layout: 'portrait', margin: 0, bufferPages: true }, (doc, set) => {
    const pen: Pen = { doc, set, y: sheet.top + 26 }
    drawHead(pen, statement)
    for (const table of statement.tables) drawTable(pen, table)
    drawNotes(pen, statement.notes)
    drawFoot(pen, statement, image)
    numberPages(pen, statement)
  })
}

function drawHead(pen: Pen, { title, englishTitle, facts }: Statement): void {
  const { doc, set } = pen
  set.line(
    title,
    (sheet.left + sheet.right) / 2,
    pen.y,
    { size: 22, weight: 'bold', color: accent, spacing: 3 },
    'center',
  )
  if (englishTitle)
    set.line(
      englishTitle,
      (sheet.left + sheet.right) / 2,
      (pen.y += 18),
      { size: 9, color: muted, spacing: 1 },
      'center',
    )
  pen.y += 16
  doc.lineWidth(1).strokeColor(accent).moveTo(sheet.left, pen.y).lineTo(sheet.right, pen.y).stroke()
  pen.y += 20
  for (const [place, { label, value }] of facts.entries()) {
    const x = sheet.left + (place % 2) * (width / 2)
    set.line(label, x, pen.y, { size: 10, color: muted })
    const room = width / 2 - 72
    const [first = '', ...rest] = set.lines(value, room, { size: 10.5 })
    set.line(rest.length > 0 ? `${first.slice(0, -1)}…` : first, x + 64, pen.y, { size: 10.5 })
    if (place % 2 === 1 || place === facts.length - 1) pen.y += 19
  }
}

function room(pen: Pen, needed: number): boolean {
  if (pen.y + needed <= sheet.bottom) return false
  pen.doc.addPage()
  pen.y = sheet.top
  return true
}

const cell = { size: 9.5, leading: 14, padding: 5 }

function drawTable(pen: Pen, table: StatementTable): void {
  const shares = table.columns.reduce((sum, column) => sum + column.width, 0)
  const edges = table.columns.reduce<number[]>(
    (all, column) => [...all, (all.at(-1) ?? 0) + (column.width / shares) * width],
    [sheet.left],
  )
  room(pen, 70)
  pen.y += 8
  if (table.title) {
    pen.set.line(table.title, sheet.left, pen.y + 10, { size: 12, weight: 'bold' })
    pen.y += 20
  }
  const head = () =>
    drawRow(
      pen,
      table,
      edges,
      table.columns.map((column) => column.title),
      'head',
    )
  head()
  for (const row of table.rows) {
    if (room(pen, rowHeight(pen, table, edges, row))) head()
    drawRow(pen, table, edges, row, 'body')
  }
  if (table.total) {
    if (room(pen, rowHeight(pen, table, edges, table.total))) head()
    drawRow(pen, table, edges, table.total, 'total')
  }
  pen.y += 6
}

function cellsOf(
  { set }: Pen,
  table: StatementTable,
  edges: readonly number[],
  row: readonly string[],
  weight: 'regular' | 'bold',
) {
  return table.columns.map((column, place) => {
    const [left = 0, right = 0] = edges.slice(place, place + 2)
    return {
      left,
      right,
      align: column.align ?? 'left',
      lines: set.lines(row[place] ?? '', right - left - 2 * cell.padding, { size: cell.size, weight }),
    }
  })
}

function rowHeight(pen: Pen, table: StatementTable, edges: readonly number[], row: readonly string[]): number {
  return (
    Math.max(1, ...cellsOf(pen, table, edges, row, 'bold').map(({ lines }) => lines.length)) * cell.leading +
    2 * cell.padding
  )
}

function drawRow(
  pen: Pen,
  table: StatementTable,
  edges: readonly number[],
  row: readonly string[],
  kind: 'head' | 'body' | 'total',
): void {
  const weight = kind === 'body' ? 'regular' : 'bold'
  const height = rowHeight(pen, table, edges, row)
  if (kind === 'head') pen.doc.rect(sheet.left, pen.y, width, height).fill('#eef4f6')
  for (const { left, right, align, lines } of cellsOf(pen, table, edges, row, weight)) {
    const x = { left: left + cell.padding, center: (left + right) / 2, right: right - cell.padding }[align]
    for (const [place, line] of lines.entries())
      pen.set.line(
        line,
        x,
        pen.y + cell.padding + 10 + place * cell.leading,
        { size: cell.size, weight, color: kind === 'head' ? accent : ink },
        align,
      )
  }
  pen.y += height
  pen.doc.lineWidth(kind === 'body' ? 0.4 : 0.8).strokeColor(kind === 'body' ? rule : accent)
  pen.doc.moveTo(sheet.left, pen.y).lineTo(sheet.right, pen.y).stroke()
}

function drawNotes(pen: Pen, notes: readonly string[]): void {
  const type = { size: 9, color: muted }
  // Seal and signature never stand on a page alone: the notes go with them.
  const lines = notes.reduce((sum, note) => sum + pen.set.lines(note, width, type).length, 0)
  room(pen, 12 + lines * 14 + notes.length * 4 + footHeight)
  pen.y += 12
  for (const note of notes) {
    room(pen, pen.set.lines(note, width, type).length * 14)
    pen.y = pen.set.paragraph(note, { x: sheet.left, y: pen.y + 6, width, leading: 14 }, type) - 2
  }
}

function drawFoot(pen: Pen, { issuer, issuedOn, seal, verify }: Statement, image: PreparedImage | undefined): void {
  room(pen, footHeight)
  const { doc, set } = pen
  const top = pen.y + 16
  if (verify) {
    drawQr(doc, verify.url, { x: sheet.left, y: top, side: 64, color: ink })
    set.line(verify.label, sheet.left, top + 78, { size: 8.5, color: muted })
  }
  const middle = sheet.right - 96
  set.line(issuer, middle, top + 44, { size: 13, weight: 'bold' }, 'center')
  set.line(plainChineseDate(issuedOn), middle, top + 76, { size: 11.5 }, 'center')
  const at = { x: middle + 44, y: top + 38, radius: 46 }
  if (seal && 'below' in seal) drawSeal(doc, set, { ...at, around: issuer, below: seal.below })
  if (image)
    doc.image(image.open(), at.x - at.radius, at.y - at.radius, {
      fit: [at.radius * 2, at.radius * 2],
      align: 'center',
      valign: 'center',
    })
}

function numberPages({ doc, set }: Pen, { title }: Statement): void {
  const { start, count } = doc.bufferedPageRange()
  for (let place = 0; place < count; place++) {
    doc.switchToPage(start + place)
    set.line(
      `${title}　第 ${place + 1} 页，共 ${count} 页`,
      (sheet.left + sheet.right) / 2,
      sheet.footer,
      { size: 8.5, color: muted },
      'center',
    )
  }
}
