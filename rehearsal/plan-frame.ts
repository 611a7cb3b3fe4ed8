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
