import { linesBelow, sampleOf } from '../../../lib/lists/cells.ts'
import { fieldsRefusal, padded } from '../../../lib/lists/columns.ts'
import { progressOf } from '../../../lib/lists/outcomes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { findOrganisation, topmost } from '../../organisations/public.ts'
import type { DirectoryImport, DirectoryImportInFull } from '../contract.ts'
import { findHead, type Field } from '../core/columns.ts'
import { findImport, insertImport, listRows, updateImport, type ImportRow } from '../store/imports.ts'
import { findBuiltOn } from './built-on.ts'
import { rehearse } from './rehearse.ts'

const mostRows = 5_000

export type HandInRefusal = 'head_missing' | 'directory_empty' | 'directory_too_long' | 'id_reused' | 'import_not_found'

/** Keeps a list that was read and works out what each row would do. The tree is not touched. The same id twice is one import. */
export async function handInDirectory(
  tx: Tx,
  draft: { readonly id: string; readonly name: string; readonly grid: Grid },
  scope: readonly string[],
): Promise<Result<DirectoryImportInFull, HandInRefusal>> {
  const { id, name, grid } = draft
  const { actor } = tx.context
  const earlier = await findImport(tx, id)
  if (earlier) return earlier.name === name && earlier.createdBy === actor?.accountId ? told(tx, id) : err('id_reused')
  const head = findHead(grid.rows)
  if (!head) return err('head_missing')
  const lines = linesBelow(grid.rows, head.at)
  if (lines.length === 0) return err('directory_empty')
  if (lines.length > mostRows) return err('directory_too_long')
  const list = {
    id,
    organisationId: await topmost(tx, scope),
    scope: [...scope],
    name,
    sheet: grid.sheet,
    head: grid.rows.slice(0, head.at + 1),
    columns: padded(head.columns, lines),
    state: 'read' as const,
    rowCount: lines.length,
    createdBy: actor?.accountId ?? '',
    createdByName: actor?.name ?? '',
  }
  await insertImport(tx, list, lines)
  note(tx, {
    act: 'directory.handed_in',
    object: { kind: 'directory_import', id },
    after: { name, rows: lines.length },
  })
  await rehearse(tx, id)
  return told(tx, id)
}

async function told(tx: Tx, id: string): Promise<Result<DirectoryImportInFull, 'import_not_found'>> {
  const shown = await showImport(tx, id)
  return shown ? ok(shown) : err('import_not_found')
}

const samplesOf = 3

/** One import with its columns, what stands in their first rows, and what has been built on what it added. */
export async function showImport(tx: Tx, id: string): Promise<DirectoryImportInFull | undefined> {
  const list = await findImport(tx, id)
  const organisation = list && (await findOrganisation(tx, list.organisationId))
  if (!list || !organisation) return undefined
  const first = await listRows(tx, id, { limit: samplesOf }, undefined)
  const columns = list.columns.map((column, index) => ({
    ...column,
    samples: first.map(({ cells }) => sampleOf(cells[index])).filter((sample) => sample !== ''),
  }))
  const shown = shownImport(tx, list, organisation.name)
  const builtOn = shown.state === 'applied' && shown.undoRefusal === null ? await findBuiltOn(tx, id) : []
  return { ...shown, columns, builtOn }
}

/** An import as lists show it. */
export function shownImport(tx: Tx, list: ImportRow, organisationName: string): DirectoryImport {
  const { id, name, sheet, state, rowCount, rehearsals, createdByName } = list
  return {
    ...{ id, name, sheet, organisationName, state, rows: rowCount, rehearsal: rehearsals, createdByName },
    ...progressOf(list, tx.context.now),
  }
}

export type MapRefusal = 'import_not_found' | 'import_over' | 'name_column_missing' | 'field_twice'

/** Says which field each column is, and works the outcomes out anew. */
export async function mapColumns(
  tx: Tx,
  id: string,
  fields: readonly (Field | null)[],
): Promise<Result<DirectoryImportInFull, MapRefusal>> {
  const list = await findImport(tx, id, true)
  if (!list) return err('import_not_found')
  if (list.state === 'applied' || list.state === 'undone') return err('import_over')
  const refusal = fieldsRefusal(fields, 'name')
  if (refusal) return err(refusal)
  const columns = list.columns.map((column, index) => ({ ...column, field: fields[index] ?? null }))
  await updateImport(tx, id, { columns })
  note(tx, { act: 'directory.mapped', object: { kind: 'directory_import', id }, after: { fields } })
  await rehearse(tx, id)
  return told(tx, id)
}

/** Works the outcomes of a list out anew, within the part of the tree of whoever asks. */
export async function rehearseAnew(
  tx: Tx,
  id: string,
  scope: readonly string[],
): Promise<Result<DirectoryImportInFull, 'import_not_found' | 'import_over'>> {
  const list = await findImport(tx, id, true)
  if (!list) return err('import_not_found')
  if (list.state === 'applied' || list.state === 'undone') return err('import_over')
  await updateImport(tx, id, { scope: [...scope] })
  await rehearse(tx, id)
  return told(tx, id)
}
