import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { participations } from '../tables.ts'

// Ids hold nothing that would have to be escaped.
const list = (values: readonly string[]) => sql.param(`{${values.join(',')}}`)

/** An enrolment that was admitted: its id, whose, from which school. */
export type Admitted = { readonly id: string; readonly personId: string; readonly schoolId: string }

/** Writes down that these people have a place in a programme; whoever came back has it again. */
export async function insertAdmitted(
  tx: Tx,
  programme: { readonly id: string; readonly titleKey: string },
  rows: readonly Admitted[],
): Promise<void> {
  if (rows.length === 0) return
  const { tenantId, now } = tx.context
  await tx.execute(sql`
    insert into participation (tenant_id, id, person_id, organisation_id, programme_id, title, title_key, level, kind, category,
      provider_name, year, starts_on, ends_on, state, source, changed_at)
    select programme.tenant_id, asked.id, asked.person_id, asked.school_id, programme.id, programme.title,
      ${programme.titleKey}, programme.level, programme.kind,
      programme.category, provider.name, programme.year, programme.starts_on, programme.ends_on, 'accepted', 'enrolment', ${now}
    from unnest(${list(rows.map(({ id }) => id))}::uuid[], ${list(rows.map(({ personId }) => personId))}::uuid[],
        ${list(rows.map(({ schoolId }) => schoolId))}::uuid[]) as asked (id, person_id, school_id)
    join programme on programme.tenant_id = ${tenantId}::uuid and programme.id = ${programme.id}::uuid
    left join organisation provider on provider.tenant_id = programme.tenant_id and provider.id = programme.provider_id
    on conflict (tenant_id, id) do update set state = 'accepted', reason = null, changed_at = excluded.changed_at`)
}

/** Says that these people lost their place, and how; what was never written down stays so. */
export async function endRows(
  tx: Tx,
  ids: readonly string[],
  state: 'dismissed' | 'withdrawn' | 'no_show',
  reason: string | null,
): Promise<void> {
  if (ids.length === 0) return
  const { tenantId, now } = tx.context
  await tx
    .update(participations)
    .set({ state, reason, changedAt: now })
    .where(and(eq(participations.tenantId, tenantId), inArray(participations.id, [...ids])))
}

/** Says of which class it was that these people lost their places in; gives who was found, by the school that sent them. */
export async function seatGone(
  tx: Tx,
  of: { readonly programmeId: string; readonly classId: string },
  personIds: readonly string[],
): Promise<{ personId: string; organisationId: string }[]> {
  if (personIds.length === 0) return []
  return tx
    .update(participations)
    .set({ classId: of.classId, changedAt: tx.context.now })
    .where(
      and(
        eq(participations.tenantId, tx.context.tenantId),
        eq(participations.programmeId, of.programmeId),
        inArray(participations.state, ['no_show', 'dismissed', 'withdrawn']),
        inArray(participations.personId, [...personIds]),
      ),
    )
    .returning({ personId: participations.personId, organisationId: participations.organisationId })
}

/** Forgets these rows: a programme that was cancelled took no part of anybody's time. */
export async function dropRows(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .delete(participations)
    .where(and(eq(participations.tenantId, tx.context.tenantId), inArray(participations.id, [...ids])))
}

/** How somebody left a class. */
export type Left = {
  readonly personId: string
  readonly passed: boolean
  readonly centihours: number
  readonly held: number
  readonly attended: number
  readonly scoreTenths: number | null
  readonly grade: string | null
}

/** Writes down how the people of a class left it, in one statement. Gives who was found, by the school that sent them. */
export async function completeRows(
  tx: Tx,
  of: { readonly programmeId: string; readonly classId: string },
  left: readonly Left[],
): Promise<{ personId: string; organisationId: string }[]> {
  if (left.length === 0) return []
  const { tenantId, now } = tx.context
  const { rows } = await tx.execute<{ personId: string; organisationId: string }>(sql`
    update participation set class_id = ${of.classId}::uuid, state = case when told.passed then 'passed' else 'failed' end,
      centihours = told.centihours, held = told.held, attended = told.attended, score_tenths = told."scoreTenths",
      grade = told.grade, changed_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as told ("personId" uuid, passed boolean, centihours integer,
      held integer, attended integer, "scoreTenths" integer, grade text)
    where participation.tenant_id = ${tenantId}::uuid and participation.programme_id = ${of.programmeId}::uuid
      and participation.person_id = told."personId" and participation.state in ('accepted', 'passed', 'failed')
    returning participation.person_id as "personId", participation.organisation_id as "organisationId"`)
  return rows
}
