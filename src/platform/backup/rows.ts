import { createHash } from 'node:crypto'
import type pg from 'pg'

/** A table as a backup holds it: its columns, and the settled order in which its rows are written. */
export type TableShape = {
  readonly name: string
  readonly columns: readonly string[]
  /** The terms of `order by`. */
  readonly order: string
}

// What the program keeps about itself, and counts that mean nothing elsewhere.
const left = new Set(['qinglan_migration', 'qinglan_key_print', 'rate_limit'])

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The tables that hold what people entered, in alphabetical order. */
export async function tablesOf(client: pg.ClientBase): Promise<readonly TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; keys: string[] | null }>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attname collate "C") as columns,
       (select array_agg(quote_ident(a.attname) || case when t.typcollation <> 0 then ' collate "C"' else '' end
               order by array_position(i.indkey::int2[], a.attnum))
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        join pg_type t on t.oid = a.atttypid
        where i.indrelid = c.oid and i.indisprimary) as keys
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     order by c.relname collate "C"`,
  )
  return rows
    .filter(({ name }) => !left.has(name))
    .map(({ name, columns, keys }) => ({ name, columns, order: keys?.join(', ') ?? `r::text collate "C"` }))
}

/** Makes values read the same on every server, in this transaction. */
export async function settle(client: pg.ClientBase): Promise<void> {
  await client.query(
    `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601';
     set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0`,
  )
}

const fetched = 2_000

/** The rows of a table as lines of JSON, in the table's order. Needs a transaction. */
export async function* linesOfTable(client: pg.ClientBase, table: TableShape): AsyncGenerator<Buffer> {
  const list = table.columns.map(quoted).join(', ')
  await client.query(
    `declare whole no scroll cursor for
     select row_to_json(r)::text as line from (select ${list} from public.${quoted(table.name)}) r order by ${table.order}`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${fetched} from whole`)
    if (rows.length > 0) yield Buffer.from(`${rows.map(({ line }) => line).join('\n')}\n`)
    if (rows.length < fetched) break
  }
  await client.query('close whole')
}

/** What the content of a table hashes to, as a backup's section of it does. */
export async function hashOfTable(client: pg.ClientBase, table: TableShape): Promise<string> {
  const digest = createHash('sha256')
  for await (const lines of linesOfTable(client, table)) digest.update(lines)
  return digest.digest('hex')
}

const batchRows = 1_000
const batchCharacters = 4_000_000

/** Writes lines of JSON back as rows; how many they were. */
export async function loadTable(
  client: pg.ClientBase,
  table: { readonly name: string; readonly columns: readonly string[] },
  lines: AsyncIterable<string>,
): Promise<number> {
  const [into, list] = [`public.${quoted(table.name)}`, table.columns.map(quoted).join(', ')]
  const text = `insert into ${into} (${list}) overriding system value
    select ${list} from json_populate_recordset(null::${into}, $1::json)`
  let [batch, size, total]: [string[], number, number] = [[], 0, 0]
  const flush = async () => {
    if (batch.length > 0) await client.query(text, [`[${batch.join(',')}]`])
    total += batch.length
    ;[batch, size] = [[], 0]
  }
  for await (const line of lines) {
    batch.push(line)
    size += line.length
    if (batch.length >= batchRows || size >= batchCharacters) await flush()
  }
  await flush()
  return total
}

/**
 * Takes the references between tables away while rows arrive in any order, and rules that hold for new rows alone; what is returned
 * puts them back, checking every row against the references.
 */
export async function withoutReferences(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where (contype = 'f' or not convalidated) and connamespace = 'public'::regnamespace and conparentid = 0
     order by conrelid::regclass::text collate "C", conname collate "C"`,
  )
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`)
  return async () => {
    for (const { table, name, definition } of rows) {
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    }
  }
}

/** Lets numbers that the database hands out go on after the highest that is there. */
export async function advanceNumbers(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `select s.oid::regclass::text as sequence, d.refobjid::regclass::text as table, quote_ident(a.attname) as column
     from pg_class s join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
     join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
     where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace`,
  )
  for (const { sequence, table, column } of rows) {
    await client.query(
      `select setval('${sequence}', coalesce(max(${column}), 1), max(${column}) is not null) from ${table}`,
    )
  }
}
