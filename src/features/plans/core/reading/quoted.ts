import { textOf, within, type Span } from '../lines.ts'
import { matches, tidy } from './text.ts'
import { learner, verbs } from './vocabulary.ts'

/** A quoted name of a programme with its place. */
export type Quoted = {
  readonly name: string
  readonly span: Span
  readonly everyone: boolean
  readonly listed: boolean
}

type Run = {
  readonly quotes: readonly { readonly inner: string; readonly start: number; readonly end: number }[]
  readonly start: number
  readonly end: number
}

const noun =
  '(?:培训班|研修班|研学班|培训项目|培训活动|系列活动|专题培训|系列培训|培训|研修|讲座|活动|工程|行动|计划|(?:演讲|征文|知识)?比赛|大赛|大比武|比武|竞赛|论坛|讲坛|工作坊|项目|研讨会|报告会|展示会)'
const boundary = '(?=$|[,。;:、)(\\d“等各+\\s]|[一二三四五六七八九十两]|约|共|强|促|树|提|助|为|的(?:开展|实施))'
const tailOf = new RegExp(`^(?!的)(?:[\\u4e00-\\u9fff]{0,8}?)${noun}${boundary}`)
const ending =
  /(?:会|大赛|比武|竞赛|评选|评比|征集|演讲|选编|计划|工程|行动|活动|培训|研修|讲座|论坛|讲坛|(?:服务|宣传|活动|学习|教育|提升|研修|展示)[月周节]|交流|展示|赛)$/
const shared =
  /^等?(?:全员|系列|各类|专题|主题|特色|师德)?(?:培训|竞赛|评比|教育)?(?:活动|培训|讲座|大赛|工程|竞赛|比赛)(?=$|[,。;、)])/
const otherThing =
  /^等?[\u4e00-\u9fff]{0,4}?(?:形式|方式|课程|模块|体系|机制|模式|平台|系统|工具|改革|试点|教师|导师|标兵|称号|证书|任务|内容|专题(?!培训|讲座|研修)|主题(?!培训|活动|讲座)|理念|精神|资源|倾斜|档案|案例|报告|奖项|原则|工作法|标准|要求|意见|规划|文件)/
const near = new RegExp(`${verbs}[^,。;“”]{0,18}$`)
const weak = /(?:参加|加强|注重|加大|强化|抓好|做好)[^,。;“”]{0,18}$/

function runsOf(text: string): readonly Run[] {
  const runs: Run[] = []
  for (const found of matches(text, /“(?<inner>[^“”]{2,24})”/)) {
    const quote = { inner: found.group('inner'), start: found.start, end: found.end }
    const last = runs.at(-1)
    if (last && /^(?:[、,和与及]|以及)?$/.test(text.slice(last.end, found.start)))
      runs[runs.length - 1] = { quotes: [...last.quotes, quote], start: last.start, end: found.end }
    else runs.push({ quotes: [quote], start: found.start, end: found.end })
  }
  return runs
}

/** The programmes that a sentence names between quotation marks; `titled` when the sentence is a heading or a lead. */
export function quotedIn(span: Span, titled: boolean): readonly Quoted[] {
  const text = textOf(span)
  return runsOf(text).flatMap((run) => namesOf(span, text, run, titled))
}

function namesOf(span: Span, text: string, run: Run, titled: boolean): readonly Quoted[] {
  const before = text.slice(0, run.start)
  const after = text.slice(run.end)
  const organised = titled || near.test(before)
  if (!organised || /(?:不得|禁止|以|围绕|聚焦|坚持|按照|构建|落实)[^,。;]{0,4}$/.test(before)) return []
  const quotes = run.quotes.filter((quote) => !/[-+→]/.test(quote.inner))
  const everyone = /全员|全体/.test(after.slice(0, 8)) || /(?:面向|组织|针对)全体(?:教职工|教师)/.test(before)
  if (quotes.length > 1) {
    const all = shared.test(after)
    if (!all && otherThing.test(after)) return []
    return quotes
      .filter((quote) => all || ending.test(quote.inner))
      .map((quote) => ({ name: quote.inner, span: within(span, quote.start, quote.end), everyone, listed: true }))
  }
  const [only] = quotes
  if (!only || only.end !== run.end) return []
  const tail = tailOf.exec(after)?.[0]
  if (tail !== undefined && !/[三四五]段式|体系|机制|^评选/.test(tail)) {
    const from = titled ? rolesBefore(before) : run.start
    return [
      {
        name: tidy(text.slice(from, run.end + tail.length)),
        span: within(span, from, run.end + tail.length),
        everyone,
        listed: false,
      },
    ]
  }
  if (
    !ending.test(only.inner) ||
    otherThing.test(after) ||
    (!titled && (weak.test(before) || !/^(?:$|[,。;:、)(\d各等])/.test(after)))
  )
    return []
  const from = titled ? rolesBefore(before) : run.start
  return [{ name: tidy(text.slice(from, run.end)), span: within(span, from, run.end), everyone, listed: false }]
}

// 新教师“启航”计划: the role before the quotation mark belongs to the name.
function rolesBefore(before: string): number {
  const role = new RegExp(`${learner.source}$`).exec(before)
  return role ? role.index : before.length
}
