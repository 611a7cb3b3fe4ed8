import { sql } from 'drizzle-orm'
import type { ProgrammeKind, ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import type { Cause } from '../core.ts'

/** What keeps somebody from programmes today: a ban that follows from a fact, or a restriction that says no more than whom to ask. */
export type Bar = {
  readonly levels: readonly ProgrammeLevel[]
  readonly kinds: readonly ProgrammeKind[]
  readonly until: string | null
} & (
  | { readonly kind: 'ban'; readonly cause: Cause; readonly title: string }
  | { readonly kind: 'restriction'; readonly contact: string }
)

type Row = {
  person_id: string
  kind: 'ban' | 'restriction'
  levels: ProgrammeLevel[]
  kinds: ProgrammeKind[]
  until: string | null
  cause: Cause | null
  title: string | null
  contact: string | null
}

/** What keeps each of these people from programmes today, in one statement however many they are. */
export async function listBars(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, readonly Bar[]>> {
  if (personIds.length === 0) return new Map()
  const { tenantId, today } = tx.context
  const rows = await runNamed<Row>(
    tx,
    'list_bars',
    sql`
    with recursive asked (person_id, number) as (
      select id, id from unnest(${sql.param(`{${personIds.join(',')}}`)}::uuid[]) as one (id)
      union
      select asked.person_id, old.id from asked
        join person old on old.tenant_id = ${tenantId}::uuid and old.merged_into = asked.number
    )
    select asked.person_id, 'ban' as kind, fact.barred_levels as levels, fact.barred_kinds as kinds,
      fact.barred_until::text as until, fact.cause, fact.programme_title as title, null as contact
    from asked join integrity_entry fact on fact.tenant_id = ${tenantId}::uuid and fact.person_id = asked.number
      and fact.barred_until > ${today}::date
    where not exists (select from integrity_reversal_entry reversal
        where reversal.tenant_id = fact.tenant_id and reversal.fact_id = fact.id)
      and not exists (select from integrity_request granted where granted.tenant_id = fact.tenant_id
        and granted.fact_id = fact.id and granted.kind = 'exemption' and granted.state = 'granted')
    union all
    select asked.person_id, 'restriction', held.levels, held.kinds, held.until_on::text, null, null, held.contact
    from asked join restriction held on held.tenant_id = ${tenantId}::uuid and held.person_id = asked.number
    where held.lifted_at is null and held.from_on <= ${today}::date
      and (held.until_on is null or held.until_on > ${today}::date)`,
  )
  const bars = rows.map((row) => [row.person_id, barOf(row)] as const)
  return new Map(
    [...Map.groupBy(bars, ([personId]) => personId)].map(([personId, found]) => [
      personId,
      found.map(([, bar]) => bar),
    ]),
  )
}

function barOf({ kind, levels, kinds, until, cause, title, contact }: Row): Bar {
  const reach = { levels, kinds, until }
  return kind === 'restriction'
    ? { ...reach, kind, contact: contact ?? '' }
    : { ...reach, kind, cause: cause ?? 'not_attended', title: title ?? '' }
}
