import { textOf, within, type Span } from '../lines.ts'
import { isAboutManaging, isGeneric, isSectionWord, strippedName } from './naming.ts'
import { cut, ownSentencesOf, pathOf, type Part, type Sentence } from './outline.ts'
import { quotedIn } from './quoted.ts'
import { bare, likeness, matches } from './text.ts'
import { aims, framing, learner, programmeNoun, verbs } from './vocabulary.ts'

/** A name of a programme found in running text. */
export type Named = {
  readonly name: string
  readonly span: Span
  readonly why: 'heading' | 'heading-in-programme' | 'quoted' | 'list' | 'verb-object'
  readonly part: Part
  readonly sentence: Span
  readonly everyone: boolean
  /** One of several names in a row: the sentence around it speaks of all of them. */
  readonly listed: boolean
}

const endsInNoun = new RegExp(`${programmeNoun}(?:[(][^()]{1,16}[)])?$`)
const trainingHeading = /(?:培训|研修|培养|提升工程)(?:[(][^()]{1,16}[)])?$/

function named(part: Part, name: string, span: Span, why: Named['why'], everyone = false, sentence = span): Named {
  return { name, span, why, part, sentence, everyone, listed: why === 'list' }
}

/** Whether a part stands in a chapter about the plan itself: its aims, principles, guarantees. */
export function isFraming(part: Part): boolean {
  const [top] = pathOf(part)
  if (top === undefined || part.adrift) return false
  if (/措施和/.test(top)) return false
  return framing.test(top) || (aims.test(top) && !/任务|措施|内容/.test(top))
}

function headingName(part: Part): Named | undefined {
  const { heading } = part
  if (!heading || isFraming(part)) return undefined
  const text = textOf(heading).trim()
  const name = strippedName(text)
  if (name.length < 4 || name.length > 40 || isAboutManaging(text) || isSectionWord(name)) return undefined
  if (
    (name.length > 8 && isGeneric(name)) ||
    (text.includes(',') && (isChapter(part) || /^(?:为|按|在|根据|结合|通过|围绕)/.test(text)))
  )
    return undefined
  return endsInNoun.test(name) && !/[,](?=.{0,12}培训$)/.test(name.replace(/[,、]/g, ''))
    ? named(part, name.replace(/,/g, '、'), heading, 'heading')
    : undefined
}

// Under a training, a heading that only says what is learnt is a programme when its own text says that people are trained.
function looseHeading(part: Part): Named | undefined {
  const { heading, above } = part
  if (!heading || !above?.heading || isFraming(part) || !trainingHeading.test(strippedName(textOf(above.heading))))
    return undefined
  const body = part.body.map(textOf).join('')
  const name = strippedName(textOf(heading))
  const trains = /培训|工作坊|研修/.test(body)
  if (
    !trains ||
    name.length < 5 ||
    name.length > 24 ||
    /[,]/.test(name) ||
    isAboutManaging(textOf(heading)) ||
    /(?:建设|对象|内容|时间|目标|要求|安排)$/.test(name)
  )
    return undefined
  return named(part, name, heading, 'heading-in-programme')
}

function headings(part: Part): readonly Named[] {
  const below = part.parts.flatMap(headings)
  const own = headingName(part) ?? looseHeading(part)
  // A heading whose own parts name programmes is their category.
  return own && !below.some((each) => each.part.above === part) ? [own, ...below] : below
}

const isLead = (text: string) => /^\s*[一二三四五六七八九十]是[^,]{2,28}$/.test(text)

function quotedNames(sentence: Sentence): readonly Named[] {
  const titled = sentence.isHeading || isLead(textOf(sentence.span))
  const quoted = quotedIn(sentence.span, titled)
  return quoted.map((each) => ({
    ...named(sentence.part, each.name, each.span, 'quoted', each.everyone, sentence.span),
    listed: each.listed,
  }))
}

const listNoun = new RegExp(`(?:培训|研修|工程|行动|培训班|研修班|讲坛活动|展示活动|讲座|论坛)$`)
const itemCut = /、|(?<=培训|研修|工程|行动|活动|讲座)(?:以及|及|和|与)/

function listedNames(clause: Span, sentence: Sentence): readonly Named[] {
  const text = textOf(clause)
  const opener = lastVerb(text, text.search(new RegExp(itemCut.source)))
  if (opener === undefined) return []
  const items = cut(within(clause, opener, text.length), itemCut)
  const names = items.map((item) => ({ item, name: textOf(item).trim().replace(/等$/, '') }))
  const real = names.filter(({ name }) => listNoun.test(name) && name.length <= 24)
  if (real.length < 3 || real.length < names.length - 1) return []
  let role = ''
  return real.map(({ item, name }) => {
    const own = new RegExp(`^${learner.source}`).exec(name)?.[0]
    role = own ?? (name.length <= 4 ? role : '')
    return named(
      sentence.part,
      strippedName(own === undefined && name.length <= 4 ? `${role}${name}` : name),
      item,
      'list',
      /全员/.test(name),
      sentence.span,
    )
  })
}

function lastVerb(text: string, before: number): number | undefined {
  const limit = before < 0 ? text.length : before
  const found = matches(
    text.slice(0, limit),
    new RegExp(`${verbs}(?!的|和|与|者|单位|部门|机构|管理|领导|能力|保障|形式)`),
  )
  return found.at(-1)?.end
}

