import fc from 'fast-check'
import pg from 'pg'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { bucketsOf, reverseEntry } from '../credits/public.ts'
import { performFreeze } from './commands/freeze.ts'
import { added, hoursIn } from './core.ts'
import { findEdition, linesOf, linesAfter } from './store/editions.ts'
import { countSupplements, sumSupplements } from './store/reading.ts'
import { actorOf, askHours, examine, freeze, post, unwatched } from './testing.ts'

let county: TestCounty
let owner: pg.Client
const year = 2025
beforeAll(async () => {
  county = await testCounty()
  owner = new pg.Client({ connectionString: county.database.ownerUrl })
  await owner.connect()
  await askHours(county, year)
  await post(county, idOf('a', 0), 5000, '2025-03-01')
  await post(county, idOf('a', 0), 3000, '2025-04-01', '信息技术')
  await post(county, idOf('a', 1), 900, '2025-03-01')
  await post(county, idOf('c', 0), 4700, '2025-05-01')
  await post(county, idOf('c', 0), 6000, '2024-05-01')
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const idOf = (school: 'a' | 'b' | 'c', place: number) => county.teachers[school][place]?.personId ?? ''
const officer = () => county.logins.bureau_officer
const same = { persons: expect.any(Number), difference: null }
const none = { years: [], classIds: [], centihours: [] }

describe('[001-41] [003-32] a closed year', () => {
  let first: string
  beforeAll(async () => {
    first = await freeze(county, year)
  })

  test('holds everybody in post with their verdict, and recomputes to the same numbers', async () => {
    const { body } = await county.request(officer(), 'GET', `/hour-years/${first}`)
    expect(body).toMatchObject({ year, edition: 1, centihours: 13_600, supplements: { entries: 0 }, verdicts: 0 })
    const [line] = await read(county.door(), (tx) => linesOf(tx, { year, edition: 1 }, [idOf('a', 0)]))
    expect(line?.standings.map(({ state, earned, counted, over }) => [state, earned, counted, over])).toEqual(
      expect.arrayContaining([
        ['met', 8000, 6000, 2000],
        ['met', 5000, 5000, 0],
      ]),
    )
    expect(await examine(county, first)).toEqual({ persons: body.persons, difference: null })
  })

  test('stays the same when a policy changes, late hours come, a person moves, a school is renamed', async () => {
    const mulan = newId()
    const { tree, logins } = county
    const begun = { id: mulan, organisationId: tree.bureau, packId: 'mulan' }
    expect((await county.request(officer(), 'POST', '/hour-policies', begun)).status).toBe(201)
    const adopted = { revision: 1, effectiveFrom: '2025-01-01', reason: '局务会通过' }
    expect((await county.request(officer(), 'POST', `/hour-policies/${mulan}/versions`, adopted)).status).toBe(200)
    await county.commit(async (tx) => {
      await tx.execute(sql`delete from hour_requirement where category is not null`)
      await tx.execute(
        sql`update person set organisation_id = ${tree.c}::uuid, stage = '3' where id = ${idOf('a', 1)}::uuid`,
      )
      await tx.execute(sql`update organisation set name = '改了名的学校' where id = ${tree.a}::uuid`)
      return ok()
    })
    await post(county, idOf('a', 1), 200, '2025-06-01')
    await post(county, idOf('a', 1), 4000, '2026-01-01')
    expect(await examine(county, first)).toEqual(same)
    const { body } = await county.request(logins.auditor, 'GET', `/hour-years/${first}/supplements`)
    expect(body.items).toMatchObject([
      { personId: idOf('a', 1), centihours: 200, before: 900, after: 1100, organisationName: '改了名的学校' },
    ])
    expect(body.items[0].verdicts).toMatchObject([{ before: 'short', after: 'met', missingBefore: 100 }])
    const { body: whole } = await county.request(officer(), 'GET', `/hour-years/${first}`)
    expect(whole).toMatchObject({ verdicts: 1, supplements: { entries: 1, people: 1, centihours: 200 } })
    expect(whole.requirements.map(({ met, metWith }: { met: number; metWith: number }) => metWith - met)).toContain(1)
  })

  test('stays the same when two numbers of a person become one, and apart again', async () => {
    const merge = { id: newId(), keptId: idOf('b', 0), goneId: idOf('c', 0), reason: '同一人' }
    expect((await county.request(officer(), 'POST', '/person-merges', merge)).status).toBe(201)
    expect(await examine(county, first)).toEqual(same)
    await sumsHold(first)
    const undoing = { reason: '认错了' }
    expect((await county.request(officer(), 'POST', `/person-merges/${merge.id}/undoing`, undoing)).status).toBe(201)
    expect(await examine(county, first)).toEqual(same)
    await sumsHold(first)
  })

  test('a second edition counts the supplements, and the first one stays', async () => {
    const { body: before } = await county.request(officer(), 'GET', `/hour-years/${first}`)
    const second = await freeze(county, year, 2)
    const { body } = await county.request(officer(), 'GET', `/hour-years/${second}`)
    expect(body).toMatchObject({ edition: 2, isLatest: true, supplements: { entries: 0 } })
    expect(body.centihours).toBe(before.centihours + before.supplements.centihours)
    const { body: after } = await county.request(officer(), 'GET', `/hour-years/${first}`)
    expect(after).toEqual({ ...before, isLatest: false, editions: body.editions })
    expect([await examine(county, first), await examine(county, second)]).toEqual([same, same])
  })

  test('asked twice under one id it is closed once; an edition that was made meanwhile is not made again', async () => {
    const door = county.door(actorOf(county, 'bureau_officer'))
    const again = { id: first, year, edition: 1, reason: null }
    const repeated = await transact(door, (tx) => performFreeze(tx, county.vault, again, unwatched))
    expect(must(repeated)).toMatchObject({ id: first })
    const late = await transact(door, (tx) => performFreeze(tx, county.vault, { ...again, id: newId() }, unwatched))
    expect(late).toEqual({ ok: false, error: 'edition_taken' })
  })

  test('stopped in the middle, nothing of it is left', async () => {
    const door = county.door(actorOf(county, 'bureau_officer'))
    const stopped = { ...unwatched, cancelled: () => Promise.resolve(true) }
    const asked = { id: newId(), year: 2024, edition: 1, reason: null }
    const cancelled = await transact(door, (tx) => performFreeze(tx, county.vault, asked, stopped))
    expect(cancelled).toEqual({ ok: false, error: 'cancelled' })
    expect(await read(county.door(), (tx) => linesAfter(tx, { year: 2024, edition: 1 }, zero, 1))).toEqual([])
  })
})

const zero = '00000000-0000-0000-0000-000000000000'

/** For everybody: what was closed and what was posted later together are the live sums of the year. */
async function sumsHold(id: string) {
  await read(county.door(), async (tx) => {
    const edition = await findEdition(tx, id)
    if (!edition) throw new Error('no such edition')
    const later = await sumSupplements(tx, edition, [county.tree.bureau])
    const lines = new Map((await linesAfter(tx, edition, zero, 1000)).map((line) => [line.personId, line]))
    const ids = [...new Set([...lines.keys(), ...later.keys()])]
    expect(ids.length).toBeGreaterThan(0)
    const live = await bucketsOf(tx, ids)
    for (const personId of ids) {
      const together = hoursIn(edition.year, added(lines.get(personId) ?? none, later.get(personId) ?? none))
      const now = (live.get(personId) ?? []).filter((one) => one.year === edition.year)
      expect([personId, together]).toEqual([personId, now.reduce((all, one) => all + one.centihours, 0)])
    }
    const all = [...later.values()].reduce((sum, one) => sum + hoursIn(edition.year, one), 0)
    expect((await countSupplements(tx, edition, [county.tree.bureau])).centihours).toBe(all)
  })
}

test('whatever is posted later, a closed year verifies, and with its supplements makes the live sums', async () => {
  const id = await freeze(county, 2024)
  const act = fc.record({
    kind: fc.constantFrom('post', 'reverse', 'hire'),
    school: fc.constantFrom('a' as const, 'b' as const, 'c' as const),
    place: fc.integer({ min: 0, max: 2 }),
    centihours: fc.integer({ min: 1, max: 3000 }),
    earnedOn: fc.constantFrom('2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'),
    category: fc.constantFrom('师德', '信息技术'),
  })
  const posted: string[] = []
  const perform = async (one: typeof act extends fc.Arbitrary<infer T> ? T : never) => {
    const entryId = one.kind === 'reverse' ? posted.pop() : undefined
    if (entryId) {
      const reversal = { id: newId(), reason: '有误' }
      const door = county.door(actorOf(county, 'hours_officer'))
      must(await transact(door, (tx) => reverseEntry(tx, entryId, reversal)))
      return
    }
    const personId =
      one.kind === 'hire'
        ? (await county.person({ organisationId: county.tree[one.school], name: '新来的' })).id
        : idOf(one.school, one.place)
    const [entry] = await post(county, personId, one.centihours, one.earnedOn, one.category)
    if (entry) posted.push(entry.id)
  }
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
      for (const one of acts) await perform(one)
      expect(await examine(county, id)).toEqual(same)
      await sumsHold(id)
    }),
    { numRuns: 12 },
  )
})

