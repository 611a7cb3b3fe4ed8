import { undoRefusal, type UndoRefusal } from '../../../lib/lists/outcomes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import {
  correctOrganisations,
  lockTree,
  moveOrganisation,
  removeOrganisations,
  renameOrganisation,
  reopenOrganisation,
} from '../../organisations/public.ts'
import { findImport, keepUndone, listAllRows, updateImport, type ImportRow, type RowRow } from '../store/imports.ts'
import { listHistory } from '../store/tree.ts'
import { causeOf, factsOf } from './apply.ts'
import { findBuiltOn } from './built-on.ts'
import { closeAll } from './closing.ts'

export type UndoDirectoryRefusal = UndoRefusal | 'import_not_found' | 'import_built_on'

/**
 * Takes a whole list back in this one transaction, within seven days, if nothing was built on what it did: what it added goes,
 * or is closed where the history names it; what it renamed, moved, closed or corrected is as it was.
 */
export async function undoDirectory(tx: Tx, importId: string): Promise<Result<undefined, UndoDirectoryRefusal>> {
  await lockTree(tx)
  const list = await findImport(tx, importId, true)
  if (!list) return err('import_not_found')
  if (list.state === 'undone') return ok()
  const refusal = undoRefusal(list.state, list.appliedAt, tx.context.now)
  if (refusal) return err(refusal)
  if ((await findBuiltOn(tx, importId)).length > 0) return err('import_built_on')
  const rows = await listAllRows(tx, importId, 'doing')
  const changed = rows.filter(({ outcome }) => outcome === 'change')
  if (!(await takeBack(tx, list, changed))) return err('import_built_on')
  const created = rows.filter(({ outcome }) => outcome === 'create')
  const closed = await takeAway(tx, list, created)
  if (!closed) return err('import_built_on')
  await keepUndone(tx, importId, [
    ...changed.map(({ no }) => ({ no, undone: 'restored' })),
    ...created.map(({ no, organisationId }) => ({
      no,
      undone: closed.has(organisationId ?? '') ? 'closed' : 'removed',
    })),
  ])
  await updateImport(tx, importId, { state: 'undone', undoneAt: tx.context.now })
  note(tx, {
    act: 'directory.undone',
    object: { kind: 'directory_import', id: importId },
    after: { rows: rows.length },
  })
  return ok()
}

const because = (tx: Tx, list: ImportRow) => ({
  id: newId(),
  on: tx.context.today,
  reason: causeOf(list, '撤销导入'),
  importId: list.id,
})

/** Puts back what was changed; tells whether all of it could be. */
async function takeBack(tx: Tx, list: ImportRow, changed: readonly RowRow[]): Promise<boolean> {
  // From above to below: what stands under a reopened one can be reopened after it.
  let closed = changed.filter(({ after }) => typeof after.closedOn === 'string')
  while (closed.length > 0) {
    const left: RowRow[] = []
    for (const row of closed) {
      const done = await reopenOrganisation(tx, row.organisationId ?? '', because(tx, list))
      if (!done.ok && done.error === 'target_closed') left.push(row)
      else if (!done.ok) return false
    }
    if (left.length === closed.length) return false
    closed = left
  }
  for (const { organisationId, before } of changed) {
    const id = organisationId ?? ''
    if (typeof before.parentId === 'string') {
      const done = await moveOrganisation(tx, id, { ...because(tx, list), parentId: before.parentId })
      if (!done.ok) return false
    }
    if (before.name !== undefined) {
      const done = await renameOrganisation(tx, id, { ...because(tx, list), name: before.name })
      if (!done.ok) return false
    }
  }
  const facts = changed.flatMap(({ organisationId, before, after }) => {
    const [was, becomes] = [factsOf(organisationId ?? '', after), factsOf(organisationId ?? '', before)]
    return was && becomes ? [{ before: was, after: becomes }] : []
  })
  await correctOrganisations(tx, facts, { undone: list.id })
  return true
}

/** Takes away what was added. What the history names stays, closed: a move to it and back is told for ever. Gives those. */
async function takeAway(tx: Tx, list: ImportRow, created: readonly RowRow[]): Promise<ReadonlySet<string> | undefined> {
  const ids = created.flatMap(({ organisationId }) => organisationId ?? [])
  const named = new Set((await listHistory(tx, ids, list.id)).map(({ id }) => id))
  const parentOf = new Map(created.map(({ organisationId, after }) => [organisationId ?? '', after.parentId]))
  const rowIds = new Map(created.map(({ no, organisationId }) => [`row:${no}`, organisationId ?? '']))
  // Whoever stands above one that stays, stays as well.
  for (const id of named) {
    const above = rowIds.get(parentOf.get(id) ?? '')
    if (above !== undefined) named.add(above)
  }
  await removeOrganisations(
    tx,
    ids.filter((id) => !named.has(id)),
    { import: list.id },
  )
  const staying = created.filter(({ organisationId, after }) => {
    return named.has(organisationId ?? '') && typeof after.closedOn !== 'string'
  })
  const closings = staying.map(({ organisationId }) => ({ id: organisationId ?? '', dated: because(tx, list) }))
  return (await closeAll(tx, closings)) ? named : undefined
}
