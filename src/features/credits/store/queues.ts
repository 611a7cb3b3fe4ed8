import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { people } from '../../people/tables.ts'
import type { RecordsAsked } from '../contract.ts'
import { mostChosen, type RecordSource } from '../contract/queues.ts'
import { creditRecords } from '../tables.ts'
import { asked } from './records.ts'

const ofPerson = and(eq(people.tenantId, creditRecords.tenantId), eq(people.id, creditRecords.personId))

/** The ids of the records that a list asks for, the longest waiting first, and how many there are in all. */
export async function listRecordIds(tx: Tx, roots: readonly string[], query: RecordsAsked) {
  const meant = asked(tx, roots, query)
  const rows = await tx
    .select({ id: creditRecords.id })
    .from(creditRecords)
    .innerJoin(people, ofPerson)
    .where(meant)
    .orderBy(asc(creditRecords.recordedAt), asc(creditRecords.id))
    .limit(mostChosen)
  if (rows.length < mostChosen) return { ids: rows.map(({ id }) => id), total: rows.length }
  const [found] = await tx.select({ size: count() }).from(creditRecords).innerJoin(people, ofPerson).where(meant)
  return { ids: rows.map(({ id }) => id), total: found?.size ?? rows.length }
}

/** What the records of a queue come from: classes with their programmes, and whatever else brings hours. */
export async function listSources(
  tx: Tx,
  roots: readonly string[],
  state: RecordsAsked['state'],
): Promise<RecordSource[]> {
  const { rows } = await tx.execute<RecordSource>(sql`
    select record.source_id as "sourceId", max(record.source_title) as title, k.title as "classTitle",
      p.id as "programmeId", p.title as "programmeTitle", count(*)::int as records
    from credit_record record
    left join training_class k on k.tenant_id = record.tenant_id and k.id = record.source_id
    left join programme p on p.tenant_id = k.tenant_id and p.id = k.programme_id
    where record.tenant_id = ${tx.context.tenantId}
      and ${state === undefined ? sql`true` : sql`record.state = ${state}`}
      and record.organisation_id in (select line.descendant_id from organisation_closure line
        where line.tenant_id = ${tx.context.tenantId}
          and line.ancestor_id = any(${sql.param(`{${roots.join(',')}}`)}::uuid[]))
    group by record.source_id, k.title, p.id, p.title
    order by p.title nulls last, title, k.title, record.source_id limit 500`)
  return rows
}
