import { sql } from 'drizzle-orm'
import type { Bucket, Exemption } from '../../lib/policy/language.ts'
import type { PersonFacts, Population } from '../../lib/population/population.ts'
import { runNamed, type Tx } from '../../platform/db/db.ts'
import type { Home, Year } from './contract.ts'
import { inScope, isAbove } from './store/scopes.ts'

/** Everything a home shows of one person, except what is asked of them: one statement, because everybody opens it all day. */
export type HomeFacts = Omit<Home, 'standings' | 'earned' | 'year' | 'open'> & {
  /** Whom each programme means that takes applications now and that this person has not applied to. */
  readonly open: readonly Population[]
  readonly facts: PersonFacts & { readonly above: readonly string[]; readonly retiresOn: string | null }
  readonly totals: readonly Bucket[]
  readonly exemptions: readonly Exemption[]
}

/** Somebody who opens their home. */
export type HomeAsker = { readonly personId: string; readonly accountId: string }

/** Loads the homes of many people at once, by person; there is none for whoever is not on the roster. */
export async function loadHomes(tx: Tx, askers: readonly HomeAsker[]): Promise<ReadonlyMap<string, HomeFacts>> {
  const { tenantId, now, today } = tx.context
  const at = now.toISOString()
  const people = sql.param(`{${askers.map(({ personId }) => personId).join(',')}}`)
  const accounts = sql.param(`{${askers.map(({ accountId }) => accountId).join(',')}}`)
  const rows = await runNamed<{ id: string; home: HomeFacts }>(
    tx,
    'homes',
    sql`
    with me as (
      select person.*, organisation.setting as place, asked.account_id
      from unnest(${people}::uuid[], ${accounts}::uuid[]) as asked (person_id, account_id)
      join person on person.tenant_id = ${tenantId}::uuid and person.id = asked.person_id
      join organisation on organisation.tenant_id = person.tenant_id and organisation.id = person.organisation_id)
    select me.id, json_build_object(
      'facts', json_build_object('organisationId', me.organisation_id, 'stage', me.stage, 'subjects', me.subjects,
        'title', me.title, 'talentLevel', me.talent_level, 'setting', me.place, 'startedOn', me.started_on, 'retiresOn', me.retires_on,
        'state', me.state,
        'posts', array(select kind from post where post.tenant_id = ${tenantId}::uuid and person_id = me.id
          and from_on <= ${today}::date and (to_on is null or to_on >= ${today}::date)),
        'above', array(select ancestor_id from organisation_closure where tenant_id = ${tenantId}::uuid
          and descendant_id = me.organisation_id)),
      'totals', (select coalesce(json_agg(json_build_object('year', t.year, 'category', nullif(c.category, ''),
          'level', nullif(c.level, ''), 'mode', nullif(c.mode, ''), 'kind', nullif(c.kind, ''),
          'proof', string_to_array(c.proof, ','), 'centihours', t.centihours)), '[]')
        from credit_total t join credit_class c on c.tenant_id = t.tenant_id and c.id = t.class_id
        where t.tenant_id = ${tenantId}::uuid and t.person_id = me.id),
      'exemptions', (select coalesce(json_agg(json_build_object('ruleIds', rule_ids, 'fromOn', from_on, 'toOn', to_on,
          'reason', kind)), '[]')
        from hour_exemption where tenant_id = ${tenantId}::uuid and person_id = me.id and state = 'granted'),
      'onTheWay', (select coalesce(sum(centihours), 0) from credit_record where tenant_id = ${tenantId}::uuid
        and person_id = me.id and state in ('recorded', 'approved')),
      'sessions', (select coalesce(json_agg(json_build_object('id', s.id, 'classId', s.class_id, 'title', s.title,
          'programme', p.title, 'venue', s.venue, 'startsAt', s.starts_at, 'endsAt', s.ends_at, 'mark', a.state)
          order by s.starts_at), '[]')
        from class_member m
        join class_session s on s.tenant_id = m.tenant_id and s.class_id = m.class_id
        join training_class k on k.tenant_id = m.tenant_id and k.id = m.class_id
        join programme p on p.tenant_id = m.tenant_id and p.id = k.programme_id
        left join attendance a on a.tenant_id = m.tenant_id and a.session_id = s.id and a.person_id = m.person_id
        where m.tenant_id = ${tenantId}::uuid and m.person_id = me.id and s.state = 'planned'
          and s.ends_at > ${at}::timestamptz - interval '2 hours' and s.starts_at < ${at}::timestamptz + interval '7 days'),
      'applications', (select coalesce(json_agg(json_build_object('id', e.id, 'programmeId', e.programme_id, 'title', p.title,
          'state', e.state) order by e.applied_at desc), '[]')
        from enrolment e join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id
        where e.tenant_id = ${tenantId}::uuid and e.person_id = me.id
          and (e.state in ('applied', 'school_approved', 'returned') or (e.state = 'admitted' and p.state in ('published', 'enrolling', 'running')))),
      'open', (select coalesce(json_agg(p.audience), '[]') from programme p
        where p.tenant_id = ${tenantId}::uuid and p.state = 'enrolling'
          and (p.enrol_opens_at is null or p.enrol_opens_at <= ${at}::timestamptz)
          and (p.enrol_closes_at is null or p.enrol_closes_at > ${at}::timestamptz)
          and p.organisation_id in (select ancestor_id from organisation_closure where tenant_id = ${tenantId}::uuid
            and descendant_id = me.organisation_id)
          and not exists (select from enrolment e where e.tenant_id = ${tenantId}::uuid and e.person_id = me.id
            and e.programme_id = p.id and e.state in ('applied', 'school_approved', 'admitted'))),
      'unread', (select count(*) from notice where tenant_id = ${tenantId}::uuid and read_at is null
        and (person_id = me.id or account_id = me.account_id)),
      'certificates', (select count(*) from certificate where tenant_id = ${tenantId}::uuid and person_id = me.id and state = 'genuine')
    ) as home from me`,
  )
  return new Map(rows.map(({ id, home }) => [id, home]))
}

