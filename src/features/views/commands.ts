import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Actor, type Tx } from '../../platform/db/db.ts'
import type { DefaultView, NewView, SavedView, SavedViews, ViewChange } from './contract.ts'
import { keptOf, mayShareWith, viewLimits } from './core.ts'
import {
  countViews,
  deleteView,
  findDefault,
  holdView,
  holdViewsOf,
  insertView,
  listViews,
  saveDefault,
  showView,
  updateView,
  type ViewRow,
} from './store.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('the guard lets only accounts in')
  return actor
}

const workplacesOf = ({ grants }: Actor) => [...new Set(grants.map(({ organisationId }) => organisationId))]

/** The views of a list that whoever asks may use, and with which of them they find it. */
export async function tellViews(tx: Tx, list: string): Promise<SavedViews> {
  const actor = actorOf(tx)
  const items = await listViews(tx, actor.accountId, workplacesOf(actor), list)
  const chosen = await findDefault(tx, actor.accountId, list)
  return { items, defaultId: items.some(({ id }) => id === chosen) ? chosen : null }
}

async function told(tx: Tx, id: string): Promise<SavedView> {
  const actor = actorOf(tx)
  const view = await showView(tx, actor.accountId, workplacesOf(actor), id)
  if (!view) throw new Error('a view that was just kept is there')
  return view
}

function isSame(view: ViewRow, draft: NewView, accountId: string): boolean {
  const { list, name, hiddenColumns, sharedWith } = draft
  const same = [view.accountId === accountId, view.list === list, view.name === name, view.sharedWith === sharedWith]
  return (
    same.every(Boolean) && view.search === keptOf(draft.search) && String(view.hiddenColumns) === String(hiddenColumns)
  )
}

/** Keeps how whoever acts looks at a list, under a name. */
export async function saveView(
  tx: Tx,
  draft: NewView,
): Promise<Result<SavedView, 'id_reused' | 'view_name_taken' | 'views_full' | 'view_share_refused'>> {
  const actor = actorOf(tx)
  const { id, list, name, sharedWith, hiddenColumns } = draft
  await holdViewsOf(tx, actor.accountId)
  const earlier = await holdView(tx, id)
  if (earlier) return isSame(earlier, draft, actor.accountId) ? ok(await told(tx, id)) : err('id_reused')
  if (sharedWith !== null && !mayShareWith(actor.grants, sharedWith)) return err('view_share_refused')
  const { size, isTaken } = await countViews(tx, actor.accountId, list, name, id)
  if (isTaken) return err('view_name_taken')
  if (size >= viewLimits.perList) return err('views_full')
  const { now } = tx.context
  const kept = { id, list, name, search: keptOf(draft.search), hiddenColumns, sharedWith }
  await insertView(tx, { ...kept, accountId: actor.accountId, madeAt: now, changedAt: now })
  note(tx, { act: 'view.saved', object: { kind: 'saved_view', id }, after: { list, name, sharedWith } })
  return ok(await told(tx, id))
}

/** Renames, overwrites or shares a view of whoever acts; nobody changes one of somebody else's. */
export async function changeView(
  tx: Tx,
  id: string,
  change: ViewChange,
): Promise<Result<SavedView, 'view_not_found' | 'view_name_taken' | 'view_share_refused'>> {
  const actor = actorOf(tx)
  await holdViewsOf(tx, actor.accountId)
  const view = await holdView(tx, id)
  if (view?.accountId !== actor.accountId) return err('view_not_found')
  const { name = view.name, hiddenColumns = view.hiddenColumns, sharedWith = view.sharedWith } = change
  const isShared = sharedWith !== null && sharedWith !== view.sharedWith
  if (isShared && !mayShareWith(actor.grants, sharedWith)) return err('view_share_refused')
  const { isTaken } = await countViews(tx, actor.accountId, view.list, name, id)
  if (isTaken) return err('view_name_taken')
  const search = change.search === undefined ? view.search : keptOf(change.search)
  await updateView(tx, id, { name, search, hiddenColumns, sharedWith, changedAt: tx.context.now })
  const facts = ({ list, name: called, sharedWith: shared }: Pick<ViewRow, 'list' | 'name' | 'sharedWith'>) => ({
    list,
    name: called,
    sharedWith: shared,
  })
  const object = { kind: 'saved_view', id }
  note(tx, { act: 'view.changed', object, before: facts(view), after: facts({ ...view, name, sharedWith }) })
  return ok(await told(tx, id))
}

/** Deletes a view of whoever acts. */
export async function removeView(tx: Tx, id: string): Promise<Result<undefined, 'view_not_found'>> {
  const view = await holdView(tx, id)
  if (view?.accountId !== actorOf(tx).accountId) return err('view_not_found')
  await deleteView(tx, id)
  const { list, name } = view
  note(tx, { act: 'view.deleted', object: { kind: 'saved_view', id }, before: { list, name } })
  return ok()
}

/** Says with which view whoever acts finds a list; null for the list as it is. */
export async function setDefault(tx: Tx, { list, viewId }: DefaultView): Promise<Result<undefined, 'view_not_found'>> {
  const actor = actorOf(tx)
  if (viewId !== null) {
    const view = await showView(tx, actor.accountId, workplacesOf(actor), viewId)
    if (view?.list !== list) return err('view_not_found')
  }
  await saveDefault(tx, actor.accountId, list, viewId)
  note(tx, { act: 'view.set_default', object: { kind: 'saved_view', id: viewId ?? list }, after: { list } })
  return ok()
}
