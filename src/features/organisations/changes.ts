import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { spell } from '../../platform/pinyin.ts'
import {
  closeRefusal,
  dateRefusal,
  mergeRefusal,
  moveRefusal,
  renameRefusal,
  type ChangeDate,
  type ChangeRefusal,
  type CloseRefusal,
  type DateRefusal,
  type MergeRefusal,
  type MoveRefusal,
} from './core.ts'
import {
  findChange,
  graft,
  insertChange,
  lastChangedOn,
  listOpenBelow,
  lockTree,
  standsBelow,
  updateOrganisation,
} from './store/changes.ts'
import { findOrganisation } from './store.ts'

/** The id, the day and the reason that every change of the tree has; and the list that brought it in, if one did. */
export type Dated = {
  readonly id: string
  readonly on: string
  readonly reason: string
  readonly importId?: string | undefined
}

type Kind = 'renamed' | 'moved' | 'merged' | 'split' | 'closed' | 'reopened'
type Row = NonNullable<Awaited<ReturnType<typeof findOrganisation>>>
type Held = { readonly one: Row; readonly date: ChangeDate }

/** Whether a change was made before: the same one again is harmless, its id for another change is refused. */
async function isDone(tx: Tx, id: string, organisationId: string, kind: Kind): Promise<boolean | 'id_reused'> {
  const earlier = await findChange(tx, id)
  if (!earlier) return false
  return earlier.organisationId === organisationId && earlier.kind === kind ? true : 'id_reused'
}

async function hold(
  tx: Tx,
  organisationId: string,
  kind: Kind,
  { id, on }: Dated,
): Promise<Result<Held | undefined, 'organisation_not_found' | 'id_reused'>> {
  await lockTree(tx)
  const done = await isDone(tx, id, organisationId, kind)
  if (done === 'id_reused') return err(done)
  const one = await findOrganisation(tx, organisationId)
  if (!one) return err('organisation_not_found')
  const date = { on, today: tx.context.today, lastOn: await lastChangedOn(tx, organisationId) }
  return ok(done ? undefined : { one, date })
}

function tell(tx: Tx, kind: Kind, one: Row, after: object): void {
  note(tx, {
    act: `organisation.${kind}`,
    object: { kind: 'organisation', id: one.id },
    before: { name: one.name, parentId: one.parentId, closedOn: one.closedOn },
    after,
  })
}

type Common = 'organisation_not_found' | 'id_reused'

/** Gives an organisation another name from a day on; the old one is still found. */
export async function renameOrganisation(
  tx: Tx,
  organisationId: string,
  draft: Dated & { readonly name: string; readonly shortName?: string | undefined },
): Promise<Result<undefined, Common | Exclude<ChangeRefusal, 'organisation_is_bureau'>>> {
  const held = await hold(tx, organisationId, 'renamed', draft)
  if (!held.ok) return held
  if (!held.value) return ok()
  const { one, date } = held.value
  const refusal = renameRefusal(one, draft.name, date)
  if (refusal) return err(refusal)
  const shortName = draft.shortName ?? draft.name.slice(0, 20)
  await updateOrganisation(tx, one.id, { name: draft.name, shortName, ...spell(draft.name) })
  const old = { oldName: one.name, oldPinyin: one.pinyin, oldInitials: one.initials, newName: draft.name }
  await insertChange(tx, { ...entryOf(draft, one.id), kind: 'renamed', ...old })
  tell(tx, 'renamed', one, draft)
  return ok()
}

/** Puts an organisation under another one from a day on; what stands below it comes along. */
export async function moveOrganisation(
  tx: Tx,
  organisationId: string,
  draft: Dated & { readonly parentId: string },
): Promise<Result<undefined, Common | MoveRefusal | 'target_not_found'>> {
  const held = await hold(tx, organisationId, 'moved', draft)
  if (!held.ok) return held
  if (!held.value) return ok()
  const { one, date } = held.value
  const parent = await findOrganisation(tx, draft.parentId)
  if (!parent) return err('target_not_found')
  const refusal = moveRefusal(one, parent, await standsBelow(tx, parent.id, one.id), date)
  if (refusal) return err(refusal)
  await graft(tx, one.id, parent.id)
  await insertChange(tx, { ...entryOf(draft, one.id), kind: 'moved', fromId: one.parentId, toId: parent.id })
  tell(tx, 'moved', one, draft)
  return ok()
}

