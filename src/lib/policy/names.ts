import { postKinds, stageCodes, subjectCodes, talentLevels, titleCodes } from '../population/codes.ts'
import type { Said } from './language.ts'

/** The languages that sentences are said in. */
export type Tongue = keyof Said

type Names = Readonly<Record<string, Said>>

/** Levels that stand above one another, from the country down: a run from the top is said as “县级以上”. What is outside the province is none of them. */
export const levelOrder = ['nation', 'province', 'city', 'county', 'school'] as const

const levels: Names = {
  nation: { zh: '国家级', en: 'national' },
  province: { zh: '省级', en: 'provincial' },
  city: { zh: '市级', en: 'city' },
  county: { zh: '县级', en: 'county' },
  school: { zh: '校级', en: 'school-level' },
  outside: { zh: '省外', en: 'out-of-province' },
}

const modes: Names = {
  online: { zh: '线上研修', en: 'online' },
  'face-to-face': { zh: '集中面授', en: 'face-to-face' },
  blended: { zh: '线上线下混合', en: 'blended' },
  'send-to-school': { zh: '送教', en: 'taken to the school' },
  'same-lesson': { zh: '同课异构', en: 'same-lesson' },
  lecture: { zh: '专家讲座', en: 'lecture' },
  exchange: { zh: '互动交流', en: 'exchange' },
  'off-site': { zh: '外出研修', en: 'off-site' },
  shadowing: { zh: '跟岗实践', en: 'shadowing' },
  'school-based': { zh: '校本研修', en: 'school-based' },
  'task-driven': { zh: '任务驱动', en: 'task-driven' },
  showcase: { zh: '成果展示', en: 'showcase' },
  practice: { zh: '实践操作', en: 'practice' },
  workshop: { zh: '工作坊', en: 'workshop' },
  'self-study': { zh: '自主研修', en: 'self-study' },
}

const kinds: Names = {
  induction: { zh: '新教师入职', en: 'induction' },
  young: { zh: '青年教师助力', en: 'young-teacher' },
  backbone: { zh: '骨干教师提升', en: 'backbone' },
  trainers: { zh: '培训者团队', en: 'trainer' },
  head_qualification: { zh: '校园长任职资格', en: 'principal-qualification' },
  head_improvement: { zh: '校园长提高', en: 'principal-improvement' },
  advanced: { zh: '高级研修', en: 'advanced' },
  topic: { zh: '专题培训', en: 'special-topic' },
  school_training: { zh: '校本研修计划', en: 'school-training-plan' },
}

const postsEn: Readonly<Record<keyof typeof postKinds, string>> = {
  '10': 'teachers',
  '20': 'teachers with administrative work',
  '21': 'heads of teaching groups',
  '22': 'heads of grades',
  '23': 'class teachers',
  '31': 'principals',
  '32': 'heads of offices',
  '40': 'teaching support staff',
  L1: 'vice-principals for teaching',
  L2: 'vice-principals for moral education',
  L3: 'heads of studios',
  L4: 'members of studios',
  L5: 'training registrars',
  L6: 'leaders of clubs',
  L7: 'newly recruited teachers',
}

const stagesEn: Readonly<Record<keyof typeof stageCodes, string>> = {
  '1': 'preschool',
  '2': 'primary',
  '3': 'junior secondary',
  '4': 'senior secondary',
  '5': 'vocational junior',
  '6': 'vocational senior',
  '7': 'adult vocational',
  '8': 'adult secondary',
  A: 'special education',
  Z: 'other-stage',
}

const subjectsEn: Readonly<Record<keyof typeof subjectCodes, string>> = {
  '11': 'morals and society',
  '12': 'politics',
  '13': 'Chinese',
  '14': 'mathematics',
  '15': 'science',
  '16': 'physics',
  '17': 'chemistry',
  '18': 'biology',
  '19': 'history and society',
  '20': 'geography',
  '21': 'history',
  '22': 'physical education',
  '23': 'arts',
  '24': 'music',
  '25': 'fine art',
  '26': 'information technology (senior)',
  '27': 'general technology',
  '40': 'foreign languages',
  '41': 'English',
  '42': 'Japanese',
  '43': 'Russian',
  '49': 'another foreign language',
  '60': 'integrated practice',
  '61': 'information technology',
  '62': 'labour and technology',
  L1: 'morality and law',
  L2: 'mental health',
  L3: 'labour',
  L4: 'all preschool areas',
}

const titlesEn: Readonly<Record<keyof typeof titleCodes, string>> = {
  senior_full: 'full senior teacher',
  senior: 'senior teacher',
  first: 'first-grade teacher',
  second: 'second-grade teacher',
  third: 'third-grade teacher',
  none: 'no title yet',
}

const talentsEn: Readonly<Record<keyof typeof talentLevels, string>> = {
  school_backbone: 'school backbone teachers',
  county_backbone: 'county backbone teachers',
  city_backbone: 'city backbone teachers',
  province_backbone: 'provincial backbone teachers',
  county_master: 'county master teachers',
  city_master: 'city master teachers',
  province_master: 'provincial master teachers',
}

