import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  HeightRule,
  LineRuleType,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
} from 'docx'
import { chineseNumber, plainChineseDate } from '../../lib/numerals.ts'
import { fixedLine, font } from './styles.ts'
import type { Align, Block } from './tree.ts'
import { faces, lengths, millimetres, sizes } from './typography.ts'

/** How many headings of each level there have been; a heading starts the levels below it anew. */
export type Counters = { first: number; second: number; third: number }

const twoCharacters = { firstLine: lengths.character * 2, firstLineChars: 200 }

/** Where a block stands: `width` is that of the text in twips, `next` what follows in the same section. */
export type Place = {
  readonly counters: Counters
  readonly width: number
  readonly list: boolean
  readonly next: Block['kind'] | undefined
}

/** The paragraphs and tables of one block. */
export function drawBlock(block: Block, { counters, width, list, next }: Place): (Paragraph | Table)[] {
  // The issuer and the date may not stand on a page without any text.
  const keepNext = next === 'attachments' || next === 'signature'
  switch (block.kind) {
    case 'title':
      return title(block, list)
    case 'addressee':
      return [paragraph(`${block.text}：`)]
    case 'heading':
      return [heading(block.level, block.text, counters)]
    case 'paragraph':
      return [paragraph(block.text, { indent: twoCharacters, alignment: AlignmentType.BOTH, keepNext })]
    case 'line':
      return [line(block.text, block.align ?? 'left')]
    case 'list':
      return block.items.map((item, place) =>
        paragraph(`${place + 1}.${item}`, {
          indent: twoCharacters,
          alignment: AlignmentType.BOTH,
          keepNext: keepNext && place === block.items.length - 1,
        }),
      )
    case 'table':
      return table(block, width)
    case 'attachments':
      return attachments(block.titles, next === 'signature')
    case 'attachment':
      return [
        styled(`附件${block.number ?? ''}`, { font: font(faces.heading), size: sizes.body }, {}),
        ...title({ text: block.title }, list),
      ]
    case 'signature':
      return signature(block.issuer, plainChineseDate(block.date))
    case 'pageBreak':
      // As thin as can be, so that it never needs a page of its own.
      return [new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [new PageBreak()] })]
  }
}

function styled(
  text: string,
  run: { font?: ReturnType<typeof font>; size?: number; bold?: boolean },
  options: IParagraphOptions,
): Paragraph {
  return new Paragraph({ ...options, children: [new TextRun({ text, ...run })] })
}

function paragraph(text: string, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ spacing: fixedLine, ...options, children: [new TextRun({ text })] })
}

function title({ text, below, newPage }: { text: string; below?: string; newPage?: true }, list: boolean): Paragraph[] {
  const spacing = { ...fixedLine, line: (list ? 28 : 36) * 20 }
  const size = list ? sizes.listTitle : sizes.title
  const lines = text.split('\n').map(
    (words, place) =>
      new Paragraph({
        heading: HeadingLevel.TITLE,
        pageBreakBefore: newPage === true && place === 0,
        alignment: AlignmentType.CENTER,
        spacing,
        children: [new TextRun({ text: words, size })],
      }),
  )
  const under =
    below === undefined
      ? []
      : [
          styled(
            below,
            { font: font(faces.subheading), size: sizes.body },
            { alignment: AlignmentType.CENTER, spacing: fixedLine },
          ),
        ]
  return [...lines, ...under, new Paragraph({ spacing: { ...fixedLine, line: lengths.line / 2 } })]
}

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const

function heading(level: 1 | 2 | 3, text: string, counters: Counters): Paragraph {
  return new Paragraph({
    heading: levels[level - 1] ?? HeadingLevel.HEADING_3,
    indent: twoCharacters,
    children: [new TextRun({ text: `${ordinal(level, counters)}${text}` })],
  })
}

function ordinal(level: 1 | 2 | 3, counters: Counters): string {
  if (level === 1) {
    Object.assign(counters, { first: counters.first + 1, second: 0, third: 0 })
    return `${chineseNumber(counters.first)}、`
  }
  if (level === 2) {
    Object.assign(counters, { second: counters.second + 1, third: 0 })
    return `（${chineseNumber(counters.second)}）`
  }
  counters.third += 1
  return `${counters.third}.`
}

