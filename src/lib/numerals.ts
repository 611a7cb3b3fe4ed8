import type { CalendarDate } from './dates.ts'

const digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
const places = ['', '十', '百', '千'] as const

/** Writes a whole number from 0 to 9999 as it is read in Chinese: 10 is 十, 21 is 二十一, 105 is 一百〇五. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 9999) throw new RangeError(`Not between 0 and 9999: ${value}`)
  if (value === 0) return digits[0]
  const figures = String(value)
  let written = ''
  for (const [index, figure] of [...figures].entries()) {
    const digit = Number(figure)
    const place = places[figures.length - 1 - index] ?? ''
    if (digit !== 0) written += `${digits[digit] ?? ''}${place}`
    else if (!written.endsWith('〇') && Number(figures.slice(index)) !== 0) written += '〇'
  }
  return written.startsWith('一十') ? written.slice(1) : written
}

/** A date as certificates bear it: 2026-11-21 is 二〇二六年十一月二十一日. */
export function chineseDate(date: CalendarDate): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const spelled = [...year].map((figure) => digits[Number(figure)] ?? '').join('')
  return `${spelled}年${chineseNumber(Number(month))}月${chineseNumber(Number(day))}日`
}

/** A date as official documents and sentences bear it: 2026-03-05 is 2026年3月5日. */
export function plainChineseDate(date: CalendarDate): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}
