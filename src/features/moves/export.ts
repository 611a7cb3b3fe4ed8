import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListTransfers } from './access.ts'
import { TransferQuery } from './contract/transfers.ts'
import { listTransfers, type TransferRow } from './store/transfers.ts'
import { words } from './words.ts'

/** The transfers of the list as a workbook. */
export const transferExport = listExport({
  list: 'transfers',
  title: '调动',
  access: mayListTransfers,
  query: TransferQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: TransferRow | undefined) =>
    listTransfers(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after && { id: after.transfer.id }),
  columns: ({ text, moment }) => [
    text('姓名', 12, (row) => row.personName),
    text('工号', 14, (row) => row.staffNo),
    text('调出学校', 28, (row) => row.fromName),
    text('调入学校', 28, (row) => row.toName),
    text('调动日期', 12, ({ transfer }) => transfer.datedOn),
    text('原因', 30, ({ transfer }) => transfer.reason),
    text('状态', 10, ({ transfer }) => words.zh[`state.${transfer.state}`]),
    text('申请时间', 18, ({ transfer }) => moment(transfer.askedAt.toISOString())),
    text('答复人', 14, ({ transfer }) => transfer.decidedByName),
  ],
})
