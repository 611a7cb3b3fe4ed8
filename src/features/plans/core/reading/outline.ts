import { isGrid, textOf, within, type Grid, type Line, type Span } from '../lines.ts'
import { chineseNumber, firstMatch } from './text.ts'

/** The kinds of numbers that open a heading or an item. */
export type NumberKind =
  'chapter' | 'one、' | '(one)' | '1.' | '1)' | '(1)' | '①' | 'label' | 'month' | '•' | 'style' | 'root'

/** A numbered part of a document: its heading if it has one, its own text, the parts below it. */
export type Part = {
  readonly kind: NumberKind
  readonly value: number
  /** The heading without its number; undefined for an item that is plain text. */
  readonly heading: Span | undefined
  /** The whole line that opened the part, after its number. */
  readonly opening: Span | undefined
  readonly body: Span[]
  readonly parts: Part[]
  readonly above: Part | undefined
  readonly tables: Grid[]
  /** True after a place where the text has lost its middle: which chapter this belongs to is not known. */
  readonly adrift: boolean
}

const shapes: readonly (readonly [NumberKind, RegExp])[] = [
  ['chapter', /^\s*第(?<n>[一二三四五六七八九十\d]+)(?:章|部分|篇|节)[\s:、]*/],
  ['label', /^\s*(?:项目|专题|任务|模块|行动|工程|板块|举措)(?<n>[一二三四五六七八九十]|\d{1,2})[\s:、.]+/],
  ['one、', /^\s*(?<n>[一二三四五六七八九十]{1,3})\s*[、.,:](?!\d)\s*/],
  ['(one)', /^\s*[(](?<n>[一二三四五六七八九十]{1,3})[)]\s*[、.]?\s*/],
  ['(1)', /^\s*[(](?<n>\d{1,2})[)]\s*[、.]?\s*/],
  ['1)', /^\s*(?<n>\d{1,2})[)]\s*/],
  ['1.', /^\s*(?<n>\d{1,2})\s*(?:[、.](?!\d)|[、.](?=\d{1,4}[年月-])|\s(?=[\u4e00-\u9fff“]))\s*/],
  ['①', /^\s*(?<n>[①-⑳])\s*[、.]?\s*/],
  ['month', /^\s*(?<n>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?\s*(?:[:]\s*|$)/],
  ['•', /^\s*[●•◆★▲■□➢✦·※]\s*(?<n>)/],
]

type Numbered = { readonly kind: NumberKind; readonly value: number; readonly length: number }

function numberedAs(text: string): Numbered | undefined {
  for (const [kind, shape] of shapes) {
    const found = firstMatch(text, shape)
    if (!found) continue
    const written = found.group('n')
    const circled = written.charCodeAt(0) - 0x245f
    const value = kind === '①' ? circled : /^\d/.test(written) ? Number(written) : (chineseNumber(written) ?? 0)
    return { kind, value, length: found.end }
  }
  return undefined
}

const headingMax = 46

// A heading is a whole short line, or the words before the first full stop or colon of a longer one.
function headingOf(opening: Span, style: Line['style']): { heading: Span | undefined; rest: Span } {
  const text = textOf(opening)
  const whole = text.trimEnd().replace(/[。:;.]$/, '')
  if (text.length <= headingMax && !/[。;!?]/.test(whole)) {
    const colon = whole.indexOf(':')
    if (colon < 0 || style)
      return { heading: within(opening, 0, whole.length), rest: within(opening, text.length, text.length) }
  }
  const stop = firstMatch(text, /[。:!]|(?<=[\u4e00-\u9fff”)])[.](?=[\u4e00-\u9fff])|\s{1,}(?=[\u4e00-\u9fff]{4})/)
  if (!stop || stop.start > headingMax - 8) return { heading: undefined, rest: opening }
  const commas = text.slice(0, stop.start).split(',').length - 1
  if (commas > 2 || (commas > 0 && stop.start > 34)) return { heading: undefined, rest: opening }
  return { heading: within(opening, 0, stop.start), rest: within(opening, stop.end, text.length) }
}

