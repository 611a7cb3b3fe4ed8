import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { actAs, transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { postEntries } from './commands/post.ts'
import { bucketsAt, bucketsOf, reverseEntry } from './public.ts'
import { verifiedList } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const actor = (): Actor => ({
  ...{ accountId: county.logins.hours_officer.accountId, personId: null, name: 'x', grants: [], sessionId: 's' },
})
async function post(personId: string, centihours: number, daysAgo: number): Promise<string> {
  const id = newId()
  const draft = {
    ...{ id, personId, direction: 'opening' as const, centihours, startedOn: null, earnedOn: '2026-01-10' },
    ...{ category: '师德', level: '县', mode: null, kind: '专题', ...(await verifiedList(county)) },
    ...{ evidence: [{ kind: '证书', title: '证书', sha256: 'a'.repeat(64) }] },
    ...{ recordId: null, reversesId: null, reason: null },
  }
  await county.commit(async (tx) => {
    const now = new Date(tx.context.now.getTime() - daysAgo * 86_400_000)
    return ok(await actAs(tx, { ...tx.context, actor: actor(), now }, (part) => postEntries(part, [draft])))
  })
  return id
}
const today = () => county.door().context.today
const person = () => county.person({ organisationId: county.tree.a, name: '顾念之' })
const readAt = async (personId: string, asOf?: string) => {
  const path = `/people/${personId}/credits${asOf === undefined ? '' : `?asOf=${asOf}`}`
  const { body } = await county.request(county.logins.auditor, 'GET', path)
  return body
}

describe('[002-15] the ledger as it stood', () => {
  test('200: entries, sums and reversals of a past day are those that were posted by its end', async () => {
    const { id } = await person()
    const first = await post(id, 600, 40)
    await post(id, 900, 20)
    must(await transact(county.door(actor()), (tx) => reverseEntry(tx, first, { id: newId(), reason: '有误' })))
    const day = (daysAgo: number) => addDays(today(), -daysAgo)
    const sumsAt = async (asOf?: string) => {
      const body = await readAt(id, asOf)
      return [
        body.entries.length,
        body.totals.reduce((all: number, one: { centihours: number }) => all + one.centihours, 0),
      ]
    }
    expect(await sumsAt(day(41))).toEqual([0, 0])
    expect(await sumsAt(day(40))).toEqual([1, 600])
    expect(await sumsAt(day(20))).toEqual([2, 1500])
    expect(await sumsAt(day(1))).toEqual([2, 1500])
    expect(await sumsAt()).toEqual([3, 900])
    const before = await readAt(id, day(1))
    expect(before.entries.map((entry: { reversedById: string | null }) => entry.reversedById)).toEqual([null, null])
    expect(before).toMatchObject({ asOf: day(1), waiting: [] })
  })

  test('the running sums of today are those of the entries until today', async () => {
    const { id } = await person()
    await post(id, 600, 3)
    await post(id, 250, 0)
    const [now, then] = await county.commit(async (tx) =>
      ok([(await bucketsOf(tx, [id])).get(id), await bucketsAt(tx, id, tx.context.today)]),
    )
    expect(now).toEqual(then)
    expect(now).toEqual([
      { year: 2026, category: '师德', level: '县', mode: null, kind: '专题', proof: ['证书'], centihours: 850 },
    ])
  })

  test('400: a day that is none', async () => {
    const { id } = await person()
    const { status } = await county.request(county.logins.auditor, 'GET', `/people/${id}/credits?asOf=2026-02-30`)
    expect(status).toBe(400)
  })
})

test('[002-15] no move, merging of schools or new name moves an entry, nor does merging two numbers or taking that back', async () => {
  const [kept, gone] = [await person(), await person()]
  await post(kept.id, 600, 30)
  await post(gone.id, 900, 30)
  const posted = () =>
    county.commit(async (tx) => {
      const ids = sql`any(${`{${kept.id},${gone.id}}`}::uuid[])`
      const { rows } = await tx.execute<{ entry: string; until: string }>(sql`
        select to_jsonb(e)::text as entry, e.posted_at < now() - interval '1 day' as until
        from credit_entry e where person_id = ${ids} order by person_id, seq`)
      return ok(rows)
    })
  const before = await posted()
  const yesterday = addDays(today(), -1)
  const [standing, other] = [await readAt(kept.id, yesterday), await readAt(gone.id, yesterday)]
  const officer = county.logins.bureau_officer
  await county.commit(async (tx) => {
    await tx.execute(
      sql`update person set name = '顾念之（更名）', organisation_id = ${county.tree.b}::uuid where id = ${kept.id}::uuid`,
    )
    return ok()
  })
  const id = newId()
  const merge = { id, keptId: kept.id, goneId: gone.id, reason: '同一人' }
  expect((await county.request(officer, 'POST', '/person-merges', merge)).status).toBe(201)
  const merged = await posted()
  const undoing = await county.request(officer, 'POST', `/person-merges/${id}/undoing`, { reason: '认错了' })
  expect(undoing.status).toBe(201)
  const undone = await posted()
  for (const after of [merged, undone]) expect(after.filter(({ until }) => until)).toEqual(before)
  expect(undone.length).toBeGreaterThan(merged.length)
  expect((await readAt(kept.id, yesterday)).totals).toEqual(standing.totals)
  expect((await readAt(gone.id, yesterday)).totals).toEqual(other.totals)
  expect((await readAt(gone.id)).totals).toEqual(other.totals)
})
