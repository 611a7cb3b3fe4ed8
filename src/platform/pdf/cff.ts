import type { Font, PathCommand } from 'fontkit'

/**
 * A subset of a CFF font as PDF embeds it: the glyphs asked for and nothing else.
 * fontkit's own subsetter carries every (emptied) subroutine of a Chinese font along: 90 kB and 70 ms a face, where
 * writing the outlines anew takes 30 bytes a stroke and a millisecond or two.
 */
export function outlineSubset(font: Font, charstrings: Map<number, Buffer>) {
  const glyphs = [0]
  const places = new Map([[0, 0]])
  return {
    /** Tells pdfkit that the program is CFF. */
    cff: true,
    includeGlyph(glyph: number | { id: number }): number {
      const id = typeof glyph === 'number' ? glyph : glyph.id
      const known = places.get(id)
      if (known !== undefined) return known
      places.set(id, glyphs.length)
      return glyphs.push(id) - 1
    },
    encode: (): Buffer =>
      encodeProgram(
        font.postscriptName,
        glyphs.map((id) => charstringOf(font, id, charstrings)),
      ),
  }
}

function charstringOf(font: Font, id: number, known: Map<number, Buffer>): Buffer {
  const made = known.get(id)
  if (made) return made
  const glyph = font.getGlyph(id)
  const charstring = encodeOutline(glyph.advanceWidth, glyph.path.commands)
  known.set(id, charstring)
  return charstring
}

const operator = { endchar: 14, rmoveto: 21, rlineto: 5, rrcurveto: 8 } as const

/** One glyph in the Type 2 charstring format: its width, then its strokes, each relative to where the last one ended. */
function encodeOutline(width: number, commands: readonly PathCommand[]): Buffer {
  const bytes: number[] = []
  let [x, y] = [0, 0]
  pushNumber(bytes, Math.round(width))
  const stroke = (code: number, points: readonly number[]) => {
    for (let index = 0; index + 1 < points.length; index += 2) {
      const [toX, toY] = [Math.round(points[index] ?? 0), Math.round(points[index + 1] ?? 0)]
      pushNumber(bytes, toX - x)
      pushNumber(bytes, toY - y)
      ;[x, y] = [toX, toY]
    }
    bytes.push(code)
  }
  for (const { command, args } of commands) {
    if (command === 'moveTo') stroke(operator.rmoveto, args)
    else if (command === 'lineTo') stroke(operator.rlineto, args)
    else if (command === 'bezierCurveTo') stroke(operator.rrcurveto, args)
    else if (command === 'quadraticCurveTo') stroke(operator.rrcurveto, cubic(x, y, args))
  }
  bytes.push(operator.endchar)
  return Buffer.from(bytes)
}

function cubic(x: number, y: number, [midX = 0, midY = 0, toX = 0, toY = 0]: readonly number[]): number[] {
  const towards = (from: number, middle: number) => from + ((middle - from) * 2) / 3
  return [towards(x, midX), towards(y, midY), towards(toX, midX), towards(toY, midY), toX, toY]
}

function pushNumber(bytes: number[], value: number): void {
  if (value >= -107 && value <= 107) bytes.push(value + 139)
  else if (value >= 108 && value <= 1131) bytes.push(247 + ((value - 108) >> 8), (value - 108) & 255)
  else if (value >= -1131 && value <= -108) bytes.push(251 + ((-value - 108) >> 8), (-value - 108) & 255)
  else bytes.push(28, (value >> 8) & 255, value & 255)
}

// The first string identifier that is not one of the standard strings.
const ownStrings = 391

/** A CID-keyed CFF program whose character identifiers are its glyph places, with one font dictionary and no hints. */
function encodeProgram(name: string, charstrings: readonly Buffer[]): Buffer {
  const count = charstrings.length
  const header = Buffer.from([1, 0, 4, 4])
  const names = index([Buffer.from(name, 'latin1')])
  const strings = index([Buffer.from('Adobe'), Buffer.from('Identity')])
  const subroutines = index([])
  const charset = count > 1 ? Buffer.from([2, 0, 1, ((count - 2) >> 8) & 255, (count - 2) & 255]) : Buffer.from([0])
  const select = Buffer.from([3, 0, 1, 0, 0, 0, (count >> 8) & 255, count & 255])
  const outlines = index(charstrings)
  // Widths are written in full with every glyph, so both widths of the private dictionary are nought.
  const privates = Buffer.from([139, 20, 139, 21])

  const top = (charsetAt: number, selectAt: number, outlinesAt: number, fontsAt: number) =>
    index([
      Buffer.concat([
        dictionaryEntry([ownStrings, ownStrings + 1, 0], [12, 30]),
        dictionaryEntry([count], [12, 34]),
        dictionaryEntry([charsetAt], [15]),
        dictionaryEntry([selectAt], [12, 37]),
        dictionaryEntry([outlinesAt], [17]),
        dictionaryEntry([fontsAt], [12, 36]),
      ]),
    ])
  // Every offset takes five bytes, so the length of the top dictionary is known before its offsets are.
  const charsetAt = header.length + names.length + top(0, 0, 0, 0).length + strings.length + subroutines.length
  const selectAt = charsetAt + charset.length
  const outlinesAt = selectAt + select.length
  const privatesAt = outlinesAt + outlines.length
  const fonts = index([dictionaryEntry([privates.length, privatesAt], [18])])
  return Buffer.concat([
    header,
    names,
    top(charsetAt, selectAt, outlinesAt, privatesAt + privates.length),
    strings,
    subroutines,
    charset,
    select,
    outlines,
    privates,
    fonts,
  ])
}

function dictionaryEntry(operands: readonly number[], operators: readonly number[]): Buffer {
  const bytes = operands.flatMap((value) => [
    29,
    (value >>> 24) & 255,
    (value >>> 16) & 255,
    (value >>> 8) & 255,
    value & 255,
  ])
  return Buffer.from([...bytes, ...operators])
}

/** A CFF INDEX: how many, where each begins, and the bytes themselves. */
function index(items: readonly Buffer[]): Buffer {
  if (items.length === 0) return Buffer.from([0, 0])
  const head = Buffer.alloc(3 + (items.length + 1) * 4)
  head.writeUInt16BE(items.length, 0)
  head.writeUInt8(4, 2)
  let offset = 1
  head.writeUInt32BE(offset, 3)
  for (const [place, item] of items.entries()) head.writeUInt32BE((offset += item.length), 7 + place * 4)
  return Buffer.concat([head, ...items])
}
