import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeightRule,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
} from 'docx'
import type { OfficialBlock } from '../../lib/official.ts'

/** How the pages lie. */
export type WordPages = { readonly landscape?: boolean }

// GB/T 9704-2012: A4, 37/35/28/26 mm, 28 pt lines, 方正小标宋 二号 for the title and 仿宋 三号 for the text. Where those fonts are
// missing, Word and WPS take the next of the same family by themselves.
const mm = convertMillimetersToTwip
const faces = {
  title: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' },
  body: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' },
  black: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' },
  kai: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '楷体_GB2312' },
}
// Half-points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt.
const sizes = { second: 44, third: 32, fourth: 28, small: 21 }
const fixedLine = { line: 560, lineRule: LineRuleType.EXACT }
const twoCharacters = 640

type Face = keyof typeof faces
const run = (text: string, face: Face = 'body', size: number = sizes.third) =>
  new TextRun({ text, font: faces[face], size })

const aligned = { start: AlignmentType.LEFT, center: AlignmentType.CENTER, end: AlignmentType.RIGHT } as const
const paragraph = (children: TextRun[], options: Omit<IParagraphOptions, 'children'> = {}) =>
  new Paragraph({ spacing: fixedLine, ...options, children })

/** Sets an official document by the conventions that bureaus print by, and gives its bytes. */
export async function officialDocument(blocks: readonly OfficialBlock[], pages: WordPages = {}): Promise<Buffer> {
  const margin = pages.landscape
    ? { top: mm(28), bottom: mm(26), left: mm(25), right: mm(25) }
    : { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) }
  const width = pages.landscape ? mm(297 - 50) : mm(210 - 54)
  const document = new Document({
    creator: '青蓝 Qinglan',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: faces.body, size: sizes.third } } } },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: mm(210),
              height: mm(297),
              ...(pages.landscape ? { orientation: PageOrientation.LANDSCAPE } : {}),
            },
            margin,
          },
        },
        // Page numbers stand outside: right on odd pages, left on even ones, between dashes.
        footers: { default: pageNumber('end'), even: pageNumber('start') },
        children: blocks.flatMap((block, index) => set(block, width, blocks[index + 1]?.kind === 'signature')),
      },
    ],
  })
  return Packer.toBuffer(document)
}

function pageNumber(side: 'start' | 'end'): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: faces.body, size: sizes.fourth })
  const indent = side === 'end' ? { right: 280 } : { left: 280 }
  return new Footer({ children: [new Paragraph({ alignment: aligned[side], indent, children: [number] })] })
}

// A signature never stands alone on a page: what comes before goes with it.
function set(block: OfficialBlock, width: number, keepNext: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 0, after: 400, line: 640, lineRule: LineRuleType.EXACT },
          children: [run(block.text, 'title', sizes.second)],
        }),
      ]
    case 'addressee':
      return [paragraph([run(block.text)])]
    case 'heading': {
      const face = ({ 1: 'black', 2: 'kai', 3: 'body' } as const)[block.level]
      return [paragraph([run(block.text, face)], { indent: { firstLine: twoCharacters }, keepNext: true })]
    }
    case 'paragraph': {
      const layout = { indent: { firstLine: twoCharacters }, alignment: AlignmentType.BOTH, keepNext }
      return [paragraph([run(block.text)], layout)]
    }
    case 'line':
      return [paragraph([run(block.text)], { alignment: aligned[block.align ?? 'start'] })]
    case 'table':
      return [gap(), table(block, width), gap()]
    case 'attachment':
      return [
        new Paragraph({ pageBreakBefore: true, spacing: fixedLine, children: [run(block.label, 'black')] }),
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 200, after: 300, line: 640, lineRule: LineRuleType.EXACT },
          children: [run(block.title, 'title', sizes.second - 8)],
        }),
      ]
    case 'signature':
      return [
        paragraph([], { keepNext: true }),
        paragraph([run(block.issuer)], {
          alignment: AlignmentType.RIGHT,
          indent: { right: twoCharacters },
          keepNext: true,
        }),
        paragraph([run(block.date)], { alignment: AlignmentType.RIGHT, indent: { right: twoCharacters * 2 } }),
      ]
    case 'page_break':
      return [new Paragraph({ children: [new PageBreak()] })]
  }
}

// Fixed lines reach into the border of a table that stands right below them.
const gap = () => new Paragraph({ spacing: { line: 160, lineRule: LineRuleType.EXACT }, children: [] })

function table({ columns, rows, rowHeight }: Extract<OfficialBlock, { kind: 'table' }>, width: number): Table {
  const whole = columns.reduce((sum, column) => sum + column.share, 0)
  const widths = columns.map((column) => Math.floor((width * column.share) / whole))
  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  const height = rowHeight === undefined ? {} : { height: { value: mm(rowHeight), rule: HeightRule.ATLEAST } }
  const cell = (text: string, index: number, face: Face) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 60, right: 60, top: 30, bottom: 30 },
      children: text.split('\n').map(
        (each) =>
          new Paragraph({
            alignment: aligned[face === 'black' ? 'center' : (columns[index]?.align ?? 'start')],
            children: [run(each, face, sizes.small)],
          }),
      ),
    })
  const row = (cells: readonly string[], face: Face) =>
    new TableRow({
      tableHeader: face === 'black',
      cantSplit: true,
      ...height,
      children: columns.map((_, index) => cell(cells[index] ?? '', index, face)),
    })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: border,
      bottom: border,
      left: border,
      right: border,
      insideHorizontal: border,
      insideVertical: border,
    },
    rows: [
      row(
        columns.map((column) => column.title),
        'black',
      ),
      ...rows.map((cells) => row(cells, 'body')),
    ],
  })
}
