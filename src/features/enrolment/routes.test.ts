import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { programmes } from '../programmes/tables.ts'
import { setPlaces } from './commands/places.ts'
import { enrolmentHandlers } from './handlers.ts'
import { applyInRush } from './rush.ts'
import { enrolments, placeCounters } from './tables.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

type Draft = Partial<typeof programmes.$inferInsert>

/** A programme of the bureau, held by the provider, that people may apply to now. */
async function openProgramme(draft: Draft = {}): Promise<string> {
  const id = newId()
  const { now } = county.door().context
  await county.commit(async (tx) => {
    await tx.insert(programmes).values({
      tenantId: county.tenant.id,
      id,
      organisationId: county.tree.bureau,
      providerId: county.tree.provider,
      year: 2026,
      title: '小学语文骨干教师培训',
      level: 'county',
      kind: 'backbone',
      approximate: false,
      wholeRoster: false,
      audience: {},
      modes: [],
      months: [],
      yearRound: false,
      centihours: 2400,
      certificate: true,
      admission: 'first_come',
      placesMax: 12,
      enrolOpensAt: new Date(now.getTime() - 3_600_000),
      enrolClosesAt: new Date(now.getTime() + 3_600_000),
      state: 'enrolling',
      justification: '提升课堂教学',
      scheme: '集中研修',
      approvedAt: now,
      version: 1,
      createdAt: now,
      ...draft,
    })
    return ok()
  })
  return id
}

const applyTo = (programmeId: string, as: Login, id = newId()) =>
  county.request(as, 'POST', `/programmes/${programmeId}/enrolments`, { id })

async function taken(programmeId: string) {
  return county.commit(async (tx) => {
    const [counter] = await tx.select().from(placeCounters).where(eq(placeCounters.programmeId, programmeId))
    const rows = await tx.select().from(enrolments).where(eq(enrolments.programmeId, programmeId))
    return ok({ counted: counter?.placesTaken ?? 0, held: rows.filter((row) => row.holdsPlace).length })
  })
}

const teacher = (index: number): Login => {
  const found = [...county.teachers.a, ...county.teachers.b, ...county.teachers.c][index]
  if (!found) throw new Error('no such teacher')
  return found
}

test('201: [002-18] a teacher applies, the school vouches, the provider admits, and each step is told and dated', async () => {
  const programmeId = await openProgramme()
  const me = teacher(0)
  const applied = await applyTo(programmeId, me)
  expect(applied.status).toBe(201)
  expect(applied.body).toMatchObject({ state: 'applied', schoolId: county.tree.a, reason: null })
  const id = String(applied.body.id)

  expect((await county.request(county.logins.provider, 'POST', `/enrolments/${id}/admission`)).status).toBe(409)
  const vouched = await county.request(county.logins.school_registrar, 'POST', `/enrolments/${id}/approval`)
  expect(vouched.body).toMatchObject({ state: 'school_approved' })
  const admitted = await county.request(county.logins.provider, 'POST', `/enrolments/${id}/admission`)
  expect(admitted.body).toMatchObject({ state: 'admitted' })

  const own = await county.request(me, 'GET', '/my/enrolments')
  expect(own.body.items[0]).toMatchObject({ id, state: 'admitted', programmeTitle: '小学语文骨干教师培训' })
  expect([own.body.items[0].vouchedAt, own.body.items[0].decidedAt].every(Boolean)).toBe(true)
  const told = await county.request(me, 'GET', '/notices')
  expect(told.body.items.map((notice: { code: string }) => notice.code)).toEqual([
    'enrolment.admitted',
    'enrolment.school_approved',
  ])
})

test('201: asking twice with the same id gives the first answer again; 409: an id that names another application', async () => {
  const [programmeId, otherId, id] = [await openProgramme(), await openProgramme(), newId()]
  const first = await applyTo(programmeId, teacher(0), id)
  expect(await applyTo(programmeId, teacher(0), id)).toMatchObject({ status: 201, body: first.body })
  expect(await applyTo(otherId, teacher(0), id)).toMatchObject({ status: 409, body: { code: 'id_reused' } })
  expect(await applyTo(programmeId, teacher(0))).toMatchObject({ status: 409, body: { code: 'already_applied' } })
  expect(await taken(programmeId)).toEqual({ counted: 1, held: 1 })
})

