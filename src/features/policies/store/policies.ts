import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Policy } from '../../../lib/policy/language.ts'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import { organisations } from '../../organisations/tables.ts'
import { hourPolicies, hourPolicyDrafts, hourPolicyVersions } from '../tables.ts'

const ofTenant = (tx: Tx, id: string) => and(eq(hourPolicies.tenantId, tx.context.tenantId), eq(hourPolicies.id, id))

/** Where a policy lies: at the organisation whose rules it holds. */
export async function policyScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: hourPolicies.organisationId })
    .from(hourPolicies)
    .where(ofTenant(tx, id))
  return found && { organisationIds: [found.organisationId] }
}

const shown = {
  id: hourPolicies.id,
  organisationId: hourPolicies.organisationId,
  organisationName: organisations.name,
  title: hourPolicies.title,
  packId: hourPolicies.packId,
  packEdition: hourPolicies.packEdition,
  madeAt: hourPolicies.madeAt,
  endedOn: hourPolicies.endedOn,
  endedReason: hourPolicies.endedReason,
}

const selectPolicies = (tx: Tx) =>
  tx
    .select(shown)
    .from(hourPolicies)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, hourPolicies.tenantId), eq(organisations.id, hourPolicies.organisationId)),
    )

/** Every policy of the region, those that were not ended first. */
export async function listPolicies(tx: Tx) {
  return selectPolicies(tx)
    .where(eq(hourPolicies.tenantId, tx.context.tenantId))
    .orderBy(sql`${hourPolicies.endedOn} is not null`, asc(hourPolicies.madeAt), asc(hourPolicies.id))
}

/** One policy without its text. */
export async function findPolicy(tx: Tx, id: string) {
  const [found] = await selectPolicies(tx).where(ofTenant(tx, id))
  return found
}

/** Holds a policy until the transaction ends, so that two who adopt at once come one after the other. */
export async function lockPolicy(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: hourPolicies.id }).from(hourPolicies).where(ofTenant(tx, id)).for('update')
}

/** Adds a policy with its first draft; false where the id is taken. */
export async function insertPolicy(
  tx: Tx,
  { content, ...policy }: Omit<typeof hourPolicies.$inferInsert, 'tenantId'> & { readonly content: Policy },
): Promise<boolean> {
  const { tenantId } = tx.context
  const added = await tx
    .insert(hourPolicies)
    .values({ ...policy, tenantId })
    .onConflictDoNothing()
    .returning({ id: hourPolicies.id })
  if (added.length === 0) return false
  const { id: policyId, madeBy: changedBy, madeAt: changedAt } = policy
  await tx.insert(hourPolicyDrafts).values({ tenantId, policyId, revision: 1, content, changedBy, changedAt })
  return true
}

const ofDraft = (tx: Tx, policyId: string) =>
  and(eq(hourPolicyDrafts.tenantId, tx.context.tenantId), eq(hourPolicyDrafts.policyId, policyId))

/** The draft of a policy, with who changed it last. */
export async function findDraft(tx: Tx, policyId: string) {
  const [found] = await tx
    .select({
      revision: hourPolicyDrafts.revision,
      content: hourPolicyDrafts.content,
      changedBy: hourPolicyDrafts.changedBy,
      changedAt: hourPolicyDrafts.changedAt,
      changedByName: accounts.name,
    })
    .from(hourPolicyDrafts)
    .innerJoin(
      accounts,
      and(eq(accounts.tenantId, hourPolicyDrafts.tenantId), eq(accounts.id, hourPolicyDrafts.changedBy)),
    )
    .where(ofDraft(tx, policyId))
  return found
}

