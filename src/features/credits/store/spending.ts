import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { HourPurpose } from '../../../lib/purposes.ts'
import type { HourSpend } from '../contract/spending.ts'
import type { SpendFacts } from '../core/spending.ts'
import { creditReleases, creditSpends, creditSpentEntries } from '../tables.ts'

/** Where a use of hours lies: with its person's school, about that person. */
export async function spendScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: people.organisationId, personId: creditSpends.personId })
    .from(creditSpends)
    .innerJoin(people, and(eq(people.tenantId, creditSpends.tenantId), eq(people.id, creditSpends.personId)))
    .where(and(eq(creditSpends.tenantId, tx.context.tenantId), eq(creditSpends.id, id)))
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}

/** An entry that may be used, with the use before that was released for the purpose, if any. */
export type SpendableEntry = SpendFacts & {
  readonly cycle: number
  readonly centihours: number
  readonly releasedSpendId: string | null
}

/** The entries of a person as their use is decided on. */
export async function listSpendable(tx: Tx, personId: string, purpose: HourPurpose): Promise<SpendableEntry[]> {
  const { rows } = await tx.execute<SpendableEntry>(sql`
    select e.id, e.direction, e.cycle, e.centihours,
      exists (select from credit_entry r where r.tenant_id = e.tenant_id and r.reverses_id = e.id) as "isReversed",
      array(select s.purpose from credit_spent_entry s where s.tenant_id = e.tenant_id and s.entry_id = e.id
        and not exists (select from credit_release l where l.tenant_id = s.tenant_id and l.spend_id = s.spend_id)) as "spentFor",
      (select s.spend_id from credit_spent_entry s
        join credit_release l on l.tenant_id = s.tenant_id and l.spend_id = s.spend_id
        where s.tenant_id = e.tenant_id and s.entry_id = e.id and s.purpose = ${purpose}
          and not exists (select from credit_spent_entry later where later.tenant_id = s.tenant_id and later.entry_id = s.entry_id
            and later.purpose = s.purpose and later.follows_id = s.spend_id)) as "releasedSpendId"
    from credit_entry e where e.tenant_id = ${tx.context.tenantId}::uuid and e.person_id = ${personId}::uuid order by e.seq`)
  return rows
}

type NewUse = {
  readonly id: string
  readonly personId: string
  readonly purpose: HourPurpose
  readonly caseNo: string
  readonly spentBy: string
}

/** Writes down a use with its entries. */
export async function insertSpend(
  tx: Tx,
  spend: NewUse,
  entries: readonly Pick<SpendableEntry, 'id' | 'releasedSpendId'>[],
): Promise<void> {
  const { tenantId, now } = tx.context
  const { id: spendId, personId, purpose } = spend
  await tx.insert(creditSpends).values({ tenantId, ...spend, spentAt: now })
  await tx.insert(creditSpentEntries).values(
    entries.map(({ id: entryId, releasedSpendId: followsId }) => ({
      ...{ tenantId, spendId, entryId, personId, purpose, followsId },
    })),
  )
}

/** Writes down that a use was released. */
export async function insertRelease(
  tx: Tx,
  release: { id: string; spendId: string; reason: string; releasedBy: string },
) {
  const { tenantId, now: releasedAt } = tx.context
  await tx.insert(creditReleases).values({ tenantId, ...release, releasedAt })
}

/** The release of a use, if it was released. */
export async function findRelease(tx: Tx, spendId: string) {
  const [found] = await tx
    .select()
    .from(creditReleases)
    .where(and(eq(creditReleases.tenantId, tx.context.tenantId), eq(creditReleases.spendId, spendId)))
  return found
}

/** Whether an id names a release already. */
export async function isReleaseId(tx: Tx, id: string): Promise<boolean> {
  const found = await tx
    .select({ id: creditReleases.id })
    .from(creditReleases)
    .where(and(eq(creditReleases.tenantId, tx.context.tenantId), eq(creditReleases.id, id)))
  return found.length > 0
}

const moment = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)

