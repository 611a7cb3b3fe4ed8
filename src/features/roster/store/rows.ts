import { sql } from 'drizzle-orm'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import type { Change } from '../core/decide.ts'
import type { Reason } from '../core/reasons.ts'

/** What a row would do, as it is kept until it is applied. Bytes travel as hexadecimal text. */
export type Decided = {
  readonly no: number
  readonly outcome: 'create' | 'change' | 'keep' | 'refuse'
  readonly reasons: readonly Reason[]
  readonly name: string
  readonly person_id: string | null
  readonly changes: readonly Change[]
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly id_number_sealed: string | null
  readonly id_number_hash: string | null
  readonly phone_sealed: string | null
  readonly phone_hash: string | null
  readonly before_phone_sealed: string | null
  readonly before_phone_hash: string | null
  readonly posts: readonly string[]
  readonly post_ids: readonly string[]
  readonly seen_print: string | null
}

/** Keeps what rows would do, in place of what was kept before. */
export async function keepDecisions(tx: Tx, importId: string, rows: readonly Decided[]): Promise<void> {
  await runNamed(
    tx,
    'roster-decide',
    sql`
    update roster_row set outcome = one.outcome, reasons = one.reasons, name = one.name, person_id = one.person_id,
      changes = one.changes, before = one.before, after = one.after,
      id_number_sealed = decode(one.id_number_sealed, 'hex'), id_number_hash = decode(one.id_number_hash, 'hex'),
      phone_sealed = decode(one.phone_sealed, 'hex'), phone_hash = decode(one.phone_hash, 'hex'),
      before_phone_sealed = decode(one.before_phone_sealed, 'hex'), before_phone_hash = decode(one.before_phone_hash, 'hex'),
      posts = one.posts, post_ids = one.post_ids, seen_print = one.seen_print, left_print = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(no int, outcome text, reasons jsonb, name text, person_id uuid,
      changes jsonb, before jsonb, after jsonb, id_number_sealed text, id_number_hash text, phone_sealed text, phone_hash text,
      before_phone_sealed text, before_phone_hash text, posts text[], post_ids uuid[], seen_print text)
    where roster_row.tenant_id = ${tx.context.tenantId}::uuid and roster_row.import_id = ${importId}::uuid
      and roster_row.no = one.no`,
  )
}

/** Some rows of an import, by their numbers in the sheet. */
export type Part = { readonly importId: string; readonly first: number; readonly last: number }

const ofPart = (tx: Tx, { importId, first, last }: Part) => sql`roster_row.tenant_id = ${tx.context.tenantId}::uuid
  and roster_row.import_id = ${importId}::uuid and roster_row.no between ${first} and ${last}`

const toPerson = sql`person.tenant_id = roster_row.tenant_id and person.id = roster_row.person_id`

/** The first and last rows of parts of at most `size` rows each. */
export async function listParts(
  tx: Tx,
  importId: string,
  size: number,
): Promise<{ first: number; last: number; rows: number }[]> {
  const { rows } = await tx.execute<{ first: number; last: number; rows: number }>(sql`
    select min(no) as first, max(no) as last, count(*)::int as rows
    from (select no, (row_number() over (order by no) - 1) / ${size}::int as part from roster_row
      where tenant_id = ${tx.context.tenantId}::uuid and import_id = ${importId}::uuid) as numbered
    group by part order by part`)
  return rows
}

/** Refuses the rows of a part whose people, numbers or schools are no longer as the decision saw them; people of the part are held. */
export async function refuseStale(tx: Tx, part: Part): Promise<void> {
  await tx.execute(sql`select 1 from person join roster_row on ${toPerson} where ${ofPart(tx, part)}
    and roster_row.outcome = 'change' order by person.id for update of person`)
  await tx.execute(sql`
    update roster_row set outcome = 'refuse', reasons = '[{"code": "changed_meanwhile"}]'
    where ${ofPart(tx, part)} and (
      outcome = 'change' and not exists (select 1 from person where ${toPerson} and person_print(person) = roster_row.seen_print
        and (roster_row.phone_hash is null or person.phone_hash is not distinct from roster_row.before_phone_hash)
        and (roster_row.id_number_hash is null or person.id_number_hash is null))
      or outcome in ('create', 'change') and (
        exists (select 1 from person where person.tenant_id = roster_row.tenant_id and person.id <> roster_row.person_id
          and person.staff_no = roster_row.after ->> 'staff_no')
        or exists (select 1 from person where person.tenant_id = roster_row.tenant_id and person.id <> roster_row.person_id
          and person.id_number_hash = roster_row.id_number_hash)
        or exists (select 1 from organisation where organisation.tenant_id = roster_row.tenant_id
          and organisation.id = (roster_row.after ->> 'organisation_id')::uuid and organisation.closed_on is not null)))`)
}

const columns = sql`organisation_id, staff_no, name, pinyin, initials, spelling, readings, gender, born_on, stage, subjects, title, talent_level,
  state, started_on, retires_on`

