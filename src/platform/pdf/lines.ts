/** Marks that may not begin a line: they stay with what is before them. */
const closing = /^[，。、；：？！）》」』”’】〕％%…—·,.;:?!)\]}]/u
/** Marks that may not end a line: they stay with what follows. */
const opening = /[（《「『“‘【〔([{]$/u
const pieces = /[\u0021-\u007e\u00a1-\u024f]+ *| +|./gsu

/** Cuts a text into pieces between which a line may end: between any two Chinese characters, never inside a number or a Latin word. */
export function breakable(text: string): readonly string[] {
  const joined: string[] = []
  for (const piece of text.match(pieces) ?? []) {
    const last = joined.at(-1)
    if (last !== undefined && (closing.test(piece) || opening.test(last))) joined[joined.length - 1] = last + piece
    else joined.push(piece)
  }
  return joined
}

/** Sets a text in lines no wider than `width`; a piece wider than a whole line is cut where the line is full. Line feeds end a line. */
export function breakLines(
  text: string,
  width: number,
  measure: (text: string) => number,
  indent = 0,
): readonly string[] {
  return text.split('\n').flatMap((paragraph) => fill(paragraph, width, measure, indent))
}

function fill(paragraph: string, width: number, measure: (text: string) => number, indent: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  const room = () => (lines.length === 0 ? width - indent : width)
  const add = (piece: string) => {
    if (line !== '' && measure((line + piece).trimEnd()) > room()) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  for (const piece of breakable(paragraph)) {
    if (measure(piece) <= width - indent) add(piece)
    else for (const character of piece) add(character)
  }
  lines.push(line.trimEnd())
  return lines
}
