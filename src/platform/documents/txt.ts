import type { SourceBlock } from '../../lib/source.ts'

/** The text of bytes in UTF-8, UTF-16 or GB18030; undefined when they are no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const marked = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte)
  if (marked(0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  if (marked(0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes)
  const text = decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')
  return text === undefined || looksBinary(text) ? undefined : text
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function looksBinary(text: string): boolean {
  const strange = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd\ue000-\uf8ff]/g)?.length ?? 0
  return strange > 0 && (text.includes('\0') || strange > text.length / 200)
}

/** The blocks of a plain text: its lines as paragraphs; runs of lines cut by tabs or bars as tables. */
export function readText(text: string): readonly SourceBlock[] {
  const lines = text.replace(/\r\n?|\u2028/g, '\n').split('\n')
  const blocks: SourceBlock[] = []
  let i = 0
  while (i < lines.length) {
    const table = tableOfDump(lines, i) ?? tableOfSeparators(lines, i)
    if (table) {
      blocks.push({ kind: 'table', rows: table.rows.map((row) => row.map((cell) => ({ text: cell }))) })
      i = table.next
      continue
    }
    const paragraph = (lines[i] ?? '').trim()
    if (paragraph !== '') blocks.push({ kind: 'paragraph', text: paragraph })
    i++
  }
  return blocks
}

type Found = { readonly rows: readonly (readonly string[])[]; readonly next: number }

const widest = (rows: readonly (readonly string[])[]) => Math.max(0, ...rows.map((row) => row.length))

function padded(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = widest(rows)
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
}

// Word processors save a table as text with each cell on a line that opens with a tab, and a blank line after each row.
function tableOfDump(lines: readonly string[], from: number): Found | undefined {
  if (!lines[from]?.startsWith('\t')) return undefined
  const rows: string[][] = []
  let row: string[] = []
  let i = from
  for (; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line === '') {
      if (row.length > 0) rows.push(row)
      row = []
      if (!lines[i + 1]?.startsWith('\t')) break
    } else if (line.startsWith('\t')) row.push(...line.slice(1).split('\t'))
    else if (row.length > 0) row.push([row.pop() ?? '', line].join('\n'))
    else break
  }
  if (row.length > 0) rows.push(row)
  const usual = widest(rows.slice(0, 2))
  const regular = rows.filter((cells) => Math.abs(cells.length - usual) <= 1).length
  return usual >= 3 && rows.length >= 2 && regular >= rows.length * 0.6 ? { rows: padded(rows), next: i } : undefined
}

function tableOfSeparators(lines: readonly string[], from: number): Found | undefined {
  const first = lines[from] ?? ''
  const mark = first.trim().startsWith('|') ? '|' : '\t'
  const cells = (line: string) =>
    (mark === '|' ? line.trim().replace(/^\||\|$/g, '') : line.trimEnd()).split(mark).map((cell) => cell.trim())
  const rows: string[][] = []
  let i = from
  for (; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (line.split(mark).length < 3) break
    if (!/^[\s|:-]+$/.test(line)) rows.push(cells(line))
  }
  return rows.length >= 2 && widest(rows) >= 3 ? { rows: padded(rows), next: i } : undefined
}
