import { read, type Db } from '../../../platform/db/db.ts'
import { writeTemplate, type TemplateColumn } from '../../../platform/excel/template.ts'
import { namesOf } from '../core/cells.ts'
import { fields, titles, type Field } from '../core/columns.ts'
import { loadPlaces } from '../store/knowledge.ts'

// The template is Chinese, as the codes in it are: it goes to schools.
const notes: Readonly<Record<Field, string>> = {
  name: '必填。写身份证上的姓名。',
  idNumber: '18 位，按文本填写；15 位的会自动转成 18 位。与工号至少填一项。系统加密保存。',
  staffNo: '与身份证号至少填一项。新增的人不填时自动编号。',
  organisation: '单位全称，可从下拉中选。新增的人必填；写了别的单位，就是调到那个单位。',
  gender: '有身份证号时可不填。',
  bornOn: '写成 1990-01-01 或 1990-01。有身份证号时可不填。',
  stage: '从下拉中选。',
  subjects: '从下拉中选；教几门学科，用顿号隔开写，如：语文、道德与法治。',
  title: '从下拉中选。',
  talentLevel: '从下拉中选；没有的写“无”。',
  posts: '从下拉中选；有几个岗位，用顿号隔开写，如：班主任、教研组长。只添加，不撤销。',
  state: '不填时，新增的人为“在职”。',
  startedOn: '参加工作的日期，写成 2015-09-01 或 2015-09。',
  retiresOn: '写成 2040-09-01。',
  phone: '11 位手机号，按文本填写。系统加密保存。',
}

const general = [
  '一行一个人，填在“名单”工作表里，表头不要改。列的顺序可以换，用不到的列可以删。',
  '空着的格子表示不改动；系统不会用空格子覆盖已有的内容。',
  '导出的名单里，身份证号和手机号用星号代替；带星号的格子导入时不改动。',
  '上传之后先试算：每一行会新增、变更、不变还是拒绝，看清楚再应用。应用后 7 天内可以整批撤销。',
]

const coded = ['gender', 'stage', 'subjects', 'title', 'talentLevel', 'posts', 'state'] as const
const isCoded = (field: Field): field is (typeof coded)[number] => coded.some((name) => name === field)

// A longer list of schools is no help in a drop-down.
const mostSchools = 2_000

/** An empty list with choices and notes, with the schools of the subtrees of `roots` to choose from. */
export async function makeTemplate(db: Db, roots: readonly string[]): Promise<Buffer> {
  const places = await read(db, (tx) => loadPlaces(tx, roots))
  const schools = places.filter(({ isInScope, isClosed }) => isInScope && !isClosed).map(({ name }) => name)
  const columns = fields.map((field): TemplateColumn => {
    const choices = field === 'organisation' ? schools.slice(0, mostSchools) : isCoded(field) ? namesOf(field) : []
    // Several may be written in one cell: a choice helps and does not bind.
    const binds = field !== 'subjects' && field !== 'posts' && field !== 'organisation' && field !== 'talentLevel'
    return { title: titles[field], width: field === 'organisation' ? 28 : 16, note: notes[field], choices, binds }
  })
  return writeTemplate({ sheet: '名单', choices: '选项', notes: '填写说明', general, columns, rows: 5_000 })
}
