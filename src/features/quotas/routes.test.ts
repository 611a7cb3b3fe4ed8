import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { admitFrom } from '../enrolment/commands/placing.ts'
import { applyMany } from '../enrolment/commands/apply.ts'
import { passOn } from '../enrolment/commands/gate.ts'
import { openTestProgramme, takenIn, testTeacher } from '../enrolment/testing.ts'
import { releaseQuotas } from './commands.ts'
import { backboneSheet, quotaCell } from './testing.ts'
import { words } from './words.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const save = (programmeId: string, cells: unknown, version = 0, releaseOn: string | null = null) =>
  county.request(officer(), 'PUT', `/programmes/${programmeId}/quotas`, { version, releaseOn, cells })
const sheetOf = async (programmeId: string) =>
  (await county.request(officer(), 'GET', `/programmes/${programmeId}/quotas`)).body
const draftOf = (placesMax: number) => openTestProgramme(county, { state: 'published', placesMax })
const open = (programmeId: string) =>
  county.commit(async (tx) => {
    await tx.$client.query(`update programme set state = 'enrolling' where id = $1`, [programmeId])
    return ok()
  })
const applyTo = (programmeId: string, as: Login) =>
  county.request(as, 'POST', `/programmes/${programmeId}/enrolments`, { id: newId() })

async function people(size: number, stage: string, level: string): Promise<string[]> {
  const ids = Array.from({ length: size }, () => newId())
  await county.commit(async (tx) => {
    await tx.$client.query(
      `insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, stage, talent_level, state, created_at)
       select $1, id, $2, 'Q' || id, '王芳', 'wangfang', 'wf', $3, $4, '11', now() from unnest($5::uuid[]) as row (id)`,
      [county.tenant.id, county.tree.a, stage, level, ids],
    )
    return ok()
  })
  return ids
}

const wishes = (ids: readonly string[]) => ids.map((personId) => ({ id: newId(), personId }))
const codes = (answers: readonly { ok: boolean; error?: string }[]) =>
  answers.map((each) => (each.ok ? '' : each.error))

test('200: [001-46] 95/42/42 and 120/60/60 make 419; the 96th 中学学科骨干 is refused, the 42nd of the next kind is not', async () => {
  const programmeId = await draftOf(419)
  const saved = await save(programmeId, backboneSheet())
  expect(saved).toMatchObject({ status: 200, body: { version: 1, placesMax: 419 } })
  await open(programmeId)
  const first = await people(96, '3', 'county_backbone')
  const answers = await county.commit(async (tx) => ok(await applyMany(tx, programmeId, wishes(first))))
  expect(codes(answers)).toEqual([...Array.from({ length: 95 }, () => ''), 'quota_full'])
  const second = await people(42, '3', 'city_backbone')
  const others = await county.commit(async (tx) => ok(await applyMany(tx, programmeId, wishes(second))))
  expect(codes(others).every((code) => code === '')).toBe(true)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 137, held: 137 })
  const taken = (await sheetOf(programmeId)).cells.map((cell: { placesTaken: number }) => cell.placesTaken)
  expect(taken).toEqual([137, 137, 95, 42, 0, 0, 0, 0, 0])
})

test('422: sums over the parent, over the programme, twins and a first sheet that comes too late are refused by name', async () => {
  const programmeId = await draftOf(10)
  const root = quotaCell(null, null)
  const rural = quotaCell(root.id, 6, { dimension: 'setting', wanted: ['rural'] })
  const urban = quotaCell(root.id, 6, { dimension: 'setting', wanted: ['urban'] })
  const refused = async (cells: unknown) => (await save(programmeId, cells)).body.code
  expect(await refused([root, rural, urban])).toBe('quota_over_places')
  expect(await refused([root, rural, { ...urban, wanted: ['rural'], placesMax: 1 }])).toBe('quota_overlaps')
  const below = quotaCell(rural.id, 7, { dimension: 'stage', wanted: ['2'] })
  expect(await refused([root, rural, below])).toBe('quota_over_parent')
  expect(await refused([rural])).toBe('quota_no_root')
  expect((await save(programmeId, [root, rural], 3)).status).toBe(409)
  const late = await openTestProgramme(county, { state: 'running' })
  const unlimited = await openTestProgramme(county, { placesMax: null })
  expect(await save(unlimited, [root, rural])).toMatchObject({ status: 422, body: { code: 'quota_too_late' } })
  expect(await save(late, [root, rural])).toMatchObject({ status: 422, body: { code: 'quota_too_late' } })
  expect((await county.request(county.logins.school_registrar, 'GET', `/programmes/${late}/quotas`)).status).toBe(403)
})