test('422: [002-17] whoever does not meet the conditions is told which one fails', async () => {
  const programmeId = await openProgramme({ audience: { stages: ['3'] } })
  expect(await applyTo(programmeId, teacher(0))).toMatchObject({ status: 422, body: { code: 'stage_differs' } })
  const closed = await openProgramme({ enrolClosesAt: new Date(Date.now() - 1_000) })
  expect(await applyTo(closed, teacher(0))).toMatchObject({ status: 422, body: { code: 'enrolment_closed' } })
  const standing = await county.request(teacher(0), 'GET', `/programmes/${programmeId}/my-enrolment`)
  expect(standing.body).toEqual({
    ...{ placesMax: 12, placesTaken: 0, enrolment: null, waiting: null },
    refusal: 'stage_differs',
  })
})

test('409: a full programme; a place that is given back is taken by the next', async () => {
  const programmeId = await openProgramme({ placesMax: 1 })
  const first = await applyTo(programmeId, teacher(0))
  expect(await applyTo(programmeId, teacher(1))).toMatchObject({ status: 409, body: { code: 'programme_full' } })
  const withdrawn = await county.request(teacher(0), 'POST', `/enrolments/${first.body.id}/withdrawal`)
  expect(withdrawn.body).toMatchObject({ state: 'withdrawn' })
  expect(await taken(programmeId)).toEqual({ counted: 0, held: 0 })
  expect((await applyTo(programmeId, teacher(1))).status).toBe(201)
  expect(await applyTo(programmeId, teacher(0))).toMatchObject({ status: 409, body: { code: 'programme_full' } })
})

test('200: whoever was returned reads why, gives the place back and may apply again', async () => {
  const programmeId = await openProgramme({ placesMax: 2 })
  const first = await applyTo(programmeId, teacher(0))
  const path = `/enrolments/${first.body.id}/return`
  expect((await county.request(county.logins.principal, 'POST', path, { reason: '' })).status).toBe(400)
  const returned = await county.request(county.logins.principal, 'POST', path, { reason: '本学期已安排两次培训' })
  expect(returned.body).toMatchObject({ state: 'returned', reason: '本学期已安排两次培训' })
  expect(await taken(programmeId)).toEqual({ counted: 0, held: 0 })
  expect((await applyTo(programmeId, teacher(0))).status).toBe(201)
  const [again, before] = (await county.request(teacher(0), 'GET', '/my/enrolments')).body.items
  expect([again.state, before.state]).toEqual(['applied', 'returned'])
})

test('404: neither another school nor another provider decides; 403: roles that decide something else', async () => {
  const programmeId = await openProgramme()
  const { body } = await applyTo(programmeId, teacher(0))
  const { logins } = county
  const at = (as: Login, noun: string) => county.request(as, 'POST', `/enrolments/${body.id}/${noun}`)
  expect((await at(logins.otherRegistrar, 'approval')).status).toBe(404)
  expect((await at(logins.provider, 'approval')).status).toBe(403)
  expect((await at(logins.school_registrar, 'approval')).status).toBe(200)
  expect((await at(logins.otherProvider, 'admission')).status).toBe(404)
  expect((await at(logins.principal, 'admission')).status).toBe(403)
  expect((await at(teacher(1), 'withdrawal')).status).toBe(404)
})

test('200: [003-15] where people are selected, a place is taken at the admission, and what is asked for adds up', async () => {
  const programmeId = await openProgramme({ admission: 'selection', placesMax: 2 })
  const ids: string[] = []
  for (const index of [0, 1, 2]) ids.push(String((await applyTo(programmeId, teacher(index))).body.id))
  expect(await taken(programmeId)).toEqual({ counted: 0, held: 0 })
  const decide = (as: Login, decision: string, reason?: string) =>
    county.request(as, 'POST', '/enrolment-decisions', { ids, decision, reason })

  expect((await decide(county.logins.school_registrar, 'approve')).body).toMatchObject({ done: 3, refused: 0 })
  expect((await decide(county.logins.school_registrar, 'admit')).body).toMatchObject({ done: 0, refused: 3 })
  const admitted = await decide(county.logins.provider, 'admit')
  expect(admitted.body).toMatchObject({ done: 2, refused: 1 })
  expect(admitted.body.rows.map((row: { code: string | null }) => row.code)).toEqual([null, null, 'programme_full'])
  expect(await taken(programmeId)).toEqual({ counted: 2, held: 2 })

  const counts = await county.request(
    county.logins.bureau_officer,
    'GET',
    `/enrolment-counts?programmeId=${programmeId}`,
  )
  expect(counts.body).toMatchObject({ admitted: 2, school_approved: 1, applied: 0 })
  const seen = await county.request(county.logins.otherPrincipal, 'GET', `/enrolments?programmeId=${programmeId}`)
  expect(seen.body.items).toEqual([])
})

