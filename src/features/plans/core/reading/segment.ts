import { isGrid, type Grid, type Line } from '../lines.ts'
import { looksLikeTitle } from './noise.ts'
import { bare, likeness } from './text.ts'

/** One document of a file: its title line, and what follows up to the next. */
export type Segment = {
  readonly title: Line | undefined
  /** The first half of a title that stands on two lines. */
  readonly above?: Line | undefined
  readonly parts: readonly (Line | Grid)[]
}

const ordinal = '[一二三四五六七八九十\\d]{1,3}'
const member = new RegExp(
  `(?:篇|范文)${ordinal}$|(?:计划|方案|总结)(?:[(]${ordinal}[)]|[一二三四五六七八九十]|(?<!\\d)[1-9]\\d?)$|^【?(?:第${ordinal}篇|(?:篇|范文)${ordinal})】?`,
)
const collection = /\d+篇|[一二三四五六七八九十]+篇|精选|汇总|大全|合集/
const chapterOne = /^(?:一、|第一(?:章|部分|条)|[(]一[)]|1[.、])/

const isTitle = (part: Line | Grid | undefined): part is Line =>
  part !== undefined &&
  !isGrid(part) &&
  (part.style === 'title' || looksLikeTitle(part.text) || loneMember.test(part.text.trim()))

// 【篇一】 on a line of its own opens a member of a collection.
const loneMember = new RegExp(`^【?(?:第${ordinal}篇|(?:篇|范文)${ordinal})】?[:]?$`)

const compact = (line: Line) => line.text.replace(/\s+/g, '')

/** Cuts a file into its documents: at titles, and only where the numbering starts afresh or the title itself is numbered. */
export function segment(parts: readonly (Line | Grid)[]): readonly Segment[] {
  const starts = parts.flatMap((_, index) => (startsDocument(parts, index) ? [index] : []))
  if (starts.length === 0) return [titledByFirstLine(parts)]
  const segments = starts.map((start, order): Segment => {
    const title = parts[start]
    const rest = parts.slice(start + 1, starts[order + 1] ?? parts.length)
    return {
      title: title && !isGrid(title) ? title : undefined,
      above: order === 0 && !isLone(title) ? firstHalf(parts, start) : collectionOf(parts, start),
      parts: rest,
    }
  })
  const lead = parts.slice(0, starts[0])
  const opening = lead.some((part) => isGrid(part) || part.text.length > 120) ? [{ title: undefined, parts: lead }] : []
  return joinCovers([...opening, ...segments].filter((each, index, all) => !isCollectionTitle(each, all[index + 1])))
}

function startsDocument(parts: readonly (Line | Grid)[], index: number): boolean {
  const part = parts[index]
  if (!isTitle(part)) return false
  const text = compact(part)
  const rest = parts.slice(index + 1)
  const next = rest[0]
  if (next === undefined) return index === 0
  if (isTitle(next) && (sameTitle(part, next) || (collection.test(text) && !member.test(text)))) return false
  if (/(?:安排|计划|一览|汇总|配档|分解|任务|统计)表$/.test(text)) return index === 0
  if (member.test(text) || index === 0) return true
  const before = parts.slice(0, index)
  // A caption names its table, not a document; and a summary with a plan in one title is one document.
  if (isGrid(next) || before.some((each) => !isGrid(each) && isTwofold(each.text))) return !before.some(isContent)
  if (!before.some(isContent)) return true
  const ahead = rest.slice(0, 9)
  const fresh = ahead.findIndex((each) => !isGrid(each) && chapterOne.test(each.text.trim()))
  const blocked = ahead
    .slice(0, fresh < 0 ? 0 : fresh)
    .some((each) => !isGrid(each) && /^[二三四五六七八九]、/.test(each.text.trim()))
  return fresh >= 0 && !blocked && /^(?:一、|第一)/.test(textAt(ahead[fresh])) && !chapterOpen(before)
}

const isLone = (part: Line | Grid | undefined) =>
  part !== undefined && !isGrid(part) && loneMember.test(part.text.trim())

// 【篇一】 says nothing by itself: the collection's title stands before it.
function collectionOf(parts: readonly (Line | Grid)[], start: number): Line | undefined {
  if (!isLone(parts[start])) return undefined
  return parts.slice(0, start).find((part): part is Line => !isGrid(part) && !isLone(part) && looksLikeTitle(part.text))
}

const isContent = (part: Line | Grid) =>
  isGrid(part) || part.text.length > 60 || /^(?:一、|第一[章部])/.test(part.text.trim())
const isTwofold = (text: string) => looksLikeTitle(text) && /总结(?:及|和|与|暨)/.test(text)

// An agency on one line and its plan on the next are one title.
function firstHalf(parts: readonly (Line | Grid)[], start: number): Line | undefined {
  const [above, title] = [parts[start - 1], parts[start]]
  if (!above || !title || isGrid(above) || isGrid(title) || isTitle(above)) return undefined
  const text = compact(above)
  const half = /关于|(?:局|委员会|学校|中心|小学|中学|幼儿园|[县区市省])$/.test(text) && !/文件$|号$|^附件/.test(text)
  return half && text.length <= 40 && !/[。:;,]/.test(text) && /^(?:20|[\u4e00-\u9fff])/.test(compact(title))
    ? above
    : undefined
}

const textAt = (part: Line | Grid | undefined) => (part === undefined || isGrid(part) ? '' : part.text.trim())

// A title right after a heading belongs to that heading: no document ends on one.
function chapterOpen(before: readonly (Line | Grid)[]): boolean {
  const last = textAt(before.at(-1))
  return /[:、]$/.test(last)
}

const sameTitle = (a: Line, b: Line) => likeness(strip(a), strip(b)) > 0.75
const strip = (line: Line) => bare(compact(line).replace(member, ''))

function isCollectionTitle(each: Segment, next: Segment | undefined): boolean {
  if (!each.title || !next) return false
  const length = each.parts.reduce((sum, part) => sum + (isGrid(part) ? 200 : part.text.length), 0)
  const text = compact(each.title)
  return (
    length < 200 &&
    !member.test(text) &&
    (collection.test(text) || (next.title !== undefined && sameTitle(each.title, next.title)))
  )
}

// A notice that only hands down the plan behind it is its cover, not a document of its own.
function joinCovers(segments: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = []
  for (const each of segments) {
    const last = joined.at(-1)
    const cover =
      last?.title &&
      /印发|转发|下发/.test(compact(last.title)) &&
      !last.parts.some((part) => /^[一二]、/.test(textAt(part)))
    if (cover) joined[joined.length - 1] = { title: each.title, parts: [...last.parts, ...each.parts] }
    else joined.push(each)
  }
  return joined
}

// A spreadsheet or a bare text has no title line: the first short line stands for one.
function titledByFirstLine(parts: readonly (Line | Grid)[]): Segment {
  const [first, ...rest] = parts
  if (!first || isGrid(first)) return { title: undefined, parts }
  const short = first.text.trim().length <= 50 && !/[。;]/.test(first.text) && !chapterOne.test(first.text.trim())
  return short ? { title: first, parts: rest } : { title: undefined, parts }
}
