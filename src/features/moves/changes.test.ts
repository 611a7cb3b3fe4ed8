import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantObjects } from '../../app/matrix-objects.ts'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { read, transact, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { closureOf } from '../organisations/core.ts'
import { moveOrganisation } from '../organisations/public.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
  await plantObjects(county)
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const dated = (on = '2026-01-10') => ({ id: newId(), on, reason: '布局调整' })
const change = (id: string, body: object, as = officer()) =>
  county.request(as, 'POST', `/organisations/${id}/changes`, body)
const found = async (q: string) => {
  const { body } = await county.request(officer(), 'GET', `/organisations?q=${encodeURIComponent(q)}`)
  return body.items.map((one: { id: string }) => one.id)
}

async function addSchool(parentId: string, name = `试验小学${newId().slice(-6)}`): Promise<string> {
  const id = newId()
  const draft = { id, parentId, kind: 'school', name, schoolKind: '211', stages: ['2'], setting: 'rural' }
  const added = await county.request(officer(), 'POST', '/organisations', draft)
  expect(added.status).toBe(201)
  return id
}

const textOf = (tx: Tx, table: string) =>
  tx.execute(
    sql`select coalesce(string_agg(t::text, ';' order by id), '') as all from ${sql.raw(table)} t
        where tenant_id = ${tx.context.tenantId}`,
  )
/** The ledger and the certificates, byte for byte, hashes included. */
const money = () =>
  read(county.door(), async (tx) => [(await textOf(tx, 'credit_entry')).rows, (await textOf(tx, 'certificate')).rows])

describe('[003-27] the tree and its history', () => {
  test('201: a school has another name from a day on, and is still found by the old one', async () => {
    const id = await addSchool(county.tree.town, '槐树屯小学')
    const renamed = await change(id, { kind: 'renamed', ...dated(), name: '河东镇第三小学' })
    expect([renamed.status, renamed.body.items[0]]).toMatchObject([
      201,
      { kind: 'renamed', oldName: '槐树屯小学', newName: '河东镇第三小学', reason: '布局调整' },
    ])
    for (const typed of ['槐树屯', 'huaishu', '河东镇第三']) expect(await found(typed)).toContain(id)
  })

  test('201: a school moves to another centre, and so do those who may see it', async () => {
    const id = await addSchool(county.tree.town)
    const path = `/organisations/${id}`
    expect((await county.request(county.logins.otherTown, 'GET', path)).status).toBe(404)
    expect((await change(id, { kind: 'moved', ...dated(), parentId: county.tree.otherTown })).status).toBe(201)
    expect((await county.request(county.logins.otherTown, 'GET', path)).status).toBe(200)
    expect((await county.request(county.logins.town_officer, 'GET', path)).status).toBe(404)
  })

  test('201: asking twice with the same id changes once', async () => {
    const id = await addSchool(county.tree.town)
    const move = { kind: 'moved', ...dated(), parentId: county.tree.otherTown }
    await change(id, move)
    const again = await change(id, move)
    expect([again.status, again.body.items.length]).toEqual([201, 1])
    const reused = await change(id, { ...dated(), id: move.id, kind: 'closed' })
    expect([reused.status, reused.body.code]).toEqual([409, 'id_reused'])
  })

  test('201: a school merges into another with its people, and the ledger and the certificates stay as they are', async () => {
    const from = await addSchool(county.tree.town)
    const person = await county.person({
      organisationId: from,
      name: '邵青禾',
      posts: [{ kind: '23', fromOn: '2025-09-01', toOn: null }],
    })
    const before = await money()
    expect(JSON.stringify(before)).toContain('骨干教师培训')
    const merge = { kind: 'merged', ...dated(), intoId: county.tree.a }
    const preview = await county.request(officer(), 'POST', `/organisations/${from}/change-previews`, merge)
    expect([preview.status, preview.body]).toMatchObject([200, { inPost: 1, refusal: null }])
    expect((await change(from, merge)).status).toBe(201)
    expect(await money()).toEqual(before)

    const moved = await county.request(county.logins.school_registrar, 'GET', `/people/${person.id}`)
    expect([moved.status, moved.body.organisationId]).toEqual([200, county.tree.a])
    expect(moved.body.posts.map((post: { kind: string; toOn: string | null }) => [post.kind, post.toOn])).toEqual([
      ['23', null],
      ['23', '2026-01-09'],
    ])
    // Whoever answers for the school that took it in also sees what was done there.
    const closed = await county.request(county.logins.school_registrar, 'GET', `/organisations/${from}`)
    expect([closed.status, closed.body.closedOn, closed.body.mergedInto]).toEqual([200, '2026-01-10', county.tree.a])
    const life = await county.request(officer(), 'GET', `/people/${person.id}/life`)
    expect(life.body.items.map((item: { kind: string }) => item.kind)).toContain('school')
  })

  test('201: the school of a merger whose planted hours are there keeps every byte of them', async () => {
    const into = await addSchool(county.tree.town)
    const before = await money()
    await change(county.tree.b, { kind: 'renamed', ...dated(), name: '河东镇中心小学' })
    await change(county.tree.b, { kind: 'merged', ...dated('2026-01-11'), intoId: into })
    expect(await money()).toEqual(before)
  })

  test('201: part of the people of a school go to a new one', async () => {
    const id = await addSchool(county.tree.town)
    const people = await Promise.all(
      ['甲', '乙', '丙'].map((name) => county.person({ organisationId: id, name: `${name}老师` })),
    )
    const into = { id: newId(), name: '河东镇新村小学', schoolKind: '211', stages: ['2'], setting: 'rural' }
    const personIds = people.slice(0, 2).map((person) => person.id)
    const split = await change(id, { kind: 'split', ...dated(), personIds, into })
    expect([split.status, split.body.items[0]]).toMatchObject([201, { kind: 'split', people: 2, toName: into.name }])
    const there = await county.request(officer(), 'GET', `/people?organisationId=${into.id}`)
    expect(there.body.items.length).toBe(2)
    const all = await change(id, { kind: 'split', ...dated(), personIds: [people[2]?.id], into: { id: into.id } })
    expect([all.status, all.body.code]).toEqual([422, 'split_takes_everybody'])
  })

  test('409: a school with people is not closed until they are moved', async () => {
    const id = await addSchool(county.tree.town)
    await county.person({ organisationId: id, name: '留守者' })
    const refused = await change(id, { kind: 'closed', ...dated() })
    expect([refused.status, refused.body.code]).toEqual([409, 'organisation_has_people'])
    const preview = await county.request(officer(), 'POST', `/organisations/${id}/change-previews`, {
      kind: 'closed',
      ...dated(),
    })
    expect(preview.body).toMatchObject({ inPost: 1, refusal: 'organisation_has_people' })
    await change(id, { kind: 'merged', ...dated(), intoId: county.tree.a })
    const empty = await addSchool(county.tree.town)
    expect((await change(empty, { kind: 'closed', ...dated() })).status).toBe(201)
    const hire = await county.request(officer(), 'POST', '/people', {
      id: newId(),
      organisationId: empty,
      staffNo: `N${newId().slice(-8)}`,
      name: '迟到者',
    })
    expect([hire.status, hire.body.code]).toEqual([404, 'organisation_not_found'])
  })

  test.each([
    ['change_in_future', 422, { kind: 'closed', on: '2099-01-01' }],
    ['organisation_misplaced', 422, { kind: 'moved', parentId: 'c' }],
    ['merge_kinds_differ', 422, { kind: 'merged', intoId: 'town' }],
    ['change_changes_nothing', 422, { kind: 'moved', parentId: 'town' }],
  ] as const)('refused: %s (%d)', async (code, status, body) => {
    const id = await addSchool(county.tree.town)
    const { tree } = county
    const named = Object.fromEntries(
      Object.entries(body).map(([key, value]) => [key, value === 'c' ? tree.c : value === 'town' ? tree.town : value]),
    )
    const refused = await change(id, { ...dated(), ...named })
    expect([refused.status, refused.body.code]).toEqual([status, code])
  })

  test('422: a change is not older than the last one', async () => {
    const id = await addSchool(county.tree.town)
    await change(id, { kind: 'renamed', ...dated('2026-03-01'), name: `改名${newId().slice(-6)}` })
    const older = await change(id, { kind: 'closed', ...dated('2026-02-01') })
    expect([older.status, older.body.code]).toEqual([422, 'change_before_last'])
  })
})

test('the closure after any sequence of moves is the closure reckoned from the parents', async () => {
  const centres = [county.tree.bureau, county.tree.town, county.tree.otherTown]
  const schools = await Promise.all([1, 2, 3].map(() => addSchool(county.tree.town)))
  const nodes = [...schools, county.tree.town, county.tree.otherTown, county.tree.c]
  const steps = fc.array(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...centres)), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(steps, async (moves) => {
      for (const [id, parentId] of moves)
        await transact(county.door(), (tx) => moveOrganisation(tx, id, { ...dated('2026-01-12'), parentId }))
      await read(county.door(), async (tx) => {
        const { tenantId } = tx.context
        const tree = await tx.execute<{ id: string; parent_id: string | null }>(
          sql`select id, parent_id from organisation where tenant_id = ${tenantId}`,
        )
        const kept = await tx.execute<{ ancestor_id: string; descendant_id: string; depth: number }>(
          sql`select ancestor_id, descendant_id, depth from organisation_closure where tenant_id = ${tenantId}`,
        )
        const reckoned = closureOf(new Map(tree.rows.map((row) => [row.id, row.parent_id])))
        const key = (pair: readonly (string | number)[]) => pair.join(' ')
        expect(kept.rows.map((row) => key([row.ancestor_id, row.descendant_id, row.depth])).toSorted()).toEqual(
          reckoned.map((pair) => key([pair.ancestorId, pair.descendantId, pair.depth])).toSorted(),
        )
      })
    }),
    { numRuns: 15 },
  )
}, 60_000)