/** Closes an organisation that nobody in post is left in. `inPost` is how many are. */
export async function closeOrganisation(
  tx: Tx,
  organisationId: string,
  draft: Dated,
  inPost: number,
): Promise<Result<undefined, Common | CloseRefusal>> {
  const held = await hold(tx, organisationId, 'closed', draft)
  if (!held.ok) return held
  if (!held.value) return ok()
  const { one, date } = held.value
  const openBelow = (await listOpenBelow(tx, one.id)).length
  const refusal = closeRefusal(one, { inPost, openBelow }, date)
  if (refusal) return err(refusal)
  await updateOrganisation(tx, one.id, { closedOn: draft.on })
  await insertChange(tx, { ...entryOf(draft, one.id), kind: 'closed' })
  tell(tx, 'closed', one, draft)
  return ok()
}

/** Opens an organisation again that was closed without having been merged. */
export async function reopenOrganisation(
  tx: Tx,
  organisationId: string,
  draft: Dated,
): Promise<Result<undefined, Common | DateRefusal | 'change_changes_nothing' | 'target_closed'>> {
  const held = await hold(tx, organisationId, 'reopened', draft)
  if (!held.ok) return held
  if (!held.value) return ok()
  const { one, date } = held.value
  if (one.closedOn === null || one.mergedInto !== null) return err('change_changes_nothing')
  const parent = one.parentId === null ? undefined : await findOrganisation(tx, one.parentId)
  if (parent && parent.closedOn !== null) return err('target_closed')
  const refusal = dateRefusal(date)
  if (refusal) return err(refusal)
  await updateOrganisation(tx, one.id, { closedOn: null })
  await insertChange(tx, { ...entryOf(draft, one.id), kind: 'reopened' })
  tell(tx, 'reopened', one, draft)
  return ok()
}

/**
 * Makes an organisation part of another of its kind. What is open below it moves below the other; it is closed and stands
 * below the other itself, so that whoever answers for the other also sees what was done there. `people` moves its people.
 */
export async function mergeOrganisation(
  tx: Tx,
  organisationId: string,
  draft: Dated & { readonly intoId: string },
  people: () => Promise<number>,
): Promise<Result<undefined, Common | MergeRefusal | 'target_not_found'>> {
  const held = await hold(tx, organisationId, 'merged', draft)
  if (!held.ok) return held
  if (!held.value) return ok()
  const { one, date } = held.value
  const into = await findOrganisation(tx, draft.intoId)
  if (!into) return err('target_not_found')
  const refusal = mergeRefusal(one, into, date)
  if (refusal) return err(refusal)
  for (const below of await listOpenBelow(tx, one.id)) await graft(tx, below.id, into.id)
  const moved = await people()
  await graft(tx, one.id, into.id)
  await updateOrganisation(tx, one.id, { closedOn: draft.on, mergedInto: into.id })
  await insertChange(tx, {
    ...entryOf(draft, one.id),
    kind: 'merged',
    fromId: one.parentId,
    toId: into.id,
    people: moved,
  })
  tell(tx, 'merged', one, { ...draft, people: moved })
  return ok()
}

/** Writes down that a part of an organisation's people went to another; `people` moves them. */
export async function splitOrganisation(
  tx: Tx,
  organisationId: string,
  draft: Dated & { readonly intoId: string },
  people: () => Promise<number>,
): Promise<Result<undefined, Common | MergeRefusal | 'target_not_found'>> {
  const held = await hold(tx, organisationId, 'split', draft)
  if (!held.ok) return held
  if (!held.value) return ok()
  const { one, date } = held.value
  const into = await findOrganisation(tx, draft.intoId)
  if (!into) return err('target_not_found')
  const refusal = mergeRefusal(one, into, date)
  if (refusal) return err(refusal)
  const moved = await people()
  await insertChange(tx, { ...entryOf(draft, one.id), kind: 'split', toId: into.id, people: moved })
  tell(tx, 'split', one, { ...draft, people: moved })
  return ok()
}

function entryOf({ id, on, reason, importId = undefined }: Dated, organisationId: string) {
  return { id, organisationId, datedOn: on, reason, importId: importId ?? null }
}
