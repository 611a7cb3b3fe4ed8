import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantObjects } from '../../app/matrix-objects.ts'
import { ownParts } from '../../app/own-data.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { read } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../notices/public.ts'

// The teacher of the logins has one of everything; they turn out to have a second number, which stays.
let county: TestCounty
let kept: Login
let goneId: string
let keptId: string
let before: Awaited<ReturnType<typeof things>>
let ofGone: Record<string, number>
let checked: unknown
const mergeId = newId()
const officer = () => county.logins.bureau_officer
const get = (as: Login, path: string) => county.request(as, 'GET', path)
const idsOf = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id)

beforeAll(async () => {
  county = await testCounty()
  const { own } = await plantObjects(county)
  goneId = county.logins.teacher.personId ?? ''
  const person = await county.person({ organisationId: county.tree.b, name: '林知夏' })
  keptId = person.id
  kept = await county.login('林知夏（新）', [], keptId)
  await county.commit(async (tx) => {
    // Hours that are on their way would bar the merging.
    await tx.execute(sql`delete from credit_record where person_id = ${goneId}::uuid and state = 'recorded'`)
    await tx.execute(sql`insert into attendance (tenant_id, session_id, person_id, id, state, at, way)
      values (${tx.context.tenantId}::uuid, ${own['sessionId']}::uuid, ${goneId}::uuid, ${newId()}::uuid, 'present', now(), 'qr')`)
    await notify(
      tx,
      { personIds: [goneId] },
      { code: 'moves.transferred', params: { school: '河东', on: '2026-01-01' } },
    )
    return ok()
  })
  before = await things()
  ofGone = await ownOf(goneId, county.logins.teacher.accountId)
  checked = (await publicly(before.certificates[1]?.[0] ?? '')).body
})
afterAll(() => county.close())

/** What the public page says of a certificate. */
async function publicly(id: string) {
  const { body } = await get(officer(), `/certificates/${id}`)
  return county.request(undefined, 'GET', `/public/certificates/${body.number}`)
}

/** What each feature shows of the one and the other number, to the bureau, to themselves and in their own file. */
async function things() {
  const [one, other] = [keptId, goneId]
  const by = async (path: string) => [
    idsOf(await get(officer(), path + one)),
    idsOf(await get(officer(), path + other)),
  ]
  const hoursOf = async (id: string) => {
    const { entries } = (await get(officer(), `/people/${id}/credits`)).body
    const signed = entries.map((entry: { direction: string; centihours: number }) =>
      entry.direction === 'reversed' ? -Math.abs(entry.centihours) : entry.centihours,
    )
    return signed.reduce((all: number, one: number) => all + one, 0)
  }
  return {
    certificates: await by('/certificates?personId='),
    enrolments: await by('/enrolments?personId='),
    mine: {
      certificates: idsOf(await get(kept, '/my/certificates')),
      enrolments: idsOf(await get(kept, '/my/enrolments')),
    },
    hours: [await hoursOf(one), await hoursOf(other)],
    own: await ownOf(one, kept.accountId),
  }
}

/** How many rows each part of the file of somebody's own data has. */
const ownOf = (personId: string, accountId: string): Promise<Record<string, number>> =>
  read(county.door(), async (tx) => {
    const parts: (readonly [string, number])[] = []
    for (const part of ownParts)
      parts.push([part.key, (await part.load(tx, { personId, accountId }, county.vault)).length])
    return Object.fromEntries(parts)
  })

describe('[003-27] after two numbers became one', () => {
  let after: Awaited<ReturnType<typeof things>>
  beforeAll(async () => {
    const draft = { id: mergeId, keptId, goneId, reason: '同一人' }
    const merged = await county.request(officer(), 'POST', '/person-merges', draft)
    expect([merged.status, merged.body.code]).toEqual([201, undefined])
    after = await things()
  })

  test('200: certificates are listed under the number that stayed, for the bureau and for themselves', async () => {
    expect(after.certificates[0]).toHaveLength(1)
    expect(after.mine.certificates).toEqual(after.certificates[0])
    const [id] = after.mine.certificates
    expect((await get(kept, `/certificates/${id}`)).body).toMatchObject({ id, personId: goneId, state: 'genuine' })
  })

  test('200: a certificate says the same to whoever checks it as before', async () => {
    const { status, body } = await publicly(after.mine.certificates[0] ?? '')
    expect([status, body]).toEqual([200, checked])
  })

  test('200: enrolments, attendance, results and notices are theirs', () => {
    expect(after.enrolments[0]?.length).toBeGreaterThan(0)
    expect(after.mine.enrolments).toEqual(after.enrolments[0])
    expect(Object.values(ofGone).filter((size) => size > 0).length).toBeGreaterThan(4)
    for (const { key } of ownParts.filter((part) => !['roster', 'hours', 'consents'].includes(part.key)))
      expect([key, after.own[key]]).toEqual([key, (before.own[key] ?? 0) + (ofGone[key] ?? 0)])
  })

  test('200: hours count once, under the number that stayed', () => {
    expect(before.hours).toEqual([0, 100])
    expect(after.hours).toEqual([100, 0])
  })

  test('200: what they are told under the old number, they read under the new one', async () => {
    await county.commit(async (tx) => {
      await notify(
        tx,
        { personIds: [goneId] },
        { code: 'moves.transferred', params: { school: '河西', on: '2026-02-02' } },
      )
      return ok()
    })
    const { body } = await get(kept, '/notices')
    expect(body.items[0].params).toMatchObject({ school: '河西' })
  })

  test('200: the page of the old number still opens, and leads to the one that stayed', async () => {
    expect((await get(officer(), `/people/${goneId}`)).body).toMatchObject({ state: '09', mergedInto: keptId })
    expect((await get(officer(), `/people/${keptId}`)).body).toMatchObject({ id: keptId, mergedInto: null })
  })

  test('404: a colleague does not see them for it', async () => {
    const colleague = await county.login(
      '同事',
      [],
      (await county.person({ organisationId: county.tree.b, name: '周同' })).id,
    )
    expect((await get(colleague, `/certificates/${after.mine.certificates[0]}`)).status).toBeOneOf([403, 404])
    expect(idsOf(await get(colleague, '/my/certificates'))).toEqual([])
  })

  test('201: taking it back gives all of it back', async () => {
    const undone = await county.request(officer(), 'POST', `/person-merges/${mergeId}/undoing`, { reason: '认错了' })
    expect(undone.status).toBe(201)
    const now = await things()
    const told = { notices: 0, hours: 0 }
    // What was told meanwhile was told to the number that stayed; the carrying to and fro stays in the ledger.
    expect({ ...now, own: { ...now.own, ...told } }).toEqual({ ...before, own: { ...before.own, ...told } })
  })
})
