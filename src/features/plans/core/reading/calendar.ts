import { chineseNumber, matches } from './text.ts'

type Months = readonly number[] | 'year-round'

const named: readonly (readonly [RegExp, readonly number[]])[] = [
  [/上半年/, [1, 2, 3, 4, 5, 6]],
  [/下半年/, [7, 8, 9, 10, 11, 12]],
  [/第?一季度|首季度/, [1, 2, 3]],
  [/第?二季度/, [4, 5, 6]],
  [/第?三季度/, [7, 8, 9]],
  [/第?四季度/, [10, 11, 12]],
  [/暑期|暑假|暑期间/, [7, 8]],
  [/寒假/, [1, 2]],
  [/年底|年末/, [12]],
]
const numeral = String.raw`\d{1,2}|十[一二]?|[一二三四五六七八九]`
const year = String.raw`(?:(?:20\d\d|20[xX]{2}|[xX]{2,4})年?[.年/-]?|今年|当年|本年度?)?`
const span = new RegExp(
  String.raw`${year}(?<![\d.])(?<a>${numeral})(?:月份?|(?=-{1,2}(?:${numeral})月)|(?=(?:[、,和及](?:${numeral}))+月))(?:(?:\d{1,2})[日号])?(?:上旬|中旬|下旬|初|底|末)?(?:(?:-{1,2}|至|到)${year}(?:次年)?(?<b>${numeral})月)?`,
)
const dotted =
  /20\d\d[./](?<a>\d{1,2})(?:[./]\d{1,2})?(?:\s*(?:-{1,2}|至)\s*(?:20\d\d[./])?(?<b>\d{1,2})(?:[./]\d{1,2})?(?!\d))?/

const monthOf = (text: string) => (/^\d/.test(text) ? Number(text) : (chineseNumber(text) ?? 0))
const isMonth = (month: number) => month >= 1 && month <= 12

function run(from: number, to: number): readonly number[] {
  const months = [from]
  for (let month = from; month !== to && months.length < 12;) {
    month = (month % 12) + 1
    months.push(month)
  }
  return months
}

/** The months that a cell or phrase names; `year-round` for 全年 and its like; an empty list when it names none. */
export function monthsIn(text: string): Months {
  const found = new Set<number>()
  for (const each of [...matches(text, span), ...matches(text, dotted)]) {
    const from = monthOf(each.group('a'))
    const to = each.group('b') === '' ? from : monthOf(each.group('b'))
    if (isMonth(from) && isMonth(to)) for (const month of run(from, to)) found.add(month)
  }
  if (found.size > 0) return [...found]
  if (/全年|常年|长期|贯穿.{0,3}年|年内|每月|每周|年度内|1-12月/.test(text)) return 'year-round'
  for (const [pattern, months] of named) if (pattern.test(text)) for (const month of months) found.add(month)
  return [...found]
}

const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const pad = (value: number) => String(value).padStart(2, '0')

function lastDayOf(of: number, month: number): number {
  const leap = month === 2 && ((of % 4 === 0 && of % 100 !== 0) || of % 400 === 0)
  return leap ? 29 : (lastDays[month - 1] ?? 30)
}

type Ends = { readonly from: string; readonly to: string }

const point =
  /(?:(?<year>20\d\d)[年.\/-])?(?:(?<month>\d{1,2}|十[一二]?|[一二三四五六七八九])(?:月份?|(?=-{1,2}\d{1,2}月)|[.\/-](?=\d)))(?:(?<day>\d{1,2})[日号]?)?(?<part>上旬|中旬|下旬|初|底|末|中)?|(?:(?<year2>20\d\d)年)?(?<end>年底|年末|底)(?![月])/

function endsOf(
  text: string,
  fallbackYear: number | undefined,
): readonly (Ends & { start: number; end: number; year: number })[] {
  let of = fallbackYear
  return matches(text, point).flatMap((each) => {
    const stated = each.group('year') || each.group('year2')
    of = stated === '' ? of : Number(stated)
    if (of === undefined) return []
    const month = each.group('end') === '' ? monthOf(each.group('month')) : 12
    if (!isMonth(month)) return []
    const last = lastDayOf(of, month)
    const [from, to] = daysOf(Number(each.group('day')), each.group('end') === '' ? each.group('part') : '末', last)
    const date = (day: number) => `${String(of)}-${pad(month)}-${pad(Math.min(day, last))}`
    return [{ from: date(from), to: date(to), start: each.start, end: each.end, year: of }]
  })
}

function daysOf(day: number, part: string, last: number): readonly [number, number] {
  if (day >= 1) return [day, day]
  if (part === '上旬' || part === '初') return [1, 10]
  if (part === '中旬' || part === '中') return [11, 20]
  if (part === '下旬') return [21, last]
  return part === '底' || part === '末' ? [last, last] : [1, last]
}

/** The first and last day that a phrase names: a range, one month or day, or only a deadline (4月底前). */
export function datesIn(
  text: string,
  year: number | undefined,
): { from: string | null; to: string | null } | undefined {
  const ends = endsOf(text, year)
  const [first, second] = ends
  if (!first) return undefined
  const between = second ? text.slice(first.end, second.start) : ''
  if (second && /^\s*(?:-{1,2}|至|到)\s*$/.test(between)) return { from: first.from, to: second.to }
  const after = text.slice(first.end, first.end + 3)
  if (/^(?:之?前|以前|前)/.test(after) || /(?:截至|截止|不迟于)[^,。]{0,4}$/.test(text.slice(0, first.start)))
    return { from: null, to: first.to }
  if (/^(?:起|开始|以后|之后)/.test(after)) return { from: first.from, to: null }
  const deadline = /底|末/.test(text.slice(first.start, first.end)) && first.from === first.to
  return deadline ? { from: null, to: first.to } : { from: first.from, to: first.to }
}

/** The calendar years that a text states, ranges as written (2024-2025学年) filled in; placeholders such as 20xx年 are none. */
export function yearsIn(text: string): readonly number[] {
  const found = new Set<number>()
  for (const each of matches(
    text,
    /(?<!\d)(?<a>20\d\d)年?(?:\s*(?:-{1,2}|至|到)\s*(?<b>20\d\d))?\s*(?:年|学年|届|级|学年度|(?=[\u4e00-\u9fff]))/,
  )) {
    const from = Number(each.group('a'))
    const to = each.group('b') === '' ? from : Number(each.group('b'))
    for (let of = from; of <= to && of < from + 10; of++) found.add(of)
  }
  for (const each of matches(text, /二[〇零○O0](?<c>[一二三四五六七八九])(?<d>[〇零○O0一二三四五六七八九])年/)) {
    const tail = chineseNumber(each.group('d').replace(/[○O0〇]/, '零')) ?? 0
    found.add(2000 + (chineseNumber(each.group('c')) ?? 0) * 10 + tail)
  }
  return [...found]
}
