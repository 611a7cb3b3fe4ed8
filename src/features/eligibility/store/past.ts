import { sql } from 'drizzle-orm'
import type { ProgrammeKind, ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import { runNamed, type Tx } from '../../../platform/db/db.ts'

/** What somebody took part in or has a place in, as rules over history ask for it. */
export type Past = {
  readonly programmeId: string | null
  readonly title: string
  readonly titleKey: string
  readonly level: ProgrammeLevel
  readonly kind: ProgrammeKind
  readonly series: string | null
  readonly stage: number | null
  readonly year: number
  readonly startsOn: string | null
  readonly endsOn: string | null
  /** Whether it asks for whole days: what is done online, alone or all year round does not. */
  readonly takesDays: boolean
  readonly state: 'accepted' | 'passed' | 'failed'
}

type Row = {
  person_id: string
  programme_id: string | null
  title: string
  title_key: string
  level: ProgrammeLevel
  kind: ProgrammeKind
  series: string | null
  stage: number | null
  year: number
  starts_on: string | null
  ends_on: string | null
  takes_days: boolean
  state: Past['state']
}

// What is done online, alone or all year round takes nobody's days.
const takesDays = sql`not coalesce(programme.year_round or (cardinality(programme.modes) > 0
  and programme.modes <@ array['online', 'self-study', 'task-driven']), false)`

/** When each of these programmes is, and whether it asks for whole days. */
export async function listTimes(tx: Tx, programmeIds: readonly string[]) {
  const { rows } = await tx.execute<{
    programmeId: string
    startsOn: string | null
    endsOn: string | null
    takesDays: boolean
  }>(sql`
    select programme.id as "programmeId", programme.starts_on::text as "startsOn", programme.ends_on::text as "endsOn", ${takesDays} as "takesDays"
    from programme where programme.tenant_id = ${tx.context.tenantId}::uuid
      and programme.id = any(${sql.param(`{${programmeIds.join(',')}}`)}::uuid[])`)
  return rows
}

/** What each of these people took part in or has a place in, in one statement however many they are. A programme's dates are those of today. */
export async function listPast(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, readonly Past[]>> {
  if (personIds.length === 0) return new Map()
  const { tenantId } = tx.context
  const rows = await runNamed<Row>(
    tx,
    'list_past',
    sql`
    with recursive asked (person_id, number) as (
      select id, id from unnest(${sql.param(`{${personIds.join(',')}}`)}::uuid[]) as one (id)
      union
      select asked.person_id, old.id from asked
        join person old on old.tenant_id = ${tenantId}::uuid and old.merged_into = asked.number
    )
    select asked.person_id, past.programme_id, past.title, past.title_key, past.level, past.kind,
      coalesce(rule.series, past.series) as series, coalesce(rule.stage, past.stage) as stage, past.year,
      coalesce(programme.starts_on, past.starts_on)::text as starts_on,
      coalesce(programme.ends_on, past.ends_on)::text as ends_on,
      ${takesDays} as takes_days, past.state
    from asked
    join participation past on past.tenant_id = ${tenantId}::uuid and past.person_id = asked.number
      and past.state in ('accepted', 'passed', 'failed')
    left join programme on programme.tenant_id = past.tenant_id and programme.id = past.programme_id
    left join eligibility_rule rule on rule.tenant_id = past.tenant_id and rule.programme_id = past.programme_id`,
  )
  const past = rows.map((row) => [row.person_id, pastOf(row)] as const)
  return new Map(
    [...Map.groupBy(past, ([personId]) => personId)].map(([personId, found]) => [
      personId,
      found.map(([, one]) => one),
    ]),
  )
}

function pastOf(row: Row): Past {
  return {
    ...{ programmeId: row.programme_id, title: row.title, titleKey: row.title_key, level: row.level, kind: row.kind },
    ...{ series: row.series, stage: row.stage, year: row.year, startsOn: row.starts_on, endsOn: row.ends_on },
    ...{ takesDays: row.takes_days, state: row.state },
  }
}
