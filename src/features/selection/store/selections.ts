import { and, asc, desc, eq, ilike, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { accounts } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import { researchTeamMembers } from '../../school-training/tables.ts'
import type { SelectionsAsked } from '../contract/selections.ts'
import type { logActs } from '../tables.ts'
import { selectionCandidates, selectionExperts, selectionLog, selections } from '../tables.ts'

export type SelectionKept = typeof selections.$inferSelect
export type CandidateKept = typeof selectionCandidates.$inferSelect
export type ExpertKept = typeof selectionExperts.$inferSelect

const the = (tx: Tx, id: string) => and(eq(selections.tenantId, tx.context.tenantId), eq(selections.id, id))

/** Where a selection lies: at the organisation that holds it. */
export async function selectionScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx.select({ at: selections.organisationId }).from(selections).where(the(tx, id))
  return found && { organisationIds: [found.at] }
}

/** The selection of this id. */
export async function findSelection(tx: Tx, id: string): Promise<SelectionKept | undefined> {
  const [found] = await tx.select().from(selections).where(the(tx, id))
  return found
}

/** The same, held until the end of the transaction. */
export async function holdSelection(tx: Tx, id: string): Promise<SelectionKept | undefined> {
  const [found] = await tx.select().from(selections).where(the(tx, id)).for('update')
  return found
}

/** Keeps a selection. */
export async function insertSelection(tx: Tx, row: Omit<typeof selections.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(selections).values({ ...row, tenantId: tx.context.tenantId })
}

/** Changes a selection. */
export async function updateSelection(
  tx: Tx,
  id: string,
  change: Partial<typeof selections.$inferInsert>,
): Promise<void> {
  await tx.update(selections).set(change).where(the(tx, id))
}

/** Writes down what became of a selection, which is held: entries are counted. */
export async function log(
  tx: Tx,
  selectionId: string,
  act: (typeof logActs)[number],
  remark: string | null = null,
): Promise<void> {
  const { tenantId, actor, now } = tx.context
  if (!actor) throw new Error('somebody holds a selection')
  await tx.insert(selectionLog).values({
    ...{ tenantId, selectionId, act, remark, at: now, accountId: actor.accountId, accountName: actor.name },
    no: sql`(select coalesce(max(l.no), 0) + 1 from selection_log_entry l where l.tenant_id = ${tenantId}
      and l.selection_id = ${selectionId})`,
  })
}

/** What became of a selection, in order. */
export async function listLog(tx: Tx, selectionId: string) {
  return tx
    .select()
    .from(selectionLog)
    .where(and(eq(selectionLog.tenantId, tx.context.tenantId), eq(selectionLog.selectionId, selectionId)))
    .orderBy(asc(selectionLog.no))
}

/** Selections in the subtrees of `roots`, the newest first; one more than asked for when there are more. */
export async function listSelections(
  tx: Tx,
  roots: readonly string[],
  query: SelectionsAsked & { readonly limit: number },
  before: string | undefined,
) {
  const typed = query.q.replace(/[%_\\]/g, '')
  return tx
    .select({
      selection: selections,
      organisationName: organisations.name,
      programmeTitle: programmes.title,
      candidateCount: sql<number>`(select count(*)::int from selection_candidate c
        where c.tenant_id = ${selections.tenantId} and c.selection_id = ${selections.id} and c.out is null)`,
    })
    .from(selections)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, selections.tenantId), eq(organisations.id, selections.organisationId)),
    )
    .leftJoin(programmes, and(eq(programmes.tenantId, selections.tenantId), eq(programmes.id, selections.programmeId)))
    .where(
      and(
        eq(selections.tenantId, tx.context.tenantId),
        within(tx, sql`${selections.organisationId}`, roots),
        query.state ? eq(selections.state, query.state) : undefined,
        typed ? ilike(selections.title, `%${typed}%`) : undefined,
        before ? sql`${selections.id} < ${before}::uuid` : undefined,
      ),
    )
    .orderBy(desc(selections.id))
    .limit(query.limit + 1)
}

/** Everybody who takes part, by their numbers. */
export async function listCandidates(tx: Tx, selectionId: string) {
  return tx
    .select({
      candidate: selectionCandidates,
      name: people.name,
      staffNo: people.staffNo,
      schoolName: organisations.name,
    })
    .from(selectionCandidates)
    .innerJoin(
      people,
      and(eq(people.tenantId, selectionCandidates.tenantId), eq(people.id, selectionCandidates.personId)),
    )
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, selectionCandidates.tenantId), eq(organisations.id, selectionCandidates.schoolId)),
    )
    .where(and(eq(selectionCandidates.tenantId, tx.context.tenantId), eq(selectionCandidates.selectionId, selectionId)))
    .orderBy(asc(selectionCandidates.number))
}

/** Adds candidates. */
export async function insertCandidates(
  tx: Tx,
  rows: readonly Omit<typeof selectionCandidates.$inferInsert, 'tenantId'>[],
): Promise<void> {
  const { tenantId } = tx.context
  if (rows.length > 0) await tx.insert(selectionCandidates).values(rows.map((row) => ({ ...row, tenantId })))
}

