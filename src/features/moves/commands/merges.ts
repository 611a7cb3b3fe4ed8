import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { carryBack, carryLedger } from '../../credits/public.ts'
import { covers } from '../../organisations/public.ts'
import { findPerson, insertLife } from '../../people/public.ts'
import type { MergeDraft, PersonMerge } from '../contract/merges.ts'
import { mergeRefusal, undoRefusal, type MergeRefusal } from '../core.ts'
import {
  correctionsOf,
  findAccount,
  giveAccount,
  insertMerge,
  loadMergeFacts,
  markMerged,
  moveBack,
  moveRows,
  restAccount,
  showMerge,
  updateMerge,
  type MergeRow,
} from '../store/merges.ts'
import type { Moved } from '../tables.ts'
import { actorOf } from './transfers.ts'

// 当前状态 of a number that turned out to be another person's.
const mergedState = '09'

/** A merging as it is shown, with why it could not be taken back. */
export function toMerge({ merge, ...names }: MergeRow, now: Date): PersonMerge {
  const { id, keptId, goneId, reason, mergedByName, mergedAt, undoneAt } = merge
  return {
    ...{ id, keptId, goneId, reason, mergedByName, ...names },
    mergedAt: mergedAt.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
    undoRefusal: undoRefusal(merge, now) ?? null,
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof findPerson>>>

async function refusalOf(tx: Tx, kept: Row, gone: Row): Promise<MergeRefusal | undefined> {
  const { actor } = tx.context
  const numbers = [kept.idNumberHash, gone.idNumberHash]
  return mergeRefusal({
    isSame: kept.id === gone.id,
    isMerged: kept.mergedInto !== null || gone.mergedInto !== null,
    isOwn: actor !== undefined && [kept.id, gone.id].some((id) => isOwnMatter(actor, id)),
    idNumbersDiffer: numbers.every((hash) => hash !== null),
    ...(await loadMergeFacts(tx, kept.id, gone.id)),
  })
}

async function takeAccount(tx: Tx, keptId: string, goneId: string): Promise<Moved['account']> {
  const account = await findAccount(tx, goneId)
  if (!account) return null
  if (await findAccount(tx, keptId)) {
    await restAccount(tx, account.id, tx.context.now)
    return { id: account.id, fate: 'put_to_rest' }
  }
  await giveAccount(tx, account.id, keptId)
  return { id: account.id, fate: 'taken_over' }
}

/**
 * Makes two numbers of one person one. What the one took part in moves to the other, its hours are carried over in the
 * ledger, and its certificates stay as they were issued. What moved is written down. Asking twice is harmless.
 */
export async function mergePeople(
  tx: Tx,
  { id, keptId, goneId, reason }: MergeDraft,
  scope: readonly string[],
): Promise<Result<{ merge: PersonMerge; moved: Moved }, MergeRefusal | 'person_not_found' | 'id_reused'>> {
  const [kept, gone] = [await findPerson(tx, keptId), await findPerson(tx, goneId)]
  if (!kept || !gone) return err('person_not_found')
  if (!(await covers(tx, scope, [kept.organisationId])) || !(await covers(tx, scope, [gone.organisationId])))
    return err('person_not_found')
  const earlier = await showMerge(tx, id)
  if (earlier) {
    const isSame = earlier.merge.keptId === keptId && earlier.merge.goneId === goneId
    return isSame ? ok({ merge: toMerge(earlier, tx.context.now), moved: earlier.merge.moved }) : err('id_reused')
  }
  const refusal = await refusalOf(tx, kept, gone)
  if (refusal) return err(refusal)

  const hours = await carryLedger(tx, goneId, keptId, `合并重复编号：${gone.staffNo} 并入 ${kept.staffNo}`)
  const rows = await moveRows(tx, goneId, keptId)
  const account = await takeAccount(tx, keptId, goneId)
  const moved = { state: gone.state, organisationId: gone.organisationId, rows, hours, account }
  await markMerged(tx, goneId, { mergedInto: keptId, state: mergedState, organisationId: kept.organisationId })
  await tellLives(tx, 'merged', kept, gone, reason)
  const { accountId: mergedBy, name: mergedByName } = actorOf(tx)
  await insertMerge(tx, { id, keptId, goneId, reason, moved, mergedBy, mergedByName, mergedAt: tx.context.now })
  note(tx, { act: 'person.merged', object: { kind: 'person', id: goneId }, after: { into: keptId, reason } })
  const shown = await showMerge(tx, id)
  return shown ? ok({ merge: toMerge(shown, tx.context.now), moved }) : err('person_not_found')
}

async function tellLives(tx: Tx, kind: 'merged' | 'unmerged', kept: Row, gone: Row, reason: string): Promise<void> {
  const entry = { kind, datedOn: tx.context.today, reason }
  await insertLife(tx, [
    { ...entry, personId: kept.id, before: kept.staffNo, after: gone.staffNo },
    { ...entry, personId: gone.id, before: gone.staffNo, after: kept.staffNo },
  ])
}

export type UndoRefusal = 'merge_not_found' | 'merge_undone' | 'merge_too_old'

/** Takes a merging back within its thirty days: every row that moved moves back, and the hours are carried back. */
export async function undoMerge(tx: Tx, id: string, reason: string): Promise<Result<PersonMerge, UndoRefusal>> {
  const found = await showMerge(tx, id)
  if (!found) return err('merge_not_found')
  const { keptId, goneId, moved } = found.merge
  const refusal = undoRefusal(found.merge, tx.context.now)
  if (refusal) return err(refusal)
  const [kept, gone] = [await findPerson(tx, keptId), await findPerson(tx, goneId)]
  if (!kept || !gone) return err('merge_not_found')
  await markMerged(tx, goneId, { mergedInto: null, state: moved.state, organisationId: moved.organisationId })
  // Whoever answered a returned record of that number meanwhile spoke of its work: the answer goes back with it.
  const returned = moved.rows.credit_record ?? []
  const corrections = await correctionsOf(tx, returned)
  await moveBack(tx, goneId, keptId, {
    ...moved.rows,
    credit_record: [...returned, ...corrections.map((one) => one.id)],
  })
  if (moved.account?.fate === 'taken_over') await giveAccount(tx, moved.account.id, goneId)
  if (moved.account?.fate === 'put_to_rest') await restAccount(tx, moved.account.id, null)
  const correctedBy = corrections.flatMap((one) => (one.isPosted ? [one.id] : []))
  const carrying = { fromId: goneId, toId: keptId, carried: moved.hours, correctedBy }
  await carryBack(tx, carrying, `撤销合并：${gone.staffNo} 与 ${kept.staffNo}`)
  await tellLives(tx, 'unmerged', kept, gone, reason)
  await updateMerge(tx, id, { undoneAt: tx.context.now, undoneByName: actorOf(tx).name, undoneReason: reason })
  note(tx, { act: 'person.unmerged', object: { kind: 'person', id: goneId }, after: { from: keptId, reason } })
  const shown = await showMerge(tx, id)
  return shown ? ok(toMerge(shown, tx.context.now)) : err('merge_not_found')
}
