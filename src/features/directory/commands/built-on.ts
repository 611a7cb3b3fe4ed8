import type { Tx } from '../../../platform/db/db.ts'
import type { Snapshot } from '../core/decide.ts'
import { added, type Known } from '../core/nodes.ts'
import { listAllRows, type RowRow } from '../store/imports.ts'
import { listChildren, listHistory, listUses, loadTree } from '../store/tree.ts'

/** Something that stands in the way of an undoing: an organisation, and what was built on it since. */
export type BuiltOn = { readonly name: string; readonly what: 'changed' | 'used' | 'below' | 'gone' }

/**
 * What has been built on what a list did: an organisation it added that something refers to, that has something below it, or
 * that was changed; one it changed that was changed again. Empty when the list can be taken back.
 */
export async function findBuiltOn(tx: Tx, importId: string): Promise<BuiltOn[]> {
  const rows = await listAllRows(tx, importId, 'doing')
  const tree = new Map((await loadTree(tx, [])).map((one) => [one.id, one]))
  const made = new Map(rows.map(({ no, organisationId }) => [added(no), organisationId ?? '']))
  const idsOf = (some: readonly RowRow[]) => some.flatMap(({ organisationId }) => organisationId ?? [])
  const created = idsOf(rows.filter(({ outcome }) => outcome === 'create'))
  const uses = new Set((await listUses(tx, created)).map(({ organisationId }) => organisationId))
  const histories = await listHistory(tx, idsOf(rows), importId)
  const changed = new Set(histories.flatMap(({ id, isOther }) => (isOther && created.includes(id) ? [id] : [])))
  // What the list itself put below goes with it.
  const own = new Set(idsOf(rows.filter(({ outcome, after }) => outcome === 'create' || after.parentId !== undefined)))
  const children = (await listChildren(tx, created)).filter(({ id }) => !own.has(id))
  const crowded = new Set(children.map(({ parentId }) => parentId))
  return rows.flatMap(({ name, organisationId, after }): BuiltOn[] => {
    const id = organisationId ?? ''
    const one = tree.get(id)
    if (!one) return [{ name, what: 'gone' }]
    if (uses.has(id)) return [{ name, what: 'used' }]
    if (crowded.has(id)) return [{ name, what: 'below' }]
    return changed.has(id) || !isAsLeft(one, after, made) ? [{ name, what: 'changed' }] : []
  })
}

/** Whether an organisation is still as the list left it, in everything that the list set. */
function isAsLeft(one: Known, after: Snapshot, made: ReadonlyMap<string, string>): boolean {
  return Object.entries({ ...one })
    .filter(([field]) => field in after)
    .every(([field, value]) => {
      const said = Object.entries(after).find(([name]) => name === field)?.[1]
      const meant = field === 'parentId' && typeof said === 'string' ? (made.get(said) ?? said) : said
      return JSON.stringify(meant) === JSON.stringify(value)
    })
}
