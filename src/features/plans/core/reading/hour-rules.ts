import type { FoundHourRule } from '../found.ts'
import { placeOf, textOf, within } from '../lines.ts'
import { pathOf, type Sentence } from './outline.ts'
import { bare, matches, tidy } from './text.ts'

const number = String.raw`\d+(?:\.\d+)?`
const hours = new RegExp(
  String.raw`(?<pre>最高不超过|不得?超过|最[多高]|至多|不高于|≤|不得?少于|不得?低于|至少|最少|达到|到达|达|完成|满|≥|累计|总数|为|:)?\s*(?<award>(?:(?<![累总共合])[计记]|折算|折合|认定|授予|给予)[为成]?)?\s*(?:每年|周期内|年内)?\s*(?<a>${number})(?:\s*-{1,2}\s*(?<b>${number}))?\s*(?:个)?(?:学时|课时|学分)(?<post>以上|以内|以下)?(?:\/(?<per>年|人年|周期))?`,
)
const obligation =
  /不得?少于|不得?低于|至少|达到|到达|应|需|须|要求|完成|最高|不得?超过|每[位名人]|人均|平均|每年|每学年|规定|任务|≥|以上|总数|满/

/** The rules of how many credit hours are due that sentences state. */
export function hourRulesIn(sentences: readonly Sentence[]): readonly FoundHourRule[] {
  return sentences.flatMap((sentence) => (isAboutChildren(sentence) ? [] : rulesOf(sentence)))
}

const isAboutChildren = (sentence: Sentence) =>
  /学生|幼儿|课表|每周课时|周课时/.test(textOf(sentence.span)) && !/教师|培训|研修/.test(textOf(sentence.span))

function rulesOf(sentence: Sentence): readonly FoundHourRule[] {
  const text = textOf(sentence.span)
  if (!obligation.test(text)) return []
  const rules: FoundHourRule[] = []
  let after = 0
  for (const found of matches(text, hours)) {
    const upper = /超过|最多|至多|不高于|≤/.test(found.group('pre')) || /以内|以下/.test(found.group('post'))
    // What a course is worth asks nothing of anybody.
    if (found.group('award') !== '' && !upper) continue
    const value = Number(found.group('a'))
    const last = rules.at(-1)
    // “不低于48学时，最高不超过144学时” is one band.
    if (upper && last && last.max === null && !namesItsOwn(text.slice(after, found.start))) {
      rules[rules.length - 1] = { ...last, max: value }
      after = found.end
      continue
    }
    const before = text.slice(after, found.start)
    const range = found.group('b') === '' ? null : Number(found.group('b'))
    rules.push({
      scope: scopeOf(text.slice(0, found.start), sentence),
      category: categoryOf(before, text.slice(found.end), sentence),
      min: upper ? null : value,
      max: upper ? value : range,
      unit: '学时',
      period:
        periodOf(clauseBefore(text, found.start), found.group('per')) ?? periodOf(text, '') ?? defaultPeriod(sentence),
      average: /平均|人均|均达/.test(text.slice(0, found.start)),
      at: placeOf(within(sentence.span, found.start, found.end)),
      sure: /不少于|不低于|至少|超过|≥|以上/.test(found.text) ? 'high' : 'medium',
      why: 'hours-obligation',
    })
    after = found.end
  }
  return rules
}

const connecting =
  /[,;、()]|的?(?:培训|研修|学习|教育)(?:任务)?$|^的?(?:培训|研修|学习|教育)(?:任务)?|且|并|但|和|与|同时|原则上|一般|每[人年]|每学年|年度|全年|周期内|总(?:数|量|学时|计)|学时/g
const namesItsOwn = (between: string) => bare(between.replace(connecting, '')).length >= 2

const clauseBefore = (text: string, end: number) => text.slice(0, end).split(/[,;]/).at(-1) ?? ''

// A plan of a year asks for hours of that year, unless its heading speaks of the cycle.
const defaultPeriod = (sentence: Sentence) =>
  pathOf(sentence.part).some((heading) => heading.includes('周期')) ? 'cycle' : 'year'

