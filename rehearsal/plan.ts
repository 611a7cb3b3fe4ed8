import type { Population } from '../src/lib/population/population.ts'
import type { Admission, ProgrammeKind, ProgrammeMode } from '../src/lib/programmes/codes.ts'

/** One line of the county's yearly plan. */
export type PlanItem = {
  readonly no: number
  readonly title: string
  readonly kind: ProgrammeKind
  readonly category: string
  /** People of a county of three thousand teachers; none means the whole roster. */
  readonly headcount: number | null
  readonly approximate: boolean
  readonly audience: Population
  /** Whom the plan's words mean by that. */
  readonly who: string
  readonly modes: readonly ProgrammeMode[]
  readonly modeWords: string
  readonly month: number | 'year-round'
  readonly centihours: number
  readonly certificate: boolean
  readonly admission: Admission
  /** Half days of teaching. */
  readonly sessions: readonly string[]
  readonly place: string
  /** Which of the three providers. */
  readonly provider: 0 | 1 | 2
  readonly chiefExpert: string
  /** What it is for, in the words of the plan. */
  readonly purpose: string
}

const common = { approximate: false, certificate: true, admission: 'first_come' } as const

/** The fourteen programmes that the rehearsal county plans every year. */
export const planItems: readonly PlanItem[] = [
  {
    ...common,
    no: 1,
    title: '骨干教师和名师研修班',
    kind: 'backbone',
    category: '学科专业',
    headcount: 300,
    audience: {
      talentLevels: ['county_backbone', 'city_backbone', 'province_backbone', 'county_master', 'city_master', 'province_master'],
    },
    who: '县级以上骨干教师和名师',
    modes: ['online', 'send-to-school'],
    modeWords: '线上研修、送教下乡',
    month: 4,
    centihours: 3_000,
    admission: 'selection',
    sessions: ['开班与研修任务布置', '课例打磨', '送教下乡', '成果交流'],
    place: '青石县教师进修学校报告厅',
    provider: 0,
    chiefExpert: '高明远',
    purpose: '请走在前面的教师把一门课讲透、把一所薄弱学校帮实，每人上一节公开课，带一名徒弟。',
  },
  {
    ...common,
    no: 2,
    title: '小学语文、数学课堂教学提升培训',
    kind: 'topic',
    category: '学科专业',
    headcount: 400,
    audience: { stages: ['2'], subjects: ['13', '14'] },
    who: '小学语文、数学教师',
    modes: ['same-lesson', 'lecture', 'exchange'],
    modeWords: '同课异构、专题讲座、交流研讨',
    month: 4,
    centihours: 2_400,
    sessions: ['课程标准解读', '同课异构与议课', '单元整体设计', '自主研修与答疑'],
    place: '青石县第一小学',
    provider: 0,
    chiefExpert: '沈知秋',
    purpose: '开班前先进课堂听两节课，按听到的问题排课；结束时每人交一份改过的教学设计。',
  },
  {
    ...common,
    no: 3,
    title: '初中数学教师研修共同体',
    kind: 'young',
    category: '学科专业',
    headcount: 50,
    audience: { stages: ['3'], subjects: ['14'] },
    who: '初中数学教师',
    modes: ['task-driven'],
    modeWords: '任务驱动',
    month: 'year-round',
    centihours: 6_000,
    admission: 'selection',
    sessions: ['专题一：数与式', '专题二：方程与函数', '专题三：图形的性质', '专题四：统计与概率', '专题五：综合与实践', '专题六：命题研究'],
    place: '青石县第一初级中学',
    provider: 1,
    chiefExpert: '陆文舟',
    purpose: '一年做六个专题，一个专题一次作业，作业在共同体里互评。',
  },
  {
    ...common,
    no: 4,
    title: '普通高中新课程新教材实施培训',
    kind: 'topic',
    category: '新课程',
    headcount: 400,
    audience: { stages: ['4'] },
    who: '普通高中教师',
    modes: ['face-to-face', 'lecture'],
    modeWords: '集中面授、专题讲座',
    month: 4,
    centihours: 2_400,
    sessions: ['新教材的结构与用法', '学科分组研讨', '教学评一致性设计'],
    place: '青石县第一高级中学',
    provider: 1,
    chiefExpert: '温以南',
    purpose: '分学科编班，每个学科用一章真实的教材从备课做到命题。',
  },
  {
    ...common,
    no: 5,
    title: '师德师风建设管理团队培训',
    kind: 'trainers',
    category: '师德',
    headcount: 200,
    audience: { posts: ['31', 'L1', '21'] },
    who: '校长、副校长和教研组长',
    modes: ['face-to-face', 'exchange'],
    modeWords: '集中面授、案例交流',
    month: 5,
    centihours: 1_600,
    sessions: ['师德规范与案例', '谈话与帮扶'],
    place: '青石县教师进修学校',
    provider: 0,
    chiefExpert: '许庭芳',
    purpose: '学会把师德问题说在前面：会谈话、会记录、会帮扶、会上报。',
  },
  {
    ...common,
    no: 6,
    title: '名师工作室主持人和核心成员研修',
    kind: 'advanced',
    category: '教育科研',
    headcount: 60,
    audience: { posts: ['L3', 'L4'] },
    who: '工作室主持人和核心成员',
    modes: ['workshop', 'off-site'],
    modeWords: '工作坊、外出研修',
    month: 6,
    centihours: 4_000,
    admission: 'selection',
    sessions: ['工作室怎样带人', '研究选题会', '展示与答辩'],
    place: '青石师范学院',
    provider: 1,
    chiefExpert: '姜若谷',
    purpose: '每个工作室带着一个真问题来，带着一份可以照着做的方案回去。',
  },
  {
    ...common,
    no: 7,
    title: '全员师德专题学习',
    kind: 'topic',
    category: '师德',
    headcount: null,
    audience: {},
    who: '全体在职教师',
    modes: ['online'],
    modeWords: '线上学习',
    month: 7,
    centihours: 1_200,
    certificate: false,
    sessions: ['师德专题直播'],
    place: '线上',
    provider: 0,
    chiefExpert: '许庭芳',
    purpose: '人人学，人人考，没有参加的由学校补课。',
  },
  {
    ...common,
    no: 8,
    title: '中小学思政课教师培训',
    kind: 'topic',
    category: '新课程',
    headcount: 150,
    audience: { subjects: ['12', 'L1'] },
    who: '道德与法治、思想政治教师',
    modes: ['face-to-face', 'showcase'],
    modeWords: '集中面授、示范课展示',
    month: 8,
    centihours: 1_600,
    sessions: ['统编教材使用', '示范课与点评'],
    place: '青石县教师进修学校',
    provider: 2,
    chiefExpert: '简秋白',
    purpose: '小学、初中、高中的老师坐在一起，把同一个主题从一年级讲到高三。',
  },
  {
    ...common,
    no: 9,
    title: '新教师入职培训',
    kind: 'induction',
    category: '教学基本功',
    headcount: 120,
    approximate: true,
    audience: { posts: ['L7'] },
    who: '当年新招聘教师',
    modes: ['face-to-face', 'practice'],
    modeWords: '集中面授、跟岗实践',
    month: 8,
    centihours: 6_000,
    sessions: ['走上讲台之前', '备课与上课', '班级管理第一个月', '书写与表达'],
    place: '青石县教师进修学校',
    provider: 0,
    chiefExpert: '沈知秋',
    purpose: '上第一节课之前，先听十节课、讲三次课、写一份班级计划。',
  },
  {
    ...common,
    no: 10,
    title: '学科教研组长和教学副校长培训',
    kind: 'trainers',
    category: '管理',
    headcount: 200,
    audience: { posts: ['21', 'L1'] },
    who: '学科教研组长、教学副校长',
    modes: ['lecture', 'workshop'],
    modeWords: '专题讲座、工作坊',
    month: 9,
    centihours: 1_600,
    sessions: ['怎样设计一学期的教研', '怎样评一节课'],
    place: '云台教师研修中心',
    provider: 2,
    chiefExpert: '高明远',
    purpose: '把教研活动从“轮流发言”改成“带着证据讨论”。',
  },
  {
    ...common,
    no: 11,
    title: '初中学科教师教学能力提升培训',
    kind: 'topic',
    category: '学科专业',
    headcount: 600,
    audience: { stages: ['3'] },
    who: '初中各学科教师',
    modes: ['blended'],
    modeWords: '线上线下混合',
    month: 10,
    centihours: 2_000,
    sessions: ['学业质量标准', '作业设计', '课堂观察'],
    place: '青石县第一初级中学',
    provider: 1,
    chiefExpert: '陆文舟',
    purpose: '以作业为抓手，少布置一点，布置得好一点。',
  },
  {
    ...common,
    no: 12,
    title: '中小学校长、园长领导力研修',
    kind: 'head_improvement',
    category: '管理',
    headcount: 95,
    audience: { posts: ['31'] },
    who: '中小学校长、幼儿园园长',
    modes: ['off-site'],
    modeWords: '外出研修',
    month: 10,
    centihours: 4_000,
    sessions: ['学校发展规划', '名校观察', '汇报与点评'],
    place: '云台教师研修中心',
    provider: 2,
    chiefExpert: '姜若谷',
    purpose: '带着本校一张体检表出去，带着一份三年规划回来。',
  },
  {
    ...common,
    no: 13,
    title: '体育、美育教师和社团指导教师培训',
    kind: 'topic',
    category: '学科专业',
    headcount: 200,
    audience: { subjects: ['22', '24', '25'] },
    who: '体育、音乐、美术教师',
    modes: ['face-to-face', 'practice'],
    modeWords: '集中面授、实操训练',
    month: 11,
    centihours: 1_800,
    sessions: ['大课间怎样组织', '社团活动实操'],
    place: '青石县第二初级中学',
    provider: 0,
    chiefExpert: '简秋白',
    purpose: '每人学会带一个社团，学校因此多一个可以展示的节目。',
  },
  {
    ...common,
    no: 14,
    title: '全员继续教育岗位培训',
    kind: 'topic',
    category: '信息技术',
    headcount: null,
    audience: {},
    who: '全体在职教师',
    modes: ['online'],
    modeWords: '线上学习',
    month: 10,
    centihours: 3_000,
    certificate: false,
    sessions: ['数字素养公开课'],
    place: '线上',
    provider: 1,
    chiefExpert: '温以南',
    purpose: '一年三十学时，学完即考，成绩计入周期学时。',
  },
]