test('200: [001-46] a list names school, stage and setting; it is read as far as it can be, comes back with the reasons, and is saved at any depth', async () => {
  const programmeId = await draftOf(20)
  const [school] = await county.commit(async (tx) => {
    const found = await tx.$client.query<{ name: string }>('select name from organisation where id = $1', [
      county.tree.a,
    ])
    return ok(found.rows)
  })
  const list = Buffer.from(
    `学校,学段,城乡,名额\n${school?.name ?? ''},小学,乡村,3\n${school?.name ?? ''},小学,城区,2\n没有这所,小学,,1`,
  )
  const path = `/programmes/${programmeId}`
  const read = await county.request(officer(), 'POST', `${path}/quota-readings`, list)
  expect(read).toMatchObject({
    status: 200,
    body: { read: 2, reasons: [{ no: 4, code: 'line_unknown', what: '没有这所' }] },
  })
  expect(read.body.cells.map((cell: { placesMax: number | null }) => cell.placesMax)).toEqual([null, 5, 5, 3, 2])
  expect(await save(programmeId, read.body.cells)).toMatchObject({
    status: 200,
    body: { names: { [county.tree.a]: school?.name }, cells: [{ placesMax: 20 }, {}, {}, {}, { placesMax: 2 }] },
  })
  const { answer } = await county.request(officer(), 'POST', `${path}/quota-workbooks?name=list.csv`, list)
  expect(answer.headers.get('content-type')).toContain('spreadsheetml')
  const back = await readGrid(new Uint8Array(await answer.arrayBuffer()))
  const rows = back.ok ? back.value.rows : []
  expect(rows.map((row) => row.length)).toEqual([6, 5, 5, 6])
  expect(rows[3]).toMatchObject([
    '没有这所',
    '小学',
    '',
    '1',
    words.zh['line.out'],
    expect.stringContaining('没有这所'),
  ])
})

test('200: a reserve keeps its places, a withdrawal gives them back, and the list tells the school what is left', async () => {
  const programmeId = await draftOf(3)
  const root = quotaCell(null, null)
  const a = quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.a] })
  const b = quotaCell(root.id, 2, { dimension: 'organisation', wanted: [county.tree.b] })
  expect((await save(programmeId, [root, a, b])).status).toBe(200)
  await open(programmeId)
  const [first, second] = [testTeacher(county, 0), testTeacher(county, 1)]
  const applied = await applyTo(programmeId, first)
  expect(applied.status).toBe(201)
  expect(await applyTo(programmeId, second)).toMatchObject({ status: 409, body: { code: 'quota_full' } })
  const wait = await county.request(second, 'POST', `/programmes/${programmeId}/waiting-list`, { id: newId() })
  expect(wait.body).toMatchObject({ state: 'waiting' })
  const list = await county.request(county.logins.school_registrar, 'GET', '/quotas')
  const mine = list.body.items.find((row: { programmeId: string }) => row.programmeId === programmeId)
  expect(mine.cells).toMatchObject([{}, { placesMax: 1, placesTaken: 1, organisationName: expect.any(String) }])
  expect(mine.cells).toHaveLength(2)
  await county.request(first, 'POST', `/enrolments/${applied.body.id}/withdrawal`)
  const standing = await county.request(second, 'GET', `/programmes/${programmeId}/my-enrolment`)
  expect(standing.body.waiting.state).toBe('offered')
  expect((await sheetOf(programmeId)).cells[1].placesTaken).toBe(1)
})

test('201: unused places move to a neighbour with a reason, and back; 409: not those that are taken', async () => {
  const programmeId = await draftOf(4)
  const root = quotaCell(null, null)
  const a = quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.a] })
  const b = quotaCell(root.id, 3, { dimension: 'organisation', wanted: [county.tree.b] })
  await save(programmeId, [root, a, b])
  await open(programmeId)
  await applyTo(programmeId, testTeacher(county, 0))
  const move = (body: object) =>
    county.request(officer(), 'POST', `/programmes/${programmeId}/quota-moves`, {
      id: newId(),
      reason: '对方用不完',
      ...body,
    })
  expect((await move({ fromId: a.id, toId: b.id, places: 1 })).body.code).toBe('quota_not_free')
  const id = newId()
  const moved = await move({ id, fromId: b.id, toId: a.id, places: 2 })
  expect(moved).toMatchObject({ status: 201, body: { cells: [{}, { placesMax: 3 }, { placesMax: 1 }] } })
  expect((await move({ id, fromId: b.id, toId: a.id, places: 2 })).body.cells[1].placesMax).toBe(3)
  expect((await applyTo(programmeId, testTeacher(county, 1))).status).toBe(201)
  const undo = () => county.request(officer(), 'POST', `/quota-moves/${id}/reversal`)
  expect((await undo()).body.code).toBe('quota_not_free')
  const toParent = await move({ fromId: a.id, toId: null, places: 1 })
  expect(toParent.body.cells[1].placesMax).toBe(2)
  const back = await county.request(officer(), 'POST', `/quota-moves/${String(toParent.body.moves[0].id)}/reversal`)
  expect(back.body.cells[1].placesMax).toBe(3)
})

