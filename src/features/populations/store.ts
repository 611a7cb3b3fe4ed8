import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { within } from '../organisations/public.ts'
import { organisations } from '../organisations/tables.ts'
import type { SavedPopulation } from './contract.ts'
import { populations, populationUseEntries, populationVersionEntries } from './tables.ts'

const ofTenant = (tx: Tx) => eq(populations.tenantId, tx.context.tenantId)

/** Where a population lies: with whoever saved it. */
export async function populationScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findPopulation(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The population of this id, held until the transaction ends where it is to change. */
export async function findPopulation(tx: Tx, id: string, lock = false) {
  const asked = tx
    .select()
    .from(populations)
    .where(and(ofTenant(tx), eq(populations.id, id)))
  const [found] = lock ? await asked.for('update') : await asked
  return found
}

/** Whether another open population of an organisation has this name. */
export async function isNamed(tx: Tx, organisationId: string, name: string, otherThan: string): Promise<boolean> {
  const found = await tx
    .select({ id: populations.id })
    .from(populations)
    .where(
      and(
        ofTenant(tx),
        eq(populations.organisationId, organisationId),
        eq(populations.name, name),
        isNull(populations.closedAt),
      ),
    )
  return found.some((row) => row.id !== otherThan)
}

// The newest use of each object counts, if the object has not given it up.
const uses = sql<number>`(select count(*)::int from (
  select distinct on (use.object_id) use.population_id, use.is_over from population_use_entry use
  where use.tenant_id = population.tenant_id and use.object_id in (select mine.object_id from population_use_entry mine
    where mine.tenant_id = population.tenant_id and mine.population_id = population.id)
  order by use.object_id, use.used_at desc, use.id desc) newest
  where newest.population_id = population.id and not newest.is_over)`

function selectShown(tx: Tx) {
  return tx
    .select({
      id: populations.id,
      organisationId: populations.organisationId,
      organisationName: organisations.name,
      name: populations.name,
      note: populations.note,
      version: populations.version,
      rule: populationVersionEntries.rule,
      closedAt: populations.closedAt,
      uses,
    })
    .from(populations)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, populations.tenantId), eq(organisations.id, populations.organisationId)),
    )
    .innerJoin(
      populationVersionEntries,
      and(
        eq(populationVersionEntries.tenantId, populations.tenantId),
        eq(populationVersionEntries.populationId, populations.id),
        eq(populationVersionEntries.version, populations.version),
      ),
    )
}

type Row = Awaited<ReturnType<typeof selectShown>>[number]
const shown = ({ closedAt, ...row }: Row): SavedPopulation => ({ ...row, closedAt: closedAt?.toISOString() ?? null })

function selectSeen(tx: Tx, roots: readonly string[], closed: boolean) {
  const above = sql`exists (select from organisation_closure line where line.tenant_id = ${tx.context.tenantId}
    and line.ancestor_id = ${populations.organisationId}
    and line.descendant_id = any(${sql.param(`{${roots.join(',')}}`)}::uuid[]))`
  return selectShown(tx)
    .where(
      and(
        ofTenant(tx),
        closed ? undefined : isNull(populations.closedAt),
        or(within(tx, sql`${populations.organisationId}`, roots), above),
      ),
    )
    .orderBy(asc(populations.name), asc(populations.id))
}

/** The populations of the subtrees of `roots`, and those that somebody above them saved for all. */
export async function listPopulations(tx: Tx, roots: readonly string[], closed: boolean): Promise<SavedPopulation[]> {
  return (await selectSeen(tx, roots, closed)).map(shown)
}

/** The rules in force of the same populations, to count people by. */
export async function listRules(tx: Tx, roots: readonly string[]) {
  const rows = await selectSeen(tx, roots, false)
  return rows.map(({ id, name, organisationId, rule }) => ({ id, name, organisationId, rule }))
}

