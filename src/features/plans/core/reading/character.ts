import { yearsIn } from './calendar.ts'
import { isGrid, type At, type Grid, type Line } from '../lines.ts'
import { isTorn, type Part } from './outline.ts'
import { firstMatch, matches, tidy } from './text.ts'
import { childWords, teacherWords } from './vocabulary.ts'

/** What kind of document this is. */
export type Kind = 'training-plan' | 'work-summary' | 'notice' | 'transition-plan' | 'school-plan'

const linesOf = (parts: readonly (Line | Grid)[]): readonly Line[] =>
  parts.filter((part): part is Line => !isGrid(part))
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** Tells the kind of a document from its title and from whom its text speaks. */
export function kindOf(title: string, parts: readonly (Line | Grid)[]): Kind {
  const text = linesOf(parts)
    .map((line) => line.text)
    .join('\n')
  if (/总结/.test(title)) return 'work-summary'
  const [children, teachers] = [count(text, childWords), count(text, teacherWords)]
  if (/衔接/.test(`${title}${text}`) && children > teachers) return 'transition-plan'
  const bureau = count(text, /全[县区市省]|我[县区市]|教育局|教体局|教科局|进修学校|各学校|各校|乡镇/g)
  const own = count(text, /我[校园]|本[校园]|学校成立|我们学校|教导处|教科室|园本|园长(?=为|任)/g)
  if (/通知$|的通知/.test(title)) return /计划|方案/.test(title) ? 'training-plan' : 'notice'
  if (/通知如下|事宜通知|特此通知/.test(text)) return 'notice'
  if (own > 0 && own >= bureau) return 'school-plan'
  return /[\u4e00-\u9fff]{2,}(?:小学|中学|学校|幼儿园)(?!教师|校长)/.test(title.replace(/中小学|全[县区市]/g, '')) &&
    own > 0
    ? 'school-plan'
    : 'training-plan'
}

const region =
  /(?:[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|省|地区))?(?:[\u4e00-\u9fff]{1,6}?(?:市|州|盟))?(?:[\u4e00-\u9fff]{1,6}?(?:县|区|旗|市))?(?:[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道))?/
const office =
  /(?:[\u4e00-\u9fff]{0,12}?(?:教育局|教体局|教科局|教育体育局|教育和体育局|教育厅|教育委员会|教委|进修学校|发展中心|教研室|中心校|中心学校|小学|中学|学校|幼儿园))?(?:[\u4e00-\u9fff]{2,6}科)?/

/** Whom a document is for, from its title or else from its signature; null when neither says. */
export function issuerOf(title: string, parts: readonly (Line | Grid)[]): string | null {
  const bareTitle = title
    .replace(/[(（].*?[)）]/g, '')
    .replace(/关于(?:印发|下发|做好|转发|开展)?/g, '')
    .replace(/[《》“”]/g, '')
    .replace(/(?:20\d\d|20[xX]{2}|[xX]{2,4})(?:\s*-\s*20\d\d)?(?:学年度?|年度?)?/g, '')
  const place = firstMatch(bareTitle, new RegExp(`^(?:${region.source})`))?.text ?? ''
  const rest = bareTitle.slice(place.length)
  const body = /^(?:中小学|小学|初中|高中|中学|幼儿园)(?:教师|校长|、|和|及)/.test(rest)
    ? ''
    : (firstMatch(rest, new RegExp(`^(?:${office.source})`))?.text ?? '')
  const named = tidy(`${place}${body}`)
  if (named.length >= 2 && !/^(?:全|我|本|各)?[县区市]$/.test(named)) return named
  const closing = linesOf(parts)
    .slice(-4)
    .map((line) => line.text.trim())
  return (
    closing.find(
      (line) =>
        line.length <= 24 && /(?:局|中心|进修学校|委员会|小学|中学|幼儿园|学校)$/.test(line) && !/[,。]/.test(line),
    ) ?? null
  )
}

