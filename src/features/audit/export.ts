import type { Readable } from 'node:stream'
import { ok, type Result } from '../../lib/result.ts'
import { note, read, type Db, type Tx } from '../../platform/db/db.ts'
import { exportCsv, exportRows, type ExportColumn } from '../../platform/excel/rows.ts'
import { exportMark } from '../organisations/public.ts'
import type { AuditEntry, AuditFilters } from './contract.ts'
import { toldInOneLine } from './core/differences.ts'
import { listTrail } from './store/trail.ts'
import { actWords } from './words/acts.ts'

const most = 100_000
const atOnce = 2_000

const names: Readonly<Record<string, string>> = actWords.zh

/** What an act is called in Chinese; its code where it has no words. */
const nameOf = (act: string): string => names[`act.${act}`] ?? act

async function* entries(db: Db, filters: AuditFilters): AsyncGenerator<AuditEntry> {
  let before: string | undefined
  for (let told = 0; told < most;) {
    const rows = await read(db, (tx) => listTrail(tx, { ...filters, limit: atOnce - 1 }, before))
    yield* rows
    told += rows.length
    before = rows.at(-1)?.id
    if (rows.length < atOnce) return
  }
}

const columns: readonly ExportColumn<AuditEntry>[] = [
  { title: '时间', width: 26, kind: 'text', value: (row) => row.at },
  { title: '操作人', width: 14, kind: 'text', value: (row) => row.accountName },
  { title: '操作', width: 20, kind: 'text', value: (row) => nameOf(row.act) },
  { title: '操作代码', width: 26, kind: 'text', value: (row) => row.act },
  { title: '对象类型', width: 14, kind: 'text', value: (row) => names[`kind.${row.objectKind}`] ?? row.objectKind },
  { title: '对象编号', width: 38, kind: 'text', value: (row) => row.objectId },
  { title: '变更', width: 60, kind: 'text', value: (row) => toldInOneLine(row.before, row.after) },
  { title: '来源地址', width: 18, kind: 'text', value: (row) => row.fromAddress },
  { title: '请求编号', width: 38, kind: 'text', value: (row) => row.requestId },
  { title: '记录编号', width: 38, kind: 'text', value: (row) => row.id },
  { title: '已封存', width: 8, kind: 'text', value: (row) => (row.sealed ? '是' : '否') },
]

/** What a search finds, as a file that is written while it is read. What would be a formula is text in it. */
export async function trailFile(
  db: Db,
  filters: AuditFilters,
  format: 'xlsx' | 'csv',
): Promise<{ name: string; content: Readable }> {
  const rows = entries(db, filters)
  const mark = await read(db, exportMark)
  const name = `操作记录-${mark?.inName ?? db.context.today}.${format}`
  return format === 'csv'
    ? { name, content: exportCsv({ columns, rows }) }
    : { name, content: exportRows({ sheet: '操作记录', columns, rows, ...(mark ? { mark: mark.line } : {}) }) }
}

/** Notes that the trail was taken out of the program, and which part of it. */
export async function noteExport(tx: Tx, filters: AuditFilters): Promise<Result<undefined, never>> {
  note(tx, { act: 'audit.exported', object: { kind: 'audit', id: tx.context.tenantId }, after: filters })
  return ok()
}
