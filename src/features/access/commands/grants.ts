import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { insertGrant } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { covers, findOrganisation } from '../../organisations/public.ts'
import { endIt } from './delegations.ts'
import type { NewGrant, RoleGrant } from '../contract.ts'
import {
  granters,
  grantingRoots,
  grantRefusal,
  rulers,
  withdrawRefusal,
  type GrantRefusal,
  type WithdrawRefusal,
} from '../core/grants.ts'
import { countOthers, findGrant, isHeld, lockAccount, showGrant, withdraw } from '../store/grants.ts'
import { listEmptied } from '../store/delegations.ts'
import { loadSettings } from '../store/settings.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a role is given and taken by somebody')
  return actor
}

async function shown(tx: Tx, id: string): Promise<RoleGrant> {
  const grant = await showGrant(tx, id)
  if (!grant) throw new Error('a grant that was just written is not there')
  return grant
}

function isSame(draft: NewGrant, known: { [K in Exclude<keyof NewGrant, 'id'>]: NewGrant[K] }): boolean {
  return (['accountId', 'role', 'organisationId', 'fromOn', 'toOn', 'reason'] as const).every(
    (key) => draft[key] === known[key],
  )
}

/** Gives an account a role over an organisation and what lies below it, for a term. Whoever receives it is told. */
export async function giveRole(
  tx: Tx,
  draft: NewGrant,
): Promise<Result<RoleGrant, GrantRefusal | 'account_not_found' | 'organisation_not_found' | 'id_reused'>> {
  const actor = actorOf(tx)
  const known = await findGrant(tx, draft.id)
  if (known) return isSame(draft, known) ? ok(await shown(tx, draft.id)) : err('id_reused')
  const organisation = await findOrganisation(tx, draft.organisationId)
  if (!organisation) return err('organisation_not_found')
  const account = await lockAccount(tx, draft.accountId)
  if (!account) return err('account_not_found')
  const { administratorsSplit } = await loadSettings(tx)
  const refusal = grantRefusal({
    ...draft,
    granterId: actor.accountId,
    organisationKind: organisation.kind,
    today: tx.context.today,
    mayGive: actor.grants.some(({ role }) => granters(draft.role, administratorsSplit).includes(role)),
    isWithin: await covers(tx, grantingRoots(actor.grants, draft.role, administratorsSplit), [draft.organisationId]),
    isHeld: await isHeld(tx, draft),
  })
  if (refusal) return err(refusal)
  await insertGrant(tx, draft)
  const { id, accountId, ...after } = draft
  note(tx, { act: 'role.granted', object: { kind: 'account', id: accountId }, after: { grantId: id, ...after } })
  await notify(
    tx,
    { accountIds: [accountId] },
    {
      code: draft.toOn === null ? 'access.granted' : 'access.granted_until',
      params: {
        role: draft.role,
        organisation: organisation.name,
        fromOn: draft.fromOn,
        reason: draft.reason,
        ...(draft.toOn === null ? {} : { toOn: draft.toOn }),
      },
    },
  )
  return ok(await shown(tx, id))
}

/** Takes a role away before its time. Asking again changes nothing. */
export async function withdrawGrant(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<RoleGrant, WithdrawRefusal | 'grant_not_found'>> {
  const actor = actorOf(tx)
  const found = await findGrant(tx, id)
  if (!found) return err('grant_not_found')
  await lockAccount(tx, found.accountId)
  const grant = await shown(tx, id)
  if (grant.withdrawnReason === reason) return ok(grant)
  const { administratorsSplit } = await loadSettings(tx)
  const ruling = rulers(administratorsSplit)
  const refusal = withdrawRefusal({
    mayGive: await covers(tx, grantingRoots(actor.grants, grant.role, administratorsSplit), [grant.organisationId]),
    isOver: grant.standing === 'withdrawn' || grant.standing === 'over',
    isLastGranter:
      ruling.includes(grant.role) &&
      (await countOthers(tx, administratorsSplit ? ['security_admin'] : ['system_admin', 'security_admin'], id)) === 0,
  })
  if (refusal) return err(refusal)
  await withdraw(tx, id, reason)
  const { accountId, role, organisationId, organisationName } = grant
  const before = { grantId: id, role, organisationId, fromOn: grant.fromOn, toOn: grant.toOn }
  note(tx, { act: 'role.withdrawn', object: { kind: 'account', id: accountId }, before, after: { reason } })
  const params = { role, organisation: organisationName, reason }
  await notify(tx, { accountIds: [accountId] }, { code: 'access.withdrawn', params })
  // What stood on this role alone has nothing to stand on.
  for (const emptied of await listEmptied(tx)) await endIt(tx, emptied, 'grants_gone', reason)
  return ok(await shown(tx, id))
}
