import { err, ok, type Result } from '../../../lib/result.ts'
import { linesBelow, sampleOf } from '../../../lib/lists/cells.ts'
import { fieldsRefusal, padded } from '../../../lib/lists/columns.ts'
import { progressOf, undoRefusal, type UndoRefusal } from '../../../lib/lists/outcomes.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { newId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { findOrganisation, topmost } from '../../organisations/public.ts'
import type { RosterImport, RosterImportInFull } from '../contract.ts'
import { findHead, type Field } from '../core/columns.ts'
import { applyRosterJob, rehearseRosterJob, undoRosterJob } from '../jobs.ts'
import {
  findImport,
  holdImport,
  insertCells,
  insertImport,
  isUnderWay,
  listCells,
  updateImport,
  type ImportRow,
} from '../store/imports.ts'
import { openCells, sealCells, sealHead } from './cells.ts'

const mostRows = 20_000
const partSize = 2_000

export type HandInRefusal = 'head_missing' | 'roster_empty' | 'roster_too_long' | 'id_reused' | 'import_not_found'

/** Keeps a list that was read, sealed, and recognises its columns. Nobody on the roster is touched. The same id twice is one import. */
export async function handInRoster(
  tx: Tx,
  vault: Vault,
  draft: { readonly id: string; readonly name: string; readonly grid: Grid },
  scope: readonly string[],
): Promise<Result<RosterImportInFull, HandInRefusal>> {
  const { id, name, grid } = draft
  const { actor } = tx.context
  const earlier = await findImport(tx, id)
  if (earlier)
    return earlier.name === name && earlier.createdBy === actor?.accountId ? told(tx, vault, id) : err('id_reused')
  const head = findHead(grid.rows)
  if (!head) return err('head_missing')
  const rows = linesBelow(grid.rows, head.at)
  if (rows.length === 0) return err('roster_empty')
  if (rows.length > mostRows) return err('roster_too_long')

  const organisationId = await topmost(tx, scope)
  await insertImport(tx, {
    id,
    organisationId,
    scope: [...scope],
    name,
    sheet: grid.sheet,
    headSealed: sealHead(vault, grid.rows.slice(0, head.at + 1)),
    columns: padded(head.columns, rows),
    state: 'read',
    rowCount: rows.length,
    createdBy: actor?.accountId ?? '',
    createdByName: actor?.name ?? '',
  })
  for (let from = 0; from < rows.length; from += partSize) {
    const part = rows.slice(from, from + partSize)
    await insertCells(
      tx,
      id,
      part.map(({ no, cells }) => ({ id: newId(), no, cells: sealCells(vault, cells) })),
    )
  }
  note(tx, { act: 'roster.handed_in', object: { kind: 'roster_import', id }, after: { name, rows: rows.length } })
  return told(tx, vault, id)
}

async function told(tx: Tx, vault: Vault, id: string): Promise<Result<RosterImportInFull, 'import_not_found'>> {
  const shown = await showImport(tx, vault, id)
  return shown ? ok(shown) : err('import_not_found')
}

const samplesOf = 3

/** One import with its columns and what stands in their first rows; long numbers are masked. */
export async function showImport(tx: Tx, vault: Vault, id: string): Promise<RosterImportInFull | undefined> {
  const list = await findImport(tx, id)
  const organisation = list && (await findOrganisation(tx, list.organisationId))
  if (!list || !organisation) return undefined
  const first = await listCells(tx, id, 0, samplesOf)
  const cells = first.map(({ cellsSealed }) => openCells(vault, cellsSealed))
  const columns = list.columns.map((column, index) => ({
    ...column,
    samples: cells.map((row) => sampleOf(row[index])).filter((sample) => sample !== ''),
  }))
  return { ...shownImport(tx, list, organisation.name), columns }
}

