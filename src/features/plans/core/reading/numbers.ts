import { chineseNumber, matches } from './text.ts'

/** A number with its unit and the words that bend it, as found in narrow text. */
export type Quantity = {
  readonly value: number
  readonly upper: number | null
  readonly unit: string
  readonly comparator: '>=' | '<=' | '=' | 'range'
  readonly approximate: boolean
  readonly start: number
  readonly end: number
}

const unit =
  '个百分点|百分点|%|人次|场次|班次|学时|课时|学分|人|场|次|期|节|个|名|位|项|本|册|所|起|篇|门|套|万元|元|支|件|份|条|轮|届|批|堂|部|校|对'
const notUnit =
  '(?!个?(?:月|小时|工作日|学期|学年|年度|阶段|维度|方面|层面|层次|环节|周期|星期|世纪)|级|学期|年级|世纪|日)'
const least = '不少于|不低于|不得少于|不得低于|至少|最少|超过|突破|大于|>=|≥|高于|确保达到'
const most = '不超过|不得超过|最高不超过|不高于|不多于|至多|最多|控制在|<=|≤'
const about = '约|大约|近|预计约'
const amount = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`
const pattern = new RegExp(
  String.raw`(?<pre>${least}|${most}|${about})?\s*(?:有|为|达到|达)?\s*(?<!第|[\dA-Za-z.〔\[])(?<a>${amount})(?<au>万|千|百|(?:${unit})(?=-{1,2}\d))?(?:-{1,2}(?<b>${amount}))?(?<more1>余|多)?(?<scale>万|千|百)?(?<more2>余|多|来)?${notUnit}(?<unit>${unit})(?<post>以上|及以上|之上|以内|以下|之内|左右|上下)?`,
)
const spelled = new RegExp(
  String.raw`(?<pre>${least}|${most})?(?<a>[一两二三四五六七八九十百]+)${notUnit}(?<unit>人次|场次|本|册|次|篇|节|个|项|名|门|场|份|堂)(?<post>以上)?`,
)

const scales: Readonly<Record<string, number>> = { 万: 10_000, 千: 1000, 百: 100 }

const numberOf = (text: string) => Number(text.replace(/,/g, ''))
const rounded = (value: number) => Math.round(value * 1e6) / 1e6

/** Every quantity written in digits, in order. */
export function quantitiesIn(text: string): readonly Quantity[] {
  return matches(text, pattern).flatMap((found): readonly Quantity[] => {
    const group = found.group
    const inner = scales[group('au')]
    const scale = (scales[group('scale')] ?? inner ?? 1) * (group('unit') === '万元' ? 10_000 : 1)
    const value = rounded(numberOf(group('a')) * (inner ?? scale))
    const upper = group('b') === '' ? null : rounded(numberOf(group('b')) * scale)
    const more = group('more1') !== '' || group('more2') !== ''
    const pre = group('pre')
    const post = group('post')
    return [
      {
        value,
        upper,
        unit: group('unit') === '万元' ? '元' : group('unit') === '课时' ? '学时' : group('unit'),
        comparator:
          upper === null ? comparatorOf(pre === '' ? leastBefore(text, found.start) : pre, post, more) : 'range',
        approximate: about.split('|').includes(pre) || /左右|上下/.test(post) || more,
        start: found.start,
        end: found.end,
      },
    ]
  })
}

// 至少组建2个: a verb may stand between the bound and its number.
function leastBefore(text: string, start: number): string {
  return /(至少|不少于|不低于)[\u4e00-\u9fff]{0,4}$/.exec(text.slice(0, start))?.[1] ?? ''
}

function comparatorOf(pre: string, post: string, more: boolean): '>=' | '<=' | '=' {
  if (most.split('|').includes(pre) || /以内|以下|之内/.test(post)) return '<='
  return more || /以上|之上/.test(post) || least.split('|').includes(pre) ? '>=' : '='
}

/** Quantities in Chinese numerals (一本, 三项): only for text where an obligation makes them a figure. */
export function spelledQuantitiesIn(text: string): readonly Quantity[] {
  return matches(text, spelled).flatMap((found): readonly Quantity[] => {
    const value = chineseNumber(found.group('a'))
    if (value === undefined) return []
    const pre = found.group('pre')
    const comparator = comparatorOf(pre === '' ? leastBefore(text, found.start) : pre, found.group('post'), false)
    return [
      {
        value,
        upper: null,
        unit: found.group('unit'),
        comparator,
        approximate: false,
        start: found.start,
        end: found.end,
      },
    ]
  })
}
