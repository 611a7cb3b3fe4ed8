import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../src/platform/clock.ts'
import { openVault } from '../src/platform/crypto.ts'
import { openPool, read } from '../src/platform/db/db.ts'
import { testDatabase } from '../src/platform/db/testing/database.ts'
import { openFileStore } from '../src/platform/files/store.ts'
import { passwordRefusal } from '../src/features/accounts/core/password.ts'
import { readIdNumber, readPhone } from '../src/features/people/core.ts'
import { demoAccounts, demoPassword, prepareCounty } from './county.ts'
import { contextOf, drawCounty } from './draw.ts'
import { exportCounty } from './export.ts'
import { live } from './life.ts'
import { stepsOf } from './steps.ts'

const options = { seed: 7, size: 90, date: '2026-11-22' }

/** A place for a county: a database, keys and files of its own. */
async function ground() {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-county-'))
  const pool = openPool(database.appUrl, 4)
  const vault = openVault({ seal: randomBytes(32), lookup: randomBytes(32), sign: randomBytes(32) })
  const parts = { pool, vault, clock: systemClock, files: await openFileStore(folder) }
  const end = async () => {
    await pool.end()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
  return { parts, database, end }
}
type Ground = Awaited<ReturnType<typeof ground>>

/** Founds the county there and lives it, stopping after so many steps as often as it says. */
async function build({ parts }: Ground, stops: readonly number[] = []) {
  const county = await prepareCounty(parts, options)
  const context = contextOf(county, undefined, systemClock.now())
  const db = { pool: parts.pool, context }
  const ends: string[] = []
  for (const stop of [...stops, Number.POSITIVE_INFINITY]) {
    let left = stop
    const onlookers = { progress: () => undefined, cancelled: async () => (left -= 1) < 0 }
    ends.push(await live(db, { ...parts, county }, stepsOf(county), onlookers))
  }
  return { ends, canonical: await read(db, exportCounty) }
}

test('the same seed, size and date draw the same county; another seed draws another', () => {
  const drawn = (seed: number) => JSON.stringify(drawCounty({ ...options, seed }).people)
  expect(drawn(7)).toBe(drawn(7))
  expect(drawn(7)).not.toBe(drawn(8))
})

test('numbers are valid in form, and nobody has the same', () => {
  const { people } = drawCounty({ ...options, size: 3_000 })
  expect(people).toHaveLength(3_000)
  expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(3_000)
  expect(new Set(people.map(({ phone }) => phone)).size).toBe(3_000)
  for (const { idNumber, phone, bornOn, gender } of people) {
    expect(readIdNumber(idNumber)).toEqual({ ok: true, value: { number: idNumber, bornOn, gender } })
    expect(readPhone(phone)).toBe(phone)
  }
})

test('names are as long as names get, and as hard to read', () => {
  const names = drawCounty({ ...options, size: 3_000 }).people.map(({ name }) => name)
  expect(Math.max(...names.map((name) => name.length))).toBe(15)
  expect(Math.min(...names.map((name) => name.length))).toBe(2)
  for (const surname of ['单', '解', '仇', '欧阳']) expect(names.some((name) => name.startsWith(surname))).toBe(true)
})

test.each([50, 500, 3_000, 20_000])(
  'a county of %i teachers has them all, and a demo account for each role',
  (size) => {
    const { people, tree, cast } = drawCounty({ ...options, size })
    expect(people).toHaveLength(size)
    expect(new Set(tree.schools.map(({ name }) => name)).size).toBe(tree.schools.length)
    const userNames = cast.all.flatMap(({ names }) =>
      names.filter(({ kind }) => kind === 'user_name').map(({ name }) => name),
    )
    expect(new Set(userNames).size).toBe(userNames.length)
    for (const { userName } of demoAccounts) expect(userNames).toContain(userName)
    expect(passwordRefusal(demoPassword, userNames)).toBeUndefined()
  },
)

describe('a county that was lived through', () => {
  let whole: Ground
  let owner: pg.Client
  let canonical: Awaited<ReturnType<typeof build>>['canonical']

  beforeAll(async () => {
    whole = await ground()
    canonical = (await build(whole)).canonical
    owner = new pg.Client({ connectionString: whole.database.ownerUrl })
    await owner.connect()
  }, 600_000)
  afterAll(async () => {
    await owner.end()
    await whole.end()
  })

  const none = async (query: string) => expect((await owner.query(query)).rows).toEqual([])

  test('reads the same when it was stopped on the way and went on, in another database with other keys', async () => {
    const again = await ground()
    const { ends, canonical: other } = await build(again, [40, 200])
    await again.end()
    expect(ends).toEqual(['cancelled', 'cancelled', 'lived'])
    expect(other.tables).toEqual(canonical.tables)
    expect(other.sha256).toBe(canonical.sha256)
  }, 600_000)

  test('[001-58] no place was sold twice: counters, enrolments and limits agree', () =>
    none(`select c.programme_id from place_counter c
      left join enrolment e on e.tenant_id = c.tenant_id and e.programme_id = c.programme_id and e.holds_place
      group by c.tenant_id, c.programme_id, c.places_taken, c.places_max
      having c.places_taken <> count(e.id) or c.places_taken > c.places_max`))

  test('the sums of the ledger are those of its entries', () =>
    none(`select * from (
        select person_id, extract(year from earned_on)::integer as year, class_id, sum(centihours)::integer as centihours
        from credit_entry group by 1, 2, 3) entries
      full join credit_total total using (person_id, year, class_id)
      where coalesce(entries.centihours, 0) <> coalesce(total.centihours, 0)`))

  test('[003-31] three different people stand behind every verified record', async () => {
    await none(`select record_id from credit_verification
      where recorded_by = approved_by or approved_by = verified_by or recorded_by = verified_by`)
    await none(`select r.id from credit_record r left join credit_verification v on v.tenant_id = r.tenant_id and v.record_id = r.id
      where r.state = 'verified' and v.record_id is null`)
  })

  test('whoever is certified passed, and whoever passed was there', async () => {
    await none(`select c.id from certificate c left join credit_entry e on e.tenant_id = c.tenant_id and e.id = c.credit_entry_id
      where e.id is null`)
    await none(`select person_id from completion c where passed and not exists (
      select from attendance a join class_session s on s.tenant_id = a.tenant_id and s.id = a.session_id
      where s.class_id = c.class_id and a.person_id = c.person_id and a.state in ('present', 'late'))`)
  })

  test('every queue of the screens has something in it, and the whole life of a programme can be seen', async () => {
    const states = async (table: string) =>
      (await owner.query<{ state: string }>(`select distinct state from ${table} order by state`)).rows.map(
        ({ state }) => state,
      )
    expect(await states('programme')).toEqual([
      'approved',
      'archived',
      'cancelled',
      'closed',
      'draft',
      'enrolling',
      'justified',
      'published',
      'running',
    ])
    expect(await states('enrolment')).toEqual(
      expect.arrayContaining(['applied', 'school_approved', 'admitted', 'returned']),
    )
    expect(await states('credit_record')).toEqual(expect.arrayContaining(['recorded', 'approved', 'verified']))
    expect(await states('plan')).toEqual(['closed', 'published'])
    expect(await states('plan_document')).toEqual(['in_review'])
    expect(await states('certificate')).toEqual(['genuine', 'revoked', 'superseded'])
  })

  test('the demo teacher has a session today', async () => {
    const { cast } = drawCounty(options)
    const { rows } = await owner.query(
      `select s.id from class_session s join class_member m on m.tenant_id = s.tenant_id and m.class_id = s.class_id
       where m.person_id = $1 and s.starts_at::date = $2 and s.state = 'planned'`,
      [cast.demo.teacher.id, options.date],
    )
    expect(rows).toHaveLength(1)
  })
})
