import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from './testing.ts'

let county: TestCounty
let owner: pg.Client
beforeAll(async () => {
  county = await testCounty()
  owner = new pg.Client(county.database.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const owned = async (): Promise<string[]> => {
  const found = await owner.query<{ name: string }>(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`)
  return found.rows.map((row) => row.name)
}
const column = async (query: string) => (await owner.query<{ name: string }>(query)).rows.map((row) => row.name)

describe('every table that a tenant owns', () => {
  test('is behind row-level security', async () => {
    const open = await column(`
      select relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity`)
    expect((await owned()).length).toBeGreaterThan(10)
    expect(open).toEqual([])
  })

  test('shows nothing to a query that names no tenant, or another one', async () => {
    for (const table of await owned()) {
      const { rows } = await county.pool.query(`select count(*)::int as size from ${table}`)
      expect([table, rows[0].size]).toEqual([table, 0])
    }
  })

  test('refuses a row of another tenant', async () => {
    const client = await county.pool.connect()
    await client.query(`begin; set local app.tenant = '${county.tenant.id}'`)
    const planted = client.query(
      `insert into organisation (tenant_id, id, kind, name, short_name, pinyin, initials, created_at)
       values ($1, gen_random_uuid(), 'bureau', 'x', 'x', 'x', 'x', now())`,
      [county.foreign.tenant.id],
    )
    await expect(planted).rejects.toThrow(/row-level security/)
    await client.query('rollback')
    client.release()
  })

  test('has the tenant first in its keys, its unique constraints and its foreign keys to such tables', async () => {
    const wrong = await column(`
      select conrelid::regclass || '.' || conname as name from pg_constraint
      join pg_attribute a on a.attrelid = conrelid and a.attname = 'tenant_id'
      where contype in ('p', 'u', 'f', 'x') and conkey[1] <> a.attnum
        and connamespace = 'public'::regnamespace and coalesce(confrelid, 0) <> 'tenant'::regclass`)
    expect(wrong).toEqual([])
  })

  test('has no triggers of ours', async () => {
    expect(await column(`select tgname as name from pg_trigger where not tgisinternal`)).toEqual([])
  })
})

test('[003-31] the application may only add to a table of entries: it cannot alter or remove what was written', async () => {
  const loose = await column(`
    select table_name || ' ' || privilege_type as name from information_schema.role_table_grants
    where grantee = 'qinglan_app' and table_name like '%\\_entry' and privilege_type not in ('SELECT', 'INSERT')`)
  expect(loose).toEqual([])
  await expect(county.pool.query('delete from audit_entry')).rejects.toThrow(/permission denied/)
})

test('the application owns no table and cannot step over the fence', async () => {
  const { rows } = await county.pool.query(`
    select current_user as name, rolbypassrls, rolsuper, (select count(*)::int from pg_class
      where relowner = pg_roles.oid and relnamespace = 'public'::regnamespace) as owned
    from pg_roles where rolname = current_user`)
  expect(rows[0]).toMatchObject({ rolbypassrls: false, rolsuper: false, owned: 0 })
})