/** The tree of numbered parts of a document; whichever kinds of numbers it uses, a kind first met below another stays below it. */
export function outline(parts: readonly (Line | Grid)[]): Part {
  const root = emptyPart('root', 0)
  let current = root
  let adrift = false
  for (const each of parts) {
    if (isGrid(each)) {
      current.tables.push(each)
      continue
    }
    const numbered = numberedAs(each.text) ?? styled(each)
    const opening = { line: each, from: numbered?.length ?? 0, to: each.text.length }
    if (!numbered) current.body.push(opening)
    else current = openPart(current, numbered, opening, adrift)
    if (current.above?.kind === 'root') adrift = false
    if (isTorn(each)) adrift = true
  }
  return root
}

const styled = (line: Line): Numbered | undefined =>
  line.style === 'heading' && line.text.trim().length <= headingMax ? { kind: 'style', value: 0, length: 0 } : undefined

function openPart(current: Part, numbered: Numbered, opening: Span, adrift: boolean): Part {
  const { heading, rest } = headingOf(opening, opening.line.style)
  const above = parentFor(current, numbered)
  const part: Part = {
    ...emptyPart(numbered.kind, numbered.value),
    heading,
    opening,
    above,
    adrift: adrift && above.kind !== 'root',
  }
  part.above?.parts.push(part)
  if (rest.to > rest.from) part.body.push(rest)
  return part
}

// Siblings share their kind of number; a list that starts again at 1 under a deeper heading is a list of its own.
function parentFor(current: Part, { kind, value }: Numbered): Part {
  for (let at: Part | undefined = current; at?.above; at = at.above) {
    if (at.kind === kind) return at.above
    if (kind === 'chapter' && at.above.kind === 'root') return at.above
    if (kind === 'one、' && (at.kind === '(one)' || at.kind === '1.') && at.above.kind === 'root' && value === 1)
      return at.above
  }
  return current
}

function emptyPart(kind: NumberKind, value: number): Part {
  return {
    kind,
    value,
    heading: undefined,
    opening: undefined,
    body: [],
    parts: [],
    above: undefined,
    tables: [],
    adrift: false,
  }
}

/** Whether a line holds debris of a page where a piece of text is gone. */
export const isTorn = (line: Line): boolean => /["“”＂]\s*>\s*[\u4e00-\u9fff]|<\/?(?:p|div|span|br)\b/i.test(line.raw)

/** Every part below a root in reading order, the root first. */
export function allParts(root: Part): readonly Part[] {
  return [root, ...root.parts.flatMap(allParts)]
}

/** The headings from the top down to a part, its own included. */
export function pathOf(part: Part): readonly string[] {
  const own = part.heading ? [textOf(part.heading)] : []
  return part.above ? [...pathOf(part.above), ...own] : own
}

/** One sentence with the part it stands in. */
export type Sentence = { readonly span: Span; readonly part: Part; readonly isHeading: boolean }

/** The sentences of a part and all below it, headings included, in reading order. */
export function sentencesOf(root: Part): readonly Sentence[] {
  return allParts(root).flatMap((part) => ownSentencesOf(part))
}

/** The sentences of one part alone. */
export function ownSentencesOf(part: Part): readonly Sentence[] {
  const heading = part.heading ? [{ span: part.heading, part, isHeading: true }] : []
  const body = part.body.flatMap((span) =>
    cut(span, /[。!?]|;(?=[^;]{12})/).map((each) => ({ span: each, part, isHeading: false })),
  )
  return [...heading, ...body]
}

/** A span cut at a pattern; empty pieces are left out. */
export function cut(span: Span, at: RegExp): readonly Span[] {
  const text = textOf(span)
  const pieces: Span[] = []
  let from = 0
  for (const stop of text.matchAll(new RegExp(at.source, 'g'))) {
    if (text.slice(from, stop.index).trim() !== '') pieces.push(within(span, from, stop.index))
    from = stop.index + stop[0].length
  }
  if (text.slice(from).trim() !== '') pieces.push(within(span, from, text.length))
  return pieces
}
