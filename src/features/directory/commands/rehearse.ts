import type { Counts } from '../../../lib/lists/outcomes.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { mayStandUnder } from '../../organisations/public.ts'
import { readRow } from '../core/cells.ts'
import { decideRows, type Decision } from '../core/decide.ts'
import { findImport, keepDecisions, listAllRows, updateImport, type ImportRow, type RowRow } from '../store/imports.ts'
import { loadTree } from '../store/tree.ts'

/** What the rows of a list would do to the tree as it stands now. */
export async function decide(tx: Tx, list: ImportRow, rows: readonly RowRow[]): Promise<Decision[]> {
  const read = rows.map(({ no, cells }) => readRow(no, cells, list.columns))
  const rules = { today: tx.context.today, topId: list.organisationId, mayStand: mayStandUnder }
  return decideRows(read, await loadTree(tx, list.scope), rules)
}

/** Works out what each row of a list would do, and keeps it. The tree is not touched. */
export async function rehearse(tx: Tx, importId: string): Promise<void> {
  const list = await findImport(tx, importId, true)
  if (!list) throw new Error('a list that is rehearsed was handed in')
  const rows = await listAllRows(tx, importId)
  const decisions = await decide(tx, list, rows)
  const earlier = new Map(
    rows.map(({ no, organisationId, outcome }) => [no, outcome === 'create' ? organisationId : null]),
  )
  await keepDecisions(
    tx,
    importId,
    decisions.map((one) => ({
      ...one,
      organisationId: one.outcome === 'create' ? (earlier.get(one.no) ?? newId()) : one.knownId,
    })),
  )
  const counts = countsOf(decisions)
  await updateImport(tx, importId, {
    state: 'ready',
    rehearsals: list.rehearsals + 1,
    createCount: counts.create,
    changeCount: counts.change,
    keepCount: counts.keep,
    refuseCount: counts.refuse,
  })
  note(tx, { act: 'directory.rehearsed', object: { kind: 'directory_import', id: importId }, after: counts })
}

function countsOf(decisions: readonly Decision[]): Counts {
  const counts = { create: 0, change: 0, keep: 0, refuse: 0 }
  for (const { outcome } of decisions) counts[outcome] += 1
  return counts
}
