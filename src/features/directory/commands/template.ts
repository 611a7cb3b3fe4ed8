import { read, type Db } from '../../../platform/db/db.ts'
import { writeTemplate, type TemplateColumn } from '../../../platform/excel/template.ts'
import { choicesOf } from '../core/cells.ts'
import { fields, titles, type Field } from '../core/columns.ts'
import { listForExport } from '../store/tree.ts'

// The template is Chinese, as the codes in it are: it goes to bureaus and schools.
const notes: Readonly<Record<Exclude<Field, 'id'>, string>> = {
  name: '必填。写单位全称。',
  kind: '新增的单位必填，从下拉中选；已有的单位不能改类别。填了办学类型的按“学校”处理。',
  parentName:
    '上级单位的全称，可从下拉中选，也可以写本表里新增的单位。新增的单位不填时，放在您所管的最高一级单位下面。',
  parentCode: '上级单位的代码。和上级单位填一项就可以；两项都填时必须是同一个单位。',
  code: '按文本填写。用它找到已有的单位；改名要靠它或系统编号。不能重复。',
  schoolKind: '新增学校必填，从下拉中选；其他单位不填。',
  stages: '从下拉中选；有几个学段，用顿号隔开写，如：小学、普通初中。',
  setting: '城区、镇区或乡村，从下拉中选。',
  openedOn: '写成 1998-09-01 或 1998-09。',
  closedOn: '停办的日期。单位里还有在职的人、下面还有在办的单位时，不能停办。',
  address: '不超过 120 个字。',
  phone: '办公电话，按文本填写。',
}

const general = [
  '一行一个单位，填在“机构”工作表里，表头不要改。列的顺序可以换，用不到的列可以删。',
  '空着的格子表示不改动；系统不会用空格子覆盖已有的内容。',
  '已有的单位，按系统编号、单位代码、名称依次查找；名称相同而上级单位不同的，只有一个时就是移到新的上级。',
  '导出的机构表可以直接改好再导入，其中的“系统编号”不要改动。',
  '上传之后先试算：每一行会新增、变更、不变还是拒绝，看清楚再应用。应用后 7 天内，没有被用到的可以整批撤销。',
]

const binding: readonly Field[] = ['kind', 'schoolKind', 'setting']
const shown = fields.filter((field) => field !== 'id')

/** An empty list with choices and notes; the parents of the subtrees of `roots` to choose from. */
export async function makeTemplate(db: Db, roots: readonly string[]): Promise<{ name: string; content: Buffer }> {
  const tree = await read(db, (tx) => listForExport(tx, roots))
  const parents = tree
    .filter(({ one }) => one.closedOn === null && one.kind !== 'school' && one.kind !== 'provider')
    .map(({ one }) => one.name)
  const columns = shown.map((field): TemplateColumn => ({
    title: titles[field],
    width: field === 'name' || field === 'parentName' || field === 'address' ? 28 : 14,
    note: notes[field],
    choices: field === 'parentName' ? parents : choicesOf(field),
    binds: binding.includes(field),
  }))
  const content = await writeTemplate({
    ...{ sheet: '机构', choices: '选项', notes: '填写说明', general, columns },
    rows: 2_000,
  })
  return { name: '机构表模板.xlsx', content }
}
