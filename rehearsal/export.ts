import { createHash } from 'node:crypto'
import type { Tx } from '../src/platform/db/db.ts'

// What differs between two counties of one seed: secrets, what is made with them, and what the running of the program leaves.
const secret = new Set([
  'password_hash',
  'name_hash',
  'name_sealed',
  'id_number_sealed',
  'id_number_hash',
  'phone_sealed',
  'phone_hash',
  'token_hash',
  'secret',
  'secret_sealed',
  'seed_sealed',
  'salt_sealed',
  'contact_sealed',
  'address_sealed',
  'code',
  'code_hash',
  'signature',
])
const ofTheProgram = new Set(['job_run', 'session', 'rate_limit'])

/** How a county reads once secrets are left out: each table by the number of its rows and what they say. */
export type CanonicalExport = {
  readonly sha256: string
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>
}

/** Reads every table of a tenant in a settled order. Two counties of the same seed, size and date read the same. */
export async function exportCounty(tx: Tx): Promise<CanonicalExport> {
  const columns = await tx.$client.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
     order by c.table_name collate "C", c.column_name collate "C"`,
  )
  const byTable = Map.groupBy(columns.rows, ({ table }) => table)
  const tables: Record<string, { rows: number; sha256: string }> = {}
  const whole = createHash('sha256')
  for (const [table, its] of byTable) {
    const isTenants = its.some(({ column }) => column === 'tenant_id') || table === 'tenant'
    if (ofTheProgram.has(table) || !isTenants) continue
    const open = its.map(({ column }) => column).filter((column) => !secret.has(column))
    const digest = createHash('sha256')
    const rows = await hashRows(tx, table, open, digest)
    const sha256 = digest.digest('hex')
    tables[table] = { rows, sha256 }
    whole.update(`${table} ${rows} ${sha256}\n`)
  }
  return { sha256: whole.digest('hex'), tables }
}

const mostRows = 20_000

async function hashRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  digest: ReturnType<typeof createHash>,
): Promise<number> {
  const list = columns.map((column) => `"${column}"`).join(', ')
  const key = table === 'tenant' ? 'id' : 'tenant_id'
  await tx.$client.query(
    `declare whole no scroll cursor for
     select line from (select row_to_json(r)::text as line from (select ${list} from "${table}" where "${key}" = $1) r) s
     order by line collate "C"`,
    [tx.context.tenantId],
  )
  let total = 0
  for (;;) {
    const { rows } = await tx.$client.query<{ line: string }>(`fetch ${mostRows} from whole`)
    for (const { line } of rows) digest.update(line).update('\n')
    total += rows.length
    if (rows.length < mostRows) break
  }
  await tx.$client.query('close whole')
  return total
}
