import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import { sentRows, type SentColumn } from '../../../platform/db/rows.ts'
import type { Change, HourClass } from '../core/entries.ts'
import { creditClasses, creditTotals } from '../tables.ts'

const ofTenant = (tx: Tx) => eq(creditTotals.tenantId, tx.context.tenantId)
const classed = and(eq(creditClasses.tenantId, creditTotals.tenantId), eq(creditClasses.id, creditTotals.classId))

type Named = HourClass & { readonly id: number }

async function differing(tx: Tx, classes: readonly Named[]): Promise<readonly Named[]> {
  const rows = await tx
    .select()
    .from(creditClasses)
    .where(
      and(
        eq(creditClasses.tenantId, tx.context.tenantId),
        inArray(
          creditClasses.id,
          classes.map(({ id }) => id),
        ),
      ),
    )
  const known = new Map(rows.map((row) => [row.id, row]))
  return classes.filter((each) => {
    const row = known.get(each.id)
    const isSame =
      row?.category === each.category &&
      row.level === each.level &&
      row.mode === each.mode &&
      row.kind === each.kind &&
      row.proof === each.proof
    if (row && !isSame) throw new Error(`two classes of hours share the number ${String(each.id)}`)
    return !row
  })
}

/** Writes down what these hours are, where that was never posted before. Two classes under one number are a defect. */
export async function ensureClasses(tx: Tx, classes: readonly Named[]): Promise<void> {
  if (classes.length === 0) return
  const fresh = await differing(tx, classes)
  if (fresh.length === 0) return
  await tx
    .insert(creditClasses)
    .values(fresh.map((each) => ({ ...each, tenantId: tx.context.tenantId })))
    .onConflictDoNothing()
  const missing = await differing(tx, fresh)
  if (missing.length > 0) throw new Error('a class of hours has another number')
}

/**
 * Adds to the running sums: one statement, however many, always in the same order. Whoever calls it holds the chains of these
 * people (`lockChains`), so that nobody else changes their sums meanwhile.
 */
export async function addToTotals(tx: Tx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const { tenantId } = tx.context
  await runNamed(
    tx,
    'credits: add to sums',
    sql`merge into credit_sum as kept using (
        select person_id, array_agg(year order by year, class_id)::text as years,
          array_agg(class_id order by year, class_id)::text as class_ids,
          array_agg(centihours order by year, class_id)::text as centihours
        from (
          select person_id, year, class_id, sum(centihours)::integer as centihours from (
            select * from ${sentRows('change', changes, sentChange)}
            union all
            select old.person_id, each.* from credit_sum old cross join lateral
              unnest(old.years::integer[], old.class_ids::integer[], old.centihours::integer[]) as each
            where old.tenant_id = ${tenantId}::uuid
              and old.person_id = any(${sql.param(changes.map(({ personId }) => personId))}::uuid[])
          ) as all_of_them group by person_id, year, class_id
        ) as summed group by person_id order by person_id
      ) as now on kept.tenant_id = ${tenantId}::uuid and kept.person_id = now.person_id
      when matched then update set years = now.years, class_ids = now.class_ids, centihours = now.centihours
      when not matched then insert (tenant_id, person_id, years, class_ids, centihours)
        values (${tenantId}::uuid, now.person_id, now.years, now.class_ids, now.centihours)`,
  )
}

const sentChange: readonly SentColumn<Change>[] = [
  ['person_id', 'uuid', ({ personId }) => personId],
  ['year', 'integer', ({ year }) => year],
  ['class_id', 'integer', ({ classId }) => classId],
  ['centihours', 'integer', ({ centihours }) => centihours],
]

/** The running sums of a person by year and category, the latest year first. */
export async function totalsOf(tx: Tx, personId: string) {
  return tx
    .select({
      year: creditTotals.year,
      category: creditClasses.category,
      centihours: sql<number>`sum(${creditTotals.centihours})`.mapWith(Number),
    })
    .from(creditTotals)
    .innerJoin(creditClasses, classed)
    .where(and(ofTenant(tx), eq(creditTotals.personId, personId)))
    .groupBy(creditTotals.year, creditClasses.category)
    .orderBy(desc(creditTotals.year), asc(creditClasses.category))
}

/** The running sums of a person as they are kept. */
export async function loadTotals(tx: Tx, personId: string): Promise<Change[]> {
  return tx
    .select({
      personId: creditTotals.personId,
      year: creditTotals.year,
      classId: creditTotals.classId,
      centihours: creditTotals.centihours,
    })
    .from(creditTotals)
    .where(and(ofTenant(tx), eq(creditTotals.personId, personId)))
}