/** An import as lists show it. */
export function shownImport(tx: Tx, list: ImportRow, organisationName: string): RosterImport {
  const { id, name, sheet, state, rowCount, rehearsals, jobId, createdByName } = list
  const { removedCount, restoredCount, leftCount } = list
  const taken = removedCount !== null && restoredCount !== null && leftCount !== null
  return {
    ...{ id, name, sheet, organisationName, state, rows: rowCount, rehearsal: rehearsals, jobId, createdByName },
    ...progressOf(list, tx.context.now),
    undone: taken ? { removed: removedCount, restored: restoredCount, left: leftCount } : null,
    mayFetch: list.createdBy === tx.context.actor?.accountId,
  }
}

export type MapRefusal = 'import_not_found' | 'import_over' | 'import_busy' | 'name_column_missing' | 'field_twice'

/** Says which field each column is. What was worked out before no longer holds. */
export async function mapColumns(
  tx: Tx,
  vault: Vault,
  id: string,
  fields: readonly (Field | null)[],
): Promise<Result<RosterImportInFull, MapRefusal>> {
  const list = await holdImport(tx, id)
  if (!list) return err('import_not_found')
  if (list.state === 'applied' || list.state === 'undone') return err('import_over')
  if (await isUnderWay(tx, list.jobId)) return err('import_busy')
  const refusal = fieldsRefusal(fields, 'name')
  if (refusal) return err(refusal)
  const columns = list.columns.map((column, index) => ({ ...column, field: fields[index] ?? null }))
  const open = { state: 'read' as const, createCount: null, changeCount: null, keepCount: null, refuseCount: null }
  await updateImport(tx, id, { ...open, columns })
  note(tx, { act: 'roster.mapped', object: { kind: 'roster_import', id }, after: { fields } })
  return told(tx, vault, id)
}

export type AskRefusal = 'import_not_found' | 'import_busy'

async function free(tx: Tx, id: string): Promise<Result<ImportRow, AskRefusal>> {
  const list = await holdImport(tx, id)
  if (!list) return err('import_not_found')
  return (await isUnderWay(tx, list.jobId)) ? err('import_busy') : ok(list)
}

/** Asks for the outcomes of a list to be worked out, within the part of the tree of whoever asks. */
export async function askRehearsal(
  tx: Tx,
  id: string,
  scope: readonly string[],
): Promise<Result<string, AskRefusal | 'import_over'>> {
  const list = await free(tx, id)
  if (!list.ok) return list
  if (list.value.state === 'applied' || list.value.state === 'undone') return err('import_over')
  const jobId = await enqueue(tx, rehearseRosterJob, { importId: id }, { title: list.value.name })
  await updateImport(tx, id, { jobId, scope: [...scope] })
  note(tx, { act: 'roster.rehearsal_asked', object: { kind: 'roster_import', id } })
  return ok(jobId)
}

/** Asks for a rehearsed list to be applied: the rehearsal named is the one that was looked at. */
export async function askApplication(
  tx: Tx,
  id: string,
  rehearsal: number,
): Promise<Result<string, AskRefusal | 'import_not_ready' | 'import_rehearsed_anew'>> {
  const list = await free(tx, id)
  if (!list.ok) return list
  if (list.value.state !== 'ready') return err('import_not_ready')
  if (list.value.rehearsals !== rehearsal) return err('import_rehearsed_anew')
  const jobId = await enqueue(tx, applyRosterJob, { importId: id, rehearsal }, { title: list.value.name })
  await updateImport(tx, id, { jobId })
  note(tx, { act: 'roster.application_asked', object: { kind: 'roster_import', id } })
  return ok(jobId)
}

/** Asks for an applied list to be taken back. */
export async function askUndoing(tx: Tx, id: string): Promise<Result<string, AskRefusal | UndoRefusal>> {
  const list = await free(tx, id)
  if (!list.ok) return list
  const refusal = undoRefusal(list.value.state, list.value.appliedAt, tx.context.now)
  if (refusal) return err(refusal)
  const jobId = await enqueue(tx, undoRosterJob, { importId: id }, { title: list.value.name })
  await updateImport(tx, id, { jobId })
  note(tx, { act: 'roster.undoing_asked', object: { kind: 'roster_import', id } })
  return ok(jobId)
}
