import { columnReader, plainTitle } from '../../../lib/lists/columns.ts'
import { textOf, type Cell } from '../../../lib/lists/cells.ts'
import { personFields, schoolFields, type Field, type KnownField, type LayoutContent, type Subject } from './layout.ts'
import { isFigure } from './reasons.ts'

// How other systems head their columns, without spaces, marks and what stands in brackets.
const headings: Readonly<Record<KnownField, readonly string[]>> = {
  no: ['编号', '行号'],
  name: ['姓名', '教师姓名', '参训人姓名', '学员姓名', 'name'],
  staffNo: ['工号', '职工号', '教师编号', '人员编号', '教工号'],
  idNumber: ['身份证号', '身份证号码', '身份证件号', '身份证件号码', '证件号码', '证件号', '公民身份号码', 'idnumber'],
  phone: ['手机号', '手机号码', '联系电话', '电话', '手机', 'phone'],
  phoneMasked: ['手机号后四位', '脱敏手机号'],
  gender: ['性别', 'gender'],
  school: ['单位', '学校', '单位名称', '学校名称', '所在单位', '所在学校', '工作单位', '任职学校', 'school'],
  schoolCode: ['学校代码', '单位代码', '学校标识码', '机构代码', '学校编码', '单位编码'],
  town: ['乡镇', '片区', '所属片区', '中心校', '所属中心校', '所属乡镇'],
  bureau: ['区县', '县区', '所属区县', '教育局', '主管部门', '主管教育局', '区县名称'],
  regionCode: ['区划代码', '行政区划', '行政区划代码', '区县代码', '县区代码'],
  stage: ['学段', '任教学段', '任课学段'],
  subject: ['学科', '任教学科', '任课学科'],
  title: ['职称', '专业技术职务', '教师职称'],
  year: ['年度', '学年度', '学年', '年份', '培训年度', '学时年度', 'year'],
  hours: ['学时', '年度学时', '总学时', '学时合计', '获得学时', '完成学时', '培训学时', '学时数', 'hours'],
  hoursOf: ['类别学时', '分类学时'],
  needed: ['年度要求', '应修学时', '规定学时', '要求学时'],
  counted: ['计入学时', '有效学时', '认定学时'],
  missing: ['差额', '所差学时', '欠学时', '未完成学时'],
  verdict: ['结论', '年度结论', '考核结论', '考核结果', '是否合格', '是否达标', '考核结论代码', '合格情况'],
  cycleCounted: ['周期学时', '周期计入', '五年学时', '累计学时'],
  cycleNeeded: ['周期要求', '五年要求'],
  cycleVerdict: ['周期结论', '五年结论', '周期考核结论'],
  stamp: ['年度验证', '验证情况', '验证结论'],
  people: ['教师数', '在职教师', '教师人数', '在职人数', '专任教师数'],
  due: ['应达标人数', '应参训人数', '应完成人数'],
  met: ['达标人数', '合格人数', '完成人数'],
  short: ['未达标人数', '不合格人数', '未完成人数'],
  share: ['达标率', '合格率', '完成率'],
}

const known: readonly KnownField[] = [...new Set<KnownField>([...personFields, ...schoolFields])]
const looksAt = 12

// A row of headings has no long sentence and no figure in it.
const isHeading = (cell: Cell) => /[^\d.,%\s-]/.test(textOf(cell)) && [...textOf(cell)].length <= 30

function widestAt(rows: readonly (readonly Cell[])[]): number {
  const counts = rows.slice(0, looksAt).map((row) => row.filter(isHeading).length)
  return counts.indexOf(Math.max(...counts))
}

const isMarked = (title: string) => /[*＊★]|必填/.test(title)

/**
 * A layout as the head of a workbook gives it: the lines above, the columns in their order, and what usually stands in them. A
 * column that is not recognised stays empty until somebody says what it is; one that is marked is required.
 */
export function readHead(
  { sheet, rows }: { readonly sheet: string; readonly rows: readonly (readonly Cell[])[] },
  subject: Subject,
): { readonly content: LayoutContent; readonly unknown: number } | undefined {
  const own: ReadonlySet<Field> = new Set(subject === 'person' ? personFields : schoolFields)
  const reader = columnReader<KnownField>(known, headings, subject === 'person' ? 'name' : 'school')
  const at = reader.findHead(rows)?.at ?? widestAt(rows)
  const head = rows[at]
  if (!head?.some(isHeading)) return undefined
  const columns = reader.columnsOf(head).map(({ title, field }) => {
    // A running number is one of our own headings elsewhere; here it is a column like others.
    const meant = field === 'ours' && ['序号', '序', 'no'].includes(plainTitle(title)) ? 'no' : field
    const chosen: Field = meant !== null && meant !== 'ours' && own.has(meant) ? meant : 'empty'
    return {
      title: title.slice(0, 60),
      field: chosen,
      kind: isFigure(chosen) ? ('number' as const) : ('text' as const),
      width: Math.min(40, Math.max(10, [...title].length * 2 + 4)),
      ...(isMarked(title) && chosen !== 'empty' ? { required: true } : {}),
    }
  })
  const above = rows.slice(0, at).map((row) =>
    row
      .map((cell) => textOf(cell))
      .filter(Boolean)
      .join(' ')
      .slice(0, 200),
  )
  const name = sheet
    .replace(/[\\/?*[\]:]/g, ' ')
    .trim()
    .slice(0, 31)
  return {
    content: { file: 'xlsx', sheet: name === '' ? '上报数据' : name, above, columns },
    unknown: columns.filter(({ field }) => field === 'empty').length,
  }
}
