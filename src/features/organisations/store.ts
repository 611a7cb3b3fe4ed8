import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { readWords, type Word } from '../../lib/search.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { amongPasted } from '../pastes/public.ts'
import type { NewOrganisation, Organisation, OrganisationQuery } from './contract.ts'
import { organisationClosure, organisations, tenants } from './tables.ts'

/** Where an organisation lies: in itself. */
export async function organisationScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findOrganisation(tx, id)
  return found && { organisationIds: [found.id] }
}

/** Whether one of `roots` is, or stands above, one of `organisationIds`. */
export async function covers(tx: Tx, roots: readonly string[], organisationIds: readonly string[]): Promise<boolean> {
  if (roots.length === 0 || organisationIds.length === 0) return false
  const found = await tx
    .select({ one: sql`1` })
    .from(organisationClosure)
    .where(
      and(
        eq(organisationClosure.tenantId, tx.context.tenantId),
        inArray(organisationClosure.ancestorId, [...roots]),
        inArray(organisationClosure.descendantId, [...organisationIds]),
      ),
    )
    .limit(1)
  return found.length > 0
}

/** A condition that holds where `column` names an organisation in the subtrees of `roots`. */
export function within(tx: Tx, column: SQL | typeof organisations.id, roots: readonly string[]): SQL {
  const pair = alias(organisationClosure, 'scope')
  return exists(
    tx
      .select({ one: sql`1` })
      .from(pair)
      .where(
        and(
          eq(pair.tenantId, tx.context.tenantId),
          inArray(pair.ancestorId, roots.length > 0 ? [...roots] : [nobody]),
          sql`${pair.descendantId} = ${column}`,
        ),
      ),
  )
}

// An id that no organisation has: an empty list of roots must match nothing.
const nobody = '00000000-0000-0000-0000-000000000000'

/** The tenant of this transaction. */
export async function loadTenant(tx: Tx) {
  const [tenant] = await tx.select().from(tenants).where(eq(tenants.id, tx.context.tenantId))
  if (!tenant) throw new Error('the tenant of this transaction does not exist')
  return tenant
}

/** Sets the cycle of years of the tenant: the first year of one of them, and how many each has. */
export async function setCycle(
  tx: Tx,
  { cycleStart, cycleYears }: { readonly cycleStart: number; readonly cycleYears: number },
): Promise<void> {
  await tx.update(tenants).set({ cycleStart, cycleYears }).where(eq(tenants.id, tx.context.tenantId))
}

/** The organisation of this id. */
export async function findOrganisation(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.tenantId, tx.context.tenantId), eq(organisations.id, id)))
  return found
}

/** The bureau at the root of the tree; undefined before the region was set up. */
export async function findBureau(tx: Tx) {
  const [found] = await tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.tenantId, tx.context.tenantId), eq(organisations.kind, 'bureau')))
  return found
}

/** The organisations above one, the bureau first. */
export async function listAbove(tx: Tx, id: string): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisationClosure)
    .innerJoin(
      organisations,
      and(
        eq(organisations.tenantId, organisationClosure.tenantId),
        eq(organisations.id, organisationClosure.ancestorId),
      ),
    )
    .where(
      and(
        eq(organisationClosure.tenantId, tx.context.tenantId),
        eq(organisationClosure.descendantId, id),
        ne(organisationClosure.ancestorId, id),
      ),
    )
    .orderBy(sql`${organisationClosure.depth} desc`)
}

const teachersBelow = sql<number>`(
  select count(*)::int from person
  join organisation_closure below on below.tenant_id = person.tenant_id and below.descendant_id = person.organisation_id
  where person.tenant_id = organisation.tenant_id and below.ancestor_id = organisation.id)`

const shown = {
  id: organisations.id,
  parentId: organisations.parentId,
  kind: organisations.kind,
  name: organisations.name,
  shortName: organisations.shortName,
  schoolKind: organisations.schoolKind,
  stages: organisations.stages,
  setting: organisations.setting,
  closedOn: organisations.closedOn,
  code: organisations.code,
  mergedInto: organisations.mergedInto,
  openedOn: organisations.openedOn,
  address: organisations.address,
  phone: organisations.phone,
  teachers: teachersBelow,
}

/** One organisation as people see it. */
export async function showOrganisation(tx: Tx, id: string): Promise<Organisation | undefined> {
  const [found] = await tx
    .select(shown)
    .from(organisations)
    .where(and(eq(organisations.tenantId, tx.context.tenantId), eq(organisations.id, id)))
  return found
}

