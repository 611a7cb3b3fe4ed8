import { and, asc, count, desc, eq, inArray, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, isTheirs } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import type {
  AppliedProgramme,
  CountQuery,
  EnrolmentCounts,
  EnrolmentQuery,
  EnrolmentRow,
  MyEnrolment,
} from '../contract.ts'
import { neverCame } from '../../integrity/public.ts'
import { enrolments } from '../tables.ts'

const ofProgramme = and(eq(programmes.tenantId, enrolments.tenantId), eq(programmes.id, enrolments.programmeId))
const ofPerson = and(eq(people.tenantId, enrolments.tenantId), eq(people.id, enrolments.personId))
const ofSchool = and(eq(organisations.tenantId, enrolments.tenantId), eq(organisations.id, enrolments.schoolId))
const mine = (tx: Tx, id: string) => and(eq(enrolments.tenantId, tx.context.tenantId), eq(enrolments.id, id))
const iso = (instant: Date | null) => instant?.toISOString() ?? null

/** Where an application lies: at the person's school, and with the owner and the provider of the programme. */
export async function enrolmentScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({
      personId: enrolments.personId,
      schoolId: enrolments.schoolId,
      ownerId: programmes.organisationId,
      providerId: programmes.providerId,
    })
    .from(enrolments)
    .innerJoin(programmes, ofProgramme)
    .where(mine(tx, id))
  if (!found) return undefined
  const { personId, schoolId, ownerId, providerId } = found
  return {
    organisationIds: [schoolId, ownerId, ...(providerId === null ? [] : [providerId])],
    personIds: [personId],
  }
}

/** One application as it is answered with. */
export async function showEnrolment(tx: Tx, id: string) {
  const [found] = await tx
    .select({
      id: enrolments.id,
      programmeId: enrolments.programmeId,
      personId: enrolments.personId,
      schoolId: enrolments.schoolId,
      state: enrolments.state,
      reason: enrolments.reason,
      appliedAt: enrolments.appliedAt,
    })
    .from(enrolments)
    .where(mine(tx, id))
  return found && { ...found, appliedAt: found.appliedAt.toISOString() }
}

// What was found of whoever had a place, while a class went on or when it closed; a fact that was taken back counts no more.
const isNoShow = sql<boolean>`(enrolment.state in ('admitted', 'no_show') and ${neverCame(sql`enrolment.person_id`, sql`enrolment.programme_id`, sql`enrolment.tenant_id`)})`

const ofMine = {
  id: enrolments.id,
  programmeId: enrolments.programmeId,
  state: enrolments.state,
  reason: enrolments.reason,
  appliedAt: enrolments.appliedAt,
  vouchedAt: enrolments.vouchedAt,
  decidedAt: enrolments.decidedAt,
  programmeTitle: programmes.title,
  programmeState: programmes.state,
  startsOn: programmes.startsOn,
  endsOn: programmes.endsOn,
  place: programmes.place,
  centihours: programmes.centihours,
  noShow: isNoShow,
}

/** A page of a person's own applications, the newest first; one more than asked for when there are more. */
export async function listOwn(
  tx: Tx,
  personId: string,
  limit: number,
  before?: { appliedAt: string; id: string },
  programmeId?: string,
): Promise<MyEnrolment[]> {
  const found = await tx
    .select(ofMine)
    .from(enrolments)
    .innerJoin(programmes, ofProgramme)
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        isTheirs(enrolments.personId, personId),
        programmeId === undefined ? undefined : eq(enrolments.programmeId, programmeId),
        before &&
          or(
            lt(enrolments.appliedAt, new Date(before.appliedAt)),
            and(eq(enrolments.appliedAt, new Date(before.appliedAt)), lt(enrolments.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(enrolments.appliedAt), desc(enrolments.id))
    .limit(limit)
  return found.map((row) => ({
    ...row,
    appliedAt: row.appliedAt.toISOString(),
    vouchedAt: iso(row.vouchedAt),
    decidedAt: iso(row.decidedAt),
  }))
}

/** Applications of people of these subtrees, or to programmes that they own or hold. */
function seenFrom(tx: Tx, roots: readonly string[]): SQL | undefined {
  return or(
    within(tx, sql`${enrolments.schoolId}`, roots),
    within(tx, sql`${programmes.providerId}`, roots),
    within(tx, sql`${programmes.organisationId}`, roots),
  )
}

function matching(tx: Tx, roots: readonly string[], query: CountQuery): SQL | undefined {
  return and(
    eq(enrolments.tenantId, tx.context.tenantId),
    seenFrom(tx, roots),
    query.programmeId ? eq(enrolments.programmeId, query.programmeId) : undefined,
    query.schoolId ? eq(enrolments.schoolId, query.schoolId) : undefined,
    query.personId ? isTheirs(enrolments.personId, query.personId) : undefined,
    query.year ? eq(programmes.year, query.year) : undefined,
    query.came === 'never' ? isNoShow : undefined,
    amongPasted(tx, query.pasted, enrolments.personId, enrolments.programmeId, enrolments.schoolId),
    isMeantBy(tx, query.q),
  )
}

/** The programmes that somebody has applied to, seen from these subtrees. */
export async function listAppliedProgrammes(
  tx: Tx,
  roots: readonly string[],
  year: number | undefined,
): Promise<AppliedProgramme[]> {
  return tx
    .select({ id: programmes.id, title: programmes.title, year: programmes.year, applications: count() })
    .from(enrolments)
    .innerJoin(programmes, ofProgramme)
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        seenFrom(tx, roots),
        year === undefined ? undefined : eq(programmes.year, year),
      ),
    )
    .groupBy(programmes.id, programmes.title, programmes.year)
    .orderBy(asc(programmes.title), asc(programmes.id))
    .limit(500)
}

