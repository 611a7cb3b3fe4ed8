import { tidy } from './text.ts'
import { generic } from './vocabulary.ts'

const adverbs =
  '(?:进一步|切实|扎实|积极|大力|认真|继续|持续|深入|全面|精准|有序|稳步|系统|着力|不断|重点|创新性?|广泛|精心|严格|常态化|因地制宜|按计划|按要求|用心|分层分类|定期|有计划|有效)'
const openers =
  '(?:依托[^,。]{1,6}(?=开展|实施|做好|进行|推进)|开展|举办|举行|召开|组织|实施|推进|推动|推行|启动|承办|加强|强化|抓好|抓实|做好|做实|搞好|注重|加大|深化|进行|参加|狠抓|落实|坚持|构建|建立)'
const lead = new RegExp(
  `^(?:${adverbs}|${openers}好?|对(?![口标接话])|好|了|我[校园县市区]的?(?=[^、]{3})|全体|各类|系列|[\\u4e00-\\u9fff]{0,4}教师(?:积极)?参加|以)+`,
)
const trail = /(?:的?(?:工作|力度|任务|等工作))+$/

/** Strips the verbs before a name and the filler after it: 做好骨干教师的再提高工作 is 骨干教师再提高. */
export function strippedName(text: string): string {
  const listed = text.includes('等') ? text.replace(/^.*等(?=.{6,})/, '') : text
  const core = listed
    .trim()
    .replace(/[。:;,.]$/, '')
    .replace(lead, '')
    .replace(trail, '')
  return tidy(
    core
      .replace(/赴[^,。、“]{2,12}?(?=跟岗|学习|考察|研修)/, '')
      .replace(/(?<=教师|校长|园长|人员|班主任)的(?!确|士)/, '')
      .replace(/的(?=[^的]{2,6}$)/, ''),
  )
}

/** Whether a name is only words that any programme could bear. */
export const isGeneric = (name: string): boolean =>
  !/^[校园]本(?:培训|研修)$/.test(name) && generic.test(name.replace(/[“”"《》()\s\d]/g, ''))

/** Whether a heading is only such words that even a heading could not name a programme by them. */
export const isSectionWord = (name: string): boolean =>
  /^(?:的|教师|全员|培训|研修|工作|项目|计划|活动|任务|内容|安排|及|与|和|、|主要|重点|具体|本|年度|全年|目标|形式|方式|对象|总体|各级|各类|分层|分类|规范|实施|重大|课程|年|\d|“|”|中小学|主题|专题|系列|学习|工程|行动|一览|相关|组织|方案|有关|阶段|集中|教育|提升)+$/.test(
    name,
  )

const aboutManaging =
  /^(?:严格|规范|完善|健全|明确|优化|创新|保障|确保|统筹|提高|改进|加快|丰富|拓宽|培育|打造|突出|落实|激发|制定|建立健全|充分)|(?:体系|机制|制度|管理|质量|经费|方式|模式|意识|领导|队伍|基地|档案|平台|资源|保障)(?:建设|工作)?$/

/** Whether a heading talks of running trainings rather than of one training. */
export const isAboutManaging = (heading: string): boolean =>
  aboutManaging.test(heading.replace(new RegExp(`^${adverbs}+`), '')) && !/^(?:优化|创新|完善|健全)?“/.test(heading)
