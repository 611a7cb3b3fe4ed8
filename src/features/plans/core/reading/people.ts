import type { FoundActivity, FoundDeliverable, FoundMember, FoundPerson, FoundPolicy } from '../found.ts'
import { placeOf, textOf, within, type Span } from '../lines.ts'
import { allParts, type Part, type Sentence } from './outline.ts'
import { matches, tidy } from './text.ts'

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文边柳陶'
const titleWord =
  /校长|主任|组长|局长|园长|书记|科长|股长|所长|教师|成员|干事|专干|负责|科室|单位|学校|中心|领导|同志|专家|骨干/

/** Whether a word has the shape of a person's name and is no office. */
export const isPersonName = (text: string): boolean =>
  text.length >= 2 &&
  text.length <= 4 &&
  surnames.includes(text.charAt(0)) &&
  !titleWord.test(text) &&
  /^[\u4e00-\u9fff·]+$/.test(text)

/** The leading group that sentences describe: its head, deputies and members, personal names marked. */
export function leadingGroupIn(sentences: readonly Sentence[]): readonly FoundMember[] {
  return sentences.flatMap(({ span }) => {
    const text = textOf(span)
    return [...appointed(span, text), ...labelledMembers(span, text)]
  })
}

function member(span: Span, from: number, who: string, role: FoundMember['role']): FoundMember {
  const trimmed = tidy(who)
  const name = trimmed.replace(/^(?:副?校长|副?局长|园长|书记|主任|科长|股长)/, '')
  const personal = isPersonName(name)
  return {
    role,
    who: trimmed,
    personal,
    at: placeOf(within(span, from, from + who.length)),
    sure: 'medium',
    why: 'leading-group',
  }
}

// 以…为组长，…为副组长，…为成员
function appointed(span: Span, text: string): readonly FoundMember[] {
  if (!/领导(?:小)?组|工作(?:小)?组|专班/.test(text)) return []
  return matches(
    text,
    /(?:由|以|,|、|^)?(?<who>[^,。;以由]{2,40}?)(?:为|任|担任)(?:领导小组|工作组|小组)?(?<role>副?组长|成员)/,
  ).flatMap((found) => {
    const role = found.group('role') === '组长' ? '组长' : found.group('role') === '副组长' ? '副组长' : '成员'
    const offset = found.text.indexOf(found.group('who'))
    return splitNames(found.group('who')).map((who) =>
      member(span, found.start + offset + found.group('who').indexOf(who), who, role),
    )
  })
}

function labelledMembers(span: Span, text: string): readonly FoundMember[] {
  const found = /^\s*(?<role>副?组\s*长|成\s*员|常务副组长)\s*[: ]\s*(?<who>.{2,120})$/.exec(text)
  if (!found?.groups) return []
  const written = (found.groups['role'] ?? '').replace(/\s/g, '')
  const role = written === '组长' ? '组长' : written.endsWith('副组长') ? '副组长' : '成员'
  return (found.groups['who'] ?? '')
    .split(/[、,\s]+/)
    .filter((who) => who.length >= 2)
    .map((who) => member(span, text.indexOf(who), who, role))
}

const splitNames = (text: string) =>
  text
    .split(/[、]|(?:和|及|与)(?=.{2,})/)
    .map((who) => who.trim())
    .filter((who) => who.length >= 2)

/** Names of persons in the text outside the leading group, where a list of names gives itself away (建立甲、乙、丙的工作室). */
export function personsIn(sentences: readonly Sentence[]): readonly FoundPerson[] {
  return sentences.flatMap(({ span }) => {
    const text = textOf(span)
    const list = matches(
      text,
      /(?:建立|成立|组建|聘请|由|以)(?<names>[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3})+)(?=的|等|名师|工作室|老师|同志|为|主持|负责|担任)/,
    )
    const single = matches(text, /(?<names>[\u4e00-\u9fff]{2,3})(?=(?:老师|同志|校长|局长)?(?:名师)?工作室)/).filter(
      (found) => isPersonName(found.group('names')),
    )
    return [...list, ...single].flatMap((found) => {
      const start = found.start + found.text.indexOf(found.group('names'))
      const names = found.group('names').split('、')
      const personal = names.filter(isPersonName)
      if (personal.length * 2 < names.length) return []
      return names.map((name): FoundPerson => {
        const from = start + found.group('names').indexOf(name)
        return { name, at: placeOf(within(span, from, from + name.length)), sure: 'medium', why: 'name-list' }
      })
    })
  })
}

/** The named documents that the plan promises: 形成《…指南》《…手册》. */
export function deliverablesIn(sentences: readonly Sentence[]): readonly FoundDeliverable[] {
  return sentences.flatMap(({ span }) => {
    const text = textOf(span)
    return matches(
      text,
      /(?:形成|编制|编写|制定|汇编|出台|编印|印发)(?:出|了)?(?<list>(?:《[^《》]{2,40}》[、和]?)+)/,
    ).flatMap((found) =>
      matches(found.group('list'), /《(?<name>[^《》]+)》/).map((title): FoundDeliverable => {
        const from = found.start + found.text.indexOf(found.group('list')) + title.start
        return {
          name: tidy(title.group('name')),
          at: placeOf(within(span, from, from + title.text.length)),
          sure: 'medium',
          why: 'deliverable',
        }
      }),
    )
  })
}

/** The policy documents that sentences cite, with their numbers where given. */
export function policiesIn(sentences: readonly Sentence[]): readonly FoundPolicy[] {
  const seen = new Set<string>()
  return sentences.flatMap(({ span }) => {
    const text = textOf(span)
    const cited = matches(
      text,
      /《(?<title>[^《》]{4,60}(?:意见|通知|计划|规划|标准|办法|规定|条例|纲要|方案|准则|规范|指南|行动)(?:[(][^()]*[)])?)》(?:[(](?<number>[^()]{4,24}号)[)])?/,
    )
    return cited.flatMap((found): readonly FoundPolicy[] => {
      const title = tidy(found.group('title'))
      if (seen.has(title)) return []
      seen.add(title)
      const number = found.group('number') === '' ? null : found.group('number')
      return [{ title, number, at: placeOf(within(span, found.start, found.end)), sure: 'high', why: 'cited' }]
    })
  })
}

/** What a plan about children lists: each numbered item is an activity and earns no hours. */
export function activitiesIn(root: Part): readonly FoundActivity[] {
  return allParts(root).flatMap((part): readonly FoundActivity[] => {
    if (!part.opening || part.parts.length > 0 || /思想|目标|重点|原则|意义/.test(topHeading(part))) return []
    const whole = textOf(part.opening)
    const name = tidy(whole.split(/[,。;:]/)[0] ?? '').slice(0, 40)
    const caption =
      part.body.length === 0 && whole.length <= 14 && /(?:工作|措施|内容|安排|如下|计划)[:。]?$/.test(whole.trim())
    return caption || name.length < 2
      ? []
      : [{ name, hours: 0, at: placeOf(part.opening), sure: 'high', why: 'not-teacher-training' }]
  })
}

const topHeading = (part: Part): string =>
  part.above && part.above.kind !== 'root' ? topHeading(part.above) : part.heading ? textOf(part.heading) : ''
