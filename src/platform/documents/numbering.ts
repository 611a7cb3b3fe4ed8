import { child, valueOf, type Element } from './xml.ts'

type Level = { readonly format: string; readonly text: string; readonly start: number }

/** Writes the number that Word would print before each numbered paragraph, in document order. */
export type Numbering = (numberId: string, level: number) => string

const chinese = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** A whole number up to 99 in Chinese numerals. */
export function inChinese(value: number): string {
  if (value < 10) return chinese[value] ?? ''
  const tens = Math.floor(value / 10)
  return `${tens === 1 ? '' : (chinese[tens] ?? '')}十${value % 10 === 0 ? '' : (chinese[value % 10] ?? '')}`
}

function written(value: number, format: string): string {
  if (/chinese|ideograph(?!Traditional|Zodiac|Enclosed)|japanese(?:Counting|Legal)|taiwanese/i.test(format))
    return inChinese(value)
  if (/EnclosedCircle/.test(format)) return String.fromCodePoint(0x245f + Math.min(value, 20))
  if (format === 'upperLetter') return String.fromCharCode(64 + ((value - 1) % 26) + 1)
  if (format === 'lowerLetter') return String.fromCharCode(96 + ((value - 1) % 26) + 1)
  return String(value)
}

function levelsOf(abstract: Element): ReadonlyMap<number, Level> {
  const levels = abstract.children.filter((each) => each.name === 'w:lvl')
  return new Map(
    levels.map((level) => [
      Number(level.attributes['w:ilvl'] ?? 0),
      {
        format: valueOf(level, 'w:numFmt') ?? 'decimal',
        text: valueOf(level, 'w:lvlText') ?? '',
        start: Number(valueOf(level, 'w:start') ?? 1),
      },
    ]),
  )
}

/** Reads `numbering.xml`; without one, no paragraph has a number. */
export function numberingOf(root: Element | undefined): Numbering {
  const children = root?.children ?? []
  const abstracts = new Map(
    children
      .filter((each) => each.name === 'w:abstractNum')
      .map((each) => [each.attributes['w:abstractNumId'] ?? '', levelsOf(each)] as const),
  )
  const abstractByNumber = new Map(
    children
      .filter((each) => each.name === 'w:num')
      .map(
        (each) =>
          [each.attributes['w:numId'] ?? '', child(each, 'w:abstractNumId')?.attributes['w:val'] ?? ''] as const,
      ),
  )
  const counters = new Map<string, number[]>()

  return (numberId, level) => {
    const abstractId = abstractByNumber.get(numberId)
    const levels = abstractId === undefined ? undefined : abstracts.get(abstractId)
    const own = levels?.get(level)
    if (abstractId === undefined || !levels || !own || own.format === 'bullet' || own.format === 'none') return ''
    const counter = counters.get(abstractId) ?? []
    counter[level] = (counter[level] ?? own.start - 1) + 1
    counter.length = level + 1
    counters.set(abstractId, counter)
    return own.text.replace(/%(\d)/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const { format, start } = levels.get(index) ?? own
      return written(counter[index] ?? start, index === level ? own.format : format)
    })
  }
}
