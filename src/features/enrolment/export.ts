import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListEnrolments } from './access.ts'
import { EnrolmentQuery, type EnrolmentRow } from './contract.ts'
import { listEnrolments } from './store/lists.ts'
import { words } from './words.ts'

/** The applications of the list as a workbook. */
export const enrolmentExport = listExport({
  list: 'enrolments',
  title: '报名',
  access: mayListEnrolments,
  query: EnrolmentQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: EnrolmentRow | undefined) =>
    listEnrolments(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after),
  columns: ({ text, moment }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.schoolName),
    text('项目名称', 36, (row) => row.programmeTitle),
    text('状态', 12, (row) => words.zh[`state.${row.state}`]),
    text('报名时间', 18, (row) => moment(row.appliedAt)),
    text('学校审核时间', 18, (row) => moment(row.vouchedAt)),
    text('录取时间', 18, (row) => moment(row.decidedAt)),
    text('原因', 30, (row) => row.reason),
  ],
})