/** A page of applications, the newest first; one more than asked for when there are more. */
export async function listEnrolments(
  tx: Tx,
  roots: readonly string[],
  query: EnrolmentQuery,
  before: { appliedAt: string; id: string } | undefined,
): Promise<EnrolmentRow[]> {
  const found = await tx
    .select({
      ...ofMine,
      sourceKind: enrolments.sourceKind,
      personId: enrolments.personId,
      schoolId: enrolments.schoolId,
      personName: people.name,
      staffNo: people.staffNo,
      personTitle: people.title,
      stage: people.stage,
      subjects: people.subjects,
      posts: sql<string[]>`array(select distinct post.kind from post
        where post.tenant_id = enrolment.tenant_id and post.person_id = enrolment.person_id
          and (post.to_on is null or post.to_on >= ${tx.context.today}::date) order by post.kind)`,
      schoolName: organisations.name,
    })
    .from(enrolments)
    .innerJoin(programmes, ofProgramme)
    .innerJoin(people, ofPerson)
    .innerJoin(organisations, ofSchool)
    .where(
      and(
        matching(tx, roots, query),
        query.state ? eq(enrolments.state, query.state) : undefined,
        before &&
          sql`(${enrolments.appliedAt}, ${enrolments.id}) < (${before.appliedAt}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(enrolments.appliedAt), desc(enrolments.id))
    .limit(query.limit + 1)
  return found.map(({ startsOn: _, endsOn: __, place: ___, centihours: ____, ...row }) => ({
    ...row,
    appliedAt: row.appliedAt.toISOString(),
    vouchedAt: iso(row.vouchedAt),
    decidedAt: iso(row.decidedAt),
  }))
}

/** How many applications stand in each state. */
export async function countEnrolments(tx: Tx, roots: readonly string[], query: CountQuery): Promise<EnrolmentCounts> {
  const found = await tx
    .select({ state: enrolments.state, size: count() })
    .from(enrolments)
    .innerJoin(programmes, ofProgramme)
    .innerJoin(people, ofPerson)
    .where(matching(tx, roots, query))
    .groupBy(enrolments.state)
  const size = (state: keyof EnrolmentCounts) => found.find((row) => row.state === state)?.size ?? 0
  return {
    applied: size('applied'),
    school_approved: size('school_approved'),
    returned: size('returned'),
    admitted: size('admitted'),
    not_admitted: size('not_admitted'),
    withdrawn: size('withdrawn'),
    dismissed: size('dismissed'),
    no_show: size('no_show'),
  }
}

/** How many applications of each of these programmes stand in each state. */
export async function countByProgramme(tx: Tx, programmeIds: readonly string[]) {
  if (programmeIds.length === 0) return []
  return tx
    .select({ programmeId: enrolments.programmeId, state: enrolments.state, size: count() })
    .from(enrolments)
    .where(and(eq(enrolments.tenantId, tx.context.tenantId), inArray(enrolments.programmeId, [...programmeIds])))
    .groupBy(enrolments.programmeId, enrolments.state)
}

/** Whoever was admitted to a programme, in the order in which they applied. */
export async function listAdmitted(tx: Tx, programmeId: string) {
  return tx
    .select({ enrolmentId: enrolments.id, personId: enrolments.personId, schoolId: enrolments.schoolId })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        eq(enrolments.programmeId, programmeId),
        eq(enrolments.state, 'admitted'),
      ),
    )
    .orderBy(asc(enrolments.appliedAt), asc(enrolments.id))
}
