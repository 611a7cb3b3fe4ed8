import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { listHolders } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { covers, findOrganisation } from '../../organisations/public.ts'
import { findPerson, movePeople } from '../../people/public.ts'
import type { NewTransfer, Transfer, TransferDecision } from '../contract/transfers.ts'
import { decideRefusal, sideOf, type DecideRefusal, type Say } from '../core.ts'
import {
  findByStaffNo,
  findTransfer,
  findUnderWay,
  insertTransfer,
  showTransfer,
  updateTransfer,
  type TransferRow,
} from '../store/transfers.ts'

/** Who acts in this transaction: what becomes of people is never decided by nobody. */
export function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('somebody must answer for what becomes of people')
  return actor
}

/** A transfer as it is shown to whoever has a say over some part of the tree. */
export function toTransfer({ transfer, overFrom, overTo, ...names }: TransferRow): Transfer {
  const { tenantId: _, askedBy: __, decidedBy: ___, askedAt, decidedAt, ...row } = transfer
  const say = { from: overFrom, to: overTo }
  return {
    ...row,
    ...names,
    askedAt: askedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    mayDecide: decideRefusal(row, 'accepted', say) === undefined,
    mayWithdraw: decideRefusal(row, 'withdrawn', say) === undefined,
  }
}

export type AskTransferRefusal =
  | 'person_not_found'
  | 'target_not_found'
  | 'target_closed'
  | 'person_merged'
  | 'transfer_to_same_school'
  | 'transfer_under_way'
  | 'transfer_not_yours'
  | 'change_in_future'
  | 'id_reused'

async function sayOver(tx: Tx, scope: readonly string[], fromId: string, toId: string): Promise<Say> {
  return { from: await covers(tx, scope, [fromId]), to: await covers(tx, scope, [toId]) }
}

/** Asks for a transfer from or to a school in `scope`. Over both schools it is done at once. Asking twice is harmless. */
export async function askTransfer(
  tx: Tx,
  draft: NewTransfer,
  scope: readonly string[],
): Promise<Result<Transfer, AskTransferRefusal>> {
  const named = 'id' in draft.person ? draft.person : await findByStaffNo(tx, draft.person.staffNo, draft.person.name)
  const person = named && (await findPerson(tx, named.id))
  if (!person) return err('person_not_found')
  const earlier = await findTransfer(tx, draft.id)
  if (earlier && (earlier.personId !== person.id || earlier.toId !== draft.toId)) return err('id_reused')
  if (!earlier) {
    const to = await findOrganisation(tx, draft.toId)
    if (to?.kind !== 'school' && to?.kind !== 'town_centre') return err('target_not_found')
    const side = sideOf(await sayOver(tx, scope, person.organisationId, to.id))
    const refusal = await askRefusal(tx, person, to, draft, side)
    if (refusal) return err(refusal)
    await write(tx, draft, person, side ?? 'from')
    if (side !== 'both')
      await tellOthers(tx, draft.id, side === 'from' ? to.id : person.organisationId, person.name, to.name)
  }
  const shown = await showTransfer(tx, draft.id, scope)
  return shown ? ok(toTransfer(shown)) : err('person_not_found')
}

type Row = NonNullable<Awaited<ReturnType<typeof findPerson>>>

async function askRefusal(
  tx: Tx,
  person: Row,
  to: { id: string; closedOn: string | null },
  draft: NewTransfer,
  side: ReturnType<typeof sideOf>,
): Promise<AskTransferRefusal | undefined> {
  // Whoever has no say over either school learns nothing about the person, by id or otherwise.
  if (side === undefined) return 'id' in draft.person ? 'person_not_found' : 'transfer_not_yours'
  if (person.mergedInto !== null) return 'person_merged'
  if (person.organisationId === to.id) return 'transfer_to_same_school'
  if (to.closedOn !== null) return 'target_closed'
  if (draft.on > tx.context.today) return 'change_in_future'
  return (await findUnderWay(tx, person.id)) ? 'transfer_under_way' : undefined
}

