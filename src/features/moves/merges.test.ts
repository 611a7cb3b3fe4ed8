import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { read } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { totalsOf, verifyChain } from '../credits/public.ts'
import { openHours } from '../credits/testing.ts'
import { admitFrom } from '../enrolment/public.ts'
import { insertWaiters } from '../enrolment/store/waiting.ts'
import { openTestProgramme } from '../enrolment/testing.ts'
import { quotaCell } from '../quotas/testing.ts'
import { undoRefusal } from './core.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const twin = (name: string, bornOn = '1988-08-08') =>
  county.person({
    organisationId: county.tree.a,
    name,
    bornOn,
    posts: [{ kind: '23', fromOn: '2025-09-01', toOn: null }],
  })

// Hours of one day are those of one work, whichever list brings them.
const earn = (personId: string, works: readonly (readonly [string, number])[]) =>
  openHours(
    county,
    works.map(([earnedOn, centihours]) => ({ personId, centihours, earnedOn })),
  )

const state = (personIds: readonly string[]) =>
  read(county.door(), async (tx) => {
    const people = await tx.execute(sql`select id, organisation_id, state, merged_into from person
      where id = any(${`{${personIds.join(',')}}`}::uuid[]) order by id`)
    const posts = await tx.execute(sql`select id, person_id from post
      where person_id = any(${`{${personIds.join(',')}}`}::uuid[]) order by id`)
    const accounts = await tx.execute(sql`select id, person_id, disabled_at from account
      where person_id = any(${`{${personIds.join(',')}}`}::uuid[]) order by id`)
    const totals = await Promise.all(personIds.map((id) => totalsOf(tx, id)))
    const sums = totals.map((rows) => rows.reduce((all, row) => all + row.centihours, 0))
    return { people: people.rows, posts: posts.rows, accounts: accounts.rows, sums }
  })
const chains = (personIds: readonly string[]) =>
  read(county.door(), (tx) => Promise.all(personIds.map((id) => verifyChain(tx, id))))
const merge = (keptId: string, goneId: string, id = newId()) =>
  county.request(officer(), 'POST', '/person-merges', { id, keptId, goneId, reason: '同一人' })

test('200: two numbers with the same name and birthday are a pair', async () => {
  const [one, other] = [await twin('柳絮飞'), await twin('柳絮飞')]
  await twin('柳絮飞', '1990-01-01')
  const { body } = await county.request(officer(), 'GET', '/duplicates')
  const pairs = body.items.filter((pair: { first: { name: string } }) => pair.first.name === '柳絮飞')
  expect(pairs).toHaveLength(1)
  expect([pairs[0].first.id, pairs[0].second.id].toSorted()).toEqual([one.id, other.id].toSorted())
  expect(pairs[0].reasons).toEqual(['name', 'born_on', 'school'])
})

test('201: two numbers become one, hours count once, and all of it is taken back exactly', async () => {
  const [kept, gone] = [await twin('双号人'), await twin('双号人')]
  await county.login('双号人', [], gone.id)
  await earn(kept.id, [['2026-03-01', 600]])
  await earn(gone.id, [
    ['2026-03-01', 600],
    ['2026-04-01', 900],
  ])
  const ids = [kept.id, gone.id]
  const before = await state(ids)
  expect(before.sums).toEqual([600, 1_500])

  const draft = { id: newId(), keptId: kept.id, goneId: gone.id, reason: '同一人' }
  const preview = await county.request(officer(), 'POST', '/person-merge-previews', draft)
  expect(preview.body).toMatchObject({ refusal: null, moves: { post: 1, hours: 2 }, countedOnce: 1 })
  expect(await state(ids)).toEqual(before)

  const id = newId()
  expect((await merge(kept.id, gone.id, id)).status).toBe(201)
  expect((await merge(kept.id, gone.id, id)).status).toBe(201)
  const after = await state(ids)
  expect(after.sums).toEqual([1_500, 0])
  expect(after.accounts.map((account) => account['person_id'])).toEqual([kept.id])
  const listed = await county.request(officer(), 'GET', `/people?q=${encodeURIComponent('双号人')}`)
  expect(listed.body.items.map((one: { id: string }) => one.id)).toEqual([kept.id])
  const shown = await county.request(officer(), 'GET', `/people/${gone.id}`)
  expect(shown.body).toMatchObject({ state: '09', mergedInto: kept.id })
  expect((await merge(kept.id, gone.id)).body.code).toBe('person_merged')

  const undone = await county.request(officer(), 'POST', `/person-merges/${id}/undoing`, { reason: '认错了' })
  expect(undone.status).toBe(201)
  expect(await state(ids)).toEqual(before)
  for (const chain of await chains(ids)) expect(chain).toMatchObject({ brokenAt: null, totalsAgree: true })
  const again = await county.request(officer(), 'POST', `/person-merges/${id}/undoing`, { reason: '认错了' })
  expect([again.status, again.body.code]).toEqual([409, 'merge_undone'])
})