/** What the officer has begun to think about beside the plan, so that nothing on the screens is empty. */
export const besidePlan: readonly PlanItem[] = [
  {
    ...common,
    no: 15,
    title: '班主任带班育人能力培训',
    kind: 'topic',
    category: '班主任',
    headcount: 180,
    audience: { posts: ['23'] },
    who: '在岗班主任',
    modes: ['face-to-face'],
    modeWords: '集中面授',
    month: 12,
    centihours: 1_600,
    sessions: ['班级里的难事'],
    place: '青石县教师进修学校',
    provider: 0,
    chiefExpert: '许庭芳',
    purpose: '把班主任最怕的六种场面各演一遍。',
  },
  {
    ...common,
    no: 16,
    title: '心理健康教师基础培训',
    kind: 'topic',
    category: '心理健康',
    headcount: 60,
    audience: { subjects: ['L2'] },
    who: '专兼职心理健康教师',
    modes: ['workshop'],
    modeWords: '工作坊',
    month: 12,
    centihours: 2_400,
    sessions: ['谈话的分寸'],
    place: '青石县教师进修学校',
    provider: 2,
    chiefExpert: '姜若谷',
    purpose: '会发现、会倾听、会转介。',
  },
  {
    ...common,
    no: 17,
    title: '优秀青年教师外出考察',
    kind: 'young',
    category: '学科专业',
    headcount: 40,
    audience: { yearsMax: 8, talentLevels: ['school_backbone', 'county_backbone'] },
    who: '八年教龄以内的青年骨干',
    modes: ['off-site'],
    modeWords: '外出考察',
    month: 9,
    centihours: 2_400,
    sessions: ['考察'],
    place: '外地',
    provider: 2,
    chiefExpert: '陆文舟',
    purpose: '走出去看一周课。',
  },
]

