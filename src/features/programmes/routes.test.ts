import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { closeProgramme } from './public.ts'

let county: TestCounty
let director: Login
beforeAll(async () => {
  county = await testCounty()
  director = await county.login('分管局长', [['bureau_officer', county.tree.bureau]])
}, 120_000)
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const ask = (method: string, path: string, body?: unknown, as = officer()) => county.request(as, method, path, body)

const draft = (change: object = {}) => ({
  id: newId(),
  organisationId: county.tree.bureau,
  year: 2026,
  title: '小学数学教师专题研修',
  level: 'county',
  kind: 'topic',
  audience: { stages: ['2'] },
  months: [10],
  ...change,
})

const ready = () => ({
  providerId: county.tree.provider,
  chiefExpert: '林清和',
  centihours: 2400,
  placesMax: 40,
  enrolOpensAt: '2020-01-01T00:00:00Z',
  enrolClosesAt: '2099-01-01T00:00:00Z',
  startsOn: '2098-10-10',
  endsOn: '2099-10-12',
})

async function drafted(change: object = {}): Promise<string> {
  const made = await ask('POST', '/programmes', draft(change))
  expect(made.status).toBe(201)
  return made.body.id
}

async function approved(change: object = {}): Promise<string> {
  const id = await drafted(change)
  await ask('POST', `/programmes/${id}/justification`, { justification: '课堂调研显示需要', scheme: '三天集中研修' })
  expect((await ask('POST', `/programmes/${id}/approval`, { decision: 'approve' }, director)).status).toBe(200)
  return id
}

async function enrolling(change: object = {}): Promise<string> {
  const id = await approved({ ...ready(), ...change })
  await ask('POST', `/programmes/${id}/publication`)
  expect((await ask('POST', `/programmes/${id}/opening`)).status).toBe(200)
  return id
}

