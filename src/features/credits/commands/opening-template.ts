import { nameOf } from '../../../lib/policy/names.ts'
import { programmeCategories, programmeKinds, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { proofColumn } from '../../../lib/lists/proofs.ts'
import { writeTemplate } from '../../../platform/excel/template.ts'
import { openingFields, openingTitles, type OpeningField } from '../core/opening.ts'

// The template is Chinese, as the columns of the lists are: it goes to bureaus and schools.
const notes: Readonly<Record<OpeningField, string>> = {
  name: '和工号填一项就可以；有同名的人时必须填工号。',
  staffNo: '按文本填写。',
  category: '学时计入哪一类，如师德、校本研修；不清楚的可以空着。',
  level: '从下拉中选，可以空着。',
  mode: '从下拉中选，可以空着。',
  kind: '从下拉中选，可以空着；校长任职、提高培训和新教师入职培训要填，有的要求只认这一项。',
  hours: '最多两位小数，如 12.5。',
  earnedOn: '写成 2026-05-18。须在本周期内，不能晚于今天。',
}

const general = [
  '一行一项学时，填在“期初学时”工作表里，表头不要改。列的顺序可以换。',
  '先试读：每一行能不能登记、为什么不能，看清楚再登记。全部无误才能登记。',
  '登记时要附签字、盖章的名册（PDF 或图片）。经审批、审定后入账，永久标明为期初学时。',
]

const choicesOf: Partial<Record<OpeningField, readonly string[]>> = {
  category: programmeCategories,
  level: programmeLevels.map((code) => nameOf('level', code, 'zh')),
  mode: programmeModes.map((code) => nameOf('mode', code, 'zh')),
  kind: programmeKinds.map((code) => nameOf('kind', code, 'zh')),
}

/** An empty list of hours earned elsewhere, with choices and notes, and a column for each kind of evidence. */
export async function openingTemplate(proofs: readonly string[]): Promise<{ name: string; content: Buffer }> {
  const said = openingFields.map((field) => ({
    ...{ title: openingTitles[field], width: 14, note: notes[field] },
    ...{ choices: choicesOf[field] ?? [], binds: false },
  }))
  const columns = [...said, ...proofs.map(proofColumn)]
  const sheets = { sheet: '期初学时', choices: '选项', notes: '填写说明' }
  return { name: '期初学时模板.xlsx', content: await writeTemplate({ ...sheets, general, columns, rows: 1_000 }) }
}
