import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayListGrants } from './access.ts'
import { GrantQuery, type RoleGrant } from './contract.ts'
import { listGrants } from './store/grants.ts'
import { words } from './words.ts'

/** Who holds which role, as a workbook. */
export const grantExport = listExport({
  list: 'role-grants',
  title: '角色授权',
  access: mayListGrants,
  query: GrantQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: RoleGrant | undefined) =>
    listGrants(tx, { ...query, limit: exportedAtOnce - 1 }, roots, after),
  columns: ({ text, moment }) => [
    text('姓名', 14, (row) => row.accountName),
    text('学校', 28, (row) => row.workplace),
    text('角色', 18, (row) => words.zh[`role.${row.role}`]),
    text('授权范围', 28, (row) => row.organisationName),
    text('起', 12, (row) => row.fromOn),
    text('止', 12, (row) => row.toOn),
    text('状态', 10, (row) => words.zh[`standing.${row.standing}`]),
    text('授权原因', 30, (row) => row.reason),
    text('授权人', 14, (row) => row.grantedByName),
    text('授权时间', 18, (row) => moment(row.grantedAt)),
    text('收回原因', 30, (row) => row.withdrawnReason),
  ],
})
