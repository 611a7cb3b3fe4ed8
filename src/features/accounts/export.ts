import { exportedAtOnce, listExport } from '../../platform/excel/list-export.ts'
import { mayGiveCodes } from './access.ts'
import { AccountStatesQuery } from './contract/activation.ts'
import { listAccountStates } from './store/activation.ts'
import { manageWords } from './words/manage.ts'

type Row = Awaited<ReturnType<typeof listAccountStates>>[number]
const stateOf = ({ accountId, code }: Row) => (accountId !== null ? 'open' : code ? 'waiting' : 'none')

/** Who has an account, as a workbook. */
export const accountExport = listExport({
  list: 'account-states',
  title: '账号',
  access: mayGiveCodes,
  query: AccountStatesQuery.omit({ cursor: true, limit: true }),
  page: (tx, roots, query, after: Row | undefined) =>
    listAccountStates(tx, roots, { ...query, limit: exportedAtOnce - 1 }, after),
  columns: ({ text, moment }) => [
    text('姓名', 12, (row) => row.name),
    text('工号', 14, (row) => row.staffNo),
    text('学校', 28, (row) => row.organisationName),
    text('状态', 18, (row) => manageWords.zh[`state.${stateOf(row)}`]),
    text('管理角色', 10, (row) => (row.hasRoles ? manageWords.zh['role.held'] : '')),
    text('激活码到期', 18, (row) => moment(row.code?.expiresAt ?? null)),
  ],
})
