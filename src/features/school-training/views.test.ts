import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { dot, planOf } from './testing.ts'

let county: TestCounty
const by = () => county.logins
beforeAll(async () => {
  county = await testCounty()
  const plan = await planOf(county)
  await plan.approve()
  for (const session of plan.sessions) await plan.hold(session.id, plan.members)
  await plan.proveAll()
  await plan.close()
})
afterAll(() => county.close())

describe('lists, calendar and figures', () => {
  test('200: plans are found by what they are called, how they stand and whose word they wait for', async () => {
    const plan = await planOf(county, { topic: '独一无二的课题' })
    await plan.begin()
    await plan.save(0)
    await plan.submit()
    const list = async (query: string, as = by().principal) =>
      (await county.request(as, 'GET', `/school-plans?${query}`)).body.items.map(({ id }: { id: string }) => id)
    expect(await list(`q=${encodeURIComponent('独一无二')}`)).toEqual([plan.id])
    expect(await list('waiting=school')).toContain(plan.id)
    expect(await list('waiting=centre')).not.toContain(plan.id)
    expect(await list('state=submitted&year=2026&term=1')).toContain(plan.id)
    expect(await list('', by().otherPrincipal)).toEqual([])
    const page = await county.request(by().bureau_officer, 'GET', '/school-plans?limit=1')
    const next = await county.request(
      by().bureau_officer,
      'GET',
      `/school-plans?limit=1&cursor=${page.body.nextCursor}`,
    )
    expect(next.body.items[0].id).not.toBe(page.body.items[0].id)
  })

  test('200: a month shows its sessions, and a school its figures; the modes add to the whole', async () => {
    const calendar = await county.request(by().auditor, 'GET', '/school-sessions?month=2026-10')
    expect(calendar.body.items.length).toBeGreaterThan(1)
    expect((await county.request(by().auditor, 'GET', '/school-sessions?month=2026-13')).status).toBe(400)
    const { body } = await county.request(by().bureau_officer, 'GET', '/school-training-statistics?year=2026')
    const mine = body.items.find(({ organisationId }: { organisationId: string }) => organisationId === county.tree.a)
    expect(mine.plans).toBeGreaterThan(0)
    expect(mine.centihours).toBeGreaterThan(0)
    expect(mine.bySchool + mine.byGathering + mine.byRemote).toBe(mine.centihours)
    expect(mine.evidenceThere).toBeLessThanOrEqual(mine.evidenceOf)
  })

  test('[002-48] 200: hours are told by mode, and the three add to the whole', async () => {
    const plan = await planOf(county, { mode: 'remote' })
    await plan.approve()
    for (const session of plan.sessions) await plan.hold(session.id, plan.members)
    await plan.proveAll()
    await plan.close()
    const { body } = await county.request(by().bureau_officer, 'GET', '/school-training-statistics')
    const mine = body.items.find(({ organisationId }: { organisationId: string }) => organisationId === county.tree.a)
    expect(mine.byRemote).toBe(900)
    expect(mine.bySchool + mine.byGathering + mine.byRemote).toBe(mine.centihours)
  })
})

describe('teams', () => {
  const found = (change: Record<string, unknown> = {}) => {
    const members = county.teachers.a.map(({ personId }) => personId)
    const draft = { id: newId(), kind: 'topic', name: `课题组 ${newId().slice(-6)}`, topic: '单元整体教学', members }
    const whole = { ...draft, leadId: members[0], foundedOn: '2026-09-01', ...change }
    return county.request(by().school_registrar, 'POST', '/research-teams', whole)
  }

  test('[001-44] 201: a team has its lead, its topic and its members, and keeps the minutes of its plans', async () => {
    const team = await found()
    expect(team.body).toMatchObject({ leadName: '陈一诺', topic: '单元整体教学', members: 3, plans: 0 })
    const plan = await planOf(county, { teamId: team.body.id })
    await plan.approve()
    await plan.hold(plan.sessions[0]?.id ?? '', plan.members, { summary: '确定单元目标' })
    const shown = await county.request(by().town_officer, 'GET', `/research-teams/${team.body.id}`)
    expect(shown.body).toMatchObject({ plans: 1 })
    expect(shown.body.minutes[0]).toMatchObject({ summary: '确定单元目标', planId: plan.id })
  })

  test('422, 409: a topic team names its topic, a lead belongs to it, names are borne once', async () => {
    expect((await found({ topic: null })).body.code).toBe('team_without_topic')
    expect((await found({ leadId: newId() })).body.code).toBe('team_lead_missing')
    const stranger = county.teachers.c[0]?.personId
    expect((await found({ members: [stranger], leadId: stranger })).body.code).toBe('member_not_here')
    expect((await found({ name: '语文组' })).status).toBe(201)
    expect((await found({ name: '语文组' })).body.code).toBe('team_name_taken')
  })

  test('200: a team is closed, and its name is free again', async () => {
    const { body } = await found({ name: '数学组' })
    const says = { kind: 'subject', name: '数学组', topic: null, leadId: body.leadId, members: [body.leadId] }
    const path = `/research-teams/${body.id}`
    const put = (closedOn: string) => county.request(by().principal, 'PUT', path, { ...says, closedOn })
    expect((await put('2026-08-01')).body.code).toBe('team_closed_before_founded')
    expect((await put('2026-10-01')).body).toMatchObject({ closedOn: '2026-10-01', members: 1 })
    expect((await found({ name: '数学组' })).status).toBe(201)
  })
})

