import { sql, type SQL } from 'drizzle-orm'
import type { Vault } from '../crypto.ts'
import type { Tx } from './db.ts'

/** A column that holds sealed text, and the column beside it (if any) by whose hash it is found. */
export type SealedColumn = {
  readonly table: string
  readonly sealed: string
  readonly hash?: { readonly column: string; readonly prefix?: string }
}

const name = (text: string) => sql.identifier(text)

function sealedStale({ sealed }: SealedColumn, version: number): SQL {
  return sql`(${name(sealed)} is not null and get_byte(${name(sealed)}, 0) <> ${version})`
}

// Hashes of the first key are 32 bytes; those of later ones have their version before them.
function hashStale({ hash }: SealedColumn, version: number): SQL {
  if (!hash) return sql`false`
  const column = name(hash.column)
  const fresh =
    version === 1 ? sql`length(${column}) = 32` : sql`(length(${column}) = 33 and get_byte(${column}, 0) = ${version})`
  return sql`(${column} is not null and not ${fresh})`
}

/** How many values of a tenant other keys than the current one sealed; and how many of those cannot be sealed anew by themselves. */
export async function countStale(
  tx: Tx,
  vault: Vault,
  columns: readonly SealedColumn[],
): Promise<{ readonly stale: number; readonly stuck: number }> {
  const version = vault.version()
  let [stale, stuck] = [0, 0]
  for (const column of columns) {
    const { rows } = await tx.execute<{ stale: number; stuck: number }>(sql`
      select count(*)::int as stale, (count(*) filter (where ${name(column.sealed)} is null))::int as stuck
      from ${name(column.table)}
      where tenant_id = ${tx.context.tenantId}::uuid
        and (${sealedStale(column, version)} or ${hashStale(column, version)})`)
    stale += rows[0]?.stale ?? 0
    stuck += rows[0]?.stuck ?? 0
  }
  return { stale, stuck }
}

/** Seals up to `most` values of a column anew with the current key, with their hashes; returns how many. Nothing else waits for it long. */
export async function resealSome(tx: Tx, vault: Vault, column: SealedColumn, most: number): Promise<number> {
  const version = vault.version()
  const { table, sealed, hash } = column
  const { tenantId } = tx.context
  const { rows } = await tx.execute<{ place: string; sealed: Buffer }>(sql`
    select ctid::text as place, ${name(sealed)} as sealed from ${name(table)}
    where tenant_id = ${tenantId}::uuid and ${name(sealed)} is not null
      and (${sealedStale(column, version)} or ${hashStale(column, version)})
    limit ${most} for update skip locked`)
  if (rows.length === 0) return 0
  // A row that is held stays where it is until this transaction moves it.
  const anew = rows.map((row) => {
    const text = vault.open(row.sealed)
    return {
      place: row.place,
      sealed: `\\x${vault.seal(text).toString('hex')}`,
      hash: `\\x${vault.lookup(`${hash?.prefix ?? ''}${text}`).toString('hex')}`,
    }
  })
  const setHash = hash ? sql`, ${name(hash.column)} = fresh.hash::bytea` : sql``
  await tx.execute(sql`
    update ${name(table)} as old set ${name(sealed)} = fresh.sealed::bytea ${setHash}
    from jsonb_to_recordset(${JSON.stringify(anew)}::jsonb) as fresh(place text, sealed text, hash text)
    where old.tenant_id = ${tenantId}::uuid and old.ctid = fresh.place::tid`)
  return rows.length
}