test('409: what a cell keeps for those below it is not unused, neither when it moves nor when it comes back', async () => {
  const programmeId = await draftOf(4)
  const root = quotaCell(null, null)
  const a = quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.a] })
  const within = quotaCell(a.id, 1, { dimension: 'stage', wanted: ['3'] })
  const b = quotaCell(root.id, 2, { dimension: 'organisation', wanted: [county.tree.b] })
  await save(programmeId, [root, a, within, b])
  await open(programmeId)
  const move = (fromId: string, toId: string | null, id = newId()) =>
    county.request(officer(), 'POST', `/programmes/${programmeId}/quota-moves`, {
      ...{ id, fromId, toId, places: 1, reason: '对方用不完' },
    })
  expect(await move(a.id, null)).toMatchObject({ status: 409, body: { code: 'quota_not_free' } })
  const id = newId()
  expect((await move(b.id, a.id, id)).status).toBe(201)
  expect((await applyTo(programmeId, testTeacher(county, 0))).status).toBe(201)
  const back = await county.request(officer(), 'POST', `/quota-moves/${id}/reversal`)
  expect(back).toMatchObject({ status: 409, body: { code: 'quota_not_free' } })
})

test('200: places that come back are offered to whoever waits where they came from', async () => {
  const programmeId = await draftOf(2)
  const root = quotaCell(null, null)
  const a = quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.a] })
  const b = quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.b] })
  await save(programmeId, [root, a, b])
  await open(programmeId)
  const id = newId()
  const moved = { id, fromId: a.id, toId: b.id, places: 1, reason: '对方用不完' }
  await county.request(officer(), 'POST', `/programmes/${programmeId}/quota-moves`, moved)
  const waiter = testTeacher(county, 0)
  await county.request(waiter, 'POST', `/programmes/${programmeId}/waiting-list`, { id: newId() })
  const asked = () =>
    county.commit(async (tx) => {
      const { rows } = await tx.$client.query<{ count: number }>(
        `select count(*) from job_run where name = 'quotas.pass_on' and payload ->> 'programmeId' = $1`,
        [programmeId],
      )
      return ok(rows[0]?.count ?? 0)
    })
  const before = await asked()
  expect((await county.request(officer(), 'POST', `/quota-moves/${id}/reversal`)).status).toBe(200)
  expect((await asked()) - before).toBe(1)
  expect(await county.commit(async (tx) => ok(await passOn(tx, [programmeId])))).toBe(1)
})

test('200: places come back from whoever stands above once the programme has more of them; 409: not where it has fewer', async () => {
  const programmeId = await draftOf(1)
  const root = quotaCell(null, null)
  const a = quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.a] })
  await save(programmeId, [root, a])
  await open(programmeId)
  const id = newId()
  const moved = { id, fromId: a.id, toId: null, places: 1, reason: '给全县' }
  expect((await county.request(officer(), 'POST', `/programmes/${programmeId}/quota-moves`, moved)).status).toBe(201)
  expect((await applyTo(programmeId, testTeacher(county, 5))).status).toBe(201)
  const undo = () => county.request(officer(), 'POST', `/quota-moves/${id}/reversal`)
  expect((await undo()).body.code).toBe('quota_not_free')
  await county.request(officer(), 'PUT', `/programmes/${programmeId}/places`, { placesMax: 2 })
  expect(await undo()).toMatchObject({ status: 200, body: { cells: [{ placesMax: 2 }, { placesMax: 1 }] } })
})

test('200: on its day what nobody has taken is for everybody, and goes to those who wait', async () => {
  const programmeId = await draftOf(2)
  const root = quotaCell(null, null)
  const a = quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.a] })
  const b = quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.b] })
  await save(programmeId, [root, a, b], 0, county.door().context.today)
  await open(programmeId)
  await applyTo(programmeId, testTeacher(county, 0))
  await county.request(testTeacher(county, 1), 'POST', `/programmes/${programmeId}/waiting-list`, { id: newId() })
  expect(await county.commit(releaseQuotas)).toBe(1)
  expect(await county.commit(releaseQuotas)).toBe(0)
  expect(await county.commit(async (tx) => ok(await passOn(tx, [programmeId])))).toBe(1)
  expect((await sheetOf(programmeId)).cells).toMatchObject([{ placesTaken: 2, openTaken: 1 }, {}, { placesMax: 0 }])
})