function periodOf(text: string, per: string): 'year' | 'cycle' | null {
  if (per !== '') return per === '周期' ? 'cycle' : 'year'
  if (/每[个一]?(?:学年|年)|全年|年度(?!计划)|本学年|本年|一年|\/年/.test(text)) return 'year'
  if (/周期(?:内|完成|累计)?|五年|(?<!\d)5年|三年内|任期/.test(text)) return 'cycle'
  return null
}

const person =
  /(?:每[位名]|全体|所有|在职|在岗|新任|新入职|新招聘|新|试用期|中小学(?:及|、)?(?:幼儿园)?|幼儿园|专任|骨干|乡村|培训周期内退休的?)*(?:教师|教职工|班主任|校长|园长|校园长|书记|教研员|管理人员)/g

function scopeOf(before: string, sentence: Sentence): string {
  const stated = peopleIn(before)
  const above = /^(?:教师)?$/.test(stated) ? peopleIn(pathOf(sentence.part).at(-1) ?? '') : stated
  return above === '' ? '教师' : above
}

function peopleIn(text: string): string {
  const found = [...text.matchAll(person)].map((each) => each[0]).filter((each) => each !== '')
  return found.toSorted((a, b) => b.length - a.length).at(0) ?? ''
}

const training = '(?:培训|研修|研训|教育|学习)'
const plain =
  /^(?:教师|专业|专业发展|继续|接受|参加|教育|总|的|各类|各级|全员|规定|相关|在职|每[位名]|全年|年度|应|等)*(?:继续教育|培训|研修|研训|教育|学习)$/

// What the hours are of: named right after them (学时的园本培训), or right before (园本培训24学时), or by the heading above.
function categoryOf(before: string, after: string, sentence: Sentence): string | null {
  const behind = new RegExp(`^\\s*的(?<c>[\\u4e00-\\u9fff]{1,12}?${training})(?!任务的)`).exec(after)?.groups?.['c']
  const clause = before.split(/[,;。]/).at(-1) ?? before
  const part = /其中,?(?:包括|包含|含)?(?<c>(?!每|不|应|须|需)[\u4e00-\u9fff]{2,8}?)(?:类|方面)?(?:应|须|需)?$/.exec(
    before,
  )?.groups?.['c']
  if (part !== undefined) return tidy(part)
  const near = clause.length >= 4 ? clause : before
  const ahead = [...near.matchAll(new RegExp(`(?<c>[\\u4e00-\\u9fff]{0,14}${training})`, 'g'))].at(-1)?.[1]
  const named =
    behind !== undefined && !/^培训$/.test(behind) ? behind : ahead === undefined ? undefined : ownWords(ahead)
  if (named !== undefined && !plain.test(named)) return tidy(named)
  const noun = named?.match(new RegExp(`${training}$`))?.[0]
  return fromHeading(sentence, noun, before, after)
}

const ownWords = (text: string) =>
  text.replace(
    /^.*?(?:其中|完成|参加|接受|开展|按照|一周期|每年|全年|保证|确保|周期内|试用期内?|每五年|五年内?|三年内|在职|校园长|校长|园长|新教师|、|教师(?=.{4})|每[位名]教师|班主任|应|的)+/,
    '',
  )

function fromHeading(sentence: Sentence, noun: string | undefined, before: string, after: string): string | null {
  const heading = pathOf(sentence.part).at(-1) ?? ''
  const kind =
    /(?<k>校本|园本|师德(?:师风)?|集中|网络|远程|线上|自主|岗前|岗位|继续教育岗位|心理健康|信息技术)(?:培训|研修)/.exec(
      heading,
    )?.groups?.['k']
  const overall = /总(?:数|量|学时|计)|累计|合计/.test(`${before}${after.slice(0, 6)}`)
  if (kind === undefined || overall) return null
  return `${kind}${noun ?? '培训'}`
}
