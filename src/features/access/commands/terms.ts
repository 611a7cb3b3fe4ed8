import { addDays } from '../../../lib/dates.ts'
import { ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { insertGrant, listHolders } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { findOrganisation } from '../../organisations/public.ts'
import { endingDays, granters, isGrantedRole, places } from '../core/grants.ts'
import { listAtTurns, listEmptied, listOfClosedAccounts } from '../store/delegations.ts'
import { isHeld, withdraw } from '../store/grants.ts'
import { loadSettings } from '../store/settings.ts'
import { listEndingBy, listOver, markTold } from '../store/terms.ts'
import { endIt, tellSide } from './delegations.ts'

/** How many days before its end a role is spoken of for the second time. */
const lastDays = 3

/**
 * Says what is due of terms today: of delegations their beginning, the day before their end and their end, to both; of
 * roles that they end within fourteen and within three days, to the holder and to whoever can renew them. Each is said
 * once, however often this is asked. Delegations that nothing is left of are ended.
 */
export async function tellTerms(tx: Tx): Promise<Result<number, never>> {
  const told = (await tellDelegations(tx)) + (await tellGrants(tx))
  if (told > 0)
    note(tx, { act: 'role.terms_told', object: { kind: 'tenant', id: tx.context.tenantId }, after: { told } })
  return ok(told)
}

async function tellDelegations(tx: Tx): Promise<number> {
  const { today } = tx.context
  for (const delegation of await listEmptied(tx)) await endIt(tx, delegation, 'grants_gone', null)
  for (const delegation of await listOfClosedAccounts(tx)) await endIt(tx, delegation, 'account_closed', null)
  const tomorrow = addDays(today, 1)
  let told = 0
  for (const delegation of await listAtTurns(tx, tomorrow, addDays(today, -7))) {
    const { id, toOn, standing } = delegation
    const moments = [
      ...(standing === 'in_force' ? (['begins'] as const) : []),
      ...(toOn === tomorrow ? (['ends'] as const) : []),
      ...(standing === 'over' ? (['over'] as const) : []),
    ]
    for (const moment of moments) {
      if (!(await markTold(tx, id, `delegation_${moment}`, toOn))) continue
      for (const side of ['principal', 'delegate'] as const) await tellSide(tx, delegation, side, moment)
      told += 1
    }
  }
  return told
}

async function tellGrants(tx: Tx): Promise<number> {
  const { today } = tx.context
  const { administratorsSplit } = await loadSettings(tx)
  let told = 0
  for (const grant of await listEndingBy(tx, addDays(today, endingDays))) {
    const what = grant.toOn <= addDays(today, lastDays) ? 'grant_ends_3' : 'grant_ends_14'
    if (!(await markTold(tx, grant.id, what, grant.toOn))) continue
    const { role, toOn, organisationName: organisation, accountName: who, accountId } = grant
    const params = { role, toOn, organisation, who }
    await notify(tx, { accountIds: [accountId] }, { code: 'access.grant_ends', params })
    const may = granters(role, administratorsSplit).filter(isGrantedRole)
    const held = await Promise.all(may.map((each) => listHolders(tx, each, grant.organisationId)))
    const accountIds = [...new Set(held.flat().map((holder) => holder.accountId))].filter((id) => id !== accountId)
    const link = `/access?standing=ending&open=${grant.id}`
    await notify(tx, { accountIds }, { code: 'access.grant_ends_renew', params, link })
    told += 1
  }
  return told
}

/**
 * What becomes of the roles over an organisation that is closed: with a successor they move there where they have a
 * meaning, for the rest of their term; otherwise they end. Every holder is told.
 */
export async function followClosing(
  tx: Tx,
  organisationId: string,
  { intoId, reason }: { readonly intoId: string | null; readonly reason: string },
): Promise<{ moved: number; ended: number }> {
  const closed = await findOrganisation(tx, organisationId)
  const into = intoId === null ? undefined : await findOrganisation(tx, intoId)
  const done = { moved: 0, ended: 0 }
  for (const grant of await listOver(tx, organisationId)) {
    const { accountId, role, toOn } = grant
    const fromOn = grant.fromOn > tx.context.today ? grant.fromOn : tx.context.today
    await withdraw(tx, grant.id, reason)
    const moves = into !== undefined && places[role].includes(into.kind)
    const next = { accountId, role, organisationId: into?.id ?? organisationId, fromOn, toOn }
    if (moves && !(await isHeld(tx, next))) await insertGrant(tx, { ...next, id: newId(), reason })
    const params = { role, organisation: closed?.name ?? '', reason }
    await notify(
      tx,
      { accountIds: [accountId] },
      moves
        ? { code: 'access.grant_moved', params: { ...params, into: into.name } }
        : { code: 'access.grant_closed', params },
    )
    note(tx, {
      act: moves ? 'role.moved' : 'role.withdrawn',
      object: { kind: 'account', id: accountId },
      before: { grantId: grant.id, role, organisationId, fromOn: grant.fromOn, toOn },
      after: moves ? { organisationId: next.organisationId, reason } : { reason },
    })
    done[moves ? 'moved' : 'ended'] += 1
  }
  for (const emptied of await listEmptied(tx)) await endIt(tx, emptied, 'grants_gone', reason)
  return done
}
