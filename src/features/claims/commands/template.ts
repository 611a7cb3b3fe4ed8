import { proofColumn } from '../../../lib/lists/proofs.ts'
import { nameOf } from '../../../lib/policy/names.ts'
import { programmeKinds, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { writeTemplate } from '../../../platform/excel/template.ts'
import { hourFields, hourTitles, type HourField } from '../core/importing.ts'

// The template is Chinese, as the lists are: it goes to schools and bureaus.
const notes: Readonly<Record<HourField, string>> = {
  name: '填写姓名，用来核对工号。',
  staffNo: '工号和身份证号至少填一项，按文本填写。',
  idNumber: '18 位，按文本填写。',
  title: '必填。培训或活动的名称，不超过 120 个字。',
  category: '如：师德、教育科研、校本研修。',
  level: '从下拉中选，可以空着。',
  mode: '从下拉中选，可以空着。',
  kind: '从下拉中选，可以空着；校长任职、提高培训和新教师入职培训要填，有的要求只认这一项。',
  hours: '必填。如 12 或 1.5，一行最多 360。',
  earnedOn: '必填。写成 2026-03-02。',
  lateReason: '那一年已经封存的必填：为什么现在才报。其他的不填。',
  certificateNo: '证书编号或文号，没有可以不填。',
  attendance: '考勤材料的名称，如：签到表。没有可以不填。',
  study: '学习材料的名称，如：听课笔记。没有可以不填。',
  material: '过程资料的名称，如：课件、方案。没有可以不填。',
  outcome: '成果材料的名称，如：论文、课例。没有可以不填。',
}

const general = [
  '一行一笔学时，填在“学时”工作表里，表头不要改；列的顺序可以换，用不到的列可以删。',
  '上传之后先试算：每一行会登记、已有还是拒绝，看清楚再应用；应用后由他人审批和审定。',
  '同一位教师、同一项目、同一日期、同样学时的，只登记一次；同一份清单再上传不会重复。',
]

const choicesOf: Partial<Record<HourField, readonly string[]>> = {
  level: programmeLevels.map((code) => nameOf('level', code, 'zh')),
  mode: programmeModes.map((code) => nameOf('mode', code, 'zh')),
  kind: programmeKinds.map((code) => nameOf('kind', code, 'zh')),
}

/** An empty spreadsheet of hours with choices and notes, and a column for each kind of evidence. */
export async function hoursTemplate(proofs: readonly string[]): Promise<{ name: string; content: Buffer }> {
  const titles: readonly string[] = Object.values(hourTitles)
  const said = hourFields.map((field) => ({
    ...{ title: hourTitles[field], note: notes[field], choices: choicesOf[field] ?? [], binds: false },
    width: field === 'title' || field === 'idNumber' ? 24 : 14,
  }))
  const columns = [...said, ...proofs.filter((kind) => !titles.includes(kind)).map(proofColumn)]
  const content = await writeTemplate({
    sheet: '学时',
    choices: '选项',
    notes: '填写说明',
    general,
    columns,
    rows: 2_000,
  })
  return { name: '学时清单模板.xlsx', content }
}
