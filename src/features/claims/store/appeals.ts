import { and, asc, desc, eq, ilike, inArray, lt, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, isTheirs, listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { AppealsAsked } from '../contract/appeals.ts'
import type { AppealState, AppealSubject } from '../core/appeals.ts'
import { appealFiles, appeals } from '../tables.ts'

export type AppealKept = typeof appeals.$inferSelect
const mine = (tx: Tx, id: string) => and(eq(appeals.tenantId, tx.context.tenantId), eq(appeals.id, id))

/** Where an appeal lies: in the school of whoever appeals, about them. */
export async function appealScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: appeals.organisationId, personId: appeals.personId })
    .from(appeals)
    .where(mine(tx, id))
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}

/** The appeal of this id, held until the end of the transaction. */
export async function holdAppeal(tx: Tx, id: string): Promise<AppealKept | undefined> {
  const [found] = await tx.select().from(appeals).where(mine(tx, id)).for('update')
  return found
}

/** Keeps an appeal with what was handed in with it. */
export async function insertAppeal(
  tx: Tx,
  row: Omit<typeof appeals.$inferInsert, 'tenantId'>,
  files: readonly { fileId: string; name: string }[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx.insert(appeals).values({ ...row, tenantId })
  if (files.length > 0)
    await tx.insert(appealFiles).values(files.map((file) => ({ ...file, tenantId, appealId: row.id })))
}

/** Says what became of an appeal. */
export async function updateAppeal(tx: Tx, id: string, change: Partial<typeof appeals.$inferInsert>): Promise<void> {
  await tx.update(appeals).set(change).where(mine(tx, id))
}

function selectShown(tx: Tx) {
  const tenant = appeals.tenantId
  return tx
    .select({
      appeal: appeals,
      personName: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
      againstName: signedName<string>(accounts.name, appeals.againstBy, appeals.againstFor),
    })
    .from(appeals)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, appeals.personId)))
    .innerJoin(organisations, and(eq(organisations.tenantId, tenant), eq(organisations.id, appeals.organisationId)))
    .innerJoin(accounts, and(eq(accounts.tenantId, tenant), eq(accounts.id, appeals.againstBy)))
}
export type AppealShown = Awaited<ReturnType<typeof selectShown>>[number]

/** One appeal as people see it. */
export async function showAppealRow(tx: Tx, id: string): Promise<AppealShown | undefined> {
  const [found] = await selectShown(tx).where(mine(tx, id))
  return found
}

/** A person's own appeals, the newest first; one more than asked for when there are more. */
export async function listOwnAppeals(tx: Tx, personId: string, limit: number, before: string | undefined) {
  return selectShown(tx)
    .where(
      and(
        eq(appeals.tenantId, tx.context.tenantId),
        isTheirs(appeals.personId, personId),
        before ? lt(appeals.id, before) : undefined,
      ),
    )
    .orderBy(desc(appeals.id))
    .limit(limit + 1)
}

