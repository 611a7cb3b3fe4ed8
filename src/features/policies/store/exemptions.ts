import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Exemption } from '../../../lib/policy/language.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { isTheirs, listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { HourExemption } from '../contract/exemptions.ts'
import { hourExemptions } from '../tables.ts'

type Granted = { personId: string; ruleIds: string[] | null; fromOn: string; toOn: string; reason: string }

const nobody: ReadonlyMap<string, readonly Exemption[]> = new Map()

/** The exemptions in force of everybody in a query of ids (`select id from …`), by person; whoever has none has no row. */
export async function loadExemptions(
  tx: Tx,
  crowd: SQL,
  grantedBy?: string,
): Promise<ReadonlyMap<string, readonly Exemption[]>> {
  const known = grantedBy
    ? sql`decided_at < ((${grantedBy}::date + 1)::timestamp at time zone ${tx.context.zone})`
    : sql`true`
  const { rows } = await tx.execute<Granted>(sql`
      select person_id as "personId", rule_ids as "ruleIds", from_on as "fromOn", to_on as "toOn", kind as reason
      from hour_exemption
      where tenant_id = ${tx.context.tenantId}::uuid and state = 'granted' and person_id in (${crowd}) and ${known}
      order by from_on, id`)
  if (rows.length === 0) return nobody
  const found = new Map<string, Exemption[]>()
  for (const { personId, ...exemption } of rows) {
    const theirs = found.get(personId)
    if (theirs) theirs.push(exemption)
    else found.set(personId, [exemption])
  }
  return found
}

/** The exemptions of one person that are in force; with a day, those that had been granted by its end. */
export async function loadExemptionsOf(tx: Tx, personId: string, grantedBy?: string): Promise<readonly Exemption[]> {
  return (await loadExemptions(tx, sql`${personId}::uuid`, grantedBy)).get(personId) ?? []
}

const ofTenant = (tx: Tx) => eq(hourExemptions.tenantId, tx.context.tenantId)
const one = (tx: Tx, id: string) => and(ofTenant(tx), eq(hourExemptions.id, id))

const askers = alias(accounts, 'asker')
const deciders = alias(accounts, 'decider')

function selectShown(tx: Tx) {
  const tenant = hourExemptions.tenantId
  return tx
    .select({
      exemption: hourExemptions,
      personName: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
      askedByName: signedName<string>(askers.name, hourExemptions.askedBy, hourExemptions.askedFor),
      decidedByName: signedName<string | null>(deciders.name, hourExemptions.decidedBy, hourExemptions.decidedFor),
    })
    .from(hourExemptions)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, hourExemptions.personId)))
    .innerJoin(organisations, and(eq(organisations.tenantId, tenant), eq(organisations.id, people.organisationId)))
    .innerJoin(askers, and(eq(askers.tenantId, tenant), eq(askers.id, hourExemptions.askedBy)))
    .leftJoin(deciders, and(eq(deciders.tenantId, tenant), eq(deciders.id, hourExemptions.decidedBy)))
}

type ShownRow = Awaited<ReturnType<typeof selectShown>>[number]

function toShown({ exemption, ...names }: ShownRow): HourExemption {
  const { tenantId: _, decidedBy: __, decidedFor: ___, deciderPersonId: ____, askedAt, decidedAt, ...rest } = exemption
  return { ...rest, ...names, askedAt: askedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null }
}

/** The exemptions of somebody, under each of their numbers, the latest first. */
export async function listExemptions(tx: Tx, personId: string): Promise<HourExemption[]> {
  const rows = await selectShown(tx)
    .where(and(ofTenant(tx), isTheirs(hourExemptions.personId, personId)))
    .orderBy(desc(hourExemptions.askedAt))
  return rows.map(toShown)
}

/** What waits for a decision in the subtrees of `roots`, the oldest first; at most 200. */
export async function listWaitingExemptions(tx: Tx, roots: readonly string[]): Promise<HourExemption[]> {
  const rows = await selectShown(tx)
    .where(and(ofTenant(tx), eq(hourExemptions.state, 'asked'), within(tx, sql`${people.organisationId}`, roots)))
    .orderBy(asc(hourExemptions.askedAt), asc(hourExemptions.id))
    .limit(200)
  return rows.map(toShown)
}

/** One exemption as people see it. */
export async function showExemption(tx: Tx, id: string): Promise<HourExemption | undefined> {
  const [row] = await selectShown(tx).where(one(tx, id))
  return row && toShown(row)
}

/** One exemption, held until the transaction ends. */
export async function lockExemption(tx: Tx, id: string) {
  const [found] = await tx.select().from(hourExemptions).where(one(tx, id)).for('update')
  return found
}

/** Adds an exemption; false where the id is taken. */
export async function insertExemption(
  tx: Tx,
  row: Omit<typeof hourExemptions.$inferInsert, 'tenantId'>,
): Promise<boolean> {
  const added = await tx
    .insert(hourExemptions)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoNothing()
    .returning({ id: hourExemptions.id })
  return added.length > 0
}

/** Writes down what was decided. */
export async function settleExemption(
  tx: Tx,
  id: string,
  decided: Partial<typeof hourExemptions.$inferInsert>,
): Promise<void> {
  await tx.update(hourExemptions).set(decided).where(one(tx, id))
}

/** Where an exemption lies: with its person's school, about that person. */
export async function exemptionScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: people.organisationId, personId: hourExemptions.personId })
    .from(hourExemptions)
    .innerJoin(people, and(eq(people.tenantId, hourExemptions.tenantId), eq(people.id, hourExemptions.personId)))
    .where(one(tx, id))
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}