/** Writes the next revision of a draft over the one that was read; false where somebody else was quicker. */
export async function updateDraft(
  tx: Tx,
  policyId: string,
  { revision, content, changedBy }: { readonly revision: number; readonly content: Policy; readonly changedBy: string },
): Promise<boolean> {
  const changed = await tx
    .update(hourPolicyDrafts)
    .set({ revision: revision + 1, content, changedBy, changedAt: tx.context.now })
    .where(and(ofDraft(tx, policyId), eq(hourPolicyDrafts.revision, revision)))
    .returning({ policyId: hourPolicyDrafts.policyId })
  if (changed.length > 0) {
    await tx.update(hourPolicies).set({ title: content.title.zh }).where(ofTenant(tx, policyId))
  }
  return changed.length > 0
}

/** The adopted versions of a policy, the latest first. */
export async function listVersions(tx: Tx, policyId: string) {
  return tx
    .select({
      version: hourPolicyVersions.version,
      effectiveFrom: hourPolicyVersions.effectiveFrom,
      reason: hourPolicyVersions.reason,
      adoptedAt: hourPolicyVersions.adoptedAt,
      adoptedByName: signedName<string>(accounts.name, hourPolicyVersions.adoptedBy, hourPolicyVersions.adoptedBy),
      hash: hourPolicyVersions.hash,
      policy: hourPolicyVersions.content,
    })
    .from(hourPolicyVersions)
    .innerJoin(
      accounts,
      and(eq(accounts.tenantId, hourPolicyVersions.tenantId), eq(accounts.id, hourPolicyVersions.adoptedBy)),
    )
    .where(and(eq(hourPolicyVersions.tenantId, tx.context.tenantId), eq(hourPolicyVersions.policyId, policyId)))
    .orderBy(desc(hourPolicyVersions.version))
}

/** Adds an adopted version. */
export async function insertVersion(
  tx: Tx,
  version: Omit<typeof hourPolicyVersions.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(hourPolicyVersions).values({ ...version, tenantId: tx.context.tenantId })
}

/** Ends a policy: from that day nobody is asked it. False where it was ended before. */
export async function endPolicy(
  tx: Tx,
  id: string,
  ended: { readonly endedOn: string; readonly endedBy: string; readonly endedReason: string },
): Promise<boolean> {
  const rows = await tx
    .update(hourPolicies)
    .set(ended)
    .where(and(ofTenant(tx, id), isNull(hourPolicies.endedOn)))
    .returning({ id: hourPolicies.id })
  return rows.length > 0
}

/** A version that was adopted, without its text. */
export type Adopted = {
  readonly policyId: string
  readonly version: number
  readonly organisationId: string
  readonly effectiveFrom: string
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly hash: string
}

/**
 * Every version of the policies that are asked on a day, as far as it was adopted by the end of another; without a day, every
 * version there is.
 */
export async function listAdopted(tx: Tx, day = '9999-12-31', adoptedBy = '9999-12-30'): Promise<Adopted[]> {
  return runNamed<Adopted>(
    tx,
    'policies: adopted',
    sql`select v.policy_id as "policyId", v.version, p.organisation_id as "organisationId", v.effective_from as "effectiveFrom",
        encode(v.hash, 'hex') as hash
      from hour_policy_version v join hour_policy p on p.tenant_id = v.tenant_id and p.id = v.policy_id
      where v.tenant_id = ${tx.context.tenantId}::uuid and v.effective_from <= ${day}::date
        and v.adopted_at < ((${adoptedBy}::date + 1)::timestamp at time zone ${tx.context.zone})
        and (p.ended_on is null or p.ended_on > ${day}::date or ${day}::date = '9999-12-31')
      order by p.made_at, p.id, v.version`,
  )
}

/** The text of an adopted version. */
export async function findVersion(tx: Tx, policyId: string, version: number): Promise<Policy | undefined> {
  const [found] = await tx
    .select({ content: hourPolicyVersions.content })
    .from(hourPolicyVersions)
    .where(
      and(
        eq(hourPolicyVersions.tenantId, tx.context.tenantId),
        eq(hourPolicyVersions.policyId, policyId),
        eq(hourPolicyVersions.version, version),
      ),
    )
  return found?.content
}