/** Appeals in the subtrees of `roots`, the longest waiting first; one more than asked for when there are more. */
export async function listAppeals(
  tx: Tx,
  roots: readonly string[],
  query: AppealsAsked & { readonly limit: number },
  after: { askedAt: string; id: string } | undefined,
): Promise<AppealShown[]> {
  const typed = query.q.replace(/[%_\\]/g, '')
  return selectShown(tx)
    .where(
      and(
        eq(appeals.tenantId, tx.context.tenantId),
        within(tx, sql`${appeals.organisationId}`, roots),
        query.state ? eq(appeals.state, query.state) : undefined,
        amongPasted(tx, query.pasted, appeals.personId, appeals.organisationId),
        typed ? or(isMeantBy(tx, typed), ilike(appeals.subjectTitle, `%${typed}%`)) : undefined,
        after && sql`(${appeals.askedAt}, ${appeals.id}) > (${after.askedAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(appeals.askedAt), asc(appeals.id))
    .limit(query.limit + 1)
}

/** What was handed in with each of these appeals. */
export async function filesOfAppeals(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(appealFiles)
    .where(and(eq(appealFiles.tenantId, tx.context.tenantId), inArray(appealFiles.appealId, [...ids])))
}

/** A decision that somebody may say something against, as the database knows it. */
export type Decision = {
  readonly kind: AppealSubject
  readonly id: string
  readonly personId: string
  readonly organisationId: string
  readonly title: string
  readonly centihours: number | null
  readonly reason: string | null
  readonly againstBy: string
  readonly againstFor: string
  /** Everybody who had a hand in it: they judge nothing that is said against it. */
  readonly hands: readonly string[]
  readonly at: string
  readonly appeals: readonly AppealState[]
}

const mostDecisions = 40

/**
 * The latest decisions on a person's hours that can be appealed against: claims and records that were returned and not put
 * right since, entries that were reversed, and entries of a claim that brought less than its table gives at most.
 */
export async function listDecisions(tx: Tx, personId: string): Promise<Decision[]> {
  const { tenantId } = tx.context
  const numbers = sql`(select person_numbers(${personId}::uuid))`
  const { rows } = await tx.execute<Decision>(sql`
    with decision as (
      select 'claim' as kind, c.id, c.person_id, c.organisation_id, c.title, c.most_centihours as centihours,
        c.return_reason as reason, c.decided_by as by_id, c.decided_for as for_id, c.decided_at as at, null::uuid as record_id
      from claim c where c.tenant_id = ${tenantId} and c.person_id in ${numbers} and c.state = 'returned'
      union all
      select 'record', r.id, r.person_id, r.organisation_id, r.source_title, r.centihours, r.return_reason, r.returned_by,
        r.returned_for, r.returned_at, r.id
      from credit_record r where r.tenant_id = ${tenantId} and r.person_id in ${numbers} and r.state = 'returned'
        and not exists (select from credit_record later where later.tenant_id = r.tenant_id and later.corrects_id = r.id)
      union all
      select 'entry', e.id, e.person_id, p.organisation_id, e.source_title, e.centihours, e.reason, e.posted_by, e.posted_by,
        e.posted_at, old.record_id
      from credit_entry e join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
        join credit_entry old on old.tenant_id = e.tenant_id and old.id = e.reverses_id
      where e.tenant_id = ${tenantId} and e.person_id in ${numbers} and e.direction = 'reversed'
        -- What was carried to another number of the same person took nothing from anybody.
        and not exists (select from credit_entry carried where carried.tenant_id = e.tenant_id and carried.carries_id = old.id)
      union all
      select 'entry', e.id, e.person_id, p.organisation_id, e.source_title, e.centihours, null, e.posted_by, e.posted_by,
        e.posted_at, e.record_id
      from credit_entry e join person p on p.tenant_id = e.tenant_id and p.id = e.person_id
        join claim c on c.tenant_id = e.tenant_id and e.source_kind = 'claim' and c.id = e.source_id
      where e.tenant_id = ${tenantId} and e.person_id in ${numbers} and e.direction = 'earned'
        and e.centihours < c.most_centihours)
    select d.kind, d.id, d.person_id as "personId", d.organisation_id as "organisationId", d.title, d.centihours, d.reason,
      d.by_id as "againstBy", d.for_id as "againstFor", d.at::text as at,
      array(select distinct hand from (values (d.by_id), (d.for_id)) as own(hand) where hand is not null
        union select unnest(array[a.approved_by, a.approved_for]) from credit_approval a
          where a.tenant_id = ${tenantId} and a.record_id = d.record_id
        union select unnest(array[v.verified_by, v.verified_for]) from credit_verification v
          where v.tenant_id = ${tenantId} and v.record_id = d.record_id) as hands,
      array(select a.state from appeal a where a.tenant_id = ${tenantId} and a.subject_kind = d.kind and a.subject_id = d.id
        and a.against_at >= d.at) as appeals
    from decision d order by d.at desc, d.id limit ${mostDecisions}`)
  return rows
}