/** The subtrees of whoever looks: all of them, and those where they look after people and not only hold trainings. */
export type Scopes = { readonly all: readonly string[]; readonly schools: readonly string[] }

// Programmes that whoever looks has to do with: owned or provided in their subtrees, or published above the schools there.
const concerning = (tx: Tx, { all, schools }: Scopes) => sql`(${inScope(tx, 'organisation_id', all)}
  or ${inScope(tx, 'provider_id', all)}
  or (state not in ('draft', 'justified', 'approved') and ${isAbove(tx, 'organisation_id', schools)}))`

/** The programmes of a year that concern these subtrees. */
export async function listBars(tx: Tx, year: number, scopes: Scopes): Promise<Year['programmes']> {
  const { rows } = await tx.execute<Year['programmes'][number]>(sql`
    select id, title, state, months, year_round as "yearRound", starts_on::text as "startsOn", ends_on::text as "endsOn"
    from programme where tenant_id = ${tx.context.tenantId} and year = ${year} and state <> 'cancelled'
      and ${concerning(tx, scopes)}
    order by coalesce(starts_on, make_date(year, coalesce(months[1], 1), 1)), no, id`)
  return rows
}

/** People at each step of a year's line, of schools or providers in these subtrees, of the places of what concerns them. */
export async function countFunnel(tx: Tx, year: number, scopes: Scopes): Promise<Year['funnel']> {
  const { tenantId } = tx.context
  const roots = scopes.all
  const { rows } = await tx.execute<Year['funnel']>(sql`
    with mine as (
      select e.programme_id, e.person_id, e.state from enrolment e
      join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id
      where e.tenant_id = ${tenantId} and p.year = ${year} and p.state <> 'cancelled'
        and (${inScope(tx, 'e.school_id', roots)} or ${inScope(tx, 'p.provider_id', roots)}))
    select
      (select coalesce(sum(coalesce(places_max, headcount, 0)), 0)::int from programme where tenant_id = ${tenantId}
        and year = ${year} and state <> 'cancelled' and ${concerning(tx, scopes)}) as places,
      (select count(distinct (programme_id, person_id))::int from mine) as applied,
      (select count(*)::int from mine where state = 'admitted') as admitted,
      (select count(distinct (k.programme_id, a.person_id))::int from mine m
        join training_class k on k.tenant_id = ${tenantId} and k.programme_id = m.programme_id
        join class_session s on s.tenant_id = k.tenant_id and s.class_id = k.id
        join attendance a on a.tenant_id = s.tenant_id and a.session_id = s.id and a.person_id = m.person_id
        where m.state = 'admitted' and a.state in ('present', 'late')) as attended,
      (select count(*)::int from mine m
        join training_class k on k.tenant_id = ${tenantId} and k.programme_id = m.programme_id
        join completion c on c.tenant_id = k.tenant_id and c.class_id = k.id and c.person_id = m.person_id and c.passed
        where m.state = 'admitted') as passed,
      (select count(*)::int from mine m
        join training_class k on k.tenant_id = ${tenantId} and k.programme_id = m.programme_id
        join completion c on c.tenant_id = k.tenant_id and c.class_id = k.id and c.person_id = m.person_id
        join credit_record r on r.tenant_id = c.tenant_id and r.id = c.record_id and r.state = 'verified'
        where m.state = 'admitted') as credited`)
  return rows[0] ?? { places: 0, applied: 0, admitted: 0, attended: 0, passed: 0, credited: 0 }
}

/** The targets of the year's plans in these subtrees, and of those published above the schools there. */
export async function listTargets(tx: Tx, year: number, { all, schools }: Scopes): Promise<Year['targets']> {
  const { rows } = await tx.execute<Year['targets'][number]>(sql`
    select t.plan_id as "planId", t.measure, t.comparator, t.value_hundredths::float8 as "valueHundredths", t.unit,
      case when t.figure_source = 'programmes' then (select count(*) from programme where tenant_id = t.tenant_id
        and plan_id = t.plan_id and state <> 'cancelled')::float8 else t.numerator::float8 end as numerator,
      t.denominator::float8 as denominator
    from plan_target t join plan on plan.tenant_id = t.tenant_id and plan.id = t.plan_id
    where t.tenant_id = ${tx.context.tenantId} and plan.year = ${year} and plan.state <> 'draft'
      and (${inScope(tx, 'plan.organisation_id', all)} or ${isAbove(tx, 'plan.organisation_id', schools)})
    order by t.plan_id, t.position limit 40`)
  return rows
}
