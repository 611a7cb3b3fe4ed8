import pg from 'pg'
import { startTestCluster } from '../platform/db/testing/cluster.ts'

// One statement a line of `schema.sql`, in an order that does not depend on the one in which things were made.
const lines = {
  functions: `
    select regexp_replace(pg_get_functiondef(p.oid), '\\s+$', '', 'g') || ';' as line from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname, p.oid`,
  tables: `
    select 'create table ' || c.relname || E' (\\n' || string_agg('  ' || a.attname || ' ' ||
      format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end ||
      coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), E',\\n' order by a.attnum) || E'\\n);' ||
      case when c.relrowsecurity then E'\\nalter table ' || c.relname || ' enable row level security;' else '' end as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'qinglan_migration'
    group by c.oid, c.relname, c.relrowsecurity order by c.relname`,
  constraints: `
    select 'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' ' || pg_get_constraintdef(oid) || ';' as line
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c', 'x')
      and conrelid <> 0 and conrelid <> 'qinglan_migration'::regclass order by conrelid::regclass::text, conname`,
  indexes: `
    select indexdef || ';' as line from pg_indexes
    where schemaname = 'public' and tablename <> 'qinglan_migration' and not exists (
      select from pg_constraint where conname = indexname and contype in ('p', 'u', 'x')) order by tablename, indexname`,
  policies: `
    select 'create policy ' || policyname || ' on ' || tablename || ' for ' || lower(cmd) ||
      coalesce(' using (' || qual || ')', '') || coalesce(' with check (' || with_check || ')', '') || ';' as line
    from pg_policies where schemaname = 'public' order by tablename, policyname`,
  grants: `
    select 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type) || ' on ' || table_name ||
      ' to ' || grantee || ';' as line
    from information_schema.role_table_grants where grantee = 'qinglan_app' and table_schema = 'public'
    group by table_name, grantee order by table_name`,
}

/** The whole schema as the catalogue of a freshly migrated database tells it. */
export async function schemaOf(): Promise<string> {
  const cluster = await startTestCluster()
  const template = new URL(cluster.ownerUrl)
  template.pathname = `/${cluster.template}`
  const client = new pg.Client(template.href)
  await client.connect()
  try {
    const parts: string[] = [
      '-- Written by `npm run generate` from a freshly migrated database: for review, not to be run.',
    ]
    for (const [title, query] of Object.entries(lines)) {
      const { rows } = await client.query<{ line: string }>(query)
      parts.push(`\n-- ${title}\n`, ...rows.map((row) => row.line))
    }
    return `${parts.join('\n')}\n`
  } finally {
    await client.end()
    await cluster.stop()
  }
}
