import { sql } from 'drizzle-orm'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import type { Chained, Evidence, HourClass } from '../core/entries.ts'

type Row = Omit<Chained, 'postedAt'> & {
  readonly postedAt: string
  /** The hash under which a root covered this entry, if it was a head then. */
  readonly sealedHash: string | null
  readonly sealedIn: number | null
}

/** An entry as the database has it now, with the root that covered it as a head, if any. */
export type WalkedEntry = Chained & { readonly sealedHash: string | null; readonly sealedIn: number | null }

/** The last person of the next so many after one, in the order of their ids; undefined when there is nobody left. */
export async function personAfter(tx: Tx, after: string, most: number): Promise<string | undefined> {
  const rows = await runNamed<{ id: string }>(
    tx,
    'credits: next people',
    sql`select max(id::text) as id from (select id from person
      where tenant_id = ${tx.context.tenantId}::uuid and id > ${after}::uuid order by id limit ${most}::integer) next`,
  )
  return rows[0]?.id ?? undefined
}

/** The entries of the people after one, up to another, in the order of their chains. */
export async function entriesBetween(tx: Tx, after: string, upTo: string): Promise<WalkedEntry[]> {
  const rows = await runNamed<Row & { evidence: readonly Evidence[] }>(
    tx,
    'credits: walk entries',
    sql`select e.tenant_id as "tenantId", e.id, e.person_id as "personId", e.seq, e.direction, e.format, e.category, e.level, e.mode,
        e.kind, e.evidence, e.centihours, e.started_on as "startedOn", e.earned_on as "earnedOn", e.cycle, e.class_id as "classId",
        e.source_kind as "sourceKind", e.source_id as "sourceId", e.source_title as "sourceTitle", e.record_id as "recordId",
        e.reverses_id as "reversesId", e.carries_id as "carriesId", e.reason, e.recorded_by as "recordedBy", e.approved_by as "approvedBy",
        e.posted_by as "postedBy", e.posted_at as "postedAt", encode(e.previous_hash, 'hex') as "previousHash",
        encode(e.hash, 'hex') as hash, encode(h.hash, 'hex') as "sealedHash", h.root_seq as "sealedIn"
      from credit_entry e
      left join credit_root_head h on h.tenant_id = e.tenant_id and h.person_id = e.person_id and h.seq = e.seq
      where e.tenant_id = ${tx.context.tenantId}::uuid and e.person_id > ${after}::uuid and e.person_id <= ${upTo}::uuid
      order by e.person_id, e.seq`,
  )
  return rows.map((row) => ({ ...row, postedAt: new Date(row.postedAt) }))
}

/** A head that a root covered and whose entry is gone. */
export type Gone = { readonly personId: string; readonly seq: number; readonly rootSeq: number }

/** The first head of the people after one, up to another, whose entry is not there any more. */
export async function goneBetween(tx: Tx, after: string, upTo: string): Promise<Gone | undefined> {
  const rows = await runNamed<Gone>(
    tx,
    'credits: walk heads',
    sql`select h.person_id as "personId", h.seq, h.root_seq as "rootSeq" from credit_root_head h
      where h.tenant_id = ${tx.context.tenantId}::uuid and h.person_id > ${after}::uuid and h.person_id <= ${upTo}::uuid
        and not exists (select from credit_entry e
          where e.tenant_id = h.tenant_id and e.person_id = h.person_id and e.seq = h.seq)
      order by h.person_id, h.seq limit 1`,
  )
  return rows[0]
}

/** A running sum that is not that of its entries. */
export type SumDifference = HourClass & {
  readonly personId: string
  readonly year: number
  readonly kept: number
  readonly reckoned: number
}

/** The first running sum of the people after one, up to another, that is not the sum of its entries; and how many sums there are. */
export async function sumsBetween(tx: Tx, after: string, upTo: string) {
  const { tenantId } = tx.context
  const range = sql`tenant_id = ${tenantId}::uuid and person_id > ${after}::uuid and person_id <= ${upTo}::uuid`
  const rows = await runNamed<SumDifference & { sums: number }>(
    tx,
    'credits: compare sums',
    sql`with compared as (
        select coalesce(t.person_id, e.person_id) as person_id, coalesce(t.year, e.year) as year,
          coalesce(t.class_id, e.class_id) as class_id, coalesce(t.centihours, 0) as kept, coalesce(e.centihours, 0) as reckoned
        from (select person_id, year, class_id, centihours from credit_total where ${range}) t
        full join (select person_id, year, class_id, sum(centihours) as centihours from credit_entry where ${range}
          group by person_id, year, class_id) e
          on e.person_id = t.person_id and e.year = t.year and e.class_id = t.class_id)
      select (select count(*)::integer from compared) as sums, d.person_id as "personId", d.year, d.kept, d.reckoned,
        c.category, c.level, c.mode, c.kind, c.proof
      from (values (1)) as always left join lateral (select * from compared where kept <> reckoned
        order by person_id, year, class_id limit 1) d on true
      left join credit_class c on c.tenant_id = ${tenantId}::uuid and c.id = d.class_id`,
  )
  const [{ sums, ...first } = { sums: 0 }] = rows
  return { sums, first: 'kept' in first && first.personId ? first : undefined }
}

/** Who a person is, as an auditor finds them. */
export async function nameOf(tx: Tx, personId: string) {
  const { rows } = await tx.execute<{ staffNo: string; name: string }>(sql`
    select staff_no as "staffNo", name from person where tenant_id = ${tx.context.tenantId}::uuid and id = ${personId}::uuid`)
  return rows[0] ?? { staffNo: '', name: '' }
}

/** What an entry says otherwise than the record that it was posted from: the names of the fields. */
export async function unlikeRecord(tx: Tx, entryId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ field: string }>(sql`
    with both_said as (select to_jsonb(e) as entry, to_jsonb(r) as record from credit_entry e
      join credit_record r on r.tenant_id = e.tenant_id and r.id = e.record_id
      where e.tenant_id = ${tx.context.tenantId}::uuid and e.id = ${entryId}::uuid)
    select field from both_said cross join unnest(array['person_id', 'centihours', 'started_on', 'earned_on', 'category', 'level',
      'mode', 'kind', 'evidence', 'source_kind', 'source_id', 'source_title']) as field
    where entry -> field is distinct from record -> field`)
  return rows.map(({ field }) => field)
}
