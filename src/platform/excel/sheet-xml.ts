import type { CellValue } from './rows.ts'

/** A sheet as the writer needs it: widths in characters, which columns hold text, and the rows, the head among them. */
export type SheetDraft = {
  readonly name: string
  readonly widths: readonly number[]
  readonly isText: readonly boolean[]
  /** How many rows at the top are the head: bold, and frozen. */
  readonly headRows: number
  /** The line at the foot of each printed page: who took the list out. It is no part of the list, and is not read back. */
  readonly mark?: string | undefined
  readonly rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

// Styles by number: 0 plain, 1 text (what is typed stays what it says), 2 bold head, 3 figures at the right.
const styles = `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment horizontal="right"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** The small parts of a workbook with sheets of these names; each sheet itself is written by `sheetXml`. */
export function workbookParts(
  names: readonly string[],
): readonly { readonly path: string; readonly content: string }[] {
  const each = (say: (no: number, name: string) => string) => names.map((name, place) => say(place + 1, name)).join('')
  return [
    {
      path: '[Content_Types].xml',
      content: `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${each((no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${type}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
    },
    {
      path: '_rels/.rels',
      content: `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      path: 'xl/workbook.xml',
      content: `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((no, name) => `<sheet name="${escaped(name)}" sheetId="${no}" r:id="rId${no}"/>`)}</sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: `${xml}<Relationships xmlns="${packages}/relationships">${each((no) => `<Relationship Id="rId${no}" Type="${office}/worksheet" Target="worksheets/sheet${no}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    },
    { path: 'xl/styles.xml', content: styles },
  ]
}

// Large pieces: what is compressed costs a turn of the loop for each.
const pieceLength = 256 * 1024

/** The XML of a sheet, in pieces, as its rows come. */
export async function* sheetXml({ widths, isText, headRows, rows, mark }: SheetDraft): AsyncGenerator<Buffer> {
  const letters = widths.map((_, index) => columnName(index))
  const columns = widths
    .map(
      (width, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${isText[index] ? 1 : 0}" customWidth="1"/>`,
    )
    .join('')
  let piece = `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols><sheetData>`
  let no = 0
  for await (const row of rows) {
    no += 1
    const style = no <= headRows ? 2 : 1
    piece += `<row r="${no}">`
    for (let index = 0; index < row.length; index += 1) {
      const value = row[index]
      if (value === null || value === undefined || value === '') continue
      const place = `${letters[index] ?? columnName(index)}${no}`
      if (typeof value === 'number' && !isText[index]) piece += `<c r="${place}" s="3"><v>${value}</v></c>`
      else
        piece += `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(String(value))}</t></is></c>`
    }
    piece += '</row>'
    if (piece.length > pieceLength) {
      yield Buffer.from(piece)
      piece = ''
    }
  }
  const last = letters.at(-1) ?? 'A'
  const filter = `<autoFilter ref="A${headRows}:${last}${Math.max(headRows, no)}"/>`
  yield Buffer.from(`${piece}</sheetData>${filter}${footOf(mark)}</worksheet>`)
}

// In a footer & begins a code; written twice it is itself. A footer holds 255 characters.
function footOf(mark: string | undefined): string {
  if (mark === undefined) return ''
  const line = escaped(`&C&8${mark.slice(0, 200).replaceAll('&', '&&')}`)
  return `<headerFooter><oddFooter>${line}</oddFooter></headerFooter>`
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

const special = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/

/** XML has no room for control characters; a cell holds 32,767 characters. */
function escaped(text: string): string {
  const short = text.length > 32_767 ? text.slice(0, 32_767) : text
  if (!special.test(short)) return short
  return short
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