/** Takes candidates away who were added by mistake. */
export async function dropCandidates(tx: Tx, selectionId: string, personIds: readonly string[]): Promise<void> {
  await tx
    .delete(selectionCandidates)
    .where(
      and(
        eq(selectionCandidates.tenantId, tx.context.tenantId),
        eq(selectionCandidates.selectionId, selectionId),
        inArray(selectionCandidates.personId, [...personIds]),
      ),
    )
}

/** Says that a candidate is out, or in again. */
export async function changeCandidate(
  tx: Tx,
  selectionId: string,
  personId: string,
  change: Pick<CandidateKept, 'out' | 'outReason'>,
): Promise<boolean> {
  const changed = await tx
    .update(selectionCandidates)
    .set(change)
    .where(
      and(
        eq(selectionCandidates.tenantId, tx.context.tenantId),
        eq(selectionCandidates.selectionId, selectionId),
        eq(selectionCandidates.personId, personId),
      ),
    )
    .returning({ personId: selectionCandidates.personId })
  return changed.length > 0
}

/** What the quota and the ties look at, for people in the subtrees of `roots` by these ids or staff numbers. */
export async function loadEntrants(
  tx: Tx,
  roots: readonly string[],
  ids: readonly string[],
  staffNos: readonly string[],
) {
  if (ids.length + staffNos.length === 0) return []
  return tx
    .select({
      ...{ personId: people.id, staffNo: people.staffNo, schoolId: people.organisationId, stage: people.stage },
      ...{ startedOn: people.startedOn, setting: organisations.setting, state: people.state },
    })
    .from(people)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        within(tx, sql`${people.organisationId}`, roots),
        ids.length > 0 ? inArray(people.id, [...ids]) : inArray(people.staffNo, [...staffNos]),
      ),
    )
    .orderBy(asc(people.staffNo))
}

/** Whoever applied to a programme and was not sent away. */
export async function listApplicants(tx: Tx, programmeId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ person_id: string }>(sql`
    select distinct e.person_id from enrolment e where e.tenant_id = ${tx.context.tenantId}
      and e.programme_id = ${programmeId} and e.state in ('applied', 'school_approved')`)
  return rows.map((row) => row.person_id)
}

/** The experts of a selection, by name. */
export async function listExperts(tx: Tx, selectionId: string): Promise<ExpertKept[]> {
  return tx
    .select()
    .from(selectionExperts)
    .where(and(eq(selectionExperts.tenantId, tx.context.tenantId), eq(selectionExperts.selectionId, selectionId)))
    .orderBy(asc(selectionExperts.name), asc(selectionExperts.accountId))
}

/** Makes these accounts experts of a selection; whoever is one already stays as they are. */
export async function insertExperts(tx: Tx, selectionId: string, accountIds: readonly string[]): Promise<void> {
  const { tenantId } = tx.context
  const found = await tx
    .select({
      accountId: accounts.id,
      personId: accounts.personId,
      name: accounts.name,
      schoolId: people.organisationId,
    })
    .from(accounts)
    .leftJoin(people, and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId)))
    .where(and(eq(accounts.tenantId, tenantId), inArray(accounts.id, [...accountIds])))
  if (found.length > 0)
    await tx
      .insert(selectionExperts)
      .values(found.map((one) => ({ ...one, tenantId, selectionId })))
      .onConflictDoNothing()
}

/** Accounts that may be made experts, by a part of their name; whoever is of no school is told by where they hold a role. */
export async function searchExperts(tx: Tx, q: string) {
  const typed = q.replace(/[%_\\]/g, '')
  // Offices of several providers bear the same name.
  const place = sql<string | null>`(select min(held.name) from role_grant
    join organisation held on held.tenant_id = role_grant.tenant_id and held.id = role_grant.organisation_id
    where role_grant.tenant_id = ${accounts.tenantId} and role_grant.account_id = ${accounts.id})`
  return tx
    .select({
      accountId: accounts.id,
      name: accounts.name,
      schoolName: sql<string | null>`coalesce(${organisations.name}, ${place})`,
    })
    .from(accounts)
    .leftJoin(people, and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId)))
    .leftJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(and(eq(accounts.tenantId, tx.context.tenantId), ilike(accounts.name, `%${typed}%`)))
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(20)
}

/** The teams and studios that each of these people belongs to. */
export async function loadTeams(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .select({ personId: researchTeamMembers.personId, teamId: researchTeamMembers.teamId })
    .from(researchTeamMembers)
    .where(
      and(eq(researchTeamMembers.tenantId, tx.context.tenantId), inArray(researchTeamMembers.personId, [...personIds])),
    )
  return new Map(
    [...Map.groupBy(rows, ({ personId }) => personId)].map(([id, teams]) => [id, teams.map(({ teamId }) => teamId)]),
  )
}
