import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { create, type Font } from 'fontkit'
import { outlineSubset } from './cff.ts'
import { plainLayout } from './shaping.ts'

export type Style = 'serif' | 'sans'
export type Weight = 'regular' | 'bold'

/** One opened font file. `name` is unique and names it inside a document; `width` is that of a text set in one point. */
export type Face = { readonly name: string; readonly font: Font; readonly width: (text: string) => number }

/** A stretch of text that one face can draw whole. */
export type Run = { readonly face: Face; readonly text: string }

/** The fonts of this machine, in order of preference for each style and weight. */
export type Fonts = {
  /** Cuts text into runs, taking for each character the first face that has it; names the characters that none has. */
  readonly runs: (
    text: string,
    style: Style,
    weight: Weight,
  ) => { readonly runs: readonly Run[]; readonly missing: readonly string[] }
  /** The characters of a text that no face can draw, each once. */
  readonly missingGlyphs: (text: string) => string[]
}

/** Where Linux distributions put the Noto CJK collections. */
const systemFolders = [
  '/usr/share/fonts/opentype/noto',
  '/usr/share/fonts/noto-cjk',
  '/usr/share/fonts/google-noto-cjk',
  '/usr/share/fonts/noto',
  '/usr/local/share/fonts/noto',
]

const collections = {
  serif: {
    regular: { file: 'NotoSerifCJK-Regular.ttc', name: 'NotoSerifCJKsc-Regular' },
    bold: { file: 'NotoSerifCJK-Bold.ttc', name: 'NotoSerifCJKsc-Bold' },
  },
  sans: {
    regular: { file: 'NotoSansCJK-Regular.ttc', name: 'NotoSansCJKsc-Regular' },
    bold: { file: 'NotoSansCJK-Bold.ttc', name: 'NotoSansCJKsc-Bold' },
  },
} as const satisfies Record<Style, Record<Weight, { file: string; name: string }>>

const packaged = {
  regular: '400Regular/NotoSansSC_400Regular.ttf',
  bold: '700Bold/NotoSansSC_700Bold.ttf',
} as const satisfies Record<Weight, string>

type Source = { readonly path: string; readonly name: string | undefined }

/** The fonts found in these folders, and behind them the one that comes with the product. A file is opened when a text first needs it. */
export function openFonts(folders: readonly string[] = systemFolders): Fonts {
  const opened = new Map<string, Face>()
  const faceOf = (source: Source) => {
    const known = opened.get(source.path)
    if (known) return known
    const face = openFace(source)
    opened.set(source.path, face)
    return face
  }
  const chains = {
    serif: { regular: chain(folders, 'serif', 'regular'), bold: chain(folders, 'serif', 'bold') },
    sans: { regular: chain(folders, 'sans', 'regular'), bold: chain(folders, 'sans', 'bold') },
  }
  const firstWith = (character: string, sources: readonly Source[]) => {
    for (const source of sources) {
      const face = faceOf(source)
      if (face.font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) return face
    }
    return undefined
  }
  const chosen = { serif: { regular: memory(), bold: memory() }, sans: { regular: memory(), bold: memory() } }
  const runs = (text: string, style: Style, weight: Weight) => {
    const known = chosen[style][weight]
    return split(text, (character) => {
      if (!known.has(character)) known.set(character, firstWith(character, chains[style][weight]))
      return known.get(character)
    })
  }
  return { runs, missingGlyphs: (text) => [...new Set(runs(text, 'serif', 'regular').missing)] }
}

/** Which face draws which character: asking a font costs more than drawing. */
function memory() {
  return new Map<string, Face | undefined>()
}

/** The other style stands in for a missing character before the packaged font does. */
function chain(folders: readonly string[], style: Style, weight: Weight): readonly Source[] {
  const other = style === 'serif' ? 'sans' : 'serif'
  const system = [collections[style][weight], collections[other][weight]].flatMap(({ file, name }) => {
    const path = folders.map((folder) => join(folder, file)).find((candidate) => existsSync(candidate))
    return path === undefined ? [] : [{ path, name }]
  })
  const own = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'))
  return [...system, { path: join(own, packaged[weight]), name: undefined }]
}

function openFace({ path, name }: Source): Face {
  const font = create(readFileSync(path), name)
  if (!('layout' in font)) throw new Error(`No font named ${name ?? ''} in ${path}`)
  const layout = plainLayout(font)
  const face = Object.assign(font, { layout })
  const charstrings = new Map<number, Buffer>()
  // Only outlines in a grid of 1000 need no matrix of their own; TrueType fonts are cut down well by fontkit itself.
  if ('CFF ' in font && font.unitsPerEm === 1000)
    Object.assign(face, { createSubset: () => outlineSubset(font, charstrings) })
  return { name: font.postscriptName, font: face, width: (text) => layout(text).advanceWidth / font.unitsPerEm }
}

// Selectors of a glyph's variant belong to the character before them; joiners draw nothing.
const attached = /[\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u

function split(text: string, choose: (character: string) => Face | undefined) {
  const runs: { face: Face; text: string }[] = []
  const missing: string[] = []
  for (const character of text) {
    const last = runs.at(-1)
    if (attached.test(character)) {
      if (last) last.text += character
      continue
    }
    // A space keeps to the face before it, so that runs do not break at every gap.
    const face = character === ' ' && last ? last.face : choose(character)
    if (!face) missing.push(character)
    else if (last?.face === face) last.text += character
    else runs.push({ face, text: character })
  }
  return { runs, missing }
}

let standard: Fonts | undefined

/** The fonts of this machine, opened once for the whole process. */
export function standardFonts(): Fonts {
  return (standard ??= openFonts())
}

/** The characters of a text that no font here can draw, each once: what holds a certificate back. */
export function missingGlyphs(text: string): string[] {
  return standardFonts().missingGlyphs(text)
}
