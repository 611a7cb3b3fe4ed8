import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from './database.ts'

let database: TestDatabase
let owner: pg.Client
let app: pg.Client

beforeAll(async () => {
  database = await testDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  app = new pg.Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), app.connect()])
})
afterAll(async () => {
  await Promise.all([owner.end(), app.end()])
  await database.drop()
})

test('the owner is no superuser and the application can neither own nor look over the fence', async () => {
  const { rows } = await owner.query(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname like 'qinglan%' order by 1`,
  )
  expect(rows).toEqual([
    { rolname: 'qinglan_app', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
    { rolname: 'qinglan_owner', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
  ])
  const { rows: owned } = await owner.query(
    `select from pg_class join pg_roles r on r.oid = relowner where rolname = 'qinglan_app'`,
  )
  expect(owned).toEqual([])
})

test('Chinese is text: letters by kind, order by code point, pinyin where asked', async () => {
  const { rows } = await app.query(
    `select '青蓝' ~ '^\\w+$' as word, (select string_agg(n, '' order by n collate pinyin) from unnest(array['张','李','安']) n) as names,
            current_setting('server_encoding') as encoding`,
  )
  expect(rows).toEqual([{ word: true, names: '安李张', encoding: 'UTF8' }])
})

test('a copy of the template is written by the application and seen by nobody else', async () => {
  const other = await testDatabase()
  expect(other.appUrl).not.toBe(database.appUrl)
  await other.drop()
})