const objectNoun =
  '(?:培训班|研修班|研学班|提高班|培训项目|培训工程|培养工程|培训活动|专题培训|培训|研修|研训|轮训|讲座|报告会|工程|行动|业务学习|跟岗学习|跟岗研修|挂职学习|送教[下入进到][乡校](?:活动)?|测试活动|评比活动|展示活动|竞赛活动|观摩活动|大比武|比武|大赛|(?:演讲|征文|技能|基本功)比赛|论坛|讲坛|工作坊|(?:道德|师德师风|师德|法治|法制|心理健康)教育|观摩[^,。]{2,10}的活动)'
const objectEnd = new RegExp(`${objectNoun}(?=$|力度|任务|工作$|\\d|等$|[(])`)
const eventEnd = /(?:报告会|展示活动|评比活动|测试活动|竞赛活动|大赛|比赛|比武|论坛|讲坛)$/
const negative = /不得|禁止|严禁|杜绝|暂停|取消/

function objectName(clause: Span, sentence: Sentence, inside: boolean): readonly Named[] {
  const text = textOf(clause)
  const end = matches(text, objectEnd).at(-1)
  if (!end || negative.test(text) || /“[^”]*[-+→][^”]*”/.test(text) || /“[^”]*$/.test(text.slice(0, end.start)))
    return []
  const from = lastVerb(text, end.start)
  if (from === undefined) return []
  const written = text.slice(from, end.end)
  const name = strippedName(written)
  if (inside && !eventEnd.test(name)) return []
  const ownStudy = name === '业务学习' && /教师/.test(text)
  if (/\d(?:个)?学时|不少于|不低于/.test(name)) return []
  if (
    name.length < 4 ||
    name.length > 34 ||
    (isGeneric(name) && !ownStudy) ||
    /^[的等]|参加|等(?:活动|培训)$/.test(name)
  )
    return []
  if (/大赛|比武|比赛/.test(name) && /参加[^,]*$/.test(text.slice(0, from))) return []
  return [
    named(
      sentence.part,
      name,
      within(clause, from, end.end),
      'verb-object',
      /全员|全体教师|每位教师/.test(text),
      clause,
    ),
  ]
}

const isInside = (part: Part, programmes: ReadonlySet<Part>): boolean =>
  programmes.has(part) || (part.above !== undefined && isInside(part.above, programmes))

function sentenceNames(sentence: Sentence, programmes: ReadonlySet<Part>): readonly Named[] {
  const inside = isInside(sentence.part, programmes)
  const quoted = quotedNames(sentence)
  if (sentence.isHeading && (programmes.has(sentence.part) || isChapter(sentence.part))) return quoted
  const clauses = cut(sentence.span, /[,;:]/)
  const others = clauses.flatMap((clause) => {
    const overlaps = quoted.some((each) => each.span.from < clause.to && each.span.to > clause.from)
    const listed = inside ? [] : listedNames(clause, sentence)
    if (listed.length > 0 || overlaps) return listed
    return objectName(clause, sentence, inside)
  })
  return [...quoted, ...others]
}

const isChapter = (part: Part) =>
  part.above?.kind === 'root' && (part.kind === 'one、' || part.kind === 'chapter' || part.parts.length > 0)

function partSentences(part: Part): readonly Sentence[] {
  return [...ownSentencesOf(part), ...part.parts.flatMap(partSentences)]
}

/** The programmes that running text names: numbered headings, quoted names, lists, and what a verb is said to organise. */
export function programmesNamedIn(root: Part): readonly Named[] {
  const byHeading = headings(root)
  const programmes = new Set(byHeading.map((each) => each.part))
  const sentences = partSentences(root).filter((sentence) => {
    if (isFraming(sentence.part)) return false
    return sentence.part.kind !== 'root' || root.parts.length === 0
  })
  const others = sentences.flatMap((sentence) => sentenceNames(sentence, programmes))
  const categories = headingTexts(root).filter((name) => !byHeading.some((each) => each.name === name))
  const kept: Named[] = []
  const order: Record<Named['why'], number> = {
    heading: 0,
    'heading-in-programme': 0,
    quoted: 1,
    list: 2,
    'verb-object': 3,
  }
  for (const each of [...byHeading, ...others].toSorted((a, b) => order[a.why] - order[b.why])) {
    const names = each.why === 'verb-object' && categories.some((category) => likeness(category, each.name) >= 0.72)
    if (!names && !kept.some((other) => isSame(other, each))) kept.push(each)
  }
  return kept.toSorted((a, b) => a.span.line.block - b.span.line.block || a.span.from - b.span.from)
}

function headingTexts(part: Part): readonly string[] {
  const own = part.heading ? [strippedName(textOf(part.heading))] : []
  return [...own.filter((name) => endsInNoun.test(name)), ...part.parts.flatMap(headingTexts)]
}

const unquoted = (name: string) => bare(name.replace(/“[^”]*”(?=.{3})/, '').replace(/赴.{2,8}(?=学习)/, ''))

function isSame(kept: Named, next: Named): boolean {
  const same = likeness(kept.name, next.name)
  if (same >= 0.72 || unquoted(kept.name) === unquoted(next.name)) return true
  const sameHeading =
    kept.span.line === next.span.line && next.span.from >= kept.span.from && next.span.to <= kept.span.to
  const weaker = next.why === 'verb-object' && (same >= 0.58 || bare(kept.name).includes(bare(next.name)))
  return sameHeading || weaker
}
