import { sql, type SQL } from 'drizzle-orm'
import type { Classification } from '../../../lib/policy/language.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Span } from '../core.ts'

/** Hours that somebody does not have yet: recorded and not verified, or of a programme in which they have a place. */
export type Expected = {
  readonly personId: string
  readonly from: 'record' | 'programme'
  readonly year: number
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  readonly proof: readonly string[]
  readonly centihours: number
}

/** What whoever passes a class has in hand: what hour policies ask for. */
export const classProof: Classification['proof'] = ['计划', '考核', '记载']

const proofOfClass = sql.param(`{${classProof.join(',')}}`)

// A class that is closed has given its hours, or none: nothing more comes of its programme.
const stillOpen = (enrolment: SQL) => sql`not exists (select from class_member m
  join training_class t on t.tenant_id = m.tenant_id and t.id = m.class_id and t.state = 'closed'
  where m.tenant_id = ${enrolment}.tenant_id and m.enrolment_id = ${enrolment}.id)`

const placed = sql`p.state in ('published', 'enrolling', 'running') and e.state = 'admitted' and ${stillOpen(sql`e`)}`

/** What the people of a crowd (`select id from …`) may expect without doing anything further. */
export async function listExpected(tx: Tx, crowd: SQL): Promise<Expected[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<Expected>(sql`
    with crowd as materialized (${crowd})
    select r.person_id as "personId", 'record' as "from", extract(year from r.earned_on)::int as year,
      r.category, r.level, r.mode, r.kind, r.centihours,
      array(select distinct piece ->> 'kind' from jsonb_array_elements(r.evidence) piece order by 1) as proof
    from credit_record r
    where r.tenant_id = ${tenantId}::uuid and r.state in ('recorded', 'approved') and r.centihours > 0
      and r.person_id in (select id from crowd)
    union all
    select e.person_id, 'programme', extract(year from p.ends_on)::int, p.category, p.level, p.modes[1], p.kind,
      p.centihours, ${proofOfClass}::text[]
    from enrolment e join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id
    where e.tenant_id = ${tenantId}::uuid and ${placed} and p.ends_on is not null and p.centihours > 0
      and e.person_id in (select id from crowd)`)
  return rows
}

/** Where people stand in programmes: which they once applied to or wait for, and which of their days are taken. */
export type Engaged = { readonly programmeIds: ReadonlySet<string>; readonly busy: readonly Span[] }

type EngagedRow = { personId: string; programmeId: string; spans: { from: string; to: string }[] | null }

/**
 * For each of these people, the programmes in which an application of theirs stands or they wait, and the days that the former take: the days
 * of the sessions of their class where these are set, else all days of the programme.
 */
export async function listEngaged(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, Engaged>> {
  const { tenantId, zone } = tx.context
  const ids = sql.param(`{${personIds.join(',')}}`)
  const { rows } = await tx.execute<EngagedRow>(sql`
    select e.person_id as "personId", e.programme_id as "programmeId",
      case when e.state in ('applied', 'school_approved', 'admitted') and ${stillOpen(sql`e`)} then coalesce(
        (select jsonb_agg(distinct jsonb_build_object('from', (s.starts_at at time zone ${zone})::date,
            'to', (s.ends_at at time zone ${zone})::date))
          from class_member m join class_session s on s.tenant_id = m.tenant_id and s.class_id = m.class_id
          where m.tenant_id = e.tenant_id and m.enrolment_id = e.id and s.state = 'planned'),
        case when p.starts_on is not null and p.ends_on is not null and not p.year_round
            and not p.modes <@ ${sql.param(`{${atHome.join(',')}}`)}::text[]
          then jsonb_build_array(jsonb_build_object('from', p.starts_on, 'to', p.ends_on)) end) end as spans
    from enrolment e join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id
    where e.tenant_id = ${tenantId}::uuid and e.state not in ('returned', 'withdrawn')
      and e.person_id = any(${ids}::uuid[])
    union all
    select w.person_id, w.programme_id, null from waiter w
    where w.tenant_id = ${tenantId}::uuid and w.state in ('waiting', 'offered') and w.person_id = any(${ids}::uuid[])`)
  return new Map(
    [...Map.groupBy(rows, ({ personId }) => personId)].map(([personId, theirs]) => [
      personId,
      {
        programmeIds: new Set(theirs.map(({ programmeId }) => programmeId)),
        busy: theirs.flatMap(({ spans }) => spans ?? []),
      },
    ]),
  )
}

/** Forms of training that leave the day to whoever takes part. */
export const atHome: readonly string[] = ['online', 'self-study', 'task-driven']