test('201: after a merging has been taken back, the same two can be merged again', async () => {
  const [kept, gone] = [await twin('再并人'), await twin('再并人')]
  await earn(gone.id, [['2026-03-01', 300]])
  const id = newId()
  await merge(kept.id, gone.id, id)
  await county.request(officer(), 'POST', `/person-merges/${id}/undoing`, { reason: '认错了' })
  expect((await merge(kept.id, gone.id)).status).toBe(201)
  expect((await state([kept.id, gone.id])).sums).toEqual([300, 0])
})

test('422: the same number is not merged with itself', async () => {
  const one = await twin('独一人')
  const refused = await merge(one.id, one.id)
  expect([refused.status, refused.body.code]).toEqual([422, 'merge_same_person'])
})

test.each([
  [30, undefined],
  [31, 'merge_too_old'],
])('a merging of %d days ago: %s', (days, refusal) => {
  const now = new Date('2026-11-22T00:00:00Z')
  expect(undoRefusal({ mergedAt: new Date(now.getTime() - days * 86_400_000), undoneAt: null }, now)).toBe(refusal)
})

test('201: whoever waits for a place waits under the number that stays, with their cell and their choice; undone exactly', async () => {
  const [kept, gone] = [await twin('候补双号'), await twin('候补双号')]
  const other = await twin('候补别人')
  const waited = await openTestProgramme(county, { placesMax: 1 })
  const held = await openTestProgramme(county, { placesMax: 2, state: 'published' })
  const root = quotaCell(null, null)
  const sheet = [root, quotaCell(root.id, 2, { dimension: 'organisation', wanted: [county.tree.a] })]
  const path = `/programmes/${held}/quotas`
  expect((await county.request(officer(), 'PUT', path, { version: 0, releaseOn: null, cells: sheet })).status).toBe(200)
  const source = { sourceKind: 'list', sourceId: newId() } as const
  await county.commit((tx) => admitFrom(tx, held, [{ personId: gone.id }], source))
  await county.commit((tx) => admitFrom(tx, waited, [{ personId: other.id }], source))
  const waiterId = newId()
  await county.commit(async (tx) => {
    await insertWaiters(
      tx,
      waited,
      [{ id: waiterId, personId: gone.id, schoolId: county.tree.a, at: tx.context.now }],
      { sourceKind: 'waiting', sourceId: null },
    )
    return ok()
  })
  const whose = () =>
    read(county.door(), async (tx) => {
      const { rows } = await tx.execute<{ person_id: string }>(sql`
        select person_id from waiter where id = ${waiterId}::uuid
        union all select person_id from enrolment where programme_id = ${held}::uuid
        union all select distinct person_id from quota_hold where programme_id = ${held}::uuid`)
      return rows.map((row) => row.person_id)
    })
  expect(await whose()).toEqual([gone.id, gone.id, gone.id])
  const id = newId()
  expect((await merge(kept.id, gone.id, id)).status).toBe(201)
  expect(await whose()).toEqual([kept.id, kept.id, kept.id])
  await county.request(officer(), 'POST', `/person-merges/${id}/undoing`, { reason: '认错了' })
  expect(await whose()).toEqual([gone.id, gone.id, gone.id])
  // Whoever is in already does not wait as well.
  await county.commit((tx) => admitFrom(tx, held, [{ personId: kept.id }], source))
  await county.commit(async (tx) => {
    await tx.execute(sql`update waiter set programme_id = ${held}::uuid where id = ${waiterId}::uuid`)
    return ok()
  })
  expect((await merge(kept.id, gone.id)).status).toBe(201)
  expect((await whose())[0]).toBe(gone.id)
})

test('201: [002-17] whoever a school wants in the place of another is asked for under the number that stays; undone exactly', async () => {
  const [kept, gone, leaving] = [await twin('换人双号'), await twin('换人双号'), await twin('让位人')]
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  await county.commit((tx) =>
    admitFrom(tx, programmeId, [{ personId: leaving.id }], { sourceKind: 'list', sourceId: newId() }),
  )
  const registrar = county.logins.school_registrar
  const { body } = await county.request(registrar, 'GET', `/enrolments?programmeId=${programmeId}`)
  const path = `/enrolments/${body.items[0].id}/substitution-requests`
  const asked = { id: newId(), personId: gone.id, reason: '产假' }
  expect((await county.request(registrar, 'POST', path, asked)).status).toBe(201)
  const whose = async () => {
    const found = await county.request(registrar, 'GET', `/substitution-requests?programmeId=${programmeId}`)
    return found.body.items.map((one: { personId: string }) => one.personId)
  }
  const draft = { id: newId(), keptId: kept.id, goneId: gone.id, reason: '同一人' }
  const preview = await county.request(officer(), 'POST', '/person-merge-previews', draft)
  expect(preview.body.moves).toMatchObject({ substitution_request: 1 })
  expect((await merge(kept.id, gone.id, draft.id)).status).toBe(201)
  expect(await whose()).toEqual([kept.id])
  await county.request(officer(), 'POST', `/person-merges/${draft.id}/undoing`, { reason: '认错了' })
  expect(await whose()).toEqual([gone.id])
})
