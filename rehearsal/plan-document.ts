import { writeFile } from 'node:fs/promises'
import yazl from 'yazl'
import { dateIn, yearOf } from '../src/lib/dates.ts'
import { formatHours } from '../src/lib/hours.ts'
import type { OfficialBlock } from '../src/lib/official.ts'
import { systemClock } from '../src/platform/clock.ts'
import { openArchive } from '../src/platform/documents/archive.ts'
import { officialDocument } from '../src/platform/word/official.ts'
import { must, zone } from './draw.ts'
import { planHours, planTargets } from './plan-frame.ts'
import { headcountFor, planItems, type PlanItem } from './plan.ts'
import { place } from './tree.ts'

/** Writes the plan of the coming year to a file. */
export async function writePlanDocument(path: string): Promise<void> {
  await writeFile(path, await planDocument(yearOf(dateIn(zone, systemClock.now())) + 1, 3_000))
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四']

/** The county's plan of a year as the Word file that its bureau would hand round: what the demo drops in. Same year, size: same bytes. */
export async function planDocument(year: number, size: number): Promise<Buffer> {
  return settled(await officialDocument(blocksOf(year, size)), year)
}

function blocksOf(year: number, size: number): OfficialBlock[] {
  const issuer = `${place.county}教育体育局`
  const heading = (text: string): OfficialBlock => ({ kind: 'heading', level: 1, text })
  const paragraph = (text: string): OfficialBlock => ({ kind: 'paragraph', text })
  return [
    { kind: 'title', text: `${place.county}${year}年教师培训工作计划` },
    paragraph(
      `为了让每一位教师在${year}年都学有所得，结合本县教师队伍的实际，制定本计划。全年共安排${planItems.length}个培训项目，由县教师进修学校牵头，各乡镇中心学校和局属学校配合实施。`,
    ),
    heading('一、工作思路'),
    paragraph(
      '先问清楚老师缺什么，再决定培训教什么。每个项目开班前做一次调研，结束后回一次课堂，中间留下看得见的作业。',
    ),
    heading('二、工作目标'),
    ...planTargets.map(({ measure, value, unit }, index) =>
      paragraph(`${index + 1}.${measure}达到${value}${unit}${unit === '%' ? '' : '以上'}。`),
    ),
    heading('三、学时要求'),
    paragraph(hoursSentence()),
    heading('四、培训项目'),
    ...planItems.flatMap((item, index): OfficialBlock[] => [
      { kind: 'heading', level: 2, text: `（${numerals[index] ?? String(index + 1)}）${item.title}` },
      paragraph(sentenceOf(item, size)),
    ]),
    heading('五、实施步骤'),
    paragraph(`（一）启动准备（${year}年1月至4月）：完成需求调研，印发培训方案汇编。`),
    paragraph(`（二）全面实施（${year}年4月至11月）：按工作安排表开班，每期结束后一个月内录入学时。`),
    paragraph(`（三）总结评估（${year}年12月）：形成年度总结和绩效自评报告。`),
    heading('六、组织领导'),
    paragraph(
      '成立教师培训工作领导小组。组长：县教育体育局局长；副组长：县教育体育局分管副局长；成员：教师教育科科长、县教师进修学校校长、各乡镇中心学校校长。领导小组办公室设在教师教育科。',
    ),
    { kind: 'signature', issuer, date: `${year}年1月12日` },
    { kind: 'page_break' },
    { kind: 'attachment', label: '附件', title: `${place.county}${year}年教师培训工作安排表` },
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

function tableOf(size: number): OfficialBlock {
  return {
    kind: 'table',
    columns: [
      { title: '序号', share: 1, align: 'center' },
      { title: '培训项目', share: 5, align: 'start' },
      { title: '培训人数', share: 2, align: 'center' },
      { title: '培训形式', share: 4, align: 'start' },
      { title: '培训时间', share: 2, align: 'center' },
      { title: '培训地点', share: 3, align: 'start' },
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

// A Word file remembers when it was written; this one remembers the day it bears.
async function settled(written: Buffer, year: number): Promise<Buffer> {
  const { names, part } = must(openArchive(written))
  const instant = `${year}-01-12T01:00:00Z`
  const zip = new yazl.ZipFile()
  for (const name of names.toSorted((a, b) => Number(b.startsWith('[')) - Number(a.startsWith('[')))) {
    const text = (part(name) ?? '').replace(/(<dcterms:\w+[^>]*>)[^<]*/g, `$1${instant}`)
    zip.addBuffer(Buffer.from(text), name, { mtime: new Date(instant), compress: false, forceDosTimestamp: true })
  }
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
