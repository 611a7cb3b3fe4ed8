import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { read } from '../../platform/db/db.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { programmes } from '../programmes/tables.ts'

let county: TestCounty
const by = () => county.logins
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const today = () => county.door().context.today
const questions = [
  { key: 'q1', kind: 'single', title: '最想学什么', required: true, options: ['作业设计', '课堂提问'], most: 5 },
  { key: 'q2', kind: 'text', title: '还想说什么', required: false, options: [], most: 5 },
]

async function programme(): Promise<string> {
  const id = newId()
  const { now } = county.door().context
  await county.commit(async (tx) => {
    await tx.insert(programmes).values({
      ...{ tenantId: county.tenant.id, id, organisationId: county.tree.bureau, providerId: county.tree.provider },
      ...{ year: 2026, title: '作业设计研修', level: 'county', kind: 'topic', approximate: false, wholeRoster: true },
      ...{ audience: {}, modes: ['face-to-face'], months: [], yearRound: false, centihours: 800, certificate: false },
      ...{ version: 1, admission: 'first_come', state: 'approved', createdAt: now, chiefExpert: '王老师' },
      ...{ startsOn: addDays(today(), 10), endsOn: addDays(today(), 12), approvedAt: now },
      ...{
        enrolOpensAt: now,
        enrolClosesAt: new Date(now.getTime() + 86_400_000),
        justification: '需要',
        scheme: '方案',
      },
    })
    return ok()
  })
  return id
}

async function survey(more: Record<string, unknown> = {}, as: Login = by().bureau_officer) {
  const draft = {
    ...{ id: newId(), organisationId: null, programmeId: null, populationId: null, title: '暑期研修需求', lead: '' },
    ...{ anonymous: true, questions, closesOn: addDays(today(), 7) },
    ...more,
  }
  const path = `/surveys/${draft.id}`
  const ask = county.request
  return {
    id: draft.id,
    path,
    added: await ask(as, 'POST', '/surveys', draft),
    again: () => ask(as, 'POST', '/surveys', draft),
    open: () => ask(as, 'POST', `${path}/opening`),
    read: (who: Login = as) => ask(who, 'GET', path),
    answer: (who: Login, answers: object) => ask(who, 'POST', `/my/surveys/${draft.id}/answers`, { answers }),
  }
}

// Five teachers with accounts: as many as an anonymous survey asks for before it shows anything.
async function five(): Promise<Login[]> {
  const people = [by().teacher]
  for (const name of ['春', '夏', '秋', '冬']) {
    const { id } = await county.person({ organisationId: county.tree.a, name: `四季${name}` })
    people.push(await county.login(`四季${name}`, [], id))
  }
  return people
}

