import { sql } from 'drizzle-orm'
import { clockIn, dateIn } from '../../../lib/dates.ts'
import type { Tx } from '../../../platform/db/db.ts'

type Row = { programme_id: string; class_id: string; title: string; starts_at: string; ends_at: string }

/** The sittings that these programmes have in classes that are not closed, and in which of their classes these people sit. */
export async function tellSittings(tx: Tx, programmeIds: readonly string[], personIds: readonly string[]) {
  const { tenantId, zone } = tx.context
  const ids = (list: readonly string[]) => sql.param(`{${list.join(',')}}`)
  const { rows } = await tx.execute<Row>(sql`
    select class.programme_id, class.id as class_id, session.title, session.starts_at::text, session.ends_at::text
    from training_class class
    join class_session session on session.tenant_id = class.tenant_id and session.class_id = class.id
      and session.state = 'planned'
    where class.tenant_id = ${tenantId}::uuid and class.programme_id = any (${ids(programmeIds)}::uuid[])
      and class.state <> 'closed'
    order by session.starts_at, session.id`)
  const seated = await tx.execute<{ person_id: string; programme_id: string; class_id: string }>(sql`
    select member.person_id, class.programme_id, class.id as class_id
    from class_member member
    join training_class class on class.tenant_id = member.tenant_id and class.id = member.class_id
    where member.tenant_id = ${tenantId}::uuid and member.person_id = any (${ids(personIds)}::uuid[])
      and class.programme_id = any (${ids(programmeIds)}::uuid[])`)
  const sittings = rows.map((row) => {
    const [from, to] = [new Date(row.starts_at), new Date(row.ends_at)]
    const at = `${clockIn(zone, from)}–${clockIn(zone, to).slice(-5)}`
    const days = { firstOn: dateIn(zone, from), lastOn: dateIn(zone, to) }
    const when = { from: from.getTime(), to: to.getTime(), ...days, at }
    return [row.programme_id, { classId: row.class_id, title: row.title, ...when }] as const
  })
  return {
    byProgramme: new Map(
      [...Map.groupBy(sittings, ([id]) => id)].map(([id, found]) => [id, found.map(([, sitting]) => sitting)]),
    ),
    seats: new Map(seated.rows.map((row) => [`${row.person_id}/${row.programme_id}`, row.class_id])),
  }
}
