import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { readPlan } from '../src/features/plans/core/extract.ts'
import { systemClock } from '../src/platform/clock.ts'
import { openDocument } from '../src/platform/documents/open.ts'
import { must } from '../rehearsal/draw.ts'
import { atLeast, atMost, quantile, type Figure } from './figure.ts'

const programmes = 40
// A page of an official document holds 22 lines of 28 characters, less what headings and spaces take.
const charactersOfPage = 500
const pages = 20

/** A plan of twenty pages of Word is opened and read. */
export async function planImport(): Promise<Figure[]> {
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children: plan() }] }))
  const times: number[] = []
  let found = 0
  for (let turn = 0; turn < 9; turn += 1) {
    const began = systemClock.ticks()
    found = readPlan(must(await openDocument(bytes, 'plan.docx'))).documents.flatMap((each) => each.programmes).length
    times.push(systemClock.ticks() - began)
  }
  return [
    atMost({ name: 'plan-import, first', value: (times[0] ?? 0) / 1000, unit: 's', limit: 1 }),
    atMost({ name: 'plan-import', value: quantile(times, 0.5) / 1000, unit: 's', limit: 1 }),
    atLeast({ name: 'plan-import programmes found', value: found, unit: 'programmes', limit: programmes }),
  ]
}

const subjects = ['语文', '数学', '英语', '物理', '化学', '音乐', '美术', '体育']
const subjectOf = (no: number) => subjects[no % subjects.length] ?? ''
const titleOf = (no: number) => `${subjectOf(no)}教师课堂教学能力提升培训（第${no + 1}期）`
const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 })

const purpose =
  '开班之前先到学校听课，把老师们最难的三个问题带回课堂；培训期间每天留一个小时给学员自己备课，导师坐在旁边，问到哪里讲到哪里；结束一个月之后再回学校看一次，把看到的写成半页纸交回县里。'
const closing =
  '各乡镇中心学校要指定一位同志负责报名和签到，遇到改期及时告诉每一位学员；县教师进修学校每月汇总一次，发现人数不足的项目，提前与学校商量，宁可推迟，也不要凑数。'

function plan(): (Paragraph | Table)[] {
  const sections = Array.from({ length: programmes }, (_, no) => [
    `（${no + 1}）${titleOf(no)}`,
    `面向全县${subjectOf(no)}教师，计划培训${40 + no}人，${(no % 10) + 2}月进行，采取集中培训的方式，合格者记16学时。`,
    purpose,
  ]).flat()
  const written = sections.reduce((sum, text) => sum + text.length, 0)
  const more = Math.max(0, Math.ceil((pages * charactersOfPage - written) / closing.length))
  return [
    new Paragraph({ text: '青石县2027年教师培训工作计划', heading: HeadingLevel.TITLE }),
    heading('一、培训项目'),
    ...sections.map((text) => new Paragraph(text)),
    heading('二、组织实施'),
    ...Array.from({ length: more }, () => new Paragraph(closing)),
    heading('附件：青石县2027年教师培训工作安排表'),
    timetable(),
  ]
}

function timetable(): Table {
  const rows = Array.from({ length: programmes }, (_, no) => [
    String(no + 1),
    titleOf(no),
    `${40 + no}人`,
    `${(no % 10) + 2}月`,
    '集中培训',
  ])
  const row = (cells: readonly string[]) =>
    new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
  return new Table({ rows: [['序号', '项目名称', '培训人数', '培训时间', '培训方式'], ...rows].map(row) })
}
