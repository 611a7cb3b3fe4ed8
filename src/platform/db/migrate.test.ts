import pg from 'pg'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { PgBoss } from 'pg-boss'
import { migrate, readMigrations, type Migration } from './migrate.ts'
import { asApplication, checkApplication } from './start.ts'
import { emptyDatabase, testDatabase, type TestDatabase } from './testing/database.ts'

let database: TestDatabase
const rest: TestDatabase[] = []
beforeEach(async () => {
  database = await emptyDatabase()
})
afterEach(() => database.drop())
afterAll(() => Promise.all(rest.map((one) => one.drop())))

function step(number: number, sql: string): Migration {
  return { number, name: `${String(number).padStart(4, '0')}_step.sql`, sql, sha256: `of ${sql}` }
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

test('every step is applied once and in order, whoever comes second', async () => {
  const steps = [step(0, 'create table a (id int)'), step(1, 'alter table a add b int')]
  const both = await Promise.all([migrate(database.ownerUrl, steps), migrate(database.ownerUrl, steps)])
  expect(both.map((one) => one.ok)).toEqual([true, true])
  expect(both.flatMap((one) => (one.ok ? one.value : []))).toEqual(['0000_step.sql', '0001_step.sql'])
})

test('a step that fails leaves nothing of itself behind, and what came before stays', async () => {
  const refused = await migrate(database.ownerUrl, [
    step(0, 'create table a (id int)'),
    step(1, 'create table b (id int); select 1/0'),
  ])
  expect(refused).toMatchObject({ ok: false, error: { code: 'migration_failed', name: '0001_step.sql' } })
  expect(await ask(database.ownerUrl, `select to_regclass('a') as a, to_regclass('b') as b`)).toEqual([
    { a: 'a', b: null },
  ])
})

test('a database that is newer than the code, or made by other steps, is left alone', async () => {
  const one = step(0, 'create table a (id int)')
  await migrate(database.ownerUrl, [one, step(1, 'create table b (id int)')])
  expect(await migrate(database.ownerUrl, [one])).toMatchObject({
    error: { code: 'database_newer', name: '0001_step.sql' },
  })
  const changed = { ...one, sha256: 'other' }
  expect(
    await migrate(database.ownerUrl, [changed, step(1, 'create table b (id int)'), step(2, 'create table c ()')]),
  ).toMatchObject({
    error: { code: 'migration_changed', name: '0000_step.sql' },
  })
  expect(await ask(database.ownerUrl, `select to_regclass('c') as c`)).toEqual([{ c: null }])
})

test('a database that is away, that says no or that is not there is told apart', async () => {
  const at = (change: (url: URL) => void) => {
    const url = new URL(database.ownerUrl)
    change(url)
    return url.href
  }
  const wrongPassword = at((url) => (url.password = 'wrong'))
  const wrongName = at((url) => (url.pathname = '/nowhere'))
  expect(await migrate(wrongPassword)).toMatchObject({ error: { code: 'database_refuses' } })
  expect(await migrate(wrongName)).toMatchObject({ error: { code: 'database_refuses' } })
  expect(await migrate('postgresql://a:b@127.0.0.1:1/c')).toMatchObject({ error: { code: 'database_away' } })
  expect(await migrate('postgresql://a:b@no-such-host.invalid/c')).toMatchObject({ error: { code: 'database_away' } })
})

test('an owner who may not create anything is told so', async () => {
  expect(await migrate(database.appUrl, [step(0, 'select 1')])).toMatchObject({ error: { code: 'database_refuses' } })
})

test('the landed steps have numbers of their own', () => {
  expect(readMigrations().map(({ number }) => number)).toEqual([
    ...new Set(readMigrations().map(({ number }) => number)),
  ])
})

test('the application uses the queue, whose tables it does not own', async () => {
  const own = await testDatabase()
  rest.push(own)
  const boss = new PgBoss({ connectionString: own.appUrl, migrate: false, supervise: false, schedule: false, max: 2 })
  await boss.start()
  await boss.createQueue('work')
  await boss.send('work', { a: 1 })
  const [job] = await boss.fetch<{ a: number }>('work')
  expect(job?.data).toEqual({ a: 1 })
  await boss.stop({ graceful: false })
})

test("the application's address derived from the owner's has the application's rights, and only such an address will do", async () => {
  const own = await testDatabase()
  rest.push(own)
  const derived = asApplication(own.ownerUrl)
  expect(await ask(derived, 'select current_user as me, session_user as who')).toEqual([
    { me: 'qinglan_app', who: 'qinglan_owner' },
  ])
  expect(await checkApplication(derived)).toBeUndefined()
  expect(await checkApplication(own.appUrl)).toBeUndefined()
  expect(await checkApplication(own.ownerUrl)).toEqual({ code: 'app_role_unfit', role: 'qinglan_owner' })
})