describe('[003-24] a survey of needs', () => {
  test('201, 200: is written, sent, answered once on the phone, and shown from five answers on', async () => {
    const one = await survey()
    expect([one.added.status, one.added.body.state, one.added.body.results]).toEqual([201, 'draft', null])
    expect((await one.again()).status).toBe(201)
    const folk = await five()
    expect((await one.answer(by().teacher, { q1: [0] })).status).toBe(404)
    const open = await one.open()
    expect([open.status, open.body.state]).toEqual([200, 'open'])
    expect(open.body.asked).toBeGreaterThanOrEqual(5)
    const mine = await county.request(by().teacher, 'GET', '/my/surveys')
    expect(mine.body.items).toMatchObject([{ id: one.id, answered: false, anonymous: true }])
    const notices = await county.request(by().teacher, 'GET', '/notices')
    expect(notices.body.items.map(({ code }: { code: string }) => code)).toContain('surveys.asked')
    expect((await one.answer(by().teacher, {})).body.code).toBe('answer_missing')
    for (const [index, who] of folk.entries()) {
      expect((await one.read()).body.results).toBeNull()
      expect((await one.answer(who, { q1: [index % 2], q2: `第${index}句` })).status).toBe(201)
    }
    expect((await one.answer(by().teacher, { q1: [0] })).body.code).toBe('already_answered')
    const { body } = await one.read()
    expect(body.answered).toBe(5)
    expect(body.results[0]).toMatchObject({ answered: 5, counts: [3, 2] })
    expect(body.results[1].texts).toHaveLength(5)
  })

  test('200: nothing in the database links an anonymous answer to a person', async () => {
    const one = await survey()
    await one.open()
    await one.answer(by().teacher, { q1: [1], q2: '只有我会这样写' })
    await read(county.door(), async (tx) => {
      const kept = await tx.execute(sql`select count(*)::int as size from survey_answer where survey_id = ${one.id}`)
      expect(kept.rows).toEqual([{ size: 0 }])
      const columns = await tx.execute<{ name: string }>(sql`
        select column_name as name from information_schema.columns where table_name in ('survey_tally', 'survey_invited')`)
      const named = columns.rows.map(({ name }) => name)
      expect(named.filter((name) => /_at$|_on$|_by$/.test(name))).toEqual([])
      const trail = await tx.execute(sql`select count(*)::int as size from audit_entry
        where object_id = ${one.id} and coalesce(before::text, '') || coalesce(after::text, '') like '%只有我会这样写%'`)
      expect(trail.rows).toEqual([{ size: 0 }])
    })
    expect((await one.read()).body).toMatchObject({ answered: 1, results: null })
    expect((await county.request(by().bureau_officer, 'GET', `${one.path}/export`)).body.code).toBe('too_few_answers')
  })

  test('200: of a named survey the workbook lists who said what', async () => {
    const one = await survey({ anonymous: false, title: '实名调研' })
    await one.open()
    await one.answer(by().teacher, { q1: [1], q2: '=HYPERLINK("http://x.test")' })
    expect((await one.read()).body.results[0].counts).toEqual([0, 1])
    const answer = await county.app.request(`/api/v1${one.path}/export`, {
      headers: { cookie: by().bureau_officer.cookie },
    })
    expect(answer.status).toBe(200)
    const grid = await readGrid(new Uint8Array(await answer.arrayBuffer()))
    expect(grid.ok && JSON.stringify(grid.value.rows)).toContain('课堂提问')
  })

  test('404, 409, 422: each refusal says why', async () => {
    const one = await survey({ questions: [] })
    expect((await one.open()).body.code).toBe('questions_missing')
    const wrong = await survey({ questions: [{ ...questions[0], options: ['只有一个'] }] })
    expect(wrong.added.body.code).toBe('options_missing')
    expect((await survey({ closesOn: addDays(today(), -1) }).then((late) => late.open())).body.code).toBe(
      'closes_in_past',
    )
    expect((await survey({ programmeId: newId() })).added.body.code).toBe('programme_not_found')
    expect((await survey({ populationId: newId() })).added.body.code).toBe('population_not_found')
    const far = { organisationId: county.tree.c }
    expect((await survey(far, by().school_registrar)).added.body.code).toBe('organisation_not_found')
    const draft = await survey()
    const change = { populationId: null, title: '改过', lead: '', anonymous: false, questions, closesOn: today() }
    const put = (version: number) => county.request(by().bureau_officer, 'PUT', draft.path, { ...change, version })
    expect((await put(1)).body).toMatchObject({ title: '改过', version: 2 })
    expect((await put(1)).body.code).toBe('version_stale')
    const close = () => county.request(by().bureau_officer, 'POST', `${draft.path}/closing`)
    expect((await close()).body.code).toBe('survey_not_open')
    await draft.open()
    expect((await put(2)).body.code).toBe('survey_not_draft')
    expect((await close()).body.state).toBe('closed')
    expect((await draft.answer(by().teacher, { q1: [0] })).body.code).toBe('survey_over')
  })
})

describe('[003-08] before a programme is published', () => {
  const set = (needs: string, as: Login = by().bureau_officer) =>
    county.request(as, 'PUT', '/survey-setting', { needs })

  test('422, 200: the bureau may ask for a survey with answers; without one the programme waits', async () => {
    expect((await set('block', by().principal)).status).toBe(403)
    expect((await set('block')).body.needs).toBe('block')
    const programmeId = await programme()
    const publish = () => county.request(by().bureau_officer, 'POST', `/programmes/${programmeId}/publication`)
    expect((await publish()).body).toMatchObject({ status: 422, code: 'needs_survey_missing' })
    const needs = () => county.request(by().bureau_officer, 'GET', `/programmes/${programmeId}/needs`)
    expect((await needs()).body).toEqual({ needs: 'block', surveyed: false, surveys: [] })
    const one = await survey({ programmeId })
    await one.open()
    expect((await publish()).body.code).toBe('needs_survey_missing')
    await one.answer(by().teacher, { q1: [0] })
    expect((await needs()).body).toMatchObject({ surveyed: true, surveys: [{ id: one.id, answered: 1 }] })
    expect((await publish()).body.state).toBe('published')
  })

  test('200: where it only warns, or says nothing, a programme is published', async () => {
    await set('warn')
    const programmeId = await programme()
    const published = await county.request(by().bureau_officer, 'POST', `/programmes/${programmeId}/publication`)
    expect([published.status, published.body.state]).toEqual([200, 'published'])
    await set('off')
  })
})