test('422: a sheet under which somebody who holds a place would not fit changes nothing; a round is bound by it too', async () => {
  const programmeId = await draftOf(4)
  const root = quotaCell(null, null)
  const primary = quotaCell(root.id, 2, { dimension: 'stage', wanted: ['2'] })
  const none = quotaCell(root.id, 2, { dimension: 'stage', wanted: ['4'] })
  await save(programmeId, [root, primary, none])
  await open(programmeId)
  const ids = await people(3, '2', 'county_backbone')
  const source = { sourceKind: 'round', sourceId: newId() } as const
  const placed = await county.commit((tx) =>
    admitFrom(
      tx,
      programmeId,
      ids.map((personId) => ({ personId })),
      source,
    ),
  )
  expect(placed.map(({ code }) => code)).toEqual([null, null, 'quota_full'])
  const small = [root, { ...primary, placesMax: 1 }, { ...none, placesMax: 3 }]
  expect((await save(programmeId, small, 1)).body.code).toBe('quota_holders')
  expect((await sheetOf(programmeId)).cells[1]).toMatchObject({ placesMax: 2, placesTaken: 2 })
  expect((await save(programmeId, [root, primary], 1)).body).toMatchObject({
    version: 2,
    cells: [{ placesTaken: 2 }, { placesTaken: 2 }],
  })
})

test('200: a first sheet while people apply takes the cells of everybody who holds a place; 422: it names who does not fit', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 4 })
  const [first, second] = [testTeacher(county, 0), testTeacher(county, 1)]
  const [third, fourth] = await people(2, '4', 'county_backbone')
  const applyOne = (personId = '') =>
    county.commit(async (tx) => ok(await applyMany(tx, programmeId, wishes([personId]))))
  await applyTo(programmeId, first)
  await applyTo(programmeId, second)
  expect(codes(await applyOne(third))).toEqual([''])
  const root = quotaCell(null, null)
  const a = quotaCell(root.id, 2, { dimension: 'organisation', wanted: [county.tree.a] })
  const b = quotaCell(root.id, 2, { dimension: 'organisation', wanted: [county.tree.b] })
  const refused = await save(programmeId, [root, a, b])
  expect(refused).toMatchObject({ status: 422, body: { code: 'quota_holders', detail: '1' } })
  expect(refused.body.fields).toMatchObject([{ path: third, message: expect.stringContaining('王芳（') }])
  expect((await sheetOf(programmeId)).version).toBe(0)
  expect(await save(programmeId, [root, { ...a, placesMax: 3 }, { ...b, placesMax: 1 }])).toMatchObject({
    status: 200,
    body: { version: 1, cells: [{ placesTaken: 3 }, { placesTaken: 3 }, { placesTaken: 0 }] },
  })
  expect(await takenIn(county, programmeId)).toEqual({ counted: 3, held: 3 })
  expect(codes(await applyOne(fourth))).toEqual(['quota_full'])
  const standing = await county.request(second, 'GET', `/programmes/${programmeId}/my-enrolment`)
  await county.request(second, 'POST', `/enrolments/${String(standing.body.enrolment.id)}/withdrawal`)
  expect((await sheetOf(programmeId)).cells[1].placesTaken).toBe(2)
  expect(codes(await applyOne(fourth))).toEqual([''])
})

test('[003-15] 40 people and a first sheet that comes among them: places and cells add up whoever was faster', async () => {
  const { apply } = await import('../enrolment/commands/apply.ts')
  const { transact } = await import('../../platform/db/db.ts')
  const programmeId = await openTestProgramme(county, { placesMax: 12 })
  const root = quotaCell(null, null)
  const primary = quotaCell(root.id, 12, { dimension: 'stage', wanted: ['2'] })
  const racers = await people(40, '2', 'county_backbone')
  const ask = (personId: string) => transact(county.door(), (tx) => apply(tx, programmeId, { id: newId(), personId }))
  const before = racers.slice(0, 20).map(ask)
  const saved = save(programmeId, [root, primary])
  const answers = await Promise.all([...before, ...racers.slice(20).map(ask)])
  expect((await saved).status).toBe(200)
  expect(answers.filter((answer) => answer.ok)).toHaveLength(12)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 12, held: 12 })
  expect((await sheetOf(programmeId)).cells).toMatchObject([{ placesTaken: 12 }, { placesTaken: 12 }])
})

