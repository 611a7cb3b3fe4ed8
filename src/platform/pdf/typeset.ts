import { buffer } from 'node:stream/consumers'
import type { Font } from 'fontkit'
import PDFDocument from 'pdfkit'
import type { CalendarDate } from '../../lib/dates.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { standardFonts, type Fonts, type Run, type Style, type Weight } from './fonts.ts'
import { breakLines } from './lines.ts'

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- pdfkit's types are a namespace; this adds what its types forgot
  namespace PDFKit.Mixins {
    interface PDFFont {
      /** Since 0.20 pdfkit also takes a font that is already open. */
      registerFont(name: string, opened: Font): this
    }
  }
}

export type Type = {
  readonly size: number
  readonly style?: Style
  readonly weight?: Weight
  readonly color?: string
  /** Points between characters. */
  readonly spacing?: number
}
export type Align = 'left' | 'center' | 'right'

/** Draws text in the fonts of this machine and remembers every character that none of them has. */
export type Typesetter = {
  readonly width: (text: string, type: Type) => number
  /** Draws one line on the baseline `y`; `x` is its left edge, middle or right edge by `align`. */
  readonly line: (text: string, x: number, y: number, type: Type, align?: Align) => void
  readonly lines: (text: string, width: number, type: Type, indent?: number) => readonly string[]
  /** Draws a paragraph whose full lines reach both edges; answers the baseline after its last line. */
  readonly paragraph: (
    text: string,
    box: { x: number; y: number; width: number; leading: number; indent?: number },
    type: Type,
  ) => number
}

export const ink = '#1d2733'

/** What a document says of itself. Its date is given, so that the same content makes the same bytes. */
export type About = {
  readonly title: string
  readonly author: string
  readonly subject: string
  readonly on: CalendarDate
}

export type PageLayout = Pick<PDFKit.PDFDocumentOptions, 'layout' | 'margin' | 'bufferPages'>

/** Makes a PDF by drawing on it; refused, with nothing made, when a character of its text is in no font. */
export async function makePdf(
  about: About,
  layout: PageLayout,
  draw: (doc: PDFKit.PDFDocument, set: Typesetter) => void,
): Promise<Result<Buffer, 'glyph_missing'>> {
  const dated = new Date(`${about.on}T00:00:00Z`)
  const doc = new PDFDocument({
    size: 'A4',
    ...layout,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: about.title,
      Author: about.author,
      Subject: about.subject,
      Creator: 'Qinglan',
      Producer: 'Qinglan',
      CreationDate: dated,
      ModDate: dated,
    },
  })
  const missing = new Set<string>()
  const bytes = buffer(doc)
  draw(doc, typesetter(doc, standardFonts(), missing))
  doc.end()
  const made = await bytes
  return missing.size > 0 ? err('glyph_missing') : ok(made)
}

function typesetter(doc: PDFKit.PDFDocument, fonts: Fonts, missing: Set<string>): Typesetter {
  const registered = new Set<string>()
  const known = new Map<string, readonly Run[]>()
  const select = ({ face }: Run, size: number) => {
    if (!registered.has(face.name)) doc.registerFont(face.name, face.font)
    registered.add(face.name)
    doc.font(face.name).fontSize(size)
  }
  const runsOf = (text: string, { style = 'serif', weight = 'regular' }: Type) => {
    const key = `${style} ${weight} ${text}`
    const found = known.get(key)
    if (found) return found
    const cut = fonts.runs(text.replace(/\s/g, ' '), style, weight)
    for (const character of cut.missing) missing.add(character)
    known.set(key, cut.runs)
    return cut.runs
  }
  const runWidth = (run: Run, { size, spacing = 0 }: Type) =>
    run.face.width(run.text) * size + spacing * [...run.text].length
  const width = (text: string, type: Type) =>
    runsOf(text, type).reduce((sum, run) => sum + runWidth(run, type), 0) - (text === '' ? 0 : (type.spacing ?? 0))
  const line: Typesetter['line'] = (text, x, y, type, align = 'left') => {
    let at = align === 'left' ? x : x - width(text, type) / (align === 'center' ? 2 : 1)
    for (const run of runsOf(text, type)) {
      select(run, type.size)
      doc
        .fillColor(type.color ?? ink)
        .text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic', characterSpacing: type.spacing ?? 0 })
      at += runWidth(run, type)
    }
  }
  const lines: Typesetter['lines'] = (text, room, type, indent) =>
    breakLines(text, room, (piece) => width(piece, type), indent)
  const paragraph: Typesetter['paragraph'] = (text, box, type) => {
    const broken = lines(text, box.width, type, box.indent)
    for (const [place, part] of broken.entries()) {
      const indent = place === 0 ? (box.indent ?? 0) : 0
      const gaps = [...part].length - 1
      const slack = (box.width - indent - width(part, type)) / Math.max(1, gaps)
      const justified =
        place < broken.length - 1 && slack < type.size / 4 ? { ...type, spacing: (type.spacing ?? 0) + slack } : type
      line(part, box.x + indent, box.y + place * box.leading, justified)
    }
    return box.y + broken.length * box.leading
  }
  return { width, line, lines, paragraph }
}
