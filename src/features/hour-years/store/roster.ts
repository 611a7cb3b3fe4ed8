import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { inPost } from '../../people/tables.ts'
import type { FrozenFacts, Sums } from '../core.ts'

/** Somebody on the day a year is closed, with how far their chain goes. */
export type OnRoster = {
  readonly personId: string
  readonly name: string
  readonly staffNo: string
  readonly organisationName: string
  readonly inPost: boolean
  readonly facts: FrozenFacts
  readonly headSeq: number
  readonly headHash: string
}

const noHash = '00'.repeat(32)

/** How many people a year will hold: those in post, and all who have entries. */
export async function countRoster(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from person p where p.tenant_id = ${tx.context.tenantId}::uuid
      and (${inPost(sql`p.state`)} or exists (select from credit_entry e where e.tenant_id = p.tenant_id and e.person_id = p.id))`)
  return rows[0]?.count ?? 0
}

type Row = Omit<OnRoster, 'facts' | 'headSeq' | 'headHash'> &
  FrozenFacts & { readonly headSeq: number | null; readonly headHash: string | null }

/** The next people after an id: those in post, and all who have entries, whatever became of them. */
export async function rosterAfter(tx: Tx, after: string, most: number): Promise<OnRoster[]> {
  const { tenantId, today } = tx.context
  const { rows } = await tx.execute<Row>(sql`
    with folk as materialized (
      select p.*, head.seq, encode(head.hash, 'hex') as head_hash from person p
      left join lateral (select e.seq, e.hash from credit_entry e
        where e.tenant_id = ${tenantId}::uuid and e.person_id = p.id order by e.seq desc limit 1) head on true
      where p.tenant_id = ${tenantId}::uuid and p.id > ${after}::uuid and (${inPost(sql`p.state`)} or head.seq is not null)
      order by p.id limit ${most}),
    held as (select post.person_id, array_agg(distinct post.kind) as kinds from post
      where post.tenant_id = ${tenantId}::uuid and post.person_id in (select id from folk)
        and post.from_on <= ${today}::date and (post.to_on is null or post.to_on >= ${today}::date)
      group by post.person_id)
    select folk.id as "personId", folk.name, folk.staff_no as "staffNo", o.name as "organisationName",
      ${inPost(sql`folk.state`)} as "inPost", folk.seq as "headSeq", folk.head_hash as "headHash",
      folk.organisation_id as "organisationId", folk.stage, folk.subjects, folk.title, folk.talent_level as "talentLevel",
      o.setting, folk.started_on as "startedOn", folk.retires_on as "retiresOn", folk.state, coalesce(held.kinds, '{}') as posts
    from folk join organisation o on o.tenant_id = ${tenantId}::uuid and o.id = folk.organisation_id
    left join held on held.person_id = folk.id order by folk.id`)
  return rows.map(({ personId, name, staffNo, organisationName, inPost, headSeq, headHash, ...facts }) => ({
    ...{ personId, name, staffNo, organisationName, inPost, facts },
    ...{ headSeq: headSeq ?? 0, headHash: headHash ?? noHash },
  }))
}

/** A query of ids, for those who ask about a crowd. */
export const queryOf = (ids: readonly string[]) => sql`select unnest(${sql.param(`{${ids.join(',')}}`)}::uuid[])`

/** For each organisation, which of `above` are itself or stand above it. */
export async function listAboveEach(tx: Tx, above: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await tx.execute<{ id: string; above: string[] }>(sql`
    select c.descendant_id as id, array_agg(c.ancestor_id order by c.ancestor_id) as above
    from organisation_closure c where c.tenant_id = ${tx.context.tenantId}::uuid
      and c.ancestor_id = any(${sql.param(`{${above.join(',')}}`)}::uuid[])
    group by c.descendant_id`)
  return new Map(rows.map((row) => [row.id, row.above]))
}

/** A place in somebody's chain. */
export type Head = { readonly personId: string; readonly headSeq: number }

/** What the entries up to a place in a chain make, and the entry at that place. */
export type UpTo = Sums & { readonly entries: number; readonly headHash: string }

type SumRow = { id: string; years: number[]; classes: number[]; sums: number[]; entries: number; hash: string | null }

/** For each of these places, the sums of the entries up to it. */
export async function sumsUpTo(tx: Tx, heads: readonly Head[]): Promise<ReadonlyMap<string, UpTo>> {
  const { tenantId } = tx.context
  const column = (of: (head: Head) => string | number) => sql.param(`{${heads.map(of).join(',')}}`)
  const { rows } = await tx.execute<SumRow>(sql`
    with heads as materialized (select * from
      unnest(${column(({ personId }) => personId)}::uuid[], ${column(({ headSeq }) => headSeq)}::integer[]) as head (id, seq))
    select summed.id, array_agg(summed.year) as years, array_agg(summed.class_id) as classes,
      array_agg(summed.centihours) as sums, sum(summed.entries)::int as entries, encode(last.hash, 'hex') as hash
    from (select e.person_id as id, heads.seq, e.year, e.class_id, sum(e.centihours)::integer as centihours, count(*) as entries
      from heads join credit_entry e on e.tenant_id = ${tenantId}::uuid and e.person_id = heads.id and e.seq <= heads.seq
      group by e.person_id, heads.seq, e.year, e.class_id) summed
    left join credit_entry last on last.tenant_id = ${tenantId}::uuid and last.person_id = summed.id and last.seq = summed.seq
    group by summed.id, last.hash`)
  return new Map(
    rows.map(({ id, years, classes, sums, entries, hash }) => [
      id,
      { years, classIds: classes, centihours: sums, entries, headHash: hash ?? noHash },
    ]),
  )
}

/** The hash that each of these adopted versions bears, in hexadecimal digits. */
export async function versionHashes(
  tx: Tx,
  versions: readonly { readonly policyId: string; readonly version: number }[],
): Promise<ReadonlyMap<string, string>> {
  if (versions.length === 0) return new Map()
  const column = (of: (one: (typeof versions)[number]) => string | number) =>
    sql.param(`{${versions.map(of).join(',')}}`)
  const { rows } = await tx.execute<{ id: string; version: number; hash: string }>(sql`
    select v.policy_id as id, v.version, encode(v.hash, 'hex') as hash
    from hour_policy_version v join unnest(${column(({ policyId }) => policyId)}::uuid[],
      ${column(({ version }) => version)}::integer[]) as asked (id, version) on asked.id = v.policy_id and asked.version = v.version
    where v.tenant_id = ${tx.context.tenantId}::uuid`)
  return new Map(rows.map(({ id, version, hash }) => [`${id} ${String(version)}`, hash]))
}