test('[003-15] 40 people over many connections for a quota of 7 in a programme of 12: exactly 7', async () => {
  const { apply } = await import('../enrolment/commands/apply.ts')
  const { transact } = await import('../../platform/db/db.ts')
  const programmeId = await draftOf(12)
  const root = quotaCell(null, null)
  await save(programmeId, [
    root,
    quotaCell(root.id, 7, { dimension: 'stage', wanted: ['2'] }),
    quotaCell(root.id, 5, { dimension: 'stage', wanted: ['4'] }),
  ])
  await open(programmeId)
  const racers = await people(40, '2', 'county_backbone')
  const answers = await Promise.all(
    racers.map((personId) => transact(county.door(), (tx) => apply(tx, programmeId, { id: newId(), personId }))),
  )
  expect(answers.filter((answer) => answer.ok)).toHaveLength(7)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 7, held: 7 })
  expect((await sheetOf(programmeId)).cells).toMatchObject([{ placesTaken: 7 }, { placesTaken: 7 }, { placesTaken: 0 }])
})

test('200: [001-46] where people apply without a limit, a first sheet sets the number of places, and who came before is in its cells', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: null })
  const root = quotaCell(null, null)
  const a = (places: number | null) =>
    quotaCell(root.id, places, { dimension: 'organisation', wanted: [county.tree.a] })
  const put = (cells: unknown, limit = true) =>
    county.request(officer(), 'PUT', `/programmes/${programmeId}/quotas`, { version: 0, releaseOn: null, cells, limit })
  expect((await applyTo(programmeId, testTeacher(county, 0))).status).toBe(201)
  expect((await applyTo(programmeId, testTeacher(county, 1))).status).toBe(201)
  expect(await sheetOf(programmeId)).toMatchObject({ mustLimit: true, placesHeld: 2, placesMax: null })
  expect((await put([root, a(2)], false)).body.code).toBe('quota_too_late')
  expect((await put([root, a(null)])).body.code).toBe('quota_no_sum')
  expect((await put([root, a(1)])).body.code).toBe('quota_below_held')
  expect(await sheetOf(programmeId)).toMatchObject({ mustLimit: true, placesMax: null, version: 0 })
  expect(await put([root, a(2)])).toMatchObject({
    status: 200,
    body: { placesMax: 2, mustLimit: false, cells: [{ placesMax: 2, placesTaken: 2 }, { placesTaken: 2 }] },
  })
  expect(await takenIn(county, programmeId)).toEqual({ counted: 2, held: 2 })
  expect(await applyTo(programmeId, testTeacher(county, 2))).toMatchObject({
    status: 409,
    body: { code: 'programme_full' },
  })
  const wait = { id: newId() }
  const waits = await county.request(testTeacher(county, 2), 'POST', `/programmes/${programmeId}/waiting-list`, wait)
  expect(waits.body).toMatchObject({ state: 'waiting', nth: 1 })
})

test('200: [001-46] whoever applies while that sheet is written is in its cells, or is asked for them', async () => {
  for (let round = 0; round < 4; round += 1) {
    const programmeId = await openTestProgramme(county, { placesMax: null })
    const root = quotaCell(null, null)
    const b = quotaCell(root.id, 3, { dimension: 'organisation', wanted: [county.tree.a] })
    const sheet = { version: 0, releaseOn: null, cells: [root, b], limit: true }
    const own = await people(6, '2', 'county_backbone')
    const apply = (part: readonly string[]) =>
      county.commit(async (tx) => ok(await applyMany(tx, programmeId, wishes(part))))
    const [saved, ...answers] = await Promise.all([
      county.request(officer(), 'PUT', `/programmes/${programmeId}/quotas`, sheet),
      ...own.map((id) => apply([id])),
    ])
    const inside = answers.flat().filter((each) => each.ok).length
    const { cells, placesMax } = await sheetOf(programmeId)
    const counts = await takenIn(county, programmeId)
    if (saved.status === 200) {
      expect([placesMax, inside <= 3]).toEqual([3, true])
      expect(counts).toEqual({ counted: inside, held: inside })
      expect(cells.map((cell: { placesTaken: number }) => cell.placesTaken)).toEqual([inside, inside])
    } else {
      expect([saved.body.code, inside]).toEqual(['quota_below_held', 6])
      expect(counts).toEqual({ counted: 0, held: 6 })
    }
  }
})
