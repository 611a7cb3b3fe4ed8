import type { Population } from '../../../lib/population/population.ts'
import type { ProgrammeKind } from '../../../lib/programmes/codes.ts'
import type { Audience } from './found.ts'

const stageOf: Readonly<Record<string, readonly string[]>> = {
  幼儿园: ['1'],
  学前: ['1'],
  小学: ['2'],
  初中: ['3'],
  高中: ['4'],
  中职: ['6'],
  中学: ['3', '4'],
  特殊教育: ['A'],
}

const subjectsOf: Readonly<Record<string, readonly string[]>> = {
  语文: ['13'],
  数学: ['14'],
  英语: ['41'],
  物理: ['16'],
  化学: ['17'],
  生物: ['18'],
  历史: ['21'],
  地理: ['20'],
  政治: ['12'],
  思政: ['12', 'L1'],
  道德与法治: ['L1'],
  科学: ['15'],
  信息技术: ['61', '26'],
  信息科技: ['61', '26'],
  音乐: ['24'],
  体育: ['22'],
  美术: ['25'],
  美育: ['24', '25', '23'],
  艺术: ['23', '24', '25'],
  劳动: ['L3', '62'],
  心理健康: ['L2'],
  综合实践: ['60'],
  通用技术: ['27'],
}

const postsOf: Readonly<Record<string, readonly string[]>> = {
  校长: ['31'],
  园长: ['31'],
  书记: ['31'],
  中层干部: ['32'],
  教务主任: ['32'],
  德育主任: ['32'],
  班主任: ['23'],
  教研组长: ['21'],
  主持人: ['L3'],
  工作室成员: ['L4'],
  骨干成员: ['L4'],
  新招聘教师: ['L7'],
  新教师: ['L7'],
  新入职教师: ['L7'],
  新任教师: ['L7'],
}

/** The rule over people that a programme's name and audience suggest; the officer sees and may change it. Everybody where nothing is said. */
export function audienceRule(name: string, audience: Pick<Audience, 'stages' | 'subjects' | 'roles'>): Population {
  const codes = (words: readonly string[], table: Readonly<Record<string, readonly string[]>>) => [
    ...new Set(words.flatMap((word) => table[word] ?? [])),
  ]
  const stages = codes(audience.stages, stageOf)
  const subjects = codes(audience.subjects, subjectsOf)
  const posts = codes(audience.roles, postsOf)
  if (/教学副校长/.test(name)) posts.push('L1')
  if (/社团/.test(name)) posts.push('L6')
  // A programme for subject teachers and for heads of activities is for either: a rule that asked both would mean nobody.
  const either = subjects.length > 0 && posts.includes('L6')
  return {
    ...(stages.length > 0 ? { stages } : {}),
    ...(subjects.length > 0 ? { subjects } : {}),
    ...(posts.length > 0 && !either ? { posts } : {}),
  }
}

const kinds: readonly (readonly [RegExp, ProgrammeKind])[] = [
  [/新(?:教师|任|入职|招聘|进)|岗前|入职/, 'induction'],
  [/(?:校|园)长[^,。]{0,8}任职资格|任职资格/, 'head_qualification'],
  [/(?:校|园)长|书记/, 'head_improvement'],
  [/培训者|教研员|主持人|培训团队|管理团队|管理者/, 'trainers'],
  [/骨干|名师|学科带头人|培养(?:$|[((])|分阶段培育/, 'backbone'],
  [/青年/, 'young'],
  [/高级研修|高研班|高端/, 'advanced'],
]

/** Which of the eight kinds a name suggests; 专题 where it suggests none. */
export function kindOf(name: string): ProgrammeKind {
  return kinds.find(([pattern]) => pattern.test(withoutDeputies(name)))?.[1] ?? 'topic'
}

const categories: readonly (readonly [RegExp, string])[] = [
  [/师德|师风|职业道德|准则/, '师德'],
  [/心理/, '心理健康'],
  [/班主任/, '班主任'],
  [/信息技术|信息化|数字|人工智能|智能|AI/i, '信息技术'],
  [/(?:校|园)长|管理(?!团队专项)|干部|书记/, '管理'],
  [/校本|园本/, '校本研修'],
  [/新课程|新课标|课程标准|双新/, '新课程'],
  [/基本功|三笔字|粉笔字|普通话/, '教学基本功'],
  [/科研|课题|教研/, '教育科研'],
  [/学科|语文|数学|英语|思政|体育|美育|音乐|美术|科学/, '学科专业'],
]

/** What the hours of a programme of this name would count towards; null where the name does not say. */
export function categoryOf(name: string): string | null {
  return categories.find(([pattern]) => pattern.test(withoutDeputies(name)))?.[1] ?? null
}

// 教学副校长 beside 教研组长 is about teaching, not about heading a school.
const withoutDeputies = (name: string) => name.replace(/教学副校长|德育副校长/g, '')