// A school is still looked for by the name it had.
const calledBefore = (typed: string) => sql`exists (select from organisation_change_entry before
  where before.tenant_id = organisation.tenant_id and before.organisation_id = organisation.id
    and (before.old_name like ${`%${typed}%`} or before.old_pinyin like ${`${typed}%`} or before.old_initials like ${`${typed}%`}))`

/**
 * A condition that holds for organisations that are called by what was typed: every word is part of the name, or of its pinyin
 * or initials, as it is or as it was; a code is typed whole.
 */
export function isCalled(q: string): SQL | undefined {
  const words = readWords(q)
  if (words.length === 0) return undefined
  const isNow = ({ text, kind }: Word) => sql`organisation_is_called(organisation, ${text}, ${kind === 'letters'})`
  return or(eq(organisations.code, q), and(...words.map((word) => or(isNow(word), calledBefore(word.text)))))
}

/** A page of the organisations in the subtrees of `roots`, in pinyin order; one more than asked for when there are more. */
export async function listOrganisations(
  tx: Tx,
  roots: readonly string[],
  query: OrganisationQuery,
  after: { pinyin: string; id: string } | undefined,
): Promise<(Organisation & { pinyin: string })[]> {
  return tx
    .select({ ...shown, pinyin: organisations.pinyin })
    .from(organisations)
    .where(
      and(
        eq(organisations.tenantId, tx.context.tenantId),
        within(tx, organisations.id, roots),
        query.kind ? eq(organisations.kind, query.kind) : undefined,
        query.parentId ? eq(organisations.parentId, query.parentId) : undefined,
        amongPasted(tx, query.pasted, organisations.id),
        query.state === 'open' ? isNull(organisations.closedOn) : undefined,
        query.state === 'closed' ? isNotNull(organisations.closedOn) : undefined,
        isCalled(query.q),
        after &&
          or(
            gt(organisations.pinyin, after.pinyin),
            and(eq(organisations.pinyin, after.pinyin), gt(organisations.id, after.id)),
          ),
      ),
    )
    .orderBy(asc(organisations.pinyin), asc(organisations.id))
    .limit(query.limit + 1)
}

/** Adds an organisation to the tree and to the closure, under its parent. */
export async function insertOrganisation(
  tx: Tx,
  draft: Omit<NewOrganisation, 'kind' | 'parentId' | 'shortName'> & {
    kind: Organisation['kind']
    parentId: string | null
    shortName: string
    pinyin: string
    initials: string
  },
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(organisations).values({ ...draft, tenantId, createdAt: now })
  await tx.execute(sql`
    insert into organisation_closure (tenant_id, ancestor_id, descendant_id, depth)
    select ${tenantId}::uuid, ${draft.id}::uuid, ${draft.id}::uuid, 0
    union all
    select tenant_id, ancestor_id, ${draft.id}::uuid, depth + 1 from organisation_closure
    where tenant_id = ${tenantId}::uuid and descendant_id = ${draft.parentId}::uuid`)
}

// PostgreSQL takes at most 65,535 values in one statement.
const mostRows = 2_000

/** Adds many organisations at once, each after the one it stands under; `root` is one that is there already, with nothing above it. */
export async function insertOrganisations(
  tx: Tx,
  root: string,
  rows: readonly Omit<typeof organisations.$inferInsert, 'tenantId' | 'createdAt'>[],
): Promise<void> {
  const { tenantId, now: createdAt } = tx.context
  const above = new Map<string, readonly string[]>([[root, [root]]])
  const pairs: (typeof organisationClosure.$inferInsert)[] = []
  for (const { id, parentId } of rows) {
    const line = [id, ...(above.get(parentId ?? '') ?? [])]
    above.set(id, line)
    for (const [depth, ancestorId] of line.entries()) pairs.push({ tenantId, ancestorId, descendantId: id, depth })
  }
  for (let from = 0; from < rows.length; from += mostRows) {
    const part = rows.slice(from, from + mostRows)
    await tx.insert(organisations).values(part.map((row) => ({ ...row, tenantId, createdAt })))
  }
  for (let from = 0; from < pairs.length; from += mostRows) {
    await tx.insert(organisationClosure).values(pairs.slice(from, from + mostRows))
  }
}

/** Founds the tenant of this transaction. */
export async function insertTenant(
  tx: Tx,
  draft: { slug: string; name: string; regionCode: string; timeZone: string; year: number },
): Promise<void> {
  await tx.insert(tenants).values({ ...draft, id: tx.context.tenantId, createdAt: tx.context.now })
}

/** Puts in what every region begins with, such as the layouts that hours are handed in by: data of the database's own. */
export async function beginRegion(tx: Tx, bureauId: string): Promise<void> {
  await tx.execute(sql`select region_begins(${bureauId}::uuid, ${tx.context.now.toISOString()}::timestamptz)`)
}
