import { dateIn } from '../lib/dates.ts'

/** Plants one row: the tenant is added to what is given. */
export type Row = (table: string, values: Record<string, unknown>) => Promise<void>

/** Whose and where the objects of the authorisation matrix are. */
export type Place = {
  readonly bureau: string
  readonly school: string
  readonly provider: string
  readonly personId: string
  /** The account of that person. */
  readonly personAccountId: string
  /** A sealed secret for the session's codes, as the database writes bytes. */
  readonly secret: string
  /** Three accounts, of which the second approves and the third verifies. */
  readonly accounts: readonly [string, string, string]
}

/** The day of an instant where the regions of tests lie: what begins “today” has begun there, whatever day it is in Greenwich. */
export const dayOf = (at: string) => dateIn('Asia/Shanghai', new Date(at))

/** Plants a list that was applied, with nothing in it to undo. */
export async function plantList(row: Row, list: Record<string, unknown>, accounts: Place['accounts'], at: string) {
  const counts = { row_count: 0, create_count: 0, change_count: 0, keep_count: 0, refuse_count: 0, changes: [] }
  const made = { created_by: accounts[0], created_by_name: '局干部', applied_at: at }
  await row('applied_list', { name: '名单.xlsx', sha256: '', state: 'applied', ...counts, ...made, ...list })
}
