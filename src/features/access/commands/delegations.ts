import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { lacksFactorFor, listStandIns, saveActing } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { covers } from '../../organisations/public.ts'
import type { Delegation, DelegationDraft } from '../contract/delegations.ts'
import {
  delegationRefusal,
  enderOf,
  type ActRefusal,
  type DelegationRefusal,
  type EndRefusal,
  type HandedOver,
} from '../core/delegations.ts'
import { grantingRoots } from '../core/grants.ts'
import {
  insertDelegation,
  isOnPhone,
  listDelegable,
  listOwn,
  loadHandedOver,
  saveEnding,
  showDelegation,
} from '../store/delegations.ts'
import { lockAccount } from '../store/grants.ts'
import { loadSettings } from '../store/settings.ts'
import { markTold } from '../store/terms.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('roles are handed over by somebody')
  return actor
}

async function shown(tx: Tx, id: string): Promise<Delegation> {
  const found = await showDelegation(tx, id)
  if (!found) throw new Error('a delegation that was just written is not there')
  return found
}

/** What one sees of one's own delegations, and what one may hand over. */
export async function readOwn(tx: Tx, accountId: string) {
  const { delegationDays: mostDays } = await loadSettings(tx)
  return {
    given: await listOwn(tx, 'given', accountId),
    received: await listOwn(tx, 'received', accountId),
    delegable: await listDelegable(tx, accountId, undefined),
    mostDays,
  }
}

/** Tells one of the two sides something of a delegation, where they work. */
export async function tellSide(
  tx: Tx,
  delegation: Delegation,
  side: 'principal' | 'delegate',
  moment: 'made' | 'begins' | 'ends' | 'over' | 'ended',
): Promise<void> {
  const { principalName, delegateName, fromOn, toOn, reason } = delegation
  const accountId = side === 'principal' ? delegation.principalId : delegation.delegateId
  const params = {
    who: side === 'principal' ? delegateName : principalName,
    roles: delegation.grants.length,
    ...{ fromOn, toOn, reason },
  }
  const link = side === 'delegate' && (await isOnPhone(tx, accountId)) ? '/m/delegations' : '/delegations'
  await notify(tx, { accountIds: [accountId] }, { code: `access.delegation_${side}_${moment}`, params, link })
}

function isSame(draft: DelegationDraft, known: Delegation): boolean {
  const plain = (['principalId', 'delegateId', 'fromOn', 'toOn', 'reason'] as const).every(
    (key) => draft[key] === known[key],
  )
  const ids = known.grants.map(({ grantId }) => grantId).toSorted()
  return plain && JSON.stringify(ids) === JSON.stringify([...new Set(draft.grantIds)].toSorted())
}

export type DelegateRefusal = DelegationRefusal | 'account_not_found' | 'id_reused'

/**
 * Hands roles of one account over to another for a term: by the holder, or by somebody who could give these roles. Both
 * are told. What was received by delegation is nobody's own and is never handed on.
 */
export async function delegateRoles(tx: Tx, draft: DelegationDraft): Promise<Result<Delegation, DelegateRefusal>> {
  const actor = actorOf(tx)
  const known = await showDelegation(tx, draft.id)
  if (known) return isSame(draft, known) ? ok(known) : err('id_reused')
  if (!(await lockAccount(tx, draft.principalId)) || !(await lockAccount(tx, draft.delegateId)))
    return err('account_not_found')
  const { administratorsSplit, delegationDays: mostDays } = await loadSettings(tx)
  const found = await loadHandedOver(tx, draft)
  const grants: HandedOver[] = []
  for (const grant of found) {
    const roots = grantingRoots(actor.grants, grant.role, administratorsSplit)
    const mayGive = actor.accountId === draft.principalId || (await covers(tx, roots, [grant.organisationId]))
    grants.push({ ...grant, mayGive })
  }
  const isWhole = found.length === new Set(draft.grantIds).size
  const facts = { ...draft, makerId: actor.accountId, today: tx.context.today, mostDays }
  const refusal = delegationRefusal({ ...facts, grants: isWhole ? grants : [] })
  if (refusal) return err(refusal)
  const { grantIds: _, ...row } = draft
  await insertDelegation(tx, { ...row, madeBy: actor.accountId }, found)
  const delegation = await shown(tx, draft.id)
  const { id, principalId, grants: handedOver, fromOn, toOn, reason } = delegation
  note(tx, {
    act: 'role.delegated',
    object: { kind: 'account', id: principalId },
    after: {
      ...{
        delegationId: id,
        delegateId: draft.delegateId,
        delegateName: delegation.delegateName,
        fromOn,
        toOn,
        reason,
      },
      roles: handedOver.map(({ role, organisationName }) => `${role} · ${organisationName}`),
    },
  })
  const begins = fromOn === tx.context.today && (await markTold(tx, id, 'delegation_begins', toOn))
  const moment = begins ? 'begins' : 'made'
  await tellSide(tx, delegation, 'delegate', moment)
  if (begins || actor.accountId !== principalId) await tellSide(tx, delegation, 'principal', moment)
  return ok(delegation)
}

