import type { Font } from 'fontkit'

// What needs the font's own rules: variants of a character, combining marks, scripts whose letters change shape.
const shaped = /[\p{M}\u200c\u200d\u{e0100}-\u{e01ef}\p{Script=Arabic}\p{Script=Tibetan}\p{Script=Mongolian}]/u

/**
 * Sets Chinese and Latin one glyph a character, and leaves everything else to the font's rules.
 * Those rules number thousands in a Chinese font and take 200 ms a page; plain text looks the same without them.
 */
export function plainLayout(font: Font) {
  const byRules = font.layout.bind(font)
  const glyphs = new Map<string, ReturnType<Font['getGlyph']>>()
  const glyphOf = (character: string) => {
    const known = glyphs.get(character)
    if (known) return known
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0)
    glyphs.set(character, glyph)
    return glyph
  }
  return (text: string, ...rules: [features?: string[] | Record<string, boolean>]) => {
    if (shaped.test(text)) return byRules(text, ...rules)
    const drawn = Array.from(text, glyphOf)
    const positions = drawn.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }))
    return {
      glyphs: drawn,
      positions,
      /** Summed when asked for: pdfkit scales the positions in place before it reads the width. */
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
      },
    }
  }
}