/** Hours of one year and one class; what an empty text stood for is null here. */
export type Bucket = {
  readonly year: number
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  /** The kinds of evidence behind them. */
  readonly proof: readonly string[]
  readonly centihours: number
}

type BucketRow = HourClass & { readonly personId: string; readonly year: number; readonly centihours: number }

/** A class of hours with null for none, and the kinds of evidence apart. */
export function plainClass({ category, level, mode, kind, proof }: HourClass) {
  const orNull = (text: string) => (text === '' ? null : text)
  return {
    ...{ category: orNull(category), level: orNull(level), mode: orNull(mode), kind: orNull(kind) },
    proof: proof === '' ? [] : proof.split(','),
  }
}

const toBucket = ({ year, centihours, ...row }: BucketRow): Bucket => ({ year, ...plainClass(row), centihours })

const classColumns = sql`c.category, c.level, c.mode, c.kind, c.proof`
const people = (personIds: readonly string[]) => sql`${sql.param(`{${personIds.join(',')}}`)}::uuid[]`

/** The hours of these people by year and class, from the running sums; whoever has none has no row. */
export async function bucketsOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, Bucket[]>> {
  const rows = await runNamed<BucketRow>(
    tx,
    'credits: buckets',
    sql`select t.person_id as "personId", t.year, ${classColumns}, t.centihours
      from credit_total t join credit_class c on c.tenant_id = t.tenant_id and c.id = t.class_id
      where t.tenant_id = ${tx.context.tenantId}::uuid and t.person_id = any(${people(personIds)}) and t.centihours <> 0
      order by t.person_id, t.year, t.class_id`,
  )
  const found = new Map<string, Bucket[]>()
  for (const row of rows) {
    const theirs = found.get(row.personId)
    if (theirs) theirs.push(toBucket(row))
    else found.set(row.personId, [toBucket(row)])
  }
  return found
}

/** The first instant after a day in a zone. */
export const endOf = (zone: string, day: string): SQL => sql`((${day}::date + 1)::timestamp at time zone ${zone})`

/** The hours of a person by year and class, from the entries that were posted by the end of a day in the bureau's zone. */
export async function bucketsAt(tx: Tx, personId: string, day: string): Promise<Bucket[]> {
  const { tenantId, zone } = tx.context
  const { rows } = await tx.execute<BucketRow>(sql`
    select e.person_id as "personId", e.year, ${classColumns}, sum(e.centihours)::integer as centihours
    from credit_entry e join credit_class c on c.tenant_id = e.tenant_id and c.id = e.class_id
    where e.tenant_id = ${tenantId}::uuid and e.person_id = ${personId}::uuid
      and e.posted_at < ${endOf(zone, day)}
    group by e.person_id, e.year, e.class_id, ${classColumns} having sum(e.centihours) <> 0
    order by e.year, e.class_id`)
  return rows.map(toBucket)
}

/** The sums of a person by year and category, from the entries that were posted by the end of a day, the latest year first. */
export async function totalsAt(tx: Tx, personId: string, day: string) {
  const sums = new Map<string, { year: number; category: string; centihours: number }>()
  for (const { year, category, centihours } of await bucketsAt(tx, personId, day)) {
    const named = category ?? ''
    const key = `${String(year)} ${named}`
    sums.set(key, { year, category: named, centihours: (sums.get(key)?.centihours ?? 0) + centihours })
  }
  return [...sums.values()].toSorted((a, b) => b.year - a.year || (a.category < b.category ? -1 : 1))
}

/** Every class of hours that was ever posted, by its number. */
export async function loadClasses(tx: Tx): Promise<Map<number, HourClass>> {
  const rows = await tx.select().from(creditClasses).where(eq(creditClasses.tenantId, tx.context.tenantId))
  return new Map(rows.map(({ id, tenantId: _, ...content }) => [id, content]))
}

/** A query of the sums of everybody who has hours: `id`, and three lists of one length, `years`, `classes` and `sums`, each as text. */
export type SumsQuery = (tx: Tx) => SQL

/** The sums as they are kept. */
export const keptSums: SumsQuery = (tx) => sql`
  select kept.person_id as id, kept.years, kept.class_ids as classes, kept.centihours as sums from credit_sum kept
  where kept.tenant_id = ${tx.context.tenantId}::uuid`

/** The sums of the entries themselves, whatever is kept. Read from an index alone. */
export const sumsOfEntries: SumsQuery = (tx) => sql`
  select id, array_agg(year)::text as years, array_agg(class_id)::text as classes, array_agg(centihours)::text as sums
  from (select e.person_id as id, e.year, e.class_id, sum(e.centihours)::integer as centihours from credit_entry e
    where e.tenant_id = ${tx.context.tenantId}::uuid group by e.person_id, e.year, e.class_id) summed
  group by id`
