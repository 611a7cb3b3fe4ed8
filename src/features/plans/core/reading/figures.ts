import type { FoundQuota, FoundTarget } from '../found.ts'
import { placeOf, textOf, within, type Span } from '../lines.ts'
import { distributed, measureOf, stageWord } from './measure.ts'
import { quantitiesIn, spelledQuantitiesIn, type Quantity } from './numbers.ts'
import { cut, pathOf, type Sentence } from './outline.ts'
import { bare, likeness, tidy } from './text.ts'

/** What kind of text the sentences are from: a summary reports figures, a plan sets them. */
export type Reading = { readonly reports: boolean }

/** What the figures of a document's sentences come to. */
export type Figures = { readonly targets: readonly FoundTarget[]; readonly quotas: readonly FoundQuota[] }

type Clause = { readonly span: Span; readonly text: string; readonly quantities: readonly Quantity[] }

/** What is remembered from clause to clause of one sentence. */
export type Memory = { subject: string; measure: string; group: string; status: boolean }

/** One quantity with the words around it in its clause. */
export type Figure = {
  readonly clause: Clause
  readonly quantity: Quantity
  readonly before: string
  readonly after: string
  readonly sentence: Sentence
  readonly memory: Memory
  readonly reading: Reading
}

const people = /^(?:人|名|位)$/
const selects = /评选|遴选|选拔|选派|推荐|推选|认定|评定|名额|分配/
const obligation = /至少|不少于|不低于|需完成|须完成|应完成|必须|每[位名人]/
const statusQuo = /现状|现有|基本情况|队伍状况/

/** The targets and quotas that sentences state, in reading order. */
export function figuresIn(sentences: readonly Sentence[], reading: Reading): Figures {
  const targets: FoundTarget[] = []
  const quotas: FoundQuota[] = []
  for (const sentence of sentences) {
    const figures = figuresOfSentence(sentence, reading)
    for (const each of figures.targets) if (!targets.some((other) => isRepeated(other, each))) targets.push(each)
    quotas.push(...figures.quotas)
  }
  return { targets, quotas }
}

function isRepeated(a: FoundTarget, b: FoundTarget): boolean {
  const [x, y] = [bare(a.measure), bare(b.measure)]
  if (a.value !== b.value || a.unit !== b.unit || a.population !== b.population) return false
  return likeness(x, y) > 0.8 || x.includes(y) || y.includes(x)
}

function clausesOf(span: Span): readonly Clause[] {
  return cut(span, /[,:](?!\d{3}(?!\d))|;|\((?=[^()]*\d[^()]*\))|(?<=\([^()]*\d[^()]*)\)/).map((each) => {
    const text = textOf(each)
    const numeric = quantitiesIn(text)
    // 每人上一节课 tells how a training goes; 每人至少上一节, and every larger number, is asked.
    const isAsked = ({ value }: Quantity) => value > 1 || /至少|不少于|不低于|[需须应]/.test(text)
    const spelled = numeric.length === 0 && obligation.test(text) ? spelledQuantitiesIn(text).filter(isAsked) : []
    return { span: each, text, quantities: [...numeric, ...spelled] }
  })
}

function figuresOfSentence(sentence: Sentence, reading: Reading): Figures {
  const targets: FoundTarget[] = []
  const quotas: FoundQuota[] = []
  const memory: Memory = {
    subject: '',
    measure: '',
    group: '',
    status: statusQuo.test(pathOf(sentence.part).join('/')),
  }
  // An obligation written before the comma holds for what follows it.
  let least = false
  for (const clause of clausesOf(sentence.span)) {
    least ||= /至少/.test(clause.text)
    const spelled = clause.quantities.length === 0 && least ? spelledQuantitiesIn(clause.text) : []
    const quantities = clause.quantities.length > 0 ? clause.quantities : spelled
    quantities.forEach((stated, index) => {
      const quantity = spelled.length > 0 ? { ...stated, comparator: '>=' as const } : stated
      const [before, after] = [between(clause, quantities, index, -1), between(clause, quantities, index, 1)]
      const figure = { clause, quantity, before, after, sentence, memory, reading }
      if (isQuota(figure)) quotas.push(quotaOf(figure))
      else targets.push(...targetsOf(figure))
    })
    if (quantities.length === 0 && clause.text.trim().length > 3) memory.subject = clause.text
  }
  return { targets, quotas }
}

function between(clause: Clause, quantities: readonly Quantity[], index: number, side: -1 | 1): string {
  const own = quantities[index]
  const other = quantities[index + side]
  if (!own) return ''
  return side < 0
    ? clause.text.slice(other?.end ?? 0, own.start)
    : clause.text.slice(own.end, other?.start ?? clause.text.length)
}

function isQuota({ quantity, clause, memory, reading, sentence }: Figure): boolean {
  if (reading.reports || !people.test(quantity.unit) || quantity.comparator !== '=' || quantity.approximate)
    return false
  if (/每[校园所县区市乡镇个]|评为|结对|学生|幼儿/.test(clause.text)) return false
  const all = textOf(sentence.span)
  const until = all.slice(0, all.indexOf(clause.text) + quantity.end)
  return selects.test(clause.text) || (memory.group !== '' && selects.test(until))
}

