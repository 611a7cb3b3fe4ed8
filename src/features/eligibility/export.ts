import { listExport } from '../../platform/excel/list-export.ts'
import { mayJudgeAudience } from './access.ts'
import { listIneligible } from './commands/audience.ts'
import { IneligibleExported, type FailedRule, type Ineligible } from './contract.ts'
import { words } from './words.ts'

const sentences: Readonly<Record<string, string>> = words.zh

/** A failed rule as a sentence of the export. */
export function sayFailed({ code, params }: FailedRule): string {
  const said = sentences[`rule.${code}`] ?? code
  return said.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** Who of a programme's audience falls out, and by which rules, as a workbook. */
export const ineligibleExport = listExport({
  list: 'ineligible-people',
  title: '不符合条件人员',
  access: mayJudgeAudience,
  query: IneligibleExported,
  // Everybody is judged at once: there is no second page.
  page: async (tx, roots, { programmeId, code }, after: Ineligible | undefined) =>
    after || programmeId === undefined ? [] : listIneligible(tx, programmeId, roots, code),
  columns: ({ text, number }) => [
    text('姓名', 12, (row) => row.name),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    number('不符合条数', (row) => row.failed.length),
    text('原因', 80, (row) => row.failed.map(sayFailed).join(' ')),
  ],
})