test('200: [002-17] somebody who does not meet the conditions is dismissed with a reason, and stays on record', async () => {
  const programmeId = await openProgramme({ placesMax: 3 })
  const { body } = await applyTo(programmeId, teacher(3))
  const registrar = await county.login('二小专干', [['school_registrar', county.tree.b]])
  await county.request(registrar, 'POST', `/enrolments/${body.id}/approval`)
  await county.request(county.logins.bureau_officer, 'POST', `/enrolments/${body.id}/admission`)
  const reason = '缺勤超过三分之一'
  const gone = await county.request(county.logins.class_lead, 'POST', `/enrolments/${body.id}/dismissal`, { reason })
  expect(gone.body).toMatchObject({ state: 'dismissed', reason })
  expect(await applyTo(programmeId, teacher(3))).toMatchObject({ status: 422, body: { code: 'dismissed_before' } })
})

test('200: a programme is cancelled, and whoever stood in it is told why, once; nobody keeps a place', async () => {
  const programmeId = await openProgramme()
  const [applied, admitted] = [teacher(0), teacher(1)]
  await applyTo(programmeId, applied)
  const wish = newId()
  await applyTo(programmeId, admitted, wish)
  await county.request(county.logins.school_registrar, 'POST', `/enrolments/${wish}/approval`)
  await county.request(county.logins.provider, 'POST', `/enrolments/${wish}/admission`)
  const reason = { reason: '场地不能使用' }
  const path = `/programmes/${programmeId}/cancellation`
  expect((await county.request(county.logins.bureau_officer, 'POST', path, reason)).status).toBe(200)

  const [handler] = enrolmentHandlers()
  const tools = { db: county.door(), runId: newId(), progress: async () => undefined, cancelled: async () => false }
  expect(await handler?.run({ programmeId }, tools)).toEqual(ok(2))
  expect(await handler?.run({ programmeId }, tools)).toEqual(ok(0))
  expect(await taken(programmeId)).toEqual({ counted: 0, held: 0 })
  for (const person of [applied, admitted]) {
    const { body } = await county.request(person, 'GET', '/notices')
    const told = body.items.filter((notice: { code: string }) => notice.code === 'enrolment.programme_cancelled')
    expect(told).toMatchObject([{ params: { programme: '小学语文骨干教师培训', ...reason } }])
  }
})

test('422: places are not taken away from those who hold them; more places open the programme again', async () => {
  const programmeId = await openProgramme({ placesMax: 2 })
  await applyTo(programmeId, teacher(0))
  await applyTo(programmeId, teacher(1))
  const set = (placesMax: number) =>
    county.request(county.logins.bureau_officer, 'PUT', `/programmes/${programmeId}/places`, { placesMax })
  expect(await set(1)).toMatchObject({ status: 422, body: { code: 'places_held' } })
  expect((await applyTo(programmeId, teacher(2))).status).toBe(409)
  expect((await set(3)).body).toEqual({ placesMax: 3, placesTaken: 2 })
  expect((await applyTo(programmeId, teacher(2))).status).toBe(201)
})

async function people(size: number): Promise<string[]> {
  const ids = Array.from({ length: size }, () => newId())
  await county.commit(async (tx) => {
    await tx.execute(sql`
      insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, stage, state, created_at)
      select ${county.tenant.id}::uuid, id, ${county.tree.a}::uuid, 'R' || id, '王芳', 'wangfang', 'wf', '2', '11', now()
      from unnest(${sql.param(`{${ids.join(',')}}`)}::uuid[]) as row (id)`)
    return ok()
  })
  return ids
}

test('[003-15] 40 people and 12 places over many connections: exactly 12, and everybody is answered', async () => {
  const { apply } = await import('./commands/apply.ts')
  const { transact } = await import('../../platform/db/db.ts')
  const programmeId = await openProgramme({ placesMax: 12 })
  const racers = await people(40)
  const answers = await Promise.all(
    racers.map((personId) => transact(county.door(), (tx) => apply(tx, programmeId, { id: newId(), personId }))),
  )
  expect(answers.filter((answer) => answer.ok)).toHaveLength(12)
  expect(answers.filter((answer) => !answer.ok && answer.error === 'programme_full')).toHaveLength(28)
  expect(await taken(programmeId)).toEqual({ counted: 12, held: 12 })
})

