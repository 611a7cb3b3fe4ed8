import type { Layout, LayoutColumn } from './layout.ts'

const text = (title: string, field: LayoutColumn['field'], width: number, more: Partial<LayoutColumn> = {}) =>
  ({ title, field, width, kind: 'text', ...more }) as const satisfies LayoutColumn
const number = (title: string, field: LayoutColumn['field'], more: Partial<LayoutColumn> = {}) =>
  ({ title, field, width: 12, kind: 'number', ...more }) as const satisfies LayoutColumn

// More hours than a year has working days of eight.
const mostYearly = 2_000

/** Hours and verdict of each teacher, for 绩效考核, 职务评聘, 岗位设置 and 评先. */
const personal: Layout = {
  id: 'personal',
  edition: '2026-1',
  title: { zh: '个人学时及结论（绩效考核、职务评聘、岗位设置、评先）', en: 'Hours and verdict of each person' },
  of: 'person',
  columns: [
    text('姓名', 'name', 12, { required: true, longest: 40 }),
    text('工号', 'staffNo', 16, { required: true }),
    text('单位', 'school', 28, { required: true }),
    text('学段', 'stage', 10),
    text('任教学科', 'subject', 16),
    text('职称', 'title', 12),
    number('年度', 'year', { required: true }),
    number('年度学时', 'hours', { required: true, most: mostYearly }),
    number('年度要求', 'needed'),
    number('计入学时', 'counted', { most: mostYearly }),
    text('年度结论', 'verdict', 10, { required: true }),
    number('周期计入', 'cycleCounted'),
    text('周期结论', 'cycleVerdict', 10),
    text('年度验证', 'stamp', 12),
  ],
}

/** 单位学时情况: one row for each school. */
const unit: Layout = {
  id: 'unit',
  edition: '2026-1',
  title: { zh: '单位学时情况', en: 'Hours of each school' },
  of: 'school',
  columns: [
    text('单位名称', 'school', 28, { required: true, longest: 60 }),
    text('所属片区', 'town', 20),
    number('年度', 'year', { required: true }),
    number('在职教师', 'people', { required: true }),
    number('学时合计', 'hours', { required: true }),
    number('应达标人数', 'due', { required: true }),
    number('达标人数', 'met', { required: true }),
    number('达标率%', 'share'),
  ],
}

/** A list such as provinces take in: by ID number, in codes. General practice, not the text of any one province. */
const province: Layout = {
  id: 'province',
  edition: '2026-1',
  title: { zh: '省级平台学时上报（含完整身份证号）', en: 'For a provincial platform, with full ID numbers' },
  of: 'person',
  columns: [
    text('身份证件号', 'idNumber', 22, { required: true, longest: 18 }),
    text('姓名', 'name', 12, { required: true, longest: 30 }),
    text('所在单位', 'school', 28, { required: true, longest: 60 }),
    number('学年度', 'year', { required: true }),
    number('学时', 'hours', { required: true, most: mostYearly }),
    text('考核结论代码', 'verdict', 12, { required: true, codes: { 合格: '1', 不合格: '2', 无要求: '9' } }),
  ],
}

/** Every layout that hours are handed in by, the latest edition of each. */
export const layouts: readonly Layout[] = [personal, unit, province]

/** The layout of this id. */
export function findLayout(id: string): Layout | undefined {
  return layouts.find((layout) => layout.id === id)
}
