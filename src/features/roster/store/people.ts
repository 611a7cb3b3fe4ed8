import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { ExportQuery } from '../contract.ts'

/** Somebody as a list for export shows them, numbers still sealed. */
export type ListedPerson = {
  readonly id: string
  readonly pinyin: string
  readonly name: string
  readonly staff_no: string
  readonly organisation: string
  readonly gender: 'male' | 'female' | null
  readonly born_on: string | null
  readonly stage: string | null
  readonly subjects: readonly string[]
  readonly title: string | null
  readonly talent_level: string | null
  readonly state: string
  readonly started_on: string | null
  readonly retires_on: string | null
  readonly id_number_sealed: Buffer | null
  readonly phone_sealed: Buffer | null
  readonly posts: readonly string[] | null
}

/** How many people a list is read by at once: each page is a short transaction of its own, however slowly the file is fetched. */
export const listedAtOnce = 4_000

/** The next people of a list for export, in pinyin order, in the subtrees of `roots`. */
export async function listForExport(
  tx: Tx,
  roots: readonly string[],
  query: ExportQuery,
  after: { readonly pinyin: string; readonly id: string },
): Promise<ListedPerson[]> {
  const { tenantId, today } = tx.context
  const typed = query.q.toLowerCase().replace(/[%_\\]/g, '')
  const filters: SQL[] = [
    ...(query.stage === undefined ? [] : [sql`and person.stage = ${query.stage}`]),
    ...(query.subject === undefined ? [] : [sql`and ${query.subject} = any (person.subjects)`]),
    ...(query.state === undefined ? [] : [sql`and person.state = ${query.state}`]),
    ...(query.organisationId === undefined
      ? []
      : [sql`and person.organisation_id in (${below(tx, [query.organisationId])})`]),
    ...(typed === ''
      ? []
      : [
          sql`and (person.name like ${`%${typed}%`} or person.pinyin like ${`${typed}%`}
            or person.initials like ${`${typed}%`} or person.staff_no = ${query.q})`,
        ]),
  ]
  const { rows } = await tx.execute<ListedPerson>(sql`
    select person.id, person.pinyin, person.name, person.staff_no, organisation.name as organisation, person.gender,
      person.born_on::text as born_on, person.stage, person.subjects, person.title, person.talent_level, person.state,
      person.started_on::text as started_on, person.retires_on::text as retires_on, person.id_number_sealed,
      person.phone_sealed, held.posts
    from (
      select * from person where person.tenant_id = ${tenantId}::uuid and person.state <> '09'
        and person.organisation_id in (${below(tx, roots)}) ${sql.join(filters, sql` `)}
        and (person.pinyin, person.id) > (${after.pinyin}, ${after.id}::uuid)
      order by person.pinyin, person.id limit ${listedAtOnce}) as person
    join organisation on organisation.tenant_id = person.tenant_id and organisation.id = person.organisation_id
    left join lateral (select array_agg(distinct post.kind) as posts from post
      where post.tenant_id = person.tenant_id and post.person_id = person.id and post.from_on <= ${today}::date
        and (post.to_on is null or post.to_on >= ${today}::date)) as held on true
    order by person.pinyin, person.id`)
  return rows
}

const below = (tx: Tx, roots: readonly string[]) => sql`
  select descendant_id from organisation_closure
  where tenant_id = ${tx.context.tenantId}::uuid and ancestor_id = any (${sql.param([...roots])}::uuid[])`
