import { sql } from 'drizzle-orm'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import type { Known, Place } from '../core/decide.ts'

/** Every organisation of the region, and whether it lies in the subtrees of `scope`. */
export async function loadPlaces(
  tx: Tx,
  scope: readonly string[],
): Promise<(Place & { shortName: string; kind: string })[]> {
  const { rows } = await tx.execute<Place & { shortName: string; kind: string }>(sql`
    select id, name, short_name as "shortName", kind, closed_on is not null as "isClosed",
      exists (select 1 from organisation_closure above where above.tenant_id = organisation.tenant_id
        and above.descendant_id = organisation.id and above.ancestor_id = any (${sql.param([...scope])}::uuid[])) as "isInScope"
    from organisation where tenant_id = ${tx.context.tenantId}::uuid`)
  return rows
}

/** What identifies the people that some rows may mean. */
export type Wanted = {
  readonly idNumbers: readonly Buffer[]
  readonly staffNos: readonly string[]
  readonly names: readonly string[]
}

/** Somebody whom a row may mean, with the numbers still sealed. */
export type Found = Known & {
  readonly print: string
  readonly phoneSealed: Buffer | null
  readonly phoneHashed: Buffer | null
}

/** The people that have one of these numbers or names, wherever they are. */
export async function loadKnown(tx: Tx, wanted: Wanted, scope: readonly string[]): Promise<Found[]> {
  const { tenantId, today } = tx.context
  return runNamed<Found>(
    tx,
    'roster-known',
    sql`
    select person.id, person.organisation_id as "organisationId", organisation.name as "organisationName",
      exists (select 1 from organisation_closure above where above.tenant_id = person.tenant_id
        and above.descendant_id = person.organisation_id and above.ancestor_id = any (${sql.param([...scope])}::uuid[])) as "isInScope",
      person.name, person.staff_no as "staffNo", person.gender, person.born_on as "bornOn", person.stage, person.subjects,
      person.title, person.talent_level as "talentLevel", person.state, person.started_on as "startedOn",
      person.retires_on as "retiresOn", encode(person.id_number_hash, 'hex') as "idNumberHash",
      encode(person.phone_hash, 'hex') as "phoneHash", person.phone_sealed as "phoneSealed", person.phone_hash as "phoneHashed",
      person_print(person) as print,
      coalesce((select array_agg(distinct post.kind) from post where post.tenant_id = person.tenant_id
        and post.person_id = person.id and post.from_on <= ${today}::date
        and (post.to_on is null or post.to_on >= ${today}::date)), '{}') as posts
    from person
    join organisation on organisation.tenant_id = person.tenant_id and organisation.id = person.organisation_id
    where person.tenant_id = ${tenantId}::uuid and person.id in (
      select id from person where tenant_id = ${tenantId}::uuid and id_number_hash = any (${sql.param([...wanted.idNumbers])}::bytea[])
      union all
      select id from person where tenant_id = ${tenantId}::uuid and staff_no = any (${sql.param([...wanted.staffNos])}::text[])
      union all
      select id from person where tenant_id = ${tenantId}::uuid and name = any (${sql.param([...wanted.names])}::text[]))`,
  )
}
