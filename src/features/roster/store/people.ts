import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy } from '../../people/public.ts'
import type { ExportQuery } from '../contract.ts'

/** Somebody as a list for export shows them. Numbers stay sealed: whether there is one is all that is said. */
export type ListedPerson = {
  readonly id: string
  readonly sortKey: string
  readonly name: string
  readonly staffNo: string
  readonly organisationId: string
  readonly gender: 'male' | 'female' | null
  readonly bornOn: string | null
  readonly stage: string | null
  /** Codes, with commas between them. */
  readonly subjects: string
  readonly title: string | null
  readonly talentLevel: string | null
  readonly state: string
  readonly startedOn: string | null
  readonly retiresOn: string | null
  readonly hasIdNumber: boolean
  readonly hasPhone: boolean
  readonly posts: string | null
}

/** How many people a list is read by at once: each page is a short transaction of its own, however slowly the file is fetched. */
export const listedAtOnce = 4_000

// Between the values of a row, and between rows: characters that no text of a person holds.
const [unit, record] = ['\u001f', '\u001e']

/**
 * The next people of a list for export, in the order of lists, at these organisations. They come as one text: taken apart
 * value by value by the driver, a hundred thousand people cost longer than the database needs to find them.
 */
export async function listForExport(
  tx: Tx,
  organisationIds: readonly string[],
  query: ExportQuery,
  after: { readonly sortKey: string; readonly id: string },
): Promise<ListedPerson[]> {
  const { tenantId, today } = tx.context
  const { rows } = await tx.execute<{ page: string | null }>(sql`
    with listed as materialized (
      select person.* from person where person.tenant_id = ${tenantId}::uuid and person.state <> '09'
        and person.organisation_id = any (${sql.param([...organisationIds])}::uuid[]) ${filterOf(tx, query)}
        and (person.sort_key, person.id) > (${after.sortKey} collate "C", ${after.id}::uuid)
      order by person.sort_key, person.id limit ${listedAtOnce})
    select string_agg(concat_ws(${unit}, listed.id, listed.sort_key, ${bare(sql`listed.name`)}, ${bare(sql`listed.staff_no`)},
      listed.organisation_id, ${orNone(sql`listed.gender`)}, ${orNone(sql`listed.born_on`)}, ${orNone(sql`listed.stage`)},
      array_to_string(listed.subjects, ','), ${orNone(sql`listed.title`)}, ${orNone(sql`listed.talent_level`)}, listed.state,
      ${orNone(sql`listed.started_on`)}, ${orNone(sql`listed.retires_on`)}, listed.id_number_hash is not null,
      listed.phone_hash is not null, ${orNone(sql`held.posts`)}), ${record} order by listed.sort_key, listed.id) as page
    from listed
    left join (
      select post.person_id, string_agg(distinct post.kind, ',') as posts from post
      where post.tenant_id = ${tenantId}::uuid and post.person_id in (select id from listed)
        and post.from_on <= ${today}::date and (post.to_on is null or post.to_on >= ${today}::date)
      group by post.person_id) as held on held.person_id = listed.id`)
  const page = rows[0]?.page ?? ''
  return page === '' ? [] : page.split(record).map(personOf)
}

const bare = (text: SQL) => sql`translate(${text}, ${unit + record}, '')`
const orNone = (value: SQL) => sql`coalesce(${value}::text, '')`

function personOf(row: string): ListedPerson {
  const [id = '', sortKey = '', name = '', staffNo = '', organisationId = '', ...rest] = row.split(unit)
  const [gender, bornOn, stage, subjects = '', title, talentLevel, state = '', startedOn, retiresOn, ...last] = rest
  const [hasIdNumber, hasPhone, posts] = last
  return {
    ...{ id, sortKey, name, staffNo, organisationId },
    gender: gender === 'male' || gender === 'female' ? gender : null,
    bornOn: bornOn || null,
    stage: stage || null,
    subjects,
    title: title || null,
    talentLevel: talentLevel || null,
    state,
    startedOn: startedOn || null,
    retiresOn: retiresOn || null,
    hasIdNumber: hasIdNumber === 't',
    hasPhone: hasPhone === 't',
    posts: posts || null,
  }
}

// The same people as the list on the page finds by the same filters.
function filterOf(tx: Tx, { q, stage, subject, state, pasted }: ExportQuery): SQL {
  const meant = isMeantBy(tx, q)
  const named = amongPasted(tx, pasted, sql`person.id`, sql`person.organisation_id`)
  const filters: SQL[] = [
    ...(stage === undefined ? [] : [sql`and person.stage = ${stage}`]),
    ...(subject === undefined ? [] : [sql`and ${subject} = any (person.subjects)`]),
    ...(state === undefined ? [] : [sql`and person.state = ${state}`]),
    ...(meant ? [sql`and ${meant}`] : []),
    ...(named ? [sql`and ${named}`] : []),
  ]
  return sql.join(filters, sql` `)
}

/** The organisations in the subtrees of `roots`, by id; with `below`, only those in its subtree as well. */
export async function loadNames(
  tx: Tx,
  roots: readonly string[],
  below: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from organisation where tenant_id = ${tenantId}::uuid
      and id in (select descendant_id from organisation_closure where tenant_id = ${tenantId}::uuid
        and ancestor_id = any (${sql.param([...roots])}::uuid[]))
      and (${below ?? null}::uuid is null or id in (select descendant_id from organisation_closure
        where tenant_id = ${tenantId}::uuid and ancestor_id = ${below ?? null}::uuid))`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