function quotaOf(figure: Figure): FoundQuota {
  const { before, after, memory, clause, quantity } = figure
  const ahead = /^(?:[、,]|$)/.test(after) ? before : after.replace(/[(].*$/, '')
  const object = (ahead || before).replace(/^.*(?:评选|遴选|选拔|选派|推荐|推选|认定|分配)(?:出|了)?/, '')
  const named = tidy(
    (object.replace(/(?:进行|参加|开展|组成|作为|担任).*$/, '') || before).replace(/^[、的各共和]+|各$/g, ''),
  )
  const stage = stageWord.exec(named)?.[0]
  const source = /从(?:全[县区市])?(?<of>[^,。]{2,12}?)(?:教师|中)/.exec(clause.text)?.groups?.['of'] ?? ''
  // 德育能手20名 after 初中教学能手30名 is of the same stage.
  const sameStage = stage === undefined && memory.group !== '' ? `${memory.group}${named}` : undefined
  const group = sameStage ?? (named.startsWith(source) ? named : `${source}${named}`)
  memory.group = stage ?? memory.group
  const at = placeOf(within(clause.span, quantity.start, quantity.end))
  return { group, count: quantity.value, at, sure: 'high', why: 'quota-selected' }
}

const excluded = /^(?:学时|学分|万元|部|校|对|条)$/
const trains = /培训|研修|参训|参加|轮训|学习|规模|名额|人数/
const outcomes = /获|评为|入选|达到|培养|打造|培育|选树|结对|晋升|取得/

function isFigure(figure: Figure): boolean {
  const { quantity, before, after } = figure
  if (excluded.test(quantity.unit)) return false
  if (quantity.unit === '元' && /^(?:\/|每)/.test(after)) return false
  if (isShare(quantity.unit) && /列支|提取|工资总额|经费|预算|公用/.test(figure.clause.text)) return false
  if (/^(?:依托|借助|利用|围绕|立足)/.test(before.trim())) return false
  if (quantity.unit === '期' && /第$|周期/.test(before)) return false
  return isHeadcount(figure) ? false : true
}

// How many a programme is for is its headcount, and how many there are is a circumstance: neither is a target.
function isHeadcount({ quantity, clause, memory, reading, before, after }: Figure): boolean {
  const attendances = quantity.unit === '人次'
  if (!people.test(quantity.unit) && !attendances) return false
  if (/^[^,]{0,8}中有?/.test(after) && !before.includes('其中')) memory.status = true
  if (memory.status) return true
  if (reading.reports || outcomes.test(clause.text) || /全年|累计|年度/.test(clause.text)) return false
  return trains.test(clause.text) || (!attendances && quantity.comparator !== 'range')
}

function targetsOf(figure: Figure): readonly FoundTarget[] {
  const { quantity, clause, memory, before, after } = figure
  // 从32%提升至45%: only the second figure stands.
  if (/[从由]$/.test(before.trim()) && /^(?:提升|提高|降|增|上升|下降|减|扩)/.test(after.trim())) return []
  if (!isFigure(figure)) return []
  const { measure, population } = measureOf(figure)
  if (bare(measure) === '') return []
  memory.measure = measure
  return distributed(before, measure).map((each) => ({
    measure: each,
    comparator: changeOf(figure) ?? quantity.comparator,
    value: quantity.value,
    upper: quantity.upper,
    unit: unitShown(quantity.unit),
    population,
    baseline: baselineOf(figure),
    kind: isCurrent(figure) ? 'current' : 'goal',
    at: placeOf(within(clause.span, quantity.start, quantity.end)),
    sure: isShare(quantity.unit) ? 'high' : 'medium',
    why: isShare(quantity.unit) ? 'percentage' : 'counted',
  }))
}

const isShare = (unit: string) => unit === '%' || unit.endsWith('百分点')

const shownAs: readonly (readonly [RegExp, string])[] = [
  [/百分点$/, '%'],
  [/^[期届轮批]$/, '次'],
  [/^场$/, '场次'],
  [/^[所起篇门套件份支条]$/, '个'],
  [/^堂$/, '节'],
  [/^册$/, '本'],
  [/^位$/, '名'],
]

const unitShown = (unit: string) => shownAs.find(([pattern]) => pattern.test(unit))?.[1] ?? unit

function changeOf({ quantity, before }: Figure): '+pp' | '+%' | undefined {
  if (quantity.unit.endsWith('百分点')) return '+pp'
  return quantity.unit === '%' && /(?:提升|提高|增长|增加|上升|增幅)(?:了|约)?$/.test(before.trim()) ? '+%' : undefined
}

function baselineOf({ before, clause, quantity }: Figure): number | null {
  const from = /(?:从|由)(\d+(?:\.\d+)?)/.exec(clause.text.slice(0, quantity.start))
  return from && /(?:至|到|为|达)$/.test(before.trim()) ? Number(from[1]) : null
}

function isCurrent({ clause, sentence, memory, reading }: Figure): boolean {
  const intends = /力争|确保|争取|计划|实现|到年底|目标|要求|不少于|不低于/
  if (intends.test(clause.text)) return false
  return memory.status || reading.reports || /目前|现有|此刻|现已|已有|已达|已取得/.test(textOf(sentence.span))
}