describe('one’s own training', () => {
  test('200, 201: a member sees the sessions and hours to come, and adds what they took along where they attended', async () => {
    const plan = await planOf(county)
    await plan.approve()
    const [me, colleague] = county.teachers.a
    const [first, second] = plan.sessions
    await plan.hold(first?.id ?? '', [me?.personId ?? ''])
    const own = await county.request(me, 'GET', '/my/school-training')
    const mine = own.body.plans.find(({ id }: { id: string }) => id === plan.id)
    expect(mine).toMatchObject({ centihours: 200, most: 300, state: 'approved' })
    const session = own.body.sessions.find(({ id }: { id: string }) => id === first?.id)
    expect(session).toMatchObject({ mark: 'present', open: true, reflection: null })
    const path = (id = '') => `/my/school-sessions/${id}`
    const reflect = (as = me, id = first?.id) =>
      county.request(as, 'PUT', `${path(id)}/reflection`, { text: '学会了单元设计' })
    expect((await reflect()).body).toMatchObject({ reflection: '学会了单元设计' })
    expect((await reflect(colleague)).body).toMatchObject({ status: 409, code: 'session_not_attended' })
    expect((await reflect(me, second?.id)).body.code).toBe('session_not_attended')
    expect((await reflect(county.teachers.c[0])).status).toBe(404)
    const photo = await county.request(me, 'POST', `${path(first?.id)}/photos?id=${newId()}&name=a.png`, dot)
    expect([photo.status, photo.body.photos]).toEqual([201, 1])
    const shown = (await plan.show()).body
    expect(shown.evidence[0]).toMatchObject({ personName: '陈一诺', kind: 'material' })
    expect(shown.runs[0].reflections[0]).toMatchObject({ name: '陈一诺', text: '学会了单元设计' })
  })
})

describe('forms, tiers and merged numbers', () => {
  test('[001-20, 001-21] 200, 400: a session is of one of five forms and, where it is said, of one of three tiers', async () => {
    const forms = ['theory', 'lesson_study', 'case_clinic', 'salon', 'lecture'] as const
    const tiers = ['backbone', 'peers', 'reflection', null, null] as const
    const sessions = forms.map((form, index) => ({
      ...{ id: newId(), title: form, on: `2026-10-1${index}`, centihours: 100, form, tier: tiers[index] ?? null },
      speaker: null,
    }))
    const plan = await planOf(county, { sessions })
    const { body } = await plan.approve()
    expect(body.runs.map(({ form }: { form: string }) => form)).toEqual(forms)
    expect(body.runs.map(({ tier }: { tier: string | null }) => tier)).toEqual(tiers)
    const other = await planOf(county)
    await other.begin()
    const odd = { revision: 0, content: { ...plan.content, sessions: [{ ...sessions[0], form: 'picnic' }] } }
    expect((await county.request(by().school_registrar, 'PUT', `${other.path}/draft`, odd)).status).toBe(400)
  })

  test('[003-27] 200: whoever turned out to have two numbers goes on in a plan under the one that stayed', async () => {
    const person = (name: string) => county.person({ organisationId: county.tree.a, name })
    const [kept, gone] = [await person('许多多'), await person('许多多')]
    const plan = await planOf(county, {
      members: [gone.id, ...county.teachers.a.map(({ personId }) => personId ?? '')],
    })
    await plan.approve()
    const [first, second] = plan.sessions
    await plan.hold(first?.id ?? '', [gone.id])
    const merge = { id: newId(), keptId: kept.id, goneId: gone.id, reason: '同一人' }
    expect((await county.request(by().bureau_officer, 'POST', '/person-merges', merge)).status).toBe(201)
    const { members } = (await plan.show()).body.content
    expect([members.includes(kept.id), members.includes(gone.id)]).toEqual([true, false])
    expect((await plan.hold(second?.id ?? '', [kept.id])).status).toBe(200)
    const hours = await county.request(by().school_registrar, 'GET', `${plan.path}/hours`)
    const theirs = hours.body.members.find(({ personId }: { personId: string }) => personId === kept.id)
    expect(theirs).toMatchObject({ attended: 2, attendedCentihours: 400 })
  })
})
