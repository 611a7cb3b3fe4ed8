import { sql } from 'drizzle-orm'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { read } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { markFrozen } from '../credits/public.ts'
import { planOf } from './testing.ts'

let county: TestCounty
const by = () => county.logins
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const noticesOf = async (as: { cookie: string; accountId: string; personId: string | null }) =>
  (await county.request(as, 'GET', '/notices')).body.items.map(({ code }: { code: string }) => code)

describe('[001-39] from a draft to hours', () => {
  test('201, 200: a plan is begun, saved by itself, submitted, approved by principal and centre', async () => {
    const plan = await planOf(county)
    expect((await plan.begin()).body).toMatchObject({ state: 'draft', revision: 0, schoolName: '河东镇第一小学' })
    expect((await plan.begin()).status).toBe(201)
    expect((await plan.save(0)).body).toEqual({ revision: 1 })
    expect((await plan.save(0)).body).toMatchObject({ status: 409, code: 'draft_changed_meanwhile' })
    expect((await plan.submit()).body).toMatchObject({ state: 'submitted', version: 1, members: 3, sessions: 2 })
    expect(await noticesOf(by().principal)).toContain('school_training.submitted')
    expect((await plan.save(1)).body.code).toBe('plan_not_writable')
    expect((await plan.decide(by().town_officer, 'approved')).body.code).toBe('plan_other_stage')
    expect((await plan.decide(by().principal, 'approved')).body.state).toBe('school_approved')
    expect(await noticesOf(by().town_officer)).toContain('school_training.submitted')
    const approved = await plan.decide(by().town_officer, 'approved')
    expect(approved.body).toMatchObject({ state: 'approved', versionInForce: 1, draft: null })
    expect(approved.body.runs).toHaveLength(2)
    expect(approved.body.history.map(({ act }: { act: string }) => act)).toEqual(['approved', 'approved', 'submitted'])
  })

  test('200: it comes back with a reason, is written again and goes the whole way again', async () => {
    const plan = await planOf(county)
    await plan.begin()
    await plan.save(0)
    await plan.submit()
    expect((await plan.decide(by().principal, 'returned')).body.code).toBe('return_without_reason')
    const returned = await plan.decide(by().principal, 'returned', '场次太少')
    expect(returned.body).toMatchObject({ state: 'returned' })
    expect(returned.body.history[0]).toMatchObject({ act: 'returned', stage: 'school', reason: '场次太少' })
    expect(await noticesOf(by().school_registrar)).toContain('school_training.returned')
    expect((await plan.save(1, { goals: '补充目标' })).status).toBe(200)
    expect((await plan.submit()).body).toMatchObject({ state: 'submitted', version: 2 })
    expect((await county.request(by().school_registrar, 'POST', `${plan.path}/recall`)).body.state).toBe('draft')
    expect((await county.request(by().school_registrar, 'POST', `${plan.path}/recall`)).body.code).toBe(
      'plan_decided_already',
    )
  })

  test('422: what is not whole is not submitted, and nobody from elsewhere is put in', async () => {
    const plan = await planOf(county)
    await plan.begin()
    expect((await plan.submit()).body).toMatchObject({ status: 422, code: 'plan_without_goals' })
    await plan.save(0, { members: [county.teachers.c[0]?.personId ?? ''] })
    expect((await plan.submit()).body).toMatchObject({ status: 422, code: 'member_not_here' })
    await plan.save(1, { centihours: 500 })
    expect((await plan.submit()).body.code).toBe('plan_hours_beyond_sessions')
  })

  test('200, 201: sessions are held, evidence is handed in, and the close records what was attended, with plan, record and assessment (计划、记载、考核)', async () => {
    const plan = await planOf(county)
    await plan.approve()
    const [one, two, three] = plan.members
    const [first, second] = plan.sessions
    const marks = [
      { personId: one, mark: 'present' },
      { personId: two, mark: 'leave', reason: '病假' },
    ]
    const held = await plan.hold(first?.id ?? '', [], { marks })
    expect(held.body.runs[0]).toMatchObject({ state: 'held', minutes: 90, recordedByName: '培训专干' })
    expect(held.body.runs[0].marks).toHaveLength(3)
    expect((await plan.close()).body.code).toBe('sessions_open')
    await plan.hold(second?.id ?? '', [one ?? '', two ?? ''])
    expect((await plan.close()).body.code).toBe('evidence_attendance_missing')
    await plan.proveAll()
    expect((await plan.add('assessment', { title: '考核表' })).body.completeness.at(-1)).toEqual({
      ...{ kind: 'assessment', there: 1, of: 1 },
    })
    const preview = await county.request(by().school_registrar, 'GET', `${plan.path}/hours`)
    const hoursOf = (body: { members: { personId: string }[] }, id = '') =>
      body.members.find(({ personId }) => personId === id)
    // Two sessions of 2 hours each, and at most 3 for one person.
    expect(hoursOf(preview.body, one)).toMatchObject({ attendedCentihours: 400, centihours: 300, over: 100 })
    expect(hoursOf(preview.body, two)).toMatchObject({ centihours: 200, attended: 1 })
    expect(hoursOf(preview.body, three)).toMatchObject({ centihours: 0, recordState: null })
    const closureId = newId()
    expect((await plan.close(closureId)).body).toMatchObject({ state: 'closed', closeRefusal: 'plan_not_in_force' })
    expect((await plan.close(closureId)).status).toBe(200)
    expect((await plan.close()).body.code).toBe('plan_not_in_force')
    const queue = await county.request(by().principal, 'GET', `/credit-records?state=recorded&sourceId=${plan.id}`)
    expect(queue.body.items).toHaveLength(2)
    expect(queue.body.items[0]).toMatchObject({
      category: '校本研修',
      level: 'school',
      mode: 'school-based',
      sourceKind: 'school_training',
    })
    const record = queue.body.items.find(({ personId }: { personId: string }) => personId === one)
    const kinds = record.evidence.map(({ kind }: { kind: string }) => kind)
    expect(kinds.toSorted()).toEqual(['考勤', '考勤', '考核', '计划', '记载', '资料'].toSorted())
    expect(record.evidence[0].sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  test('200: a close is undone while nothing was approved, and closed again it records the same', async () => {
    const plan = await planOf(county)
    await plan.approve()
    for (const session of plan.sessions) await plan.hold(session.id, plan.members)
    await plan.proveAll()
    await plan.close()
    const reopen = () => county.request(by().school_registrar, 'POST', `${plan.path}/reopening`, { reason: '漏记一场' })
    const open = await reopen()
    expect(open.body).toMatchObject({ state: 'approved', closeRefusal: null })
    expect(open.body.history[0]).toMatchObject({ act: 'reopened', reason: '漏记一场' })
    expect((await reopen()).body.code).toBe('plan_not_closed')
    expect((await plan.close()).body.state).toBe('closed')
    const queue = await county.request(by().principal, 'GET', `/credit-records?state=recorded&sourceId=${plan.id}`)
    expect(queue.body.items).toHaveLength(3)
    const ids = [queue.body.items[0].id]
    await county.request(by().principal, 'POST', '/credit-record-approvals', { ids })
    expect((await reopen()).body).toMatchObject({ status: 409, code: 'hours_decided_already' })
  })

  test('200: whoever closes a plan leaves their own hours to somebody else', async () => {
    const [own] = county.teachers.a
    const registrar = await county.login('教师兼专干', [['school_registrar', county.tree.a]])
    await county.commit(async (tx) => {
      await tx.execute(sql`update account set person_id = null where id = ${own?.accountId}::uuid`)
      await tx.execute(
        sql`update account set person_id = ${own?.personId}::uuid where id = ${registrar.accountId}::uuid`,
      )
      return ok()
    })
    const plan = await planOf(county)
    await plan.approve()
    for (const session of plan.sessions) await plan.hold(session.id, plan.members)
    await plan.proveAll()
    const closed = await county.request(registrar, 'POST', `${plan.path}/closure`, { id: newId() })
    expect([closed.status, closed.body.state]).toEqual([200, 'closed'])
    const hours = await county.request(registrar, 'GET', `${plan.path}/hours`)
    expect(hours.body).toMatchObject({ remaining: 1, total: 900 })
    const rest = (as: typeof registrar) => county.request(as, 'POST', `${plan.path}/remaining-hours`)
    expect((await rest(registrar)).body).toMatchObject({ status: 422, code: 'remaining_own_hours' })
    expect((await rest(by().town_officer)).status).toBe(200)
    expect((await rest(by().town_officer)).body.code).toBe('nothing_remains')
    await county.commit(async (tx) => {
      await tx.execute(sql`update account set person_id = null where id = ${registrar.accountId}::uuid`)
      await tx.execute(sql`update account set person_id = ${own?.personId}::uuid where id = ${own?.accountId}::uuid`)
      return ok()
    })
  })
})

describe('holding', () => {
  test('422, 404: a session brings no more than was approved, is not held tomorrow, and marks members alone', async () => {
    const plan = await planOf(county)
    await plan.approve()
    const id = plan.sessions[0]?.id ?? ''
    expect((await plan.hold(id, [], { centihours: 201 })).body.code).toBe('session_hours_beyond_plan')
    expect((await plan.hold(id, [], { heldOn: '2099-01-01' })).body.code).toBe('held_in_future')
    expect((await plan.hold(id, [county.teachers.c[0]?.personId ?? ''])).body.code).toBe('not_a_member')
    expect((await plan.hold(newId(), [])).body).toMatchObject({ status: 404, code: 'session_not_found' })
    const leave = [{ personId: plan.members[0], mark: 'leave' }]
    expect((await plan.hold(id, [], { marks: leave })).status).toBe(400)
  })

  test('200: a session is given up with a reason, and no longer stands in the way of the close', async () => {
    const plan = await planOf(county, { centihours: 200 })
    await plan.approve()
    const [first, second] = plan.sessions
    await plan.hold(first?.id ?? '', plan.members)
    const cancel = `${plan.path}/sessions/${second?.id}/cancellation`
    expect((await county.request(by().school_registrar, 'POST', cancel, {})).status).toBe(400)
    const cancelled = await county.request(by().school_registrar, 'POST', cancel, { reason: '专家未到' })
    expect(cancelled.body.runs[1]).toMatchObject({ state: 'cancelled', cancelReason: '专家未到' })
    await plan.proveAll()
    expect((await plan.close()).status).toBe(200)
  })

  test('[002-25] 200: evidence keeps its hash, is taken back with a reason, and the archive holds list and files', async () => {
    const plan = await planOf(county, { topic: '小学语文单元整体教学' })
    await plan.approve()
    for (const session of plan.sessions) await plan.hold(session.id, plan.members)
    await plan.proveAll()
    expect((await plan.close()).body.code).toBe('evidence_outcome_missing')
    expect((await plan.add('outcome')).body.code).toBe('evidence_of_which_kind')
    expect((await plan.add('attendance')).body.code).toBe('evidence_of_which_session')
    expect((await plan.add('material', {}, Buffer.from('MZ not a picture'))).status).toBe(415)
    const outcome = await plan.add('outcome', { outcomeKind: 'report', title: '结题报告' })
    expect(outcome.status).toBe(201)
    expect(outcome.body.completeness.every(({ there, of }: { there: number; of: number }) => there === of)).toBe(true)
    const wrong = (await plan.add('material', { title: '传错了' })).body.evidence.at(-1)
    const path = `${plan.path}/evidence/${wrong.id}/withdrawal`
    const gone = await county.request(by().school_registrar, 'POST', path, { reason: '传错文件' })
    expect(gone.body.evidence.map(({ id }: { id: string }) => id)).not.toContain(wrong.id)
    expect((await county.request(by().school_registrar, 'POST', path, { reason: '传错文件' })).status).toBe(404)
    const { answer } = await county.request(by().auditor, 'GET', `${plan.path}/archive`)
    expect(answer.headers.get('content-type')).toBe('application/zip')
    const zip = await JSZip.loadAsync(await answer.arrayBuffer())
    const names = Object.keys(zip.files)
    expect(names).toEqual(expect.arrayContaining(['档案清单.xlsx', '说明.txt', '成果/照片.png']))
    expect(names.filter((name) => name.startsWith('考勤/'))).toHaveLength(2)
  })
})

describe('amendments', () => {
  test('200, 409: a plan in force changes only through an amendment, approved again', async () => {
    const plan = await planOf(county)
    await plan.approve()
    const registrar = by().school_registrar
    const amend = (reason: string) => county.request(registrar, 'POST', `${plan.path}/amendment`, { reason })
    const begun = await amend('增加一场讲座')
    expect(begun.body).toMatchObject({ state: 'approved', amendment: 'draft', amendmentReason: '增加一场讲座' })
    expect((await amend('再来')).body.code).toBe('amendment_under_way')
    const [first, second] = plan.sessions
    await plan.hold(first?.id ?? '', plan.members)
    const more = { ...plan.sessions[0], id: newId(), title: '新增讲座', form: 'lecture' as const, on: '2026-11-01' }
    const { revision } = begun.body
    const without = second ? [second] : []
    await plan.save(revision, { sessions: without, centihours: 200 })
    expect((await plan.submit()).body.code).toBe('amendment_touches_held')
    const sessions = [...plan.sessions, { ...plan.sessions[1], ...more, speaker: null, tier: null, centihours: 200 }]
    expect((await plan.save(revision + 1, { sessions })).status).toBe(200)
    const submitted = await plan.submit()
    expect(submitted.body).toMatchObject({ state: 'approved', amendment: 'submitted', sessions: 2 })
    expect((await plan.close()).body.code).toBe('amendment_under_way')
    await plan.decide(by().principal, 'approved')
    const done = await plan.decide(by().town_officer, 'approved')
    expect(done.body).toMatchObject({ state: 'approved', amendment: null, versionInForce: 2, sessions: 3, held: 1 })
    await amend('不需要了')
    const dropped = await county.request(registrar, 'DELETE', `${plan.path}/amendment`)
    expect(dropped.body).toMatchObject({ amendment: null, versionInForce: 2 })
    expect((await county.request(registrar, 'DELETE', `${plan.path}/amendment`)).body.code).toBe('no_amendment')
  })
})

describe('duties and scope', () => {
  test('[003-31] 422: nobody approves what they submitted, even as principal', async () => {
    const both = await county.login('专干兼校长', [
      ['school_registrar', county.tree.a],
      ['principal', county.tree.a],
    ])
    const plan = await planOf(county)
    await plan.begin()
    await plan.save(0)
    await county.request(both, 'POST', `${plan.path}/submission`)
    expect((await plan.decide(both, 'approved')).body).toMatchObject({ status: 422, code: 'plan_by_same_account' })
    expect((await plan.decide(by().principal, 'approved')).status).toBe(200)
  })

  test('404, 403: nobody reaches into another school, and a teacher into none', async () => {
    const plan = await planOf(county)
    await plan.begin()
    for (const as of [by().otherRegistrar, by().otherPrincipal, by().otherTown])
      expect((await plan.show(as)).status).toBe(404)
    expect((await plan.show(by().teacher)).status).toBe(403)
    const draft = { id: newId(), organisationId: county.tree.c, year: 2026, term: 1, title: '越界' }
    expect((await county.request(by().school_registrar, 'POST', '/school-plans', draft)).body.code).toBe(
      'school_not_found',
    )
  })

  test('200, 422: without the centre’s step the principal has the last word; the region alone decides that', async () => {
    const put = (as: typeof county.logins.principal, centreApproves: boolean) =>
      county.request(as, 'PUT', '/school-training-setting', { centreApproves })
    const part = await county.login('片区干部', [['bureau_officer', county.tree.town]])
    expect((await put(part, false)).body.code).toBe('setting_of_the_region')
    expect((await put(by().bureau_officer, false)).body).toEqual({ centreApproves: false })
    const plan = await planOf(county)
    await plan.begin()
    await plan.save(0)
    await plan.submit()
    expect((await plan.decide(by().principal, 'approved')).body.state).toBe('approved')
    await put(by().bureau_officer, true)
  })

  test('204, 409: a draft is thrown away, and a plan that was submitted stays', async () => {
    const draft = await planOf(county)
    await draft.begin()
    const drop = (path: string) => county.request(by().school_registrar, 'DELETE', path)
    expect((await drop(draft.path)).status).toBe(204)
    expect((await draft.show()).status).toBe(404)
    const plan = await planOf(county)
    await plan.approve()
    expect((await drop(plan.path)).body.code).toBe('plan_was_submitted')
  })

  test('422, 200: hours of a year that was closed say why they come late', async () => {
    const plan = await planOf(county)
    await plan.approve()
    for (const session of plan.sessions) await plan.hold(session.id, plan.members)
    await plan.proveAll()
    await county.commit(async (tx) => {
      await markFrozen(tx, { year: 2026, edition: 1, frozenOn: '2026-10-31' })
      return ok()
    })
    expect((await plan.close()).body).toMatchObject({ status: 422, code: 'late_reason_needed' })
    const late = { id: newId(), lateReason: '学期末才交齐材料' }
    const closed = await county.request(by().school_registrar, 'POST', `${plan.path}/closure`, late)
    expect(closed.status).toBe(200)
    const kept = await read(county.door(), (tx) =>
      tx.execute(sql`select distinct late_reason from credit_record where source_id = ${plan.id}`),
    )
    expect(kept.rows).toEqual([{ late_reason: late.lateReason }])
  })
})
