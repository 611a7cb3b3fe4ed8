import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { organisations, tenants } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import type { Me } from '../contract.ts'
import { inTerm, lacksSecondFactor } from '../store.ts'
import { accounts, roleGrants } from '../tables.ts'
import { isHandedOver, listStandIns } from './acting.ts'

/** Whose session it is, and whom they stand in for at the moment. */
export type Session = {
  readonly accountId: string
  readonly awaitsCode: boolean
  readonly delegationId?: string | null | undefined
}

/** What a person sees of themselves after signing in. */
export async function loadMe(
  tx: Tx,
  { accountId, awaitsCode, delegationId = null }: Session,
  unread: Promise<number>,
): Promise<Me> {
  // Asked without waiting, they travel together.
  const [account, standIns, bureau, lacksFactor, unreadNotices] = await Promise.all([
    findOneself(tx, accountId),
    listStandIns(tx, accountId),
    findOwnBureau(tx),
    lacksSecondFactor(tx, accountId),
    unread,
  ])
  const actingFor = standIns.find((one) => one.delegationId === delegationId) ?? null
  const grants = await listNamedGrants(tx, accountId, actingFor)
  if (!account || !bureau) throw new Error('a session without its account or its bureau')
  const { personId, personName, organisationName } = account
  return {
    account: { id: account.id, name: account.name },
    person:
      personId !== null && personName !== null && organisationName !== null
        ? { id: personId, name: personName, organisationName }
        : null,
    grants,
    actingFor,
    standIns,
    bureau,
    unreadNotices,
    owes: awaitsCode ? 'code' : lacksFactor ? 'second_factor' : null,
  }
}

async function findOneself(tx: Tx, accountId: string) {
  const [found] = await tx
    .select({
      id: accounts.id,
      name: accounts.name,
      personId: people.id,
      personName: people.name,
      organisationName: organisations.name,
    })
    .from(accounts)
    .leftJoin(people, and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId)))
    .leftJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(and(eq(accounts.tenantId, tx.context.tenantId), eq(accounts.id, accountId)))
  return found
}

async function findOwnBureau(tx: Tx) {
  const [found] = await tx
    .select({
      id: organisations.id,
      name: tenants.name,
      slug: tenants.slug,
      year: tenants.year,
      zone: tenants.timeZone,
    })
    .from(tenants)
    .innerJoin(organisations, and(eq(organisations.tenantId, tenants.id), eq(organisations.kind, 'bureau')))
    .where(eq(tenants.id, tx.context.tenantId))
  return found
}

type StandIn = Awaited<ReturnType<typeof listStandIns>>[number]

// Who stands in for somebody holds what was handed over, and nothing of their own meanwhile.
function listNamedGrants(tx: Tx, accountId: string, actingFor: StandIn | null) {
  return tx
    .select({
      role: roleGrants.role,
      organisationId: roleGrants.organisationId,
      organisationName: organisations.name,
    })
    .from(roleGrants)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, roleGrants.tenantId), eq(organisations.id, roleGrants.organisationId)),
    )
    .where(
      and(
        eq(roleGrants.tenantId, tx.context.tenantId),
        eq(roleGrants.accountId, actingFor?.accountId ?? accountId),
        actingFor ? isHandedOver(actingFor.delegationId) : undefined,
        inTerm(tx.context.today),
      ),
    )
}
