import type pg from 'pg'

/** What was taken away of one bureau's trail. */
export type Purged = { readonly seqTo: number; readonly entries: number }

/**
 * Takes away the entries of whole seals that are older than a day, from the beginning of the chain and without a gap, as the owner of
 * the database: the application has no right to. The seals stay, and the chain still holds. `undefined` when nothing is old enough.
 */
export async function purgeTrail(
  owner: pg.ClientBase,
  tenantId: string,
  { olderThan, now }: { readonly olderThan: string; readonly now: Date },
): Promise<Purged | undefined> {
  await owner.query('begin')
  try {
    const { rows } = await owner.query<{ from: number; to: number | null }>(
      `with purged as (select coalesce(max(seq_to), 0) as seq from audit_purge_entry where tenant_id = $1),
         young as (select min(seq) as seq from audit_seal_entry where tenant_id = $1 and to_at >= $2::date)
       select (select seq from purged) as from, max(seq) as to from audit_seal_entry
       where tenant_id = $1 and seq > (select seq from purged) and seq < coalesce((select seq from young), 2147483647)`,
      [tenantId, olderThan],
    )
    const [span] = rows
    if (!span || span.to === null) {
      await owner.query('rollback')
      return undefined
    }
    const gone = await owner.query(
      `delete from audit_entry where tenant_id = $1 and id in (
         select unnest(entry_ids) from audit_seal_entry where tenant_id = $1 and seq > $2 and seq <= $3)`,
      [tenantId, span.from, span.to],
    )
    const entries = gone.rowCount ?? 0
    await owner.query(
      'insert into audit_purge_entry (tenant_id, seq_to, purged_at, older_than, size) values ($1, $2, $3, $4, $5)',
      [tenantId, span.to, now, olderThan, entries],
    )
    await owner.query('commit')
    return { seqTo: span.to, entries }
  } catch (failure) {
    await owner.query('rollback')
    throw failure
  }
}
