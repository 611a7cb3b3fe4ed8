import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListPlans } from './access.ts'
import { PlanQuery } from './contract/plans.ts'
import { listPlans } from './store/plans.ts'
import { words } from './words.ts'

/** The plans of the list as a workbook. */
export const planExport = listExport({
  list: 'plans',
  title: '年度计划',
  access: mayListPlans,
  query: PlanQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: Awaited<ReturnType<typeof listPlans>>[number] | undefined) =>
    listPlans(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after && { rank: String(after.rank), id: after.id }),
  columns: ({ text, number, moment }) => [
    text('计划名称', 36, (row) => row.title),
    number('年度', (row) => row.year),
    text('单位', 24, (row) => row.organisationName),
    text('发文机关', 24, (row) => row.issuer),
    number('项目数', (row) => row.programmes),
    number('逾期阶段', (row) => row.overduePhases),
    text('状态', 10, (row) => words.zh[`state.${row.state}`]),
    text('备案编号', 18, (row) => row.filing?.number ?? null),
    text('备案日期', 12, (row) => row.filing?.filedOn ?? null),
    text('备案机关', 24, (row) => row.filing?.authority ?? null),
    text('发布时间', 18, (row) => moment(row.publishedAt)),
  ],
})
