import { undoRefusal, type UndoRefusal } from '../../../lib/lists/outcomes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { countRows, holdImport, updateImport } from '../store/imports.ts'
import { countRoster, insertLives, listParts, listUndone, livesOfRow, undoPart } from '../store/rows.ts'
import type { Watch } from './rehearse.ts'

const partSize = 1_000

/** What became of the rows of an import that was undone. */
export type Undone = { readonly removed: number; readonly restored: number; readonly left: number }

/**
 * Takes an import back in this one transaction: people who were added and have no history go, changed fields go back where
 * nobody changed them since. What stays is counted and told row by row. Asking twice does it once.
 */
export async function undoImport(
  tx: Tx,
  importId: string,
  watch: Watch,
): Promise<Result<Undone, UndoRefusal | 'import_not_found' | 'cancelled'>> {
  const list = await holdImport(tx, importId)
  if (!list) return err('import_not_found')
  if (list.state === 'undone') return ok(await countOf(tx, importId))
  const refusal = undoRefusal(list.state, list.appliedAt, tx.context.now)
  if (refusal) return err(refusal)
  if (list.rowCount > partSize) await countRoster(tx)
  let done = 0
  for (const { rows, ...range } of await listParts(tx, importId, partSize)) {
    if (await watch.cancelled()) return err('cancelled')
    await watch.progress(done, list.rowCount)
    const part = { importId, ...range }
    await undoPart(tx, part)
    for (const { no, personId } of await listUndone(tx, part, 'removed'))
      note(tx, {
        act: 'person.removed',
        object: { kind: 'person', id: personId },
        before: { import: importId, row: no },
      })
    const restored = await listUndone(tx, part, 'restored')
    for (const { personId, before, after } of restored)
      note(tx, { act: 'person.changed', object: { kind: 'person', id: personId }, before: after, after: before })
    const ids = Array.from({ length: restored.length * livesOfRow }, () => newId())
    if (ids.length > 0) await insertLives(tx, part, 'undone', ids, list.name)
    done += rows
  }
  if (await watch.cancelled()) return err('cancelled')
  const { removed, restored, left } = await countOf(tx, importId)
  await updateImport(tx, importId, {
    state: 'undone',
    undoneAt: tx.context.now,
    removedCount: removed,
    restoredCount: restored,
    leftCount: left,
  })
  note(tx, {
    act: 'roster.undone',
    object: { kind: 'roster_import', id: importId },
    after: { removed, restored, left },
  })
  await watch.progress(list.rowCount, list.rowCount)
  return ok({ removed, restored, left })
}

async function countOf(tx: Tx, importId: string): Promise<Undone> {
  const { removed, restored, left } = await countRows(tx, importId)
  return { removed, restored, left }
}