// One row a use, with everything of it.
const showSpends = (tx: Tx, of: 's.person_id' | 's.id', id: string) => sql`
  select s.id, s.person_id as "personId", s.purpose, s.case_no as "caseNo", ${moment('s.spent_at')} as "spentAt",
    spender.name as "spentByName",
    coalesce(sum(e.centihours) filter (where not exists (select from credit_entry r
      where r.tenant_id = e.tenant_id and r.reverses_id = e.id)), 0)::integer as centihours,
    array_agg(e.id order by e.seq) as "entryIds",
    coalesce(array_agg(e.id order by e.seq) filter (where exists (select from credit_entry r
      where r.tenant_id = e.tenant_id and r.reverses_id = e.id)), '{}') as "reversedIds",
    case when l.id is not null then json_build_object('reason', l.reason, 'releasedAt', ${moment('l.released_at')},
      'releasedByName', releaser.name) end as release
  from credit_spend s
  join account spender on spender.tenant_id = s.tenant_id and spender.id = s.spent_by
  join credit_spent_entry line on line.tenant_id = s.tenant_id and line.spend_id = s.id
  join credit_entry e on e.tenant_id = line.tenant_id and e.id = line.entry_id
  left join credit_release l on l.tenant_id = s.tenant_id and l.spend_id = s.id
  left join account releaser on releaser.tenant_id = l.tenant_id and releaser.id = l.released_by
  where s.tenant_id = ${tx.context.tenantId}::uuid and ${sql.raw(of)} = ${id}::uuid
  group by s.tenant_id, s.id, spender.name, l.tenant_id, l.id, releaser.name order by s.spent_at desc, s.id desc`

/** What a person's hours were used for, the latest first. */
export async function listSpends(tx: Tx, personId: string): Promise<HourSpend[]> {
  return (await tx.execute<HourSpend>(showSpends(tx, 's.person_id', personId))).rows
}

/** One use of hours. */
export async function showSpend(tx: Tx, id: string): Promise<HourSpend | undefined> {
  return (await tx.execute<HourSpend>(showSpends(tx, 's.id', id))).rows[0]
}

/** A use of an entry that was not released. */
export type ActiveUse = {
  readonly entryId: string
  readonly spendId: string
  readonly purpose: HourPurpose
  readonly caseNo: string
  readonly spentBy: string
}

/** What these entries are used for now. */
export async function activeUses(tx: Tx, entryIds: readonly string[]): Promise<ActiveUse[]> {
  const { rows } = await tx.execute<ActiveUse>(sql`
    select line.entry_id as "entryId", s.id as "spendId", s.purpose, s.case_no as "caseNo", s.spent_by as "spentBy"
    from credit_spent_entry line join credit_spend s on s.tenant_id = line.tenant_id and s.id = line.spend_id
    where line.tenant_id = ${tx.context.tenantId}::uuid and line.entry_id = any(${sql.param(`{${entryIds.join(',')}}`)}::uuid[])
      and not exists (select from credit_release l where l.tenant_id = s.tenant_id and l.spend_id = s.id)
    order by s.id, line.entry_id`)
  return rows
}

/** A use that an entry came into, because the same work had been used for it before its hours were reversed. */
export type KeptUse = { readonly spendId: string; readonly entryId: string }

/**
 * Lets these entries stand in the uses of reversed entries of the same person for the same work: what came of the same
 * source, or has the same title and day; of openings, what has the same day and classification. Released uses stay released.
 */
export async function keepUses(tx: Tx, entryIds: readonly string[]): Promise<KeptUse[]> {
  const { rows } = await tx.execute<KeptUse>(sql`
    insert into credit_spent_entry (tenant_id, spend_id, entry_id, person_id, purpose)
    select distinct on (n.id, line.purpose) n.tenant_id, line.spend_id, n.id, n.person_id, line.purpose
    from credit_entry n
    join credit_spent_entry line on line.tenant_id = n.tenant_id and line.person_id = n.person_id
    join credit_entry e on e.tenant_id = line.tenant_id and e.id = line.entry_id and e.id <> n.id
      and case when e.direction = 'opening'
        then n.direction = 'opening' and n.earned_on = e.earned_on and n.class_id = e.class_id
        else (n.source_kind, n.source_id) = (e.source_kind, e.source_id)
          or (n.source_title, n.earned_on) = (e.source_title, e.earned_on) end
    where n.tenant_id = ${tx.context.tenantId}::uuid
      and n.id = any(${sql.param(`{${entryIds.join(',')}}`)}::uuid[]) and n.direction <> 'reversed'
      and exists (select from credit_entry r where r.tenant_id = e.tenant_id and r.reverses_id = e.id)
      and not exists (select from credit_release l where l.tenant_id = line.tenant_id and l.spend_id = line.spend_id)
      and not exists (select from credit_spent_entry used where used.tenant_id = n.tenant_id and used.entry_id = n.id
        and used.purpose = line.purpose)
    order by n.id, line.purpose, line.spend_id
    returning spend_id as "spendId", entry_id as "entryId"`)
  return rows
}
