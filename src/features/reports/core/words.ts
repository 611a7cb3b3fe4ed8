/** Level codes of 国家/省/市/县/校/省外 as documents write them. */
export const levelWords: Readonly<Record<string, string>> = {
  nation: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
  school: '校级',
  outside: '省外',
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
