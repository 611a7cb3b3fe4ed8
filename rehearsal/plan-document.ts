import { writeFile } from 'node:fs/promises'
import { dateIn, yearOf } from '../src/lib/dates.ts'
import { formatHours } from '../src/lib/hours.ts'
import { systemClock } from '../src/platform/clock.ts'
import { renderDocument } from '../src/platform/word/build.ts'
import type { Block } from '../src/platform/word/tree.ts'
import { zone } from './draw.ts'
import { planHours, planTargets } from './plan-frame.ts'
import { headcountFor, planItems, type PlanItem } from './plan.ts'
import { place } from './tree.ts'

/** Writes the plan of the coming year to a file. */
export async function writePlanDocument(path: string): Promise<void> {
  await writeFile(path, await planDocument(yearOf(dateIn(zone, systemClock.now())) + 1, 3_000))
}

/** The county's plan of a year as the Word file that its bureau would hand round: what the demo drops in. Same year, size: same bytes. */
export async function planDocument(year: number, size: number): Promise<Buffer> {
  const issuer = `${place.county}教育体育局`
  const title = `${place.county}${year}年教师培训工作计划`
  return renderDocument({ title, issuer, date: `${year}-01-12`, blocks: blocksOf(year, size) })
}

function blocksOf(year: number, size: number): Block[] {
  const issuer = `${place.county}教育体育局`
  const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
  return [
    { kind: 'title', text: `${place.county}${year}年教师培训工作计划` },
    paragraph(
      `为了让每一位教师在${year}年都学有所得，结合本县教师队伍的实际，制定本计划。全年共安排${planItems.length}个培训项目，由县教师进修学校牵头，各乡镇中心学校和局属学校配合实施。`,
    ),
    heading('工作思路'),
    paragraph(
      '先问清楚老师缺什么，再决定培训教什么。每个项目开班前做一次调研，结束后回一次课堂，中间留下看得见的作业。',
    ),
    heading('工作目标'),
    ...planTargets.map(({ measure, value, unit }, index) =>
      paragraph(`${index + 1}.${measure}达到${value}${unit}${unit === '%' ? '' : '以上'}。`),
    ),
    heading('学时要求'),
    paragraph(hoursSentence()),
    heading('培训项目'),
    ...planItems.flatMap((item): Block[] => [
      { kind: 'heading', level: 2, text: item.title },
      paragraph(sentenceOf(item, size)),
    ]),
    heading('实施步骤'),
    paragraph(`（一）启动准备（${year}年1月至4月）：完成需求调研，印发培训方案汇编。`),
    paragraph(`（二）全面实施（${year}年4月至11月）：按工作安排表开班，每期结束后一个月内录入学时。`),
    paragraph(`（三）总结评估（${year}年12月）：形成年度总结和绩效自评报告。`),
    heading('组织领导'),
    paragraph(
      '成立教师培训工作领导小组。组长：县教育体育局局长；副组长：县教育体育局分管副局长；成员：教师教育科科长、县教师进修学校校长、各乡镇中心学校校长。领导小组办公室设在教师教育科。',
    ),
    { kind: 'signature', issuer, date: `${year}-01-12` },
    { kind: 'attachment', title: `${place.county}${year}年教师培训工作安排表` },
    tableOf(size),
    paragraph('备注：培训时间如有调整，以开班通知为准。'),
  ]
}

function hoursSentence(): string {
  const said = planHours.map(({ category, min, max }) => {
    const what = category === null ? '每人每年累计' : `其中${category}`
    return min === null ? `${what}最多计${formatHours(max ?? 0)}学时` : `${what}不少于${formatHours(min)}学时`
  })
  return `${said.join('，')}。未达到要求的，当年继续教育考核不评优秀。`
}

function monthWords({ month }: PlanItem): string {
  return month === 'year-round' ? '全年' : `${month}月`
}

function peopleWords(item: PlanItem, size: number): string {
  const people = headcountFor(item, size)
  return people === null ? '全员' : `${item.approximate ? '约' : ''}${people}人`
}

function sentenceOf(item: PlanItem, size: number): string {
  const when = item.month === 'year-round' ? '全年' : `${item.month}月`
  const people = headcountFor(item, size) === null ? '全员参加' : `计划培训${peopleWords(item, size)}`
  return `面向${item.who}，${people}，${when}进行，采取${item.modeWords}的方式，合格者记${formatHours(item.centihours)}学时。${item.purpose}`
}

function tableOf(size: number): Block {
  return {
    kind: 'table',
    columns: [
      { title: '序号', width: 1, align: 'center' },
      { title: '培训项目', width: 5, align: 'left' },
      { title: '培训人数', width: 2, align: 'center' },
      { title: '培训形式', width: 4, align: 'left' },
      { title: '培训时间', width: 2, align: 'center' },
      { title: '培训地点', width: 3, align: 'left' },
    ],
    rows: planItems.map((item) => [
      String(item.no),
      item.title,
      peopleWords(item, size),
      item.modeWords,
      monthWords(item),
      item.place,
    ]),
  }
}
