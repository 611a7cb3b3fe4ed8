import type { Audience, Level } from '../found.ts'
import { meansEveryone } from './headcount.ts'
import { chineseNumber, firstMatch, matches } from './text.ts'

const stages = ['幼儿园', '小学', '初中', '高中', '中职', '中学', '学前', '特殊教育']
const roles = [
  '副校长',
  '校长',
  '园长',
  '书记',
  '教务主任',
  '德育主任',
  '中层干部',
  '管理者',
  '管理团队',
  '管理人员',
  '班主任',
  '教研组长',
  '备课组长',
  '学科带头人',
  '骨干教师',
  '名师',
  '主持人',
  '工作室成员',
  '骨干成员',
  '教研员',
  '培训者',
  '辅导员',
  '新招聘教师',
  '新教师',
  '新入职教师',
  '新任教师',
  '特岗教师',
  '青年教师',
  '乡村教师',
  '农村教师',
  '保育员',
  '转岗教师',
  '教干',
  '心理健康教师',
  '思政课教师',
]
const subjects = [
  '语文',
  '数学',
  '英语',
  '物理',
  '化学',
  '生物',
  '历史',
  '地理',
  '政治',
  '思政',
  '道德与法治',
  '科学',
  '信息技术',
  '信息科技',
  '音乐',
  '体育',
  '美术',
  '美育',
  '艺术',
  '劳动',
  '心理健康',
  '综合实践',
  '通用技术',
  '书法',
]

const levelWords: readonly (readonly [RegExp, Level])[] = [
  [/国家级|国培|国家/, 'nation'],
  [/省级|省培|省/, 'province'],
  [/市级|市培|市/, 'city'],
  [/县级|区级|县培|区培|旗级|县|区/, 'county'],
  [/校级|校本|园级|园本|校/, 'school'],
]

const found = (text: string, words: readonly string[]) => {
  let rest = text
  return words.filter((word) => {
    const has = rest.includes(word)
    if (has) rest = rest.replaceAll(word, '\u0000')
    return has
  })
}

/** Whom a passage is about: stages, roles and subjects that it names, and the levels of a reserve list. */
export function audienceOf(name: string, passage: string, words: string | null): Audience {
  const all = `${name}。${words ?? ''}`
  const reserve = firstMatch(
    `${all}。${passage}`,
    /(?<levels>[国省市县区校级、和及]{1,14})(?:级)?(?:骨干|学科带头人|名师)[\u4e00-\u9fff]{0,6}(?:后备|候选|储备)/,
  )
  const middle = all.includes('中小学') ? ['小学', '初中', '高中'] : []
  return {
    everyone: meansEveryone(all),
    stages: [...new Set([...middle, ...found(all.replaceAll('中小学', ''), stages)])],
    roles: found(all, roles),
    subjects: found(all, subjects),
    reserveLevels: reserve ? levelsIn(reserve.group('levels')) : [],
    words,
  }
}

/** The levels that a phrase lists (省、市、县级). */
export function levelsIn(text: string): readonly Level[] {
  return levelWords.flatMap(([pattern, level]) => (pattern.test(text) ? [level] : []))
}

/** The level in a name or cell that says so outright; null when it does not. */
export function levelOf(text: string): Level | null {
  const found = /国家级|国培|省级|省培|市级|市培|县级|区级|旗级|县培|区培|校级|校本|园本|园级/.exec(text)
  return found ? (levelsIn(found[0])[0] ?? null) : null
}

/** The batch (期) that a name gives: 第四期 is 4. */
export function batchOf(name: string): number | null {
  const found = firstMatch(name, /第(?<n>[一二三四五六七八九十]+|\d+)(?:期|批次?|轮|届)/)
  if (!found) return null
  const written = found.group('n')
  return /^\d/.test(written) ? Number(written) : (chineseNumber(written) ?? null)
}

const minuteScale = (unit: string) => (unit === '小时' ? 60 : 1)

/** The minutes of one session where the text composes them (1小时理论+2小时实操), null otherwise. */
export function minutesOf(passage: string): number | null {
  const composed = firstMatch(
    passage,
    /\d+(?:\.\d+)?(?:小时|分钟)[^,。;+]{1,8}\+\s*\d+(?:\.\d+)?(?:小时|分钟)[^,。;+]{1,8}/,
  )
  const each = composed ?? firstMatch(passage, /每(?:次|场|讲|节课?)(?:不少于|约)?\d+(?:\.\d+)?(?:小时|分钟)/)
  if (!each) return null
  const parts = matches(each.text, /(?<n>\d+(?:\.\d+)?)(?<u>小时|分钟)/)
  return parts.reduce((sum, part) => sum + Number(part.group('n')) * minuteScale(part.group('u')), 0)
}

/** The credit hours that a programme itself is worth, as a cell or a labelled line states them. */
export function hoursOf(text: string): number | null {
  const found = firstMatch(text, /(?<n>\d+(?:\.\d+)?)\s*(?:个?学时|个?课时|学分|$)/)
  return found ? Number(found.group('n')) : null
}

/** The days that a cell or phrase names. */
export function daysOf(text: string): number | null {
  const found = firstMatch(text, /(?<n>\d+(?:\.\d+)?)\s*天/)
  return found ? Number(found.group('n')) : null
}

/** The least number of topics of a programme (至少8个专题). */
export function topicsOf(passage: string): number | null {
  const found = firstMatch(
    passage,
    /(?:至少|不少于|不低于)(?<n>\d+)个(?:专题|主题|课题|模块)|(?<m>\d+)个(?:以上)(?:专题|主题)/,
  )
  return found ? Number(found.group('n') || found.group('m')) : null
}
