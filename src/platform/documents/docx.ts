import type { SourceBlock, SourceCell } from '../../lib/source.ts'
import type { Archive } from './archive.ts'
import { numberingOf, type Numbering } from './numbering.ts'
import { child, parseXml, valueOf, type Element } from './xml.ts'

type Style = {
  readonly role: 'title' | 'heading' | undefined
  readonly number: Element | undefined
  readonly basedOn: string | undefined
}
type Reading = { readonly numbering: Numbering; readonly styles: ReadonlyMap<string, Style> }

/** The paragraphs and tables of a Word document, automatic numbers written out; undefined when it cannot be read. */
export function readDocx(archive: Archive): readonly SourceBlock[] | undefined {
  const document = parseXml(archive.part('word/document.xml') ?? '')
  const body = child(document, 'w:body')
  if (!body) return undefined
  const reading = {
    numbering: numberingOf(parseXml(archive.part('word/numbering.xml') ?? '')),
    styles: stylesOf(parseXml(archive.part('word/styles.xml') ?? '')),
  }
  return blocksOf(body, reading)
}

function stylesOf(root: Element | undefined): ReadonlyMap<string, Style> {
  const styles = (root?.children ?? []).filter((each) => each.name === 'w:style')
  return new Map(
    styles.map((style) => {
      const name = valueOf(style, 'w:name') ?? ''
      const properties = child(style, 'w:pPr')
      const heading = /^heading \d/i.test(name) || child(properties, 'w:outlineLvl') !== undefined
      const role = /^title$/i.test(name) ? 'title' : heading ? 'heading' : undefined
      const entry = { role, number: child(properties, 'w:numPr'), basedOn: valueOf(style, 'w:basedOn') } as const
      return [style.attributes['w:styleId'] ?? '', entry] as const
    }),
  )
}

// Containers whose content stands in the text as if they were not there.
const transparent = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:hyperlink',
  'w:fldSimple',
])

function blocksOf(container: Element, reading: Reading): readonly SourceBlock[] {
  return container.children.flatMap((each): readonly SourceBlock[] => {
    if (each.name === 'w:p') return paragraphsOf(each, reading)
    if (each.name === 'w:tbl') return [{ kind: 'table', rows: rowsOf(each, reading) }]
    return transparent.has(each.name) ? blocksOf(each, reading) : []
  })
}

function paragraphsOf(paragraph: Element, reading: Reading): readonly SourceBlock[] {
  const properties = child(paragraph, 'w:pPr')
  const style = reading.styles.get(valueOf(properties, 'w:pStyle') ?? '')
  const text = `${numberOf(properties, style, reading)}${runText(paragraph)}`
  const role = style?.role
  const boxes = textBoxes(paragraph).flatMap((box) => blocksOf(box, reading))
  const lines = text.split('\n').flatMap((line): readonly SourceBlock[] => {
    const trimmed = line.trim()
    return trimmed === '' ? [] : [{ kind: 'paragraph', text: trimmed, ...(role ? { style: role } : {}) }]
  })
  return [...lines, ...boxes]
}

function numberOf(properties: Element | undefined, style: Style | undefined, reading: Reading): string {
  const inherited = style?.number ?? reading.styles.get(style?.basedOn ?? '')?.number
  const number = child(properties, 'w:numPr') ?? inherited
  const id = valueOf(number, 'w:numId')
  if (id === undefined || id === '0') return ''
  return reading.numbering(id, Number(valueOf(number, 'w:ilvl') ?? valueOf(inherited, 'w:ilvl') ?? 0))
}

function runText(element: Element): string {
  return element.children.map(pieceOf).join('')
}

function pieceOf(each: Element): string {
  if (each.name === 'w:t') return each.text
  if (each.name === 'w:tab') return '\t'
  if (each.name === 'w:br' || each.name === 'w:cr') return '\n'
  if (each.name === 'w:noBreakHyphen') return '-'
  if (each.name === 'w:r') return child(child(each, 'w:rPr'), 'w:vanish') ? '' : runText(each)
  return transparent.has(each.name) ? runText(each) : ''
}

function textBoxes(element: Element): readonly Element[] {
  return element.children.flatMap((each): readonly Element[] => {
    if (each.name === 'w:txbxContent') return [each]
    // Word writes a text box twice, for new and for old readers.
    if (each.name === 'mc:Fallback' && child(element, 'mc:Choice')) return []
    return each.name === 'w:t' || each.name === 'w:pPr' ? [] : textBoxes(each)
  })
}

function rowsOf(table: Element, reading: Reading): readonly (readonly SourceCell[])[] {
  const rows: SourceCell[][] = []
  for (const row of flattened(table, 'w:tr')) {
    const cells: SourceCell[] = []
    const skipped = Math.min(Number(valueOf(child(row, 'w:trPr'), 'w:gridBefore') ?? 0), 100)
    for (let i = 0; i < skipped; i++) cells.push({ text: '' })
    for (const cell of flattened(row, 'w:tc')) {
      const properties = child(cell, 'w:tcPr')
      const merge = child(properties, 'w:vMerge')
      const down = merge !== undefined && merge.attributes['w:val'] !== 'restart'
      const text = down ? (rows.at(-1)?.[cells.length]?.text ?? '') : cellText(cell, reading)
      cells.push(down ? { text, merged: 'down' } : { text })
      const span = Math.min(Number(valueOf(properties, 'w:gridSpan') ?? 1), 100)
      for (let i = 1; i < span; i++) cells.push({ text, merged: 'across' })
    }
    rows.push(cells)
  }
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  return rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => ({ text: '' }))])
}

function flattened(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((each) =>
    each.name === name ? [each] : transparent.has(each.name) ? flattened(each, name) : [],
  )
}

function cellText(cell: Element, reading: Reading): string {
  const lines = blocksOf(cell, reading).map((block) =>
    block.kind === 'paragraph'
      ? block.text
      : block.rows.map((row) => row.map((each) => each.text).join(' ')).join('\n'),
  )
  return lines.join('\n')
}
