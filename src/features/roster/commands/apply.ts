import type { Counts } from '../../../lib/lists/outcomes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { countRows, holdImport, updateImport } from '../store/imports.ts'
import {
  applyPart,
  countRoster,
  insertLives,
  listDone,
  listParts,
  livesOfRow,
  refuseStale,
  type Part,
} from '../store/rows.ts'
import type { Watch } from './rehearse.ts'

const partSize = 1_000

/**
 * Does exactly what was rehearsed, in this one transaction: stopped or interrupted, nothing of it is done. A row whose
 * person, numbers or school are no longer as they were looked at is refused, and says so. Asking twice does it once.
 */
export async function applyImport(
  tx: Tx,
  importId: string,
  rehearsal: number,
  watch: Watch,
): Promise<Result<Counts, 'import_not_found' | 'import_not_ready' | 'import_rehearsed_anew' | 'cancelled'>> {
  const list = await holdImport(tx, importId)
  if (!list) return err('import_not_found')
  if (list.state === 'applied' && list.rehearsals === rehearsal) return ok(await countRows(tx, importId))
  if (list.state !== 'ready') return err('import_not_ready')
  if (list.rehearsals !== rehearsal) return err('import_rehearsed_anew')
  let done = 0
  for (const { rows, ...range } of await listParts(tx, importId, partSize)) {
    if (await watch.cancelled()) return err('cancelled')
    await watch.progress(done, list.rowCount)
    const part = { importId, ...range }
    await refuseStale(tx, part)
    await applyPart(tx, part)
    await tell(tx, part, list.name)
    if (done === 0 && rows === partSize) await countRoster(tx)
    done += rows
  }
  // Until here it can be stopped; then it is done.
  if (await watch.cancelled()) return err('cancelled')
  const { create, change, keep, refuse } = await countRows(tx, importId)
  const counts = { create, change, keep, refuse }
  await updateImport(tx, importId, {
    state: 'applied',
    appliedAt: tx.context.now,
    createCount: create,
    changeCount: change,
    keepCount: keep,
    refuseCount: refuse,
  })
  note(tx, { act: 'roster.applied', object: { kind: 'roster_import', id: importId }, after: counts })
  await watch.progress(list.rowCount, list.rowCount)
  return ok(counts)
}

async function tell(tx: Tx, part: Part, name: string): Promise<void> {
  const did = await listDone(tx, part)
  for (const { no, personId, outcome, before, after } of did) {
    const act = outcome === 'create' ? 'person.added' : 'person.changed'
    const told = { ...after, import: part.importId, row: no }
    note(tx, { act, object: { kind: 'person', id: personId }, ...(before ? { before } : {}), after: told })
  }
  const changed = did.filter(({ outcome }) => outcome === 'change').length
  if (changed === 0) return
  const ids = Array.from({ length: changed * livesOfRow }, () => newId())
  await insertLives(tx, part, 'done', ids, name)
}