function line(text: string, align: Align): Paragraph {
  const spacing = { line: 20 * 20, lineRule: LineRuleType.EXACT, before: 20, after: 20 }
  return new Paragraph({ alignment: align, spacing, children: [new TextRun({ text, size: 24 })] })
}

function attachments(titles: readonly string[], keepNext: boolean): Paragraph[] {
  const single = titles.length === 1
  const named = titles.map((words, place) => {
    const number = single ? '' : `${place + 1}.`
    const lead = place === 0 ? '附件：' : '　　　'
    return paragraph(`${lead}${number}${words}`, { indent: twoCharacters, keepNext })
  })
  return [paragraph('', { keepNext }), ...named]
}

/** The issuer is centred over the date, and the date stands four characters from the right edge. */
function signature(issuer: string, date: string): Paragraph[] {
  const { character } = lengths
  const dateWidth = ([...date].length - (date.match(/\d/g)?.length ?? 0) / 2) * character
  const right = Math.max(character * 2, character * 4 + (dateWidth - [...issuer].length * character) / 2)
  const together = { alignment: AlignmentType.RIGHT, keepLines: true } as const
  return [
    paragraph('', { keepNext: true }),
    paragraph('', { keepNext: true }),
    paragraph(issuer, { ...together, keepNext: true, indent: { right: Math.round(right) } }),
    paragraph(date, { ...together, indent: { right: character * 4 } }),
  ]
}

function table(block: Extract<Block, { kind: 'table' }>, width: number): (Paragraph | Table)[] {
  const shares = block.columns.reduce((sum, column) => sum + column.width, 0)
  const widths = block.columns.map((column) => Math.floor((column.width / shares) * width))
  const size = (block.size ?? sizes.table / 2) * 2
  const height = { value: millimetres(block.rowHeight ?? 8), rule: block.exact ? HeightRule.EXACT : HeightRule.ATLEAST }
  const row = (cells: readonly string[], kind: 'head' | 'body' | 'total') =>
    new TableRow({
      cantSplit: true,
      tableHeader: kind === 'head',
      height,
      children: block.columns.map((column, place) =>
        tableCell({
          text: cells[place] ?? '',
          width: widths[place] ?? 0,
          align: kind === 'head' ? 'center' : (column.align ?? 'left'),
          size,
          kind,
          exact: block.exact === true,
        }),
      ),
    })
  const rows = [
    row(
      block.columns.map((column) => column.title),
      'head',
    ),
    ...block.rows.map((cells) => row(cells, 'body')),
    ...(block.total ? [row(block.total, 'total')] : []),
  ]
  const made = new Table({
    rows,
    columnWidths: widths,
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders,
  })
  const caption =
    block.caption === undefined
      ? []
      : [
          styled(
            block.caption,
            { font: font(faces.heading), size: 24 },
            { alignment: AlignmentType.CENTER, spacing: fixedLine, keepNext: true },
          ),
        ]
  // Word joins two tables that touch, so every table is followed by a thin paragraph.
  return [
    ...caption,
    made,
    new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT, before: 0, after: 0 } }),
  ]
}

const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const thick = { ...thin, size: 8 }
const borders = { top: thick, bottom: thick, left: thick, right: thick, insideHorizontal: thin, insideVertical: thin }

type Cell = {
  readonly text: string
  readonly width: number
  readonly align: Align
  readonly size: number
  readonly kind: 'head' | 'body' | 'total'
  readonly exact: boolean
}

function tableCell({ text, width, align, size, kind, exact }: Cell): TableCell {
  const spacing = exact
    ? { line: Math.round(size * 10 * 1.2), lineRule: LineRuleType.EXACT, before: 0, after: 0 }
    : { line: Math.round(size * 10 * 1.35), lineRule: LineRuleType.AT_LEAST, before: 20, after: 20 }
  const run = { size, bold: kind === 'total', font: font(kind === 'head' ? faces.heading : faces.body) }
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 60, right: 60, top: 0, bottom: 0 },
    children: text.split('\n').map((words) => styled(words, run, { alignment: align, spacing })),
  })
}