/** Does what the rows of a part say: people added and changed, posts added. A number that somebody took this moment refuses its row. */
export async function applyPart(tx: Tx, part: Part): Promise<void> {
  const { now, today } = tx.context
  await tx.execute(sql`
    insert into person (tenant_id, id, id_number_sealed, id_number_hash, phone_sealed, phone_hash, created_at, ${columns})
    select roster_row.tenant_id, roster_row.person_id, roster_row.id_number_sealed, roster_row.id_number_hash,
      roster_row.phone_sealed, roster_row.phone_hash, ${now}::timestamptz, drawn.organisation_id, drawn.staff_no, drawn.name,
      drawn.pinyin, drawn.initials, drawn.spelling, coalesce(drawn.readings, '{}'), drawn.gender, drawn.born_on, drawn.stage, coalesce(drawn.subjects, '{}'), drawn.title,
      drawn.talent_level, drawn.state, drawn.started_on, drawn.retires_on
    from roster_row cross join lateral jsonb_populate_record(null::person, roster_row.after) as drawn
    where ${ofPart(tx, part)} and roster_row.outcome = 'create'
    on conflict do nothing`)
  await tx.execute(sql`
    update roster_row set outcome = 'refuse', reasons = '[{"code": "changed_meanwhile"}]'
    where ${ofPart(tx, part)} and outcome = 'create' and not exists (select 1 from person where ${toPerson})`)
  await tx.execute(sql`
    update person set (${columns}) = (select ${columns} from jsonb_populate_record(person, roster_row.after)),
      id_number_sealed = coalesce(roster_row.id_number_sealed, person.id_number_sealed),
      id_number_hash = coalesce(roster_row.id_number_hash, person.id_number_hash),
      phone_sealed = coalesce(roster_row.phone_sealed, person.phone_sealed),
      phone_hash = coalesce(roster_row.phone_hash, person.phone_hash)
    from roster_row where ${toPerson} and ${ofPart(tx, part)} and roster_row.outcome = 'change'`)
  await tx.execute(sql`
    insert into post (tenant_id, id, person_id, organisation_id, kind, from_on)
    select roster_row.tenant_id, added.id, roster_row.person_id, person.organisation_id, added.kind, ${today}::date
    from roster_row join person on ${toPerson}, unnest(roster_row.posts, roster_row.post_ids) as added(kind, id)
    where ${ofPart(tx, part)} and roster_row.outcome in ('create', 'change')`)
  await tx.execute(sql`
    update roster_row set left_print = person_print(person) from person
    where ${toPerson} and ${ofPart(tx, part)} and outcome in ('create', 'change')`)
}

/** Tells the planner how large the roster is by now, with what this transaction has added: it asks nobody else before the end. */
export async function countRoster(tx: Tx): Promise<void> {
  await tx.execute(sql`select qinglan_count_roster()`)
}

