import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListAppeals, mayListClaims } from './access.ts'
import { tellAppeals } from './commands/appeals.ts'
import { tellClaimRows } from './commands/telling.ts'
import { AppealsAsked, type Appeal } from './contract/appeals.ts'
import { ClaimsAsked, type ClaimRow } from './contract/claims.ts'
import { listAppeals } from './store/appeals.ts'
import { listClaims } from './store/claims.ts'
import { words } from './words.ts'
import { deskWords } from './words/desk.ts'

/** What is claimed, as a workbook. */
export const claimExport = listExport({
  list: 'claims',
  title: '学时申报',
  access: mayListClaims,
  query: ClaimsAsked,
  page: async (tx, roots, query, last: ClaimRow | undefined) => {
    const after = last && { submittedAt: last.submittedAt ?? '', id: last.id }
    return tellClaimRows(tx, await listClaims(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after))
  },
  columns: ({ text, number, moment }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('类别', 16, (row) => row.awardTitle?.zh ?? null),
    text('名称', 36, (row) => row.title),
    text('刊物、主办或发证单位', 24, (row) => row.host),
    text('外出地点', 16, (row) => row.place),
    text('完成日期', 12, (row) => row.doneOn),
    text('证书编号', 18, (row) => row.certificateNo),
    text('有效期至', 12, (row) => row.validUntil),
    number('学时', (row) => (row.hours?.centihours ?? row.centihours ?? row.mostCentihours ?? 0) / 100),
    text('状态', 12, (row) =>
      row.hours && row.state === 'taken_up' ? words.zh[`hours.${row.hours.state}`] : words.zh[`state.${row.state}`],
    ),
    text('退回原因', 30, (row) => row.returnReason),
    text('提交时间', 18, (row) => (row.submittedAt === null ? null : moment(row.submittedAt))),
  ],
})

/** What is said against decisions, as a workbook. */
export const appealExport = listExport({
  list: 'appeals',
  title: '申诉',
  access: mayListAppeals,
  query: AppealsAsked,
  page: async (tx, roots, query, after: Appeal | undefined) =>
    tellAppeals(tx, await listAppeals(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after)),
  columns: ({ text, moment }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('对象', 14, (row) => deskWords.zh[`subject.${row.subjectKind}`]),
    text('名称', 36, (row) => row.subjectTitle),
    text('原办理人', 14, (row) => row.againstName),
    text('原办理意见', 30, (row) => row.againstReason),
    text('申诉理由', 40, (row) => row.text),
    text('提出时间', 18, (row) => moment(row.askedAt)),
    text('申诉期限', 12, (row) => row.dueOn),
    text('状态', 10, (row) => deskWords.zh[`appealState.${row.state}`]),
    text('复核人', 14, (row) => row.decidedByName),
    text('复核意见', 40, (row) => row.decision),
  ],
})