/** One population as people see it. */
export async function showPopulation(tx: Tx, id: string): Promise<SavedPopulation | undefined> {
  const [found] = await selectShown(tx).where(and(ofTenant(tx), eq(populations.id, id)))
  return found && shown(found)
}

/** Every rule that a population was, the latest first. */
export async function listVersions(tx: Tx, id: string) {
  const entry = populationVersionEntries
  const rows = await tx
    .select()
    .from(entry)
    .where(and(eq(entry.tenantId, tx.context.tenantId), eq(entry.populationId, id)))
    .orderBy(desc(entry.version))
  return rows.map(({ version, rule, reason, madeByName, madeAt }) => ({
    ...{ version, rule, reason, madeByName },
    madeAt: madeAt.toISOString(),
  }))
}

/** Where a population is used: by objects whose newest use it is, and that have not given it up. */
export async function listUses(tx: Tx, id: string) {
  const entry = populationUseEntries
  const rows = await tx
    .selectDistinctOn([entry.objectId])
    .from(entry)
    .where(
      and(
        eq(entry.tenantId, tx.context.tenantId),
        sql`${entry.objectId} in (select mine.object_id from population_use_entry mine
          where mine.tenant_id = ${tx.context.tenantId} and mine.population_id = ${id}::uuid)`,
      ),
    )
    .orderBy(asc(entry.objectId), desc(entry.usedAt), desc(entry.id))
  return rows
    .filter(({ populationId, isOver }) => populationId === id && !isOver)
    .map(({ tenantId: _, populationId: __, isOver: ___, usedAt, ...row }) => ({
      ...row,
      usedAt: usedAt.toISOString(),
    }))
}

/** The newest use that an object makes of a population. */
export async function findUse(tx: Tx, objectId: string) {
  const entry = populationUseEntries
  const [found] = await tx
    .select()
    .from(entry)
    .where(and(eq(entry.tenantId, tx.context.tenantId), eq(entry.objectId, objectId)))
    .orderBy(desc(entry.usedAt), desc(entry.id))
    .limit(1)
  return found
}

/** The rule that a population was in one of its versions, and what it is called now. */
export async function findVersion(tx: Tx, id: string, version: number) {
  const [found] = await tx
    .select({ name: populations.name, newest: populations.version, rule: populationVersionEntries.rule })
    .from(populationVersionEntries)
    .innerJoin(
      populations,
      and(
        eq(populations.tenantId, populationVersionEntries.tenantId),
        eq(populations.id, populationVersionEntries.populationId),
      ),
    )
    .where(
      and(
        eq(populationVersionEntries.tenantId, tx.context.tenantId),
        eq(populationVersionEntries.populationId, id),
        eq(populationVersionEntries.version, version),
      ),
    )
  return found
}

/** Saves a population. */
export async function insertPopulation(tx: Tx, row: Omit<typeof populations.$inferInsert, 'tenantId' | 'createdAt'>) {
  await tx.insert(populations).values({ ...row, tenantId: tx.context.tenantId, createdAt: tx.context.now })
}

/** Changes what a population is called, which version is in force, or that it was put away. */
export async function updatePopulation(tx: Tx, id: string, change: Partial<typeof populations.$inferInsert>) {
  await tx
    .update(populations)
    .set(change)
    .where(and(ofTenant(tx), eq(populations.id, id)))
}

/** Keeps a version. */
export async function insertVersion(
  tx: Tx,
  row: Pick<typeof populationVersionEntries.$inferInsert, 'populationId' | 'version' | 'rule' | 'reason'>,
) {
  const { tenantId, now, actor } = tx.context
  await tx
    .insert(populationVersionEntries)
    .values({ ...row, tenantId, madeByName: actor?.name ?? 'system', madeAt: now })
}

/** Keeps a use. */
export async function insertUse(tx: Tx, row: Omit<typeof populationUseEntries.$inferInsert, 'tenantId' | 'usedAt'>) {
  await tx.insert(populationUseEntries).values({ ...row, tenantId: tx.context.tenantId, usedAt: tx.context.now })
}