describe('what was altered behind the back of the product is named', () => {
  const behind = async (statement: string, undo: string, kind: string) => {
    const { rows } = await owner.query(`select id from hour_year where tenant_id = $1 and year = $2 and edition = 1`, [
      county.tenant.id,
      year,
    ])
    await owner.query(statement)
    const found = await examine(county, rows[0].id)
    await owner.query(undo)
    expect(found?.difference).toMatchObject({ kind })
    expect(await examine(county, rows[0].id)).toEqual(same)
    return found?.difference
  }
  const who = () => `person_id = '${idOf('a', 0)}' and tenant_id = '${county.tenant.id}'`

  test('an hour in the ledger', async () => {
    const set = (by: string) => `update credit_entry set centihours = centihours ${by} where ${who()} and seq = 1`
    expect(await behind(set('+ 100'), set('- 100'), 'sums')).toMatchObject({ personId: idOf('a', 0), name: '陈一诺' })
  })

  test('a verdict, a line, the rules, a line that is gone', async () => {
    const ofFirst = `year = ${year} and edition = 1`
    const standing = (by: string) =>
      `update hour_year_standing set missing = missing ${by} where ${who()} and ${ofFirst}`
    await behind(standing('+ 100'), standing('- 100'), 'line')
    const name = (to: string) => `update hour_year_person set name = '${to}' where ${who()} and ${ofFirst}`
    await behind(name('别人'), name('陈一诺'), 'line')
    const rules = (text: string) => `update hour_year_rules set books = ${text} where ${ofFirst}`
    await behind(
      rules(`jsonb_set(books, '{0,policy,rules,0,units}', '1')`),
      rules(`jsonb_set(books, '{0,policy,rules,0,units}', '4800')`),
      'rules',
    )
    await owner.query('create table kept as select * from hour_year_person where false')
    const copy = `insert into kept select * from hour_year_person where person_id = '${idOf('b', 1)}' and ${ofFirst}`
    await owner.query(copy)
    await owner.query(`create table kept_standing as select * from hour_year_standing
      where person_id = '${idOf('b', 1)}' and ${ofFirst}`)
    await behind(
      `delete from hour_year_standing where person_id = '${idOf('b', 1)}' and ${ofFirst};
       delete from hour_year_person where person_id = '${idOf('b', 1)}' and ${ofFirst}`,
      'insert into hour_year_person select * from kept; insert into hour_year_standing select * from kept_standing',
      'whole',
    )
    await owner.query('drop table kept; drop table kept_standing')
  })
})

test('[002-15] the application may only add to a closed year', async () => {
  const loose = await owner.query(`
    select table_name || ' ' || privilege_type as name from information_schema.role_table_grants
    where grantee = 'qinglan_app' and (table_name like 'hour\\_year%' or table_name = 'credit_frozen_year')
      and privilege_type not in ('SELECT', 'INSERT')`)
  expect(loose.rows).toEqual([])
  const change = county.commit(async (tx) => ok(await tx.execute(sql`update hour_year set people = 0`)))
  await expect(change).rejects.toThrow()
})