const settings: Names = {
  urban: { zh: '城区', en: 'urban' },
  town: { zh: '镇区', en: 'town' },
  rural: { zh: '乡村', en: 'rural' },
}

const both = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Names =>
  Object.fromEntries(Object.entries(zh).map(([code, name]) => [code, { zh: name, en: en[code] ?? name }]))

const dimensions = {
  level: levels,
  mode: modes,
  kind: kinds,
  setting: settings,
  post: both(postKinds, postsEn),
  stage: both(stageCodes, stagesEn),
  subject: both(subjectCodes, subjectsEn),
  title: both(titleCodes, titlesEn),
  talent: both(talentLevels, talentsEn),
} as const

/** What a code is called; a code that nobody named says itself. */
export function nameOf(dimension: keyof typeof dimensions, code: string, tongue: Tongue): string {
  return dimensions[dimension][code]?.[tongue] ?? code
}

// Categories, kinds of proof and answers are a bureau's own words, in Chinese; these are the ones that are shipped.
const terms: Readonly<Record<string, string>> = {
  师德: 'ethics',
  学科专业: 'subject',
  新课程: 'new-curriculum',
  教学基本功: 'teaching-skills',
  教育科研: 'research',
  管理: 'management',
  信息技术: 'technology',
  班主任: 'class-teacher',
  心理健康: 'mental-health',
  校本研修: 'school-study',
  专业课程标准: 'curriculum-standards',
  师德素养: 'ethics-and-character',
  综合素养: 'character',
  知识技能: 'knowledge-and-skills',
  实践体验: 'practical-experience',
  自主研修: 'own-choice',
  作业设计与命题: 'homework-and-examination',
  信息技术通识: 'general-technology',
  信息技术专业: 'subject-technology',
  信息技术实践应用: 'applied-technology',
  跨学科: 'cross-subject',
  公共必修: 'common-required',
  职业理想与道德: 'ideals-and-ethics',
  学科教育心理学: 'subject-psychology',
  专业必修: 'subject-required',
  选修: 'elective',
  教研科研: 'teaching-research',
  公需科目: 'general-subjects',
  专业科目: 'professional-subjects',
  选修科目: 'subjects-of-choice',
  企业实践: 'enterprise-practice',
  计划: 'plan',
  记载: 'record',
  考核: 'assessment',
  考勤: 'attendance',
  学习: 'study notes',
  资料: 'materials',
  成果: 'outcomes',
  国家级: 'national',
  省外: 'out-of-province',
  省级: 'provincial',
  市级: 'city',
  县级: 'county',
  区级: 'district',
  校级: 'school',
  获奖: 'with a prize',
  未获奖: 'without a prize',
  合格: 'passed',
  不合格: 'not passed',
  主研: 'lead researcher',
  其他: 'other member',
  指导新教师: 'guiding new teachers',
  专著: 'a book written',
  自学: 'a book read',
  未提交: 'no paper',
  '不足 2000 字': 'a paper under 2,000 characters',
  '2000 字以上': 'a paper of 2,000 characters or more',
  国家级课题: 'national project',
  国家级子课题: 'part of a national project',
  省级课题: 'provincial project',
  省级子课题: 'part of a provincial project',
  第一: 'first',
  第二: 'second',
  第三: 'third',
  第四: 'fourth',
  第五: 'fifth',
  国家级期刊: 'national journal',
  其他期刊: 'other journal',
  次: 'time',
  节: 'lesson',
  个月: 'month',
  小时: 'hour by the clock',
  学时: 'hour',
  千字: 'thousand characters',
  万字: 'ten thousand characters',
  科: 'subject',
  门: 'course',
  天: 'day',
  成绩单或毕业证书: 'a transcript or a diploma',
  授课证明: 'proof of the teaching',
  公开课证书: 'a certificate of the open lesson',
  获奖证书: 'the prize certificate',
  企业证明: 'a letter of the enterprise',
  发表页或获奖证书: 'the printed pages or the prize certificate',
  交流证明: 'proof of the exchange',
  参赛或获奖证书: 'a certificate of taking part or of the prize',
  签到或听课记录: 'the sign-in or the notes',
  立项或结题文件: 'the papers that open or close the project',
  学校证明: 'a letter of the school',
  出版物或读书笔记: 'the book or the reading notes',
  成绩单: 'the transcript',
  会议通知: 'the invitation',
  参会证明: 'proof of taking part',
  出版物: 'the book',
  发表页: 'the printed pages',
  培训通知或结业证书: 'the notice of the training or its certificate',
  产假: 'maternity leave',
  病假: 'sick leave',
  援藏援疆支教: 'teaching in Tibet, Xinjiang or poor regions',
  脱产进修: 'full-time study',
}

/** A word of a policy in a language; what a bureau named itself stays as it is. */
export function termOf(word: string, tongue: Tongue): string {
  return tongue === 'zh' ? word : (terms[word] ?? word)
}
