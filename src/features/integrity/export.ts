import { nameOf } from '../../lib/policy/names.ts'
import type { Book } from '../../platform/excel/back.ts'
import { exportedAtOnce, listExport, makersIn } from '../../platform/excel/list-export.ts'
import { exportRows } from '../../platform/excel/rows.ts'
import { mayListIntegrity } from './access.ts'
import { tellFacts } from './commands/facts.ts'
import { tellRequestRow } from './commands/telling.ts'
import { FactsAsked, RequestsAsked, type IntegrityFact, type RequestInTrail } from './contract/facts.ts'
import type { Restriction } from './contract/restrictions.ts'
import { listFacts } from './store/facts.ts'
import { listRequests } from './store/requests.ts'
import { words } from './words.ts'

/** What is kept of people's conduct, as a workbook. */
export const integrityExport = listExport({
  list: 'integrity-facts',
  title: '诚信档案',
  access: mayListIntegrity,
  query: FactsAsked,
  page: async (tx, roots, query, after: IntegrityFact | undefined) =>
    tellFacts(tx, await listFacts(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after)),
  columns: ({ text }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('项目', 36, (row) => row.programmeTitle),
    text('级别', 10, (row) => nameOf('level', row.programmeLevel, 'zh')),
    text('类型', 16, (row) => nameOf('kind', row.programmeKind, 'zh')),
    text('情形', 12, (row) => words.zh[`cause.${row.cause}`]),
    text('日期', 12, (row) => row.happenedOn),
    text('说明', 30, (row) => row.reason),
    text('依据', 30, (row) => row.evidence),
    text('状态', 12, (row) => words.zh[`standing.${row.standing}`]),
    text('限制至', 12, (row) => row.barredUntil),
    text('申诉期限', 12, (row) => row.appealDueOn),
    text('登记人', 14, (row) => row.recordedByName),
    text('撤销原因', 30, (row) => row.reversedReason),
  ],
})

/** Exemptions asked for and appeals, as a workbook. */
export const integrityRequestExport = listExport({
  list: 'integrity-requests',
  title: '豁免与申诉',
  access: mayListIntegrity,
  query: RequestsAsked,
  page: async (tx, roots, query, after: RequestInTrail | undefined) =>
    (await listRequests(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after)).map(tellRequestRow),
  columns: ({ text, moment }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('项目', 36, (row) => row.programmeTitle),
    text('情形', 12, (row) => words.zh[`cause.${row.cause}`]),
    text('类型', 12, (row) => words.zh[`kind.${row.kind}`]),
    text('理由', 40, (row) => row.text),
    text('提出人', 14, (row) => row.askedByName),
    text('提出时间', 18, (row) => moment(row.askedAt)),
    text('状态', 10, (row) => words.zh[`requestState.${row.state}`]),
    text('办理人', 14, (row) => row.decidedByName),
    text('办理意见', 40, (row) => row.decision),
  ],
})

/** Restrictions that somebody looked at, as a workbook with their mark; what a case is about is not in it, as nowhere. */
export function restrictionBook(rows: readonly Restriction[], zone: string, mark: string | undefined): Book {
  const { text, moment } = makersIn<Restriction>(zone)
  const columns = [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('限制自', 12, (row) => row.fromOn),
    text('限制至', 12, (row) => row.untilOn),
    text('级别', 16, (row) => row.levels.map((level) => nameOf('level', level, 'zh')).join('、')),
    text('类型', 20, (row) => row.kinds.map((kind) => nameOf('kind', kind, 'zh')).join('、')),
    text('案件编号', 20, (row) => row.reference),
    text('联系人', 20, (row) => row.contact),
    text('登记人', 14, (row) => row.enteredByName),
    text('登记时间', 18, (row) => moment(row.enteredAt)),
    text('解除人', 14, (row) => row.liftedByName),
    text('解除时间', 18, (row) => moment(row.liftedAt)),
    text('解除原因', 30, (row) => row.liftedReason),
  ]
  const sheet = '报名限制'
  return { name: `${sheet}.xlsx`, content: exportRows({ sheet, columns, rows, ...(mark ? { mark } : {}) }) }
}