test('[003-15] a rush through the gate, with withdrawals and changes of capacity beside it, never oversells', async () => {
  const programmeId = await openProgramme({ placesMax: 30 })
  const rushers = await people(300)
  const { context } = county.door()
  const tries = rushers.flatMap((personId, index) => {
    const id = newId()
    const once = applyInRush({ pool: county.pool, context }, programmeId, id, personId)
    // Every tenth presses twice: with the same id, and with another.
    return index % 10 === 0
      ? [
          once,
          applyInRush({ pool: county.pool, context }, programmeId, id, personId),
          applyInRush({ pool: county.pool, context }, programmeId, newId(), personId),
        ]
      : [once]
  })
  const more = county.commit((tx) => setPlaces(tx, programmeId, 40))
  const answers = await Promise.all(tries)
  await more
  expect(answers).toHaveLength(tries.length)
  const { counted, held } = await taken(programmeId)
  expect(counted).toBe(held)
  expect(held).toBeGreaterThanOrEqual(30)
  expect(held).toBeLessThanOrEqual(40)
  const got = new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.id] : [])))
  expect(got.size).toBe(held)
})

test('[003-31] the database refuses an application that its own person vouched for or decided on', async () => {
  const id = newId()
  const personId = county.logins.teacher.personId
  const { rows } = await county.commit(async (tx) =>
    ok(await tx.$client.query('select programme_id, school_id from enrolment limit 1')),
  )
  const insert = (column: string) =>
    county.commit(async (tx) =>
      ok(
        await tx.$client.query(
          `insert into enrolment (tenant_id, id, programme_id, person_id, school_id, state, holds_place, reason, applied_at, ${column})
           values ($1, $2, $3, $4, $5, 'returned', false, 'x', now(), $4)`,
          [county.tenant.id, id, rows[0].programme_id, personId, rows[0].school_id],
        ),
      ),
    )
  await expect(insert('voucher_id')).rejects.toThrow(/voucher_is_not_applicant/)
  await expect(insert('decider_id')).rejects.toThrow(/decider_is_not_applicant/)
})

test('200: a school takes back its word before anybody has decided on the admission, and the place stays held', async () => {
  const programmeId = await openProgramme({ placesMax: 2 })
  const ids = [String((await applyTo(programmeId, teacher(0))).body.id)]
  const decide = (as: Login, decision: string) => county.request(as, 'POST', '/enrolment-decisions', { ids, decision })
  await decide(county.logins.school_registrar, 'approve')
  expect((await decide(county.logins.otherRegistrar, 'recall')).body.rows[0].code).toBe('enrolment_not_found')
  expect((await decide(county.logins.school_registrar, 'recall')).body).toMatchObject({ done: 1, refused: 0 })
  expect((await county.request(teacher(0), 'GET', '/my/enrolments')).body.items[0].state).toBe('applied')
  expect(await taken(programmeId)).toEqual({ counted: 1, held: 1 })
  const [told] = (await county.request(teacher(0), 'GET', '/notices')).body.items
  expect(told.code).toBe('enrolment.applied')
  await decide(county.logins.school_registrar, 'approve')
  await decide(county.logins.provider, 'admit')
  expect((await decide(county.logins.school_registrar, 'recall')).body.rows[0].code).toBe('already_decided')
})

test('200: applications are listed newest first, by year, programme and person, with what one decides by', async () => {
  const [programmeId, earlier] = [await openProgramme({ year: 2031 }), await openProgramme({ year: 2030 })]
  for (const index of [0, 1]) await applyTo(programmeId, teacher(index))
  await applyTo(earlier, teacher(0))
  const get = (query: string) => county.request(county.logins.school_registrar, 'GET', query)
  const { items } = (await get('/enrolments?year=2031')).body
  expect(items.map((row: { personId: string }) => row.personId)).toEqual([teacher(1).personId, teacher(0).personId])
  expect(Array.isArray(items[0].posts)).toBe(true)
  const first = (await get('/enrolments?year=2031&limit=1')).body
  const next = (await get(`/enrolments?year=2031&limit=1&cursor=${encodeURIComponent(first.nextCursor)}`)).body
  expect([first.items[0].id, next.items[0].id]).toEqual(items.map((row: { id: string }) => row.id))
  expect((await get('/enrolment-counts?year=2031')).body.applied).toBe(2)
  const own = await get(`/enrolments?personId=${teacher(0).personId ?? ''}`)
  expect(new Set(own.body.items.map((row: { personId: string }) => row.personId))).toEqual(
    new Set([teacher(0).personId]),
  )
  expect((await get('/enrolment-programmes?year=2031')).body.items).toMatchObject([
    { id: programmeId, applications: 2 },
  ])
  const elsewhere = await county.request(county.logins.otherProvider, 'GET', '/enrolment-programmes?year=2031')
  expect(elsewhere.body.items).toEqual([])
})