/** Ends a delegation before its term and tells whoever did not. */
export async function endIt(
  tx: Tx,
  delegation: Delegation,
  endedHow: NonNullable<Delegation['endedHow']>,
  endedReason: string | null,
): Promise<Delegation> {
  await saveEnding(tx, delegation.id, { endedHow, endedReason })
  note(tx, {
    act: 'role.delegation_ended',
    object: { kind: 'account', id: delegation.principalId },
    before: { delegationId: delegation.id, delegateName: delegation.delegateName, toOn: delegation.toOn },
    after: { how: endedHow, reason: endedReason },
  })
  const ended = await shown(tx, delegation.id)
  if (endedHow !== 'principal') await tellSide(tx, ended, 'principal', 'ended')
  if (endedHow !== 'delegate') await tellSide(tx, ended, 'delegate', 'ended')
  return ended
}

async function end(
  tx: Tx,
  id: string,
  reason: string | undefined,
  howOf: (delegation: Delegation) => Delegation['endedHow'] | undefined,
): Promise<Result<Delegation, EndRefusal>> {
  const found = await showDelegation(tx, id)
  const how = found && howOf(found)
  if (!found || !how) return err('delegation_not_found')
  await lockAccount(tx, found.principalId)
  const delegation = await shown(tx, id)
  if (delegation.standing === 'ended' && delegation.endedHow === how) return ok(delegation)
  if (delegation.standing === 'ended' || delegation.standing === 'over') return err('delegation_over')
  return ok(await endIt(tx, delegation, how, reason ?? null))
}

/** Ends a delegation as one of its two sides. Asking again changes nothing. */
export async function endOwnDelegation(
  tx: Tx,
  id: string,
  reason: string | undefined,
): Promise<Result<Delegation, EndRefusal>> {
  const { accountId } = actorOf(tx)
  return end(tx, id, reason, (delegation) => enderOf(delegation, accountId))
}

/** Ends a delegation as an administrator of the part where its roles lie. */
export async function endDelegation(
  tx: Tx,
  id: string,
  reason: string | undefined,
): Promise<Result<Delegation, EndRefusal>> {
  return end(tx, id, reason, () => 'administrator')
}

/** Acts in this session with the roles of a delegation from now on: every act names both. */
export async function startActing(tx: Tx, id: string): Promise<Result<undefined, ActRefusal>> {
  const { accountId, sessionId } = actorOf(tx)
  const received = await showDelegation(tx, id)
  if (!received || received.delegateId !== accountId) return err('delegation_not_found')
  const standIns = await listStandIns(tx, accountId)
  if (!standIns.some(({ delegationId }) => delegationId === id)) return err('delegation_not_in_force')
  if (await lacksFactorFor(tx, accountId, id)) return err('second_factor_needed')
  await saveActing(tx, sessionId, id)
  const after = { delegationId: id, principalId: received.principalId, principalName: received.principalName }
  note(tx, { act: 'session.acting', object: { kind: 'account', id: accountId }, after })
  return ok()
}

/** Comes back to one's own roles in this session. */
export async function stopActing(tx: Tx): Promise<Result<undefined, never>> {
  const { accountId, sessionId } = actorOf(tx)
  await saveActing(tx, sessionId, null)
  note(tx, { act: 'session.acting_ended', object: { kind: 'account', id: accountId } })
  return ok()
}
