/** Who runs a programme: 国家、省、市、县、校, or somebody outside the province (省外). */
export const programmeLevels = ['nation', 'province', 'city', 'county', 'school', 'outside'] as const
export type ProgrammeLevel = (typeof programmeLevels)[number]

/** 新教师入职, 青年助力, 骨干提升, 培训者团队, 校园长任职, 校园长提高, 高级研修, 专题. */
export const programmeKinds = [
  'induction',
  'young',
  'backbone',
  'trainers',
  'head_qualification',
  'head_improvement',
  'advanced',
  'topic',
] as const
export type ProgrammeKind = (typeof programmeKinds)[number]

/** What the hours of a programme may count towards, in the words that hour rules use; a bureau may use others. */
export const programmeCategories = [
  '师德',
  '学科专业',
  '新课程',
  '教学基本功',
  '教育科研',
  '管理',
  '信息技术',
  '班主任',
  '心理健康',
  '校本研修',
] as const

/** How a programme is delivered. */
export const programmeModes = [
  'online',
  'face-to-face',
  'blended',
  'send-to-school',
  'same-lesson',
  'lecture',
  'exchange',
  'off-site',
  'shadowing',
  'school-based',
  'task-driven',
  'showcase',
  'practice',
  'workshop',
  'self-study',
] as const
export type ProgrammeMode = (typeof programmeModes)[number]

/** The life of a programme; which state follows which is `movesFrom` of the programmes feature. */
export const programmeStates = [
  'draft',
  'justified',
  'approved',
  'published',
  'enrolling',
  'running',
  'closed',
  'archived',
  'cancelled',
] as const
export type ProgrammeState = (typeof programmeStates)[number]

/** How places are given: in the order of applying, or by choosing among those who applied. */
export const admissions = ['first_come', 'selection'] as const
export type Admission = (typeof admissions)[number]
