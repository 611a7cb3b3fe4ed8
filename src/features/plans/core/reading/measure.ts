import type { Figure, Memory } from './figures.ts'
import { bare, tidy } from './text.ts'

/** What a figure measures, and of whom. */
export type Measured = { readonly measure: string; readonly population: string | null }

/** A stage of schooling. */
export const stageWord = /幼儿园|小学|初中|高中|中职|中学/

const who =
  /(?:[\u4e00-\u9fff]{0,8}?(?:教师|校长|园长|班主任|学员|学生|干部)|每所学校|(?:所有|全部|每[所个])?(?:学校|小学|初中|高中|中学|幼儿园))/
const opening =
  /^(?:20\d\d年|1?\d月(?:份|底|初|[上中下]旬)?|力争|确保|争取|实现|达到|使|全年|累计|共|预计|计划|要求|将|再|有|为|在|通过|组织|以及|并|其中|学期内|到年底|年内)+(?!教师)/
const closing = /(?:(?:达到了?|达|为|至|到|共计?|约|有|各|已|均|超过|由|从|不少于|不低于|占)|[\s、:])+$/
const onlyVerb = /^(?:覆盖|惠及|带动|培训|达到|达|较.*|比.*|同比.*)$/

const weight = (text: string) => bare(text.replace(onlyVerb, '')).length
const subjectOf = (memory: Memory) => memory.measure || memory.subject.slice(-16)

/** The words that say what a quantity measures: those before it, or after it, or those of the clause before. */
export function measureOf({ clause, quantity, before, after, memory }: Figure): Measured {
  const stated = baselineLead(clause.text.slice(0, quantity.start)) ?? before
  const lead = tidy(stated.replace(closing, ''))
  const tail = tidy(after.replace(/[(].*$/, '').replace(/^(?:的|以上的?)/, ''))
  const start = lead
    .replace(opening, '')
    .replace(/^(?:本年度?|今年|本学[年期]|共|安排|完成|开展|举办|设置|设立|实施|开设)+$/, '')
  const people = who.exec(tail)
  if (
    quantity.unit === '%' &&
    tail.length > 2 &&
    (bare(start).length < 2 || (people?.index === 0 && people[0].length + 2 < tail.length))
  )
    return shareOf(tail)
  const population = whom(`${lead}${tail}`)
  if (/^(?:较|比|同比|环比)/.test(lead)) return { measure: tidy(`${subjectOf(memory)}${lead}`), population }
  const stage = stageWord.exec(lead)?.[0]
  if (stage !== undefined && memory.measure !== '' && /^(?:达标|达到|达)?$/.test(lead.replace(stage, '').trim()))
    return { measure: memory.measure.replace(stageWord, ''), population: stage }
  const counted = /^[个名所位项本册篇]$/.test(quantity.unit)
  if (weight(tail) > 1 && (weight(start) < 2 || counted))
    return { measure: tidy(`${weight(start) < 2 ? start : lead}${tail}`), population }
  if (weight(lead) < 1) return { measure: tidy(`${subjectOf(memory)}${lead}${tail}`), population }
  if (stage !== undefined && lead.endsWith(stage) && lead.length > stage.length + 3)
    return { measure: tidy(lead.slice(0, -stage.length).replace(/^使?我[县区市校]/, '')), population: stage }
  return { measure: start.length > 1 ? start : lead, population }
}

const whom = (text: string) =>
  who
    .exec(text)?.[0]
    .replace(
      /^.*(?:培养|培育|成为|组织|开展|遴选|选拔|选树|选派|覆盖|带动|推动|参加|完成|举办|举行|实现|聘请|为|使|对|月|年)/,
      '',
    ) ?? null

// 优秀率从32%提升至45%: what is measured stands before the first figure.
function baselineLead(before: string): string | undefined {
  const from = /^(?<lead>.*?)[从由]\d[^,]*(?:至|到|为|达)$/.exec(before.trim())
  return from?.groups?.['lead']
}

// 70%教师能独立命题: the people stand first, then what they can do.
function shareOf(tail: string): Measured {
  const population = who.exec(tail)
  if (population?.index !== 0) return { measure: tail, population: population?.[0] ?? null }
  const rest = tail.slice(population[0].length).replace(/^(?:都|均|能够|能|可|要|应)+/, '')
  return { measure: rest === '' ? tail : rest, population: population[0] }
}

/** A figure given to each of several things (甲、乙各4次) is a figure of each. */
export function distributed(before: string, measure: string): readonly string[] {
  if (!/各$/.test(before.trim())) return [measure]
  const quotes = [...before.matchAll(/“([^“”]+)”/g)].map((found) => found[1] ?? '')
  if (quotes.length > 1) return quotes
  const plain = measure.replace(/各$/, '').split(/、|和|与|及/)
  return plain.length > 1 && plain.every((each) => each.length >= 2) ? plain.map(tidy) : [measure]
}
