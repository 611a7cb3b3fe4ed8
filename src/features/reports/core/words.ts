/** Level codes of 国家/省/市/县/校 as documents write them. */
export const levelWords: Readonly<Record<string, string>> = {
  nation: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
  school: '校级',
}

/** Months as documents write them: `4–5 月`, `全年`, `4、6 月`. */
export function sayMonths(months: readonly number[], yearRound: boolean): string {
  if (yearRound) return '全年'
  const sorted = [...months].sort((a, b) => a - b)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return '待定'
  const isRun = sorted.length > 2 && last - first === sorted.length - 1
  return `${isRun ? `${first}–${last}` : sorted.join('、')} 月`
}

/** A date as official documents write it: 2026 年 11 月 22 日. */
export function sayDate(date: string): string {
  return `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`
}

/** Two dates as a range, shortened where they share the year. */
export function sayRange(from: string | null, to: string | null): string {
  if (from === null) return '待定'
  if (to === null || to === from) return sayDate(from)
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${sayDate(from)}至${sayDate(to).slice(5)}`
    : `${sayDate(from)}至${sayDate(to)}`
}

/** Two dates of one year as a narrow column writes them: `5.12–5.16`. */
export function sayDays(from: string | null, to: string | null): string {
  const day = (date: string) => `${Number(date.slice(5, 7))}.${Number(date.slice(8, 10))}`
  if (from === null) return ''
  return to === null || to === from ? day(from) : `${day(from)}–${day(to)}`
}

/** A share as a percentage with one decimal, cut and never rounded: 499 of 500 is 99.8%, never 100%. */
export function sayShare(part: number, whole: number): string {
  if (whole === 0) return '—'
  const tenths = Math.floor((part * 1000) / whole)
  return `${Math.floor(tenths / 10)}${tenths % 10 === 0 ? '' : `.${tenths % 10}`}%`
}

/** Centihours as documents write hours. */
export function sayHours(centihours: number): string {
  return String(centihours / 100)
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** A small number as a Chinese numeral, for headings: 1–99. */
export function sayNumeral(number: number): string {
  if (number <= 10) return digits[number] ?? ''
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens === 1 ? '' : digits[tens]}十${ones === 0 ? '' : digits[ones]}`
}
