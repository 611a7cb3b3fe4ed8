import { dateIn } from '../../lib/dates.ts'
import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListStatements, mayListYears } from './access.ts'
import { StatementsQuery, type HourStatement } from './contract.ts'
import { YearsQuery, type HourYearRow } from './contract/years.ts'
import { listStatements } from './store/statements.ts'
import { listYears } from './store/years.ts'
import { words } from './words.ts'

// Every bureau of this product keeps Chinese time.
const dayOf = (instant: string) => dateIn('Asia/Shanghai', new Date(instant))

/** The statements of the list as a workbook. */
export const statementExport = listExport({
  list: 'hour-statements',
  title: '学时证明',
  access: mayListStatements,
  query: StatementsQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: HourStatement | undefined) =>
    listStatements(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after),
  columns: ({ text, number }) => [
    text('证明编号', 24, (row) => row.number),
    text('姓名', 12, (row) => row.holderName),
    text('学校', 28, (row) => row.schoolName),
    text('期间', 14, (row) => (row.kind === 'year' ? String(row.fromYear) : `${row.fromYear}–${row.toYear}`)),
    number('学时', (row) => row.centihours / 100),
    text('开具日期', 12, (row) => dayOf(row.issuedAt)),
    text('开具人', 12, (row) => row.issuedByName),
    text('撤回原因', 24, (row) => row.withdrawnReason),
  ],
})

/** Whose year is stamped, as a workbook. */
export const yearExport = listExport({
  list: 'hour-year-stamps',
  title: '年度验证',
  access: mayListYears,
  query: YearsQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: HourYearRow | undefined) =>
    listYears(
      tx,
      roots,
      { ...query, year: query.year ?? Number(tx.context.today.slice(0, 4)) },
      exportedAtOnce - 1,
      after,
    ),
  columns: ({ text, number }) => [
    text('姓名', 12, (row) => row.name),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    number('学时', (row) => row.centihours / 100),
    number('办理中', (row) => row.onTheWay / 100),
    text('验证结论', 12, (row) => row.stamp && words.zh[`verdict.${row.stamp.verdict}`]),
    text('验证人', 12, (row) => row.stamp?.stampedByName ?? null),
    text('验证日期', 12, (row) => row.stamp && dayOf(row.stamp.stampedAt)),
  ],
})
