import { ok } from '../../../lib/result.ts'
import { note, transact, type Db } from '../../../platform/db/db.ts'
import type { Book } from '../../../platform/excel/back.ts'
import { exportCsv, exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { exportMark } from '../../organisations/public.ts'
import { nameOf } from '../core/cells.ts'
import { fields, titles, type Field } from '../core/columns.ts'
import { listForExport } from '../store/tree.ts'

type Row = Awaited<ReturnType<typeof listForExport>>[number]['one'] & {
  readonly parent: { readonly name: string; readonly code: string | null } | undefined
}

/** Takes the subtrees of `roots` out as a file that an import reads again: those above first. */
export async function exportDirectory(db: Db, format: 'xlsx' | 'csv', roots: readonly string[]): Promise<Book> {
  const taken = await transact(db, async (tx) => {
    const [first = tx.context.tenantId] = roots
    note(tx, { act: 'directory.exported', object: { kind: 'organisation', id: first }, after: { format } })
    return ok({ mark: await exportMark(tx), tree: await listForExport(tx, roots) })
  })
  if (!taken.ok) throw new Error('an export cannot be refused')
  const { mark, tree } = taken.value
  const byId = new Map(tree.map(({ one }) => [one.id, one]))
  const rows = tree.map(({ one }): Row => ({ ...one, parent: byId.get(one.parentId ?? '') }))
  const name = `机构表-${mark?.inName ?? db.context.today}.${format}`
  return format === 'csv'
    ? { name, content: exportCsv({ columns, rows }) }
    : { name, content: exportRows({ sheet: '机构', columns, rows, ...(mark ? { mark: mark.line } : {}) }) }
}

function valueOf(field: Field, row: Row): string | null {
  switch (field) {
    case 'parentName':
      return row.parent?.name ?? null
    case 'parentCode':
      return row.parent?.code ?? null
    case 'kind':
    case 'schoolKind':
    case 'setting': {
      const code = row[field]
      return code === null ? null : nameOf(field, code)
    }
    case 'stages':
      return row.stages.map((code) => nameOf('stages', code)).join('、') || null
    case 'name':
    case 'code':
    case 'openedOn':
    case 'closedOn':
    case 'address':
    case 'phone':
    case 'id':
      return row[field]
  }
}

const wide: readonly Field[] = ['name', 'parentName', 'address']
const columns = fields.map((field): ExportColumn<Row> => ({
  title: titles[field],
  width: field === 'id' ? 38 : wide.includes(field) ? 28 : 14,
  kind: 'text',
  value: (row) => valueOf(field, row),
}))