/** The years that a plan is about: those of its title, else those that its opening says it is made for. */
export function yearsOf(title: string, parts: readonly (Line | Grid)[]): readonly number[] {
  const named = yearsIn(title)
  if (named.length > 0) return named
  const opening = linesOf(parts)
    .slice(0, 4)
    .map((line) => line.text)
    .join('\n')
    .slice(0, 600)
  const meant = firstMatch(
    opening.replace(/《[^》]*》/g, ''),
    /(?:做好|制定|制订|开展|实施|推进|完成|组织)[^。]{0,16}?(?<y>20\d\d(?:-{1,2}20\d\d)?(?:学年度?|年度?))[^。]{0,30}(?:培训|计划|工作|师训)/,
  )
  if (meant) return yearsIn(meant.group('y'))
  const grids = parts.filter(isGrid).flatMap((grid) => grid.rows.slice(0, 2).flat())
  return yearsIn([...new Set(grids.map((cell) => cell.text))].join(' '))
}

/** The cycle of years that a text names beside its own year (2021-2025年), with the plan's place in it. */
export function cycleOf(
  text: string,
  years: readonly number[],
): { readonly from: number; readonly to: number; readonly year: number | null } | null {
  const found = firstMatch(text, /(?<a>20\d\d)年?-{1,2}(?<b>20\d\d)年?/)
  if (!found) return null
  const [from, to] = [Number(found.group('a')), Number(found.group('b'))]
  const [own] = years
  if (to <= from || to - from > 9) return null
  return { from, to, year: years.length === 1 && own !== undefined && own >= from && own <= to ? own - from + 1 : null }
}

/** A place where the text breaks off or has lost something. */
export type Break = { readonly kind: 'end' | 'middle' | 'gap'; readonly at: At; readonly words: string }

const placeOfLine = (line: Line): At => ({ block: line.block, start: 0, end: line.raw.length })

/** Where a document breaks off: a last line that does not end, debris of a page in a sentence, numbers that jump. */
export function breaksIn(parts: readonly (Line | Grid)[], root: Part): readonly Break[] {
  const breaks: Break[] = []
  for (const line of linesOf(parts)) {
    if (isTorn(line)) breaks.push({ kind: 'middle', at: placeOfLine(line), words: around(line.text) })
  }
  const last = parts.at(-1)
  if (last && !isGrid(last) && breaksOff(last.text.trim()))
    breaks.push({ kind: 'end', at: placeOfLine(last), words: last.text.trim().slice(-20) })
  const chapters = root.parts.filter((part) => part.kind === 'one、')
  chapters.forEach((part, index) => {
    const before = chapters[index - 1]?.value ?? 0
    const line = part.opening?.line
    if (line && part.value - before > 1 && index > 0)
      breaks.push({
        kind: part.value - before > 2 ? 'middle' : 'gap',
        at: placeOfLine(line),
        words: `${String(before)}→${String(part.value)}`,
      })
  })
  return breaks
}

const around = (text: string) => {
  const at = Math.max(0, text.search(/[“”]\s*>/))
  return text.slice(Math.max(0, at - 10), at + 10)
}

function breaksOff(text: string): boolean {
  if (/^[(（]?[\d一二三四五六七八九十]{1,3}[)）.、．]\s*$/.test(text)) return true
  if (/[。!?;…”）)》%]$/.test(text) || text.length < 3) return false
  if (/[,、:]$|(?:的|和|与|及|对|在|以|为|将|把)$/.test(text)) return true
  const signature =
    text.length <= 30 &&
    /(?:局|中心|学校|小学|中学|幼儿园|委员会|日|年|月|处|科|室|组|印|办公室|表|人|附件.*|电话.*)$/.test(text)
  // A numbered sentence with a colon or comma and no full stop was cut; a bare short line may be a heading.
  return !signature && (/[:,].{0,40}$/.test(text) || text.length > 40)
}

/** The words of a text that a thesaurus has put in place of the usual ones. */
export function garbledIn(text: string): readonly string[] {
  return [
    ...new Set(
      matches(
        text,
        /培训时光|实践潜力|创新潜力|操作潜力|知识潜力|保健潜力|培训资料(?:主要|:|$)|用心(?:参加|开展|探索|创设)|选取性|帮忙教师|达标率到达/,
      ).map((found) => found.text),
    ),
  ]
}