describe('drafting', () => {
  test('201: the same draft twice is one programme', async () => {
    const body = draft()
    expect((await ask('POST', '/programmes', body)).status).toBe(201)
    const again = await ask('POST', '/programmes', body)
    expect(again.status).toBe(201)
    expect(again.body).toMatchObject({ id: body.id, state: 'draft', version: 1 })
  })

  test('409: an id that names another programme', async () => {
    const body = draft()
    await ask('POST', '/programmes', body)
    expect((await ask('POST', '/programmes', { ...body, title: '另一个项目' })).body.code).toBe('id_reused')
  })

  test.each([
    ['organisation_not_found', 404, { organisationId: newId() }],
    ['plan_not_found', 404, { planId: newId() }],
    ['provider_not_found', 404, { providerId: newId() }],
    ['headcount_beside_roster', 422, { wholeRoster: true, headcount: 100 }],
    ['months_contradict', 422, { yearRound: true }],
    ['dates_reversed', 422, { startsOn: '2026-10-12', endsOn: '2026-10-10' }],
    ['window_reversed', 422, { enrolOpensAt: '2026-10-12T00:00:00Z', enrolClosesAt: '2026-10-10T00:00:00Z' }],
  ] as const)('refused: %s', async (code, status, change) => {
    const answer = await ask('POST', '/programmes', draft(change))
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test('422: a school holds programmes of its own level only', async () => {
    const answer = await ask('POST', '/programmes', draft({ organisationId: county.tree.a }))
    expect(answer.body.code).toBe('level_misplaced')
  })

  test('[003-13] 201: 全员 has no written headcount: its size is the live roster', async () => {
    const id = await drafted({ wholeRoster: true, audience: {} })
    const before = await ask('GET', `/programmes/${id}`)
    await county.person({ organisationId: county.tree.a, name: '新来的' })
    const after = await ask('GET', `/programmes/${id}`)
    expect(after.body.headcount).toBeNull()
    expect(after.body.audienceSize).toBe(before.body.audienceSize + 1)
  })
})

describe('[001-59] justification and approval', () => {
  test('409: a draft cannot be published', async () => {
    const id = await drafted(ready())
    expect((await ask('POST', `/programmes/${id}/publication`)).body.code).toBe('not_approved')
  })

  test('422: without a scheme nothing is handed in', async () => {
    const id = await drafted()
    const answer = await ask('POST', `/programmes/${id}/justification`, { justification: '需要' })
    expect([answer.status, answer.body.code]).toEqual([422, 'scheme_missing'])
  })

  test('422: nor without a justification; 404: nor with a file that does not exist', async () => {
    const id = await drafted()
    const path = `/programmes/${id}/justification`
    expect((await ask('POST', path, { justification: '', scheme: '有' })).body.code).toBe('justification_missing')
    expect((await ask('POST', path, { justification: '有', schemeFileId: newId() })).body.code).toBe('file_not_found')
  })

  test('200: what is sent back is a draft again, with the reason, and whoever handed it in is told', async () => {
    const id = await drafted()
    await ask('POST', `/programmes/${id}/justification`, { justification: '需要', scheme: '研修' })
    const back = await ask('POST', `/programmes/${id}/approval`, { decision: 'return', reason: '请补充预算' })
    expect(back.body).toMatchObject({ state: 'draft', returnedReason: '请补充预算' })
    const notices = await ask('GET', '/notices')
    expect(notices.body.items[0]).toMatchObject({ code: 'programme.returned', params: { reason: '请补充预算' } })
  })

  test('409: [003-31] whoever handed a programme in does not approve it; another officer does', async () => {
    const id = await drafted()
    await ask('POST', `/programmes/${id}/justification`, { justification: '需要', scheme: '研修' })
    const own = await ask('POST', `/programmes/${id}/approval`, { decision: 'approve' })
    expect([own.status, own.body.code]).toEqual([409, 'approver_justified'])
    const other = await ask('POST', `/programmes/${id}/approval`, { decision: 'approve' }, director)
    expect([other.status, other.body.state]).toEqual([200, 'approved'])
  })

  test('[003-31] the database refuses a programme that one account justified and approved', async () => {
    const id = await drafted()
    const { accountId } = officer()
    const alone = county.commit(async (tx) => {
      await tx.$client.query(
        `update programme set justified_by = $1, approved_by = $1, approved_at = now() where id = $2`,
        [accountId, id],
      )
      return ok()
    })
    await expect(alone).rejects.toThrow(/approver_is_not_justifier/)
  })

  test('409: what nobody handed in is not approved', async () => {
    const id = await drafted()
    expect((await ask('POST', `/programmes/${id}/approval`, { decision: 'approve' })).body.code).toBe('not_justified')
  })

  test('200: from draft to archive, each state once, and a repeated step changes nothing', async () => {
    const id = await enrolling()
    expect((await ask('POST', `/programmes/${id}/opening`)).status).toBe(200)
    expect((await ask('POST', `/programmes/${id}/archive`)).body.code).toBe('not_closed')
    expect((await ask('POST', `/programmes/${id}/start`)).body.state).toBe('running')
    expect((await ask('POST', `/programmes/${id}/cancellation`, { reason: '晚了' })).body.code).toBe(
      'too_late_to_cancel',
    )
    await county.commit((tx) => closeProgramme(tx, id))
    const archived = await ask('POST', `/programmes/${id}/archive`)
    expect(archived.body.state).toBe('archived')
    const trail = await county.pool.query(
      `begin; set local app.tenant = '${county.tenant.id}'; select act from audit_entry where object_id = '${id}' order by id; commit`,
    )
    const results: unknown = trail
    const acts = Array.isArray(results) ? results[2].rows.map((row: { act: string }) => row.act) : []
    expect(acts).toEqual([
      'programme.drafted',
      'programme.justified',
      'programme.approved',
      'programme.published',
      'programme.enrolling',
      'programme.running',
      'programme.closed',
      'programme.archived',
    ])
  })

  test.each([
    'provider_missing',
    'chief_expert_missing',
    'hours_missing',
    'places_missing',
    'dates_missing',
    'window_missing',
  ])('422: published without %s', async (code) => {
    const lack = {
      provider_missing: { providerId: null },
      chief_expert_missing: { chiefExpert: null },
      hours_missing: { centihours: 0 },
      places_missing: { placesMax: null },
      dates_missing: { startsOn: null, endsOn: null },
      window_missing: { enrolOpensAt: null },
    }[code]
    const id = await approved({ ...ready(), ...lack })
    const answer = await ask('POST', `/programmes/${id}/publication`)
    expect([answer.status, answer.body.code]).toEqual([422, code])
  })

  test('409: opened before it was published', async () => {
    const id = await approved(ready())
    expect((await ask('POST', `/programmes/${id}/opening`)).body.code).toBe('not_published')
    expect((await ask('POST', `/programmes/${id}/start`)).body.code).toBe('not_enrolling')
  })

  test('200: cancelled, the reason stays with it', async () => {
    const id = await drafted()
    const done = await ask('POST', `/programmes/${id}/cancellation`, { reason: '经费调整' })
    expect(done.body).toMatchObject({ state: 'cancelled', cancelledReason: '经费调整' })
  })
})

describe('changing', () => {
  test('[003-22] 200: actual dates stand beside the planned months', async () => {
    const id = await enrolling()
    const changed = await ask('PATCH', `/programmes/${id}`, {
      version: 5,
      startsOn: '2026-11-03',
      endsOn: '2026-11-05',
    })
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({ months: [10], startsOn: '2026-11-03', timing: 'moved' })
  })

  test('409: from an older version', async () => {
    const id = await drafted()
    await ask('PATCH', `/programmes/${id}`, { version: 1, place: '进修学校' })
    expect((await ask('PATCH', `/programmes/${id}`, { version: 1, place: '别处' })).body.code).toBe('version_stale')
  })

  test('409: what was promised, and what has started', async () => {
    const id = await enrolling()
    expect((await ask('PATCH', `/programmes/${id}`, { version: 5, centihours: 100 })).body.code).toBe(
      'programme_promised',
    )
    await ask('POST', `/programmes/${id}/start`)
    expect((await ask('PATCH', `/programmes/${id}`, { version: 6, place: '别处' })).body.code).toBe('programme_frozen')
  })

  test('404: a provider may read its programme, but whoever is only over the provider may not change it', async () => {
    const id = await approved(ready())
    const seen = await ask('GET', `/programmes/${id}`, undefined, county.logins.provider)
    expect(seen.status).toBe(200)
    const lead = await county.login('over provider', [['town_officer', county.tree.provider]])
    expect((await ask('PATCH', `/programmes/${id}`, { version: 3, place: 'x' }, lead)).body.code).toBe(
      'programme_not_found',
    )
  })
})

describe('seeing', () => {
  test('404: a draft of the bureau is no business of a school; 200: once published it is', async () => {
    const id = await approved(ready())
    const school = county.logins.school_registrar
    expect((await ask('GET', `/programmes/${id}`, undefined, school)).status).toBe(404)
    await ask('POST', `/programmes/${id}/publication`)
    expect((await ask('GET', `/programmes/${id}`, undefined, school)).status).toBe(200)
    const list = await ask('GET', '/programmes?limit=200', undefined, school)
    expect(list.body.items.map((item: { id: string }) => item.id)).toContain(id)
    expect(list.body.items.every((item: { state: string }) => item.state !== 'draft')).toBe(true)
  })

  test('200: the list is filtered, counted by state and paged without a gap', async () => {
    for (const no of [1, 2, 3]) await drafted({ no, year: 2031, title: `分页项目${no}` })
    const first = await ask('GET', '/programmes?year=2031&limit=2')
    expect(first.body).toMatchObject({ total: 3, counts: { draft: 3 } })
    const next = await ask('GET', `/programmes?year=2031&limit=2&cursor=${first.body.nextCursor}`)
    expect([...first.body.items, ...next.body.items].map((item) => item.no)).toEqual([1, 2, 3])
    expect(next.body.nextCursor).toBeNull()
    expect((await ask('GET', '/programmes?year=2031&q=项目2')).body.items).toHaveLength(1)
  })

  test('404: another tenant finds nothing', async () => {
    const id = await enrolling()
    expect((await ask('GET', `/programmes/${id}`, undefined, county.foreign.officer)).status).toBe(404)
  })
})

describe('teachers', () => {
  test('[000-02] 200: what they may join comes first, and the rest says why not', async () => {
    const teacher = county.teachers.a[0]
    if (!teacher) throw new Error('no teacher')
    const mine = await enrolling({ audience: { stages: ['2'] } })
    const others = await enrolling({ audience: { stages: ['4'] }, title: '高中教师研修' })
    const hidden = await drafted()
    const list = await ask('GET', '/my/programmes', undefined, teacher)
    const byId = new Map(list.body.items.map((item: { id: string; refusal: string | null }) => [item.id, item.refusal]))
    expect(byId.get(mine)).toBeNull()
    expect(byId.get(others)).toBe('stage_differs')
    expect(byId.has(hidden)).toBe(false)
    const refusals = list.body.items.map((item: { refusal: string | null }) => item.refusal === null)
    expect(refusals).toEqual(refusals.toSorted((a: boolean, b: boolean) => Number(b) - Number(a)))
    expect((await ask('GET', `/my/programmes/${others}`, undefined, teacher)).body.refusal).toBe('stage_differs')
    expect((await ask('GET', `/my/programmes/${hidden}`, undefined, teacher)).status).toBe(404)
  })

  test('404: the programme of another school is not theirs to see', async () => {
    const id = await enrolling({ organisationId: county.tree.c, level: 'school' })
    expect((await ask('GET', `/my/programmes/${id}`, undefined, county.teachers.a[0])).status).toBe(404)
  })

  test('403: an account that is nobody on the roster has no programmes of its own', async () => {
    expect((await ask('GET', '/my/programmes')).status).toBe(403)
  })
})

test('[000-02] 200: a rule resolves to a count and the first people', async () => {
  const answer = await ask('POST', '/audience-previews', {
    population: { stages: ['2'], organisationIds: [county.tree.b] },
  })
  expect(answer.status).toBe(200)
  expect(answer.body.size).toBe(3)
  expect(answer.body.people).toHaveLength(3)
})
