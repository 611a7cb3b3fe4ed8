import { nameOf } from '../../lib/policy/names.ts'
import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListRecords } from './access.ts'
import { RecordsAsked } from './contract.ts'
import type { QueuedRecord } from './contract/queues.ts'
import { withAlike } from './store/alike.ts'
import { listRecords } from './store/records.ts'
import { words } from './words.ts'

/** The hours of a queue as a workbook. */
export const recordExport = listExport({
  list: 'credit-records',
  title: '学时记录',
  access: mayListRecords,
  query: RecordsAsked,
  page: async (tx, roots, query, after: QueuedRecord | undefined) =>
    withAlike(tx, await listRecords(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after)),
  columns: ({ text, number, moment }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('来源', 36, (row) => row.sourceTitle),
    text('类别', 14, (row) => row.category),
    text('级别', 10, (row) => row.level && nameOf('level', row.level, 'zh')),
    text('形式', 12, (row) => row.mode && nameOf('mode', row.mode, 'zh')),
    text('项目类型', 14, (row) => row.kind && nameOf('kind', row.kind, 'zh')),
    number('学时', (row) => row.centihours / 100),
    text('取得日期', 12, (row) => row.earnedOn),
    text('状态', 10, (row) => words.zh[`state.${row.state}`]),
    text('可能重复', 36, (row) => row.alike.map(({ title, earnedOn }) => `${title}（${earnedOn}）`).join('；') || null),
    text('登记人', 14, (row) => row.recordedByName),
    text('登记时间', 18, (row) => moment(row.recordedAt)),
    text('审批人', 14, (row) => row.approvedByName),
    text('退回原因', 30, (row) => row.returnReason),
  ],
})