/** What was done to one person, for the trail. */
export type Done = {
  readonly no: number
  readonly personId: string
  readonly outcome: 'create' | 'change'
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

// Fields that somebody changed since: they stay, and the others of their row go back.
const stays = sql`coalesce(undone_reasons -> 0 -> 'fields', '[]')`

// Changed rows that went back, whole or in part.
const wentBack = sql`outcome = 'change' and (undone = 'restored'
  or (undone = 'left' and undone_reasons -> 0 ->> 'code' = 'changed_since'))`

/** What the rows of a part did. */
export async function listDone(tx: Tx, part: Part): Promise<Done[]> {
  const { rows } = await tx.execute<Done>(sql`
    select no, person_id as "personId", outcome, before, after from roster_row
    where ${ofPart(tx, part)} and outcome in ('create', 'change') order by no`)
  return rows
}

/** What was taken back of a part: those who were removed, or the fields that went back of those who were changed. */
export async function listUndone(tx: Tx, part: Part, what: 'removed' | 'restored'): Promise<Done[]> {
  const fields = (
    column: 'before' | 'after',
  ) => sql`(select jsonb_object_agg(field, roster_row.${sql.raw(column)} -> field)
    from jsonb_object_keys(roster_row.after) as field where not ${stays} ? field)`
  const { rows } = await tx.execute<Done>(sql`
    select no, person_id as "personId", outcome, ${fields('before')} as before, ${fields('after')} as after from roster_row
    where ${ofPart(tx, part)} and ${what === 'removed' ? sql`undone = 'removed'` : wentBack} order by no`)
  // Of some nothing went back.
  return what === 'removed' ? rows : rows.filter(({ after }) => after !== null)
}

/** Records in the lives of people what the changed rows of a part did, or, taken back, what was restored. */
export async function insertLives(
  tx: Tx,
  part: Part,
  way: 'done' | 'undone',
  ids: readonly string[],
  reason: string,
): Promise<void> {
  const { tenantId, now, today, actor } = tx.context
  const [from, to] = way === 'done' ? [sql`before`, sql`after`] : [sql`after`, sql`before`]
  const which = way === 'done' ? sql`outcome = 'change'` : sql`${wentBack} and not ${stays} ? kinds.field`
  await tx.execute(sql`
    insert into person_change_entry (tenant_id, id, person_id, kind, dated_on, before, after, from_id, to_id, reason, changed_by,
      changed_by_name, changed_at)
    select ${tenantId}::uuid, ids.id, one.person_id, one.kind, ${today}::date,
      case when one.kind <> 'school' then one.was end, case when one.kind <> 'school' then one.becomes end,
      case when one.kind = 'school' then one.was::uuid end, case when one.kind = 'school' then one.becomes::uuid end,
      ${reason}, ${actor?.accountId ?? null}::uuid, ${actor?.name ?? 'system'}, ${now}::timestamptz
    from (select row_number() over (order by no, kinds.kind) as place, person_id, kinds.kind,
        ${from} ->> kinds.field as was, ${to} ->> kinds.field as becomes
      from roster_row, (values ('state', 'state'), ('school', 'organisation_id'), ('name', 'name'), ('staff_no', 'staff_no'),
        ('stage', 'stage'), ('title', 'title'), ('talent', 'talent_level')) as kinds(kind, field)
      where ${ofPart(tx, part)} and ${which} and after ? kinds.field) as one
    join unnest(${sql.param([...ids])}::uuid[]) with ordinality as ids(id, place) on ids.place = one.place`)
}

/** How many such records `insertLives` writes at most for a part. */
export const livesOfRow = 7

/**
 * Takes back what the rows of a part did: people who were added and have no history go; a changed field goes back where it
 * still is what the import made it. What stays is told with its reason.
 */
export async function undoPart(tx: Tx, part: Part): Promise<void> {
  await tx.execute(sql`
    with gone as (select roster_remove(${part.importId}::uuid, ${part.first}::int, ${part.last}::int) as id)
    update roster_row set undone = 'removed' from gone
    where ${ofPart(tx, part)} and outcome = 'create' and person_id = gone.id`)
  await tx.execute(sql`
    update roster_row set undone = 'left', undone_reasons = jsonb_build_array(jsonb_build_object('code', case
      when person.id is null then 'gone' when person_print(person) <> same.left_print then 'changed_since' else 'has_history' end))
    from roster_row as same left join person on person.tenant_id = same.tenant_id and person.id = same.person_id
    where ${ofPart(tx, part)} and same.tenant_id = roster_row.tenant_id and same.import_id = roster_row.import_id
      and same.no = roster_row.no and roster_row.outcome = 'create' and roster_row.undone is null`)
  await restorePart(tx, part)
}

async function restorePart(tx: Tx, part: Part): Promise<void> {
  const { today } = tx.context
  // Which fields are no longer what the import made them; the numbers beside, by their hashes.
  await tx.execute(sql`
    update roster_row set undone = case when person.id is null or stays.fields <> '[]' then 'left' else 'restored' end,
      undone_reasons = case when person.id is null then '[{"code": "gone"}]'::jsonb
        when stays.fields <> '[]' then jsonb_build_array(jsonb_build_object('code', 'changed_since', 'fields', stays.fields))
        else '[]' end
    from roster_row as same
    left join person on person.tenant_id = same.tenant_id and person.id = same.person_id
    cross join lateral (select coalesce(jsonb_agg(field), '[]') as fields from (
      select field from jsonb_each(same.after) as made(field, value)
      where to_jsonb(person) -> field is distinct from value and field not in ('pinyin', 'initials', 'spelling', 'readings')
      union all select 'phone' where same.phone_hash is not null and person.phone_hash is distinct from same.phone_hash
      union all select 'id_number' where same.id_number_hash is not null
        and person.id_number_hash is distinct from same.id_number_hash) as altered) as stays
    where ${ofPart(tx, part)} and same.tenant_id = roster_row.tenant_id and same.import_id = roster_row.import_id
      and same.no = roster_row.no and roster_row.outcome = 'change' and roster_row.undone is null`)
  await tx.execute(sql`
    update person set (${columns}) = (select ${columns} from jsonb_populate_record(person, coalesce((
        select jsonb_object_agg(field, roster_row.before -> field) from jsonb_each(roster_row.after) as made(field, value)
        where to_jsonb(person) -> field = value), '{}'))),
      id_number_sealed = case when person.id_number_hash = roster_row.id_number_hash then null else person.id_number_sealed end,
      id_number_hash = case when person.id_number_hash = roster_row.id_number_hash then null else person.id_number_hash end,
      phone_sealed = case when person.phone_hash = roster_row.phone_hash then roster_row.before_phone_sealed else person.phone_sealed end,
      phone_hash = case when person.phone_hash = roster_row.phone_hash then roster_row.before_phone_hash else person.phone_hash end
    from roster_row where ${toPerson} and ${ofPart(tx, part)} and roster_row.outcome = 'change'`)
  await tx.execute(sql`
    delete from post using roster_row where ${ofPart(tx, part)} and roster_row.outcome = 'change'
      and post.tenant_id = roster_row.tenant_id and post.id = any (roster_row.post_ids) and post.from_on <= ${today}::date
      and post.to_on is null`)
}