async function write(tx: Tx, { id, toId, on, reason }: NewTransfer, person: Row, askedSide: 'from' | 'to' | 'both') {
  const { now } = tx.context
  const { accountId, name } = actorOf(tx)
  const isDone = askedSide === 'both'
  const decided = isDone ? { decidedBy: accountId, decidedByName: name, decidedAt: now } : {}
  const fromId = person.organisationId
  await insertTransfer(tx, {
    ...{ id, personId: person.id, fromId, toId, datedOn: on, reason, askedSide },
    ...{ state: isDone ? 'accepted' : 'asked', askedBy: accountId, askedByName: name, askedAt: now },
    ...decided,
  })
  note(tx, {
    act: 'transfer.asked',
    object: { kind: 'transfer', id },
    after: { personId: person.id, fromId, toId, on, reason },
  })
  if (isDone) await carryOut(tx, { personId: person.id, fromId, toId, datedOn: on, reason })
}

async function carryOut(
  tx: Tx,
  transfer: { personId: string; fromId: string; toId: string; datedOn: string; reason: string },
): Promise<number> {
  const { personId, fromId, toId, datedOn: on, reason } = transfer
  const moved = await movePeople(tx, { personIds: [personId], fromId, toId, on, reason, keepPosts: false })
  const to = await findOrganisation(tx, toId)
  await notify(tx, { personIds: [personId] }, { code: 'moves.transferred', params: { school: to?.name ?? '', on } })
  return moved
}

async function tellOthers(tx: Tx, id: string, organisationId: string, name: string, school: string): Promise<void> {
  const holders = await listHolders(tx, 'school_registrar', organisationId)
  const params = { name, school }
  const accountIds = holders.map((holder) => holder.accountId)
  await notify(tx, { accountIds }, { code: 'moves.transfer_asked', params, link: `/transfers?open=${id}` })
}

export type DecideTransferRefusal =
  DecideRefusal | 'transfer_not_found' | 'transfer_says_no_reason' | 'person_moved_meanwhile' | 'target_closed'

/** Accepts or refuses a transfer as the other side, or withdraws one's own. The history of the person keeps both schools. */
export async function decideTransfer(
  tx: Tx,
  id: string,
  { outcome, answer }: TransferDecision,
  scope: readonly string[],
): Promise<Result<Transfer, DecideTransferRefusal>> {
  const transfer = await findTransfer(tx, id, true)
  if (!transfer) return err('transfer_not_found')
  if (transfer.state !== outcome) {
    const refusal = decideRefusal(transfer, outcome, await sayOver(tx, scope, transfer.fromId, transfer.toId))
    if (refusal) return err(refusal)
    if (outcome === 'refused' && !answer) return err('transfer_says_no_reason')
    const { accountId, name } = actorOf(tx)
    if (outcome === 'accepted') {
      const to = await findOrganisation(tx, transfer.toId)
      if (to?.closedOn !== null) return err('target_closed')
      if ((await carryOut(tx, transfer)) === 0) return err('person_moved_meanwhile')
    }
    await updateTransfer(tx, id, {
      ...{ state: outcome, answer: answer === '' ? null : answer },
      ...{ decidedBy: accountId, decidedByName: name, decidedAt: tx.context.now },
    })
    note(tx, {
      act: `transfer.${outcome}`,
      object: { kind: 'transfer', id },
      before: { state: transfer.state },
      after: { answer },
    })
    if (outcome !== 'withdrawn')
      await notify(
        tx,
        { accountIds: [transfer.askedBy] },
        { code: `moves.transfer_${outcome}`, params: { name }, link: `/transfers?open=${id}` },
      )
  }
  const shown = await showTransfer(tx, id, scope)
  return shown ? ok(toTransfer(shown)) : err('transfer_not_found')
}
