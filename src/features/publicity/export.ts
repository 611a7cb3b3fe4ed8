import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListNotices } from './access.ts'
import { tellNotices } from './commands/telling.ts'
import { NoticesAsked, type PublicNotice } from './contract/notices.ts'
import { listNotices } from './store.ts'
import { words } from './words.ts'

/** Public notices, as a workbook. */
export const publicNoticeExport = listExport({
  list: 'public-notices',
  title: '公示',
  access: mayListNotices,
  query: NoticesAsked,
  page: async (tx, roots, query, last: PublicNotice | undefined) =>
    tellNotices(tx, await listNotices(tx, roots, { ...query, limit: exportedAtOnce - 1 }, last?.id)),
  columns: ({ text, number, moment }) => [
    text('标题', 40, (row) => row.title),
    text('发布单位', 28, (row) => row.organisationName),
    text('发布日期', 12, (row) => row.openedOn),
    text('公示至', 12, (row) => row.endsOn),
    number('工作日', (row) => row.workingDays),
    number('人数', (row) => row.rowCount),
    number('异议', (row) => row.objectionCount),
    number('待答复', (row) => row.waitingCount),
    text('状态', 10, (row) => words.zh[`state.${row.state}`]),
    text('发起人', 14, (row) => row.openedByName),
    text('作出结论', 14, (row) => row.decidedByName),
    text('结论时间', 18, (row) => (row.decidedAt === null ? null : moment(row.decidedAt))),
    text('撤回原因', 30, (row) => row.reason),
  ],
})