/** How a headcount of the plan reads in a county of another size: the same share of it, in fives. */
export function headcountFor(item: PlanItem, size: number): number | null {
  if (item.headcount === null) return null
  return Math.max(5, Math.round((item.headcount * size) / 3_000 / 5) * 5)
}

/** What a plan wants to have reached by the end of its year. */
export const planTargets = [
  { measure: '教师全员培训参训率', comparator: '>=', value: 98, unit: '%', figure: [2_784, 2_841] },
  { measure: '县级以上培训合格率', comparator: '>=', value: 90, unit: '%', figure: [1_893, 2_038] },
  { measure: '年度培训项目', comparator: '>=', value: 14, unit: '个', figure: null },
  { measure: '骨干教师送教下乡课', comparator: '>=', value: 120, unit: '节', figure: [117, null] },
] as const satisfies readonly {
  measure: string
  comparator: '>=' | '='
  value: number
  unit: string
  figure: readonly [number, number | null] | null
}[]

/** The steps of a year, by their first and last month and day. */
export const planPhases = [
  { name: '启动准备', from: '01-10', to: '04-15', deliverables: ['调研报告', '培训方案汇编'] },
  { name: '全面实施', from: '04-16', to: '11-30', deliverables: ['各项目开班通知', '学员档案', '学时台账'] },
  { name: '总结评估', from: '12-01', to: '12-31', deliverables: ['年度总结', '绩效自评报告'] },
] as const

/** Who leads the year. */
export const planMembers = [
  { role: 'head', who: '县教育体育局局长' },
  { role: 'deputy', who: '县教育体育局分管副局长' },
  { role: 'member', who: '教师教育科科长' },
  { role: 'member', who: '县教师进修学校校长' },
  { role: 'member', who: '各乡镇中心学校校长' },
  { role: 'office', who: '教师教育科' },
] as const

/** What is asked of every teacher each year, in hundredths of an hour. */
export const planHours = [
  { scope: '全体在职教师', category: null, min: 6_000, max: null },
  { scope: '全体在职教师', category: '师德', min: 1_000, max: null },
  { scope: '全体在职教师', category: '校本研修', min: null, max: 2_400 },
] as const
