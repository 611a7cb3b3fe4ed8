import JSZip from 'jszip'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { transact } from '../../platform/db/db.ts'
import { ok } from '../../lib/result.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { noticeOf, openNotice, relyOnNotice } from './public.ts'
import { objectorRemover } from './store/own.ts'
import { acting, clockFrom, showNotice } from './testing.ts'

// A Friday: five working days end on the next one.
const clock = clockFrom('2026-11-20T10:00:00+08:00')
let county: TestCounty
let owner: pg.Client
let second: Login
beforeAll(async () => {
  county = await testCounty(clock)
  second = await county.login('另一位局干部', [['bureau_officer', county.tree.bureau]])
  owner = new pg.Client(county.database.ownerUrl)
  await owner.connect()
  await stay()
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

// Tests go on for months by their own clock: nobody has to sign in again meanwhile.
const stay = () =>
  owner.query("update session set expires_at = '2028-01-01', seen_at = '2027-12-31', proved_at = '2027-12-31'")
const as = () => county.logins
// The third name of every list is an officer as well, and stays signed in.
async function officerOnList(): Promise<Login> {
  const [, , named] = county.teachers.a
  await owner.query(
    `insert into role_grant (tenant_id, id, account_id, role, organisation_id, reason, from_on, granted_at)
     select $1, gen_random_uuid(), $2, 'bureau_officer', $3, 'test', '2026-01-01', now() where not exists
       (select from role_grant where account_id = $2)`,
    [county.tenant.id, named?.accountId, county.tree.bureau],
  )
  if (!named) throw new Error('no teacher')
  return named
}
const today = () => clock.set('2026-11-20T10:00:00+08:00')
const after = () => clock.set('2026-11-28T09:00:00+08:00')
const text = '该同志近三年不在教学岗位，不符合条件。'
const object = (who: Login, noticeId: string, position: number | null, id = newId()) =>
  county.request(who, 'POST', `/shown-notices/${noticeId}/objections`, { id, position, text })
const answer = (who: Login, id: string, outcome: 'upheld' | 'dismissed') =>
  county.request(who, 'POST', `/public-objections/${id}/answer`, { outcome, answer: '经核实，情况清楚。' })
const act = (who: Login, id: string, what: string, body?: object) =>
  county.request(who, 'POST', `/public-notices/${id}/${what}`, body)
const codesOf = async (who: Login) => {
  const { body } = await county.request(who, 'GET', '/notices')
  return body.items.map((item: { code: string }) => item.code)
}
const page = (path: string, init: RequestInit = {}) => county.app.request(`/publicity${path}`, init)
const post = (path: string, fields: Record<string, string>) =>
  page(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' },
    body: new URLSearchParams(fields).toString(),
  })

describe('a notice', () => {
  test('200: [002-18] an objection during its period is answered before the decision, each step with its time', async () => {
    today()
    const notice = await showNotice(county)
    const [named] = county.teachers.a
    const [objector] = county.teachers.b
    if (!named || !objector) throw new Error('no teachers')
    expect(notice).toMatchObject({ state: 'open', openedOn: '2026-11-20', endsOn: '2026-11-27', waiting: 0 })
    expect(await codesOf(named)).toContain('public_notice.opened')
    const made = await object(objector, notice.id, 1)
    expect([made.status, made.body]).toMatchObject([201, { about: 'row', state: 'received' }])
    expect((await object(objector, notice.id, 1, made.body.id)).status).toBe(201)
    expect(await codesOf(second)).toContain('public_objection.received')

    after()
    expect((await act(as().bureau_officer, notice.id, 'confirmation')).body.code).toBe('objection_unanswered')
    const done = await answer(as().bureau_officer, made.body.id, 'upheld')
    expect(done.body).toMatchObject({ waitingCount: 0, rowCount: 2 })
    expect(done.body.rows[0]).toMatchObject({ name: '陈一诺', struckReason: '经核实，情况清楚。' })
    expect(await codesOf(objector)).toContain('public_objection.upheld')
    expect(await codesOf(named)).toContain('public_notice.struck')
    const confirmed = await act(as().bureau_officer, notice.id, 'confirmation')
    expect(confirmed.body).toMatchObject({ state: 'confirmed', decidedByName: '局干部' })
    expect(confirmed.body.steps.map(({ act: one }: { act: string }) => one)).toEqual([
      ...['opened', 'objection_received', 'objection_upheld', 'row_struck', 'confirmed'],
    ])
    expect(confirmed.body.steps[1]).toMatchObject({ act: 'objection_received', by: '' })
    const times: string[] = confirmed.body.steps.map(({ at }: { at: string }) => at)
    expect([...times].sort()).toEqual(times)
    const told = await county.commit(
      async (tx) => ({ ok: true, value: await noticeOf(tx, { kind: 'test', id: notice.id }) }),
      acting(county),
    )
    expect(told).toBeUndefined()
  })

  test('409: is not confirmed before its last day is over, and not by whoever is on it', async () => {
    today()
    const notice = await showNotice(county)
    expect((await act(as().bureau_officer, notice.id, 'confirmation')).body.code).toBe('notice_running')
    const self = await officerOnList()
    after()
    expect((await act(self, notice.id, 'confirmation')).body.code).toBe('notice_names_you')
    const shown = await county.request(self, 'GET', `/public-notices/${notice.id}`)
    expect(shown.body.confirmRefusal).toBe('notice_names_you')
    expect((await act(as().bureau_officer, notice.id, 'confirmation')).status).toBe(200)
    expect((await act(as().bureau_officer, notice.id, 'confirmation')).body.code).toBe('notice_not_open')
  })

  test('200: is extended, withdrawn and opened again with a reason; once relied on it stands', async () => {
    today()
    const subject = { kind: 'test', id: newId() }
    const notice = await showNotice(county, { subject })
    const reason = '名单附件有误'
    const longer = await act(as().bureau_officer, notice.id, 'extension', { days: 2, reason })
    expect(longer.body).toMatchObject({ endsOn: '2026-12-01', workingDays: 7 })
    expect((await act(as().bureau_officer, notice.id, 'extension', { days: 30, reason })).status).toBe(200)
    expect((await act(as().bureau_officer, notice.id, 'extension', { days: 30, reason })).body.code).toBe(
      'notice_too_long',
    )
    const gone = await act(as().bureau_officer, notice.id, 'withdrawal', { reason })
    expect(gone.body).toMatchObject({ state: 'withdrawn', reason })
    const back = await act(as().bureau_officer, notice.id, 'reopening', { reason: '附件已更正' })
    expect(back.body.state).toBe('open')
    expect((await act(as().bureau_officer, notice.id, 'reopening', { reason })).body.code).toBe('notice_open_already')
    clock.set('2027-03-01T09:00:00+08:00')
    await act(as().bureau_officer, notice.id, 'confirmation')
    await county.commit((tx) => relyOnNotice(tx, notice.id), acting(county))
    expect((await act(as().bureau_officer, notice.id, 'reopening', { reason })).body.code).toBe('notice_relied_on')
    today()
  })

  test('409: nothing is shown twice at once, and nothing that tells a number', async () => {
    today()
    const subject = { kind: 'test', id: newId() }
    await showNotice(county, { subject })
    const draft = { subject, organisationId: county.tree.bureau, title: '再次公示', text: '', columns: [], rows: [] }
    const open = (more: object) => transact(county.door(acting(county)), (tx) => openNotice(tx, { ...draft, ...more }))
    const personId = county.logins.teacher.personId ?? ''
    const row = { personId, name: '林知夏', school: '河东镇第一小学', cells: [] }
    expect(await open({ rows: [row] })).toEqual({ ok: false, error: 'notice_open_already' })
    expect(await open({})).toEqual({ ok: false, error: 'notice_empty' })
    const fresh = { kind: 'test', id: newId() }
    expect(await open({ subject: fresh, rows: [row], text: '电话13812340002' })).toEqual({
      ...{ ok: false, error: 'notice_tells_number' },
    })
  })
})

describe('an objection', () => {
  test('422: is answered by nobody whom it concerns; the database says so as well', async () => {
    today()
    const notice = await showNotice(county)
    const self = await officerOnList()
    const byOfficer = await object(second, notice.id, 3)
    expect((await answer(second, byOfficer.body.id, 'dismissed')).body.code).toBe('own_objection')
    expect((await answer(self, byOfficer.body.id, 'dismissed')).body.code).toBe('objected_to_you')
    const seen = await county.request(self, 'GET', `/public-notices/${notice.id}`)
    expect(seen.body.objections[0]).toMatchObject({ byName: null, refusal: 'objected_to_you' })
    const procedure = await object(as().otherTeacher, notice.id, null)
    expect((await answer(as().bureau_officer, procedure.body.id, 'dismissed')).body.code).toBe('made_by_you')
    const forged = owner.query(
      `update public_objection set state = 'dismissed', answer = 'x', answered_by = opened_by, answered_for = opened_by,
       answered_at = now() where id = $1`,
      [procedure.body.id],
    )
    await expect(forged).rejects.toThrow(/answerer_did_not_make_it/)
    expect((await answer(second, procedure.body.id, 'upheld')).status).toBe(200)
    expect((await answer(as().bureau_officer, byOfficer.body.id, 'dismissed')).status).toBe(200)
    after()
    expect((await act(as().bureau_officer, notice.id, 'confirmation')).body.code).toBe('procedure_upheld')
    today()
    const again = await county.request(second, 'POST', `/public-objections/${procedure.body.id}/reopening`, {
      reason: '又有新材料',
    })
    expect(again.body.waitingCount).toBe(1)
    expect((await answer(second, procedure.body.id, 'dismissed')).status).toBe(200)
    expect((await answer(second, procedure.body.id, 'upheld')).body.code).toBe('objection_over')
  })

  test('409: comes too late after the last day; one of one’s own is taken back before it is answered', async () => {
    today()
    const notice = await showNotice(county)
    const made = await object(as().teacher, notice.id, 2)
    const back = (who: Login) => county.request(who, 'POST', `/my/objections/${made.body.id}/withdrawal`)
    expect((await back(as().otherTeacher)).body.code).toBe('objection_not_found')
    expect((await back(as().teacher)).body.state).toBe('withdrawn')
    expect((await object(as().teacher, notice.id, 9)).body.code).toBe('name_not_listed')
    for (const place of [1, 2, 3]) expect((await object(as().teacher, notice.id, place)).status).toBe(201)
    expect((await object(as().teacher, notice.id, 1)).body.code).toBe('objections_too_many')
    after()
    expect((await object(as().otherTeacher, notice.id, 2)).body.code).toBe('notice_period_over')
    const mine = await county.request(as().teacher, 'GET', '/my/objections')
    expect(mine.body.items.length).toBeGreaterThanOrEqual(4)
    today()
  })
})

describe('the public page', () => {
  test('200: needs no sign-in, shows names as the bureau chose and no numbers, and gives a Word file', async () => {
    today()
    const set = { workingDays: 7, names: 'masked' }
    expect((await county.request(as().town_officer, 'PUT', '/publicity-setting', set)).status).toBe(403)
    expect((await county.request(as().bureau_officer, 'PUT', '/publicity-setting', set)).body).toMatchObject(set)
    const notice = await showNotice(county, { workingDays: undefined })
    expect(notice.endsOn).toBe('2026-12-01')
    const answered = await page(`/${notice.id}?b=test`)
    const shown = await answered.text()
    expect([answered.status, answered.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ])
    expect(shown).toContain('陈*诺')
    expect(shown).not.toContain('陈一诺')
    expect(await (await page('?b=test')).text()).toContain(notice.id)
    const word = await page(`/${notice.id}/document?b=test`)
    const zip = await JSZip.loadAsync(await word.arrayBuffer())
    const body = (await zip.file('word/document.xml')?.async('text')) ?? ''
    expect([body.includes('陈*诺'), body.includes('陈一诺')]).toEqual([true, false])
    expect((await page(`/${newId()}?b=test`)).status).toBe(404)
    expect((await page(`/${notice.id}?b=foreign`)).status).toBe(404)
    await act(as().bureau_officer, notice.id, 'withdrawal', { reason: '重新核对' })
    expect(await (await page(`/${notice.id}?b=test&lang=en`)).text()).toMatch(/Withdrawn/)
    expect(await (await page(`/${notice.id}?b=test`)).text()).not.toContain('陈*诺')
    await county.request(as().bureau_officer, 'PUT', '/publicity-setting', { workingDays: 5, names: 'full' })
  })

  test('201: a stranger objects with a name and a contact, which are sealed, and finds the answer by a code', async () => {
    today()
    const notice = await showNotice(county)
    const fields = { id: newId(), position: '2', text, name: '周家长', contact: '13812340002' }
    const lacking = await post(`/${notice.id}/objections?b=test`, { ...fields, contact: '' })
    expect(lacking.status).toBe(422)
    const received = await post(`/${notice.id}/objections?b=test`, fields)
    expect(received.status).toBe(201)
    const code = /class="code">([^<]+)</.exec(await received.text())?.[1] ?? ''
    const { rows } = await owner.query('select * from public_objection where id = $1', [fields.id])
    expect(JSON.stringify(rows)).not.toContain('13812340002')
    const find = async () => (await page(`/${notice.id}?b=test&code=${code.toLowerCase()}`)).text()
    expect(await find()).toContain('正在核实')
    const wrong = await post(`/${notice.id}/objections?b=test`, { ...fields, text: `${text}又及` })
    expect(await wrong.text()).toContain('已提交过')
    const look = (who: Login) =>
      county.request(who, 'POST', `/public-objections/${fields.id}/contact`, { reason: '电话核实' })
    expect((await look(as().bureau_officer)).body).toEqual({ name: '周家长', contact: '13812340002' })
    const noted = await owner.query("select after from audit_entry where act = 'public_objection.objector_read'")
    expect(noted.rows).toMatchObject([{ after: { reason: '电话核实' } }])
    await answer(second, fields.id, 'dismissed')
    expect(await find()).toContain('经核实，情况清楚。')
    const listed = await county.request(
      as().bureau_officer,
      'GET',
      `/list-exports/public-objections?noticeId=${notice.id}`,
    )
    const grid = await readGrid(new Uint8Array(await listed.answer.arrayBuffer()))
    expect(grid.ok && grid.value.rows[1]?.slice(4, 8)).toEqual(['网页上的实名反映', text, expect.any(String), '不成立'])
    const clear = (before: string) =>
      county.commit(async (tx) => ok(await objectorRemover.remove(tx, new Date(before))))
    expect(await clear('2026-11-20T00:00:00+08:00')).toBe(0)
    expect(await clear('2026-11-21T00:00:00+08:00')).toBe(1)
    expect((await look(as().bureau_officer)).body.code).toBe('objector_erased')
    expect(await find()).toContain('经核实，情况清楚。')
  })

  test('429: one address writes a few times and then waits; nothing of it is kept', async () => {
    today()
    const notice = await showNotice(county)
    const fields = { position: '', text, name: '周家长', contact: 'zhou@example.test' }
    let last = 201
    for (let tries = 0; tries < 6 && last === 201; tries += 1) {
      last = (await post(`/${notice.id}/objections?b=test`, { ...fields, id: newId() })).status
    }
    expect(last).toBe(429)
  })
})

describe('the calendar of working days', () => {
  test('200: the bureau says otherwise for a day; open notices are lengthened and never shortened', async () => {
    today()
    const notice = await showNotice(county)
    const set = (day: string, works: boolean) =>
      county.request(as().bureau_officer, 'PUT', `/working-days/${day}`, { works, reason: '大雪停课' })
    const year = await set('2026-11-25', false)
    expect(year.body).toMatchObject({ year: 2026, announcedThrough: 2026 })
    expect(year.body.days).toContainEqual(expect.objectContaining({ day: '2026-11-25', works: false, source: null }))
    expect(year.body.days).toContainEqual(expect.objectContaining({ day: '2026-10-10', works: true }))
    const moved = await county.request(as().bureau_officer, 'GET', `/public-notices/${notice.id}`)
    expect(moved.body).toMatchObject({ endsOn: '2026-11-30' })
    expect((await county.request(as().bureau_officer, 'DELETE', '/working-days/2026-11-25')).status).toBe(204)
    expect((await county.request(as().bureau_officer, 'DELETE', '/working-days/2026-11-25')).body.code).toBe(
      'day_not_set',
    )
    const still = await county.request(as().bureau_officer, 'GET', `/public-notices/${notice.id}`)
    expect(still.body.endsOn).toBe('2026-11-30')
    expect(still.body.steps.map(({ act: one }: { act: string }) => one)).toEqual(['opened', 'calendar_moved'])
    const later = await county.request(as().auditor, 'GET', '/working-days?year=2027')
    expect(later.body.days.map(({ day }: { day: string }) => day)).toContain('2027-02-06')
  })

  test('403: only officers of the bureau change it', async () => {
    const body = { works: true, reason: '补课' }
    expect((await county.request(as().principal, 'PUT', '/working-days/2026-12-05', body)).status).toBe(403)
  })
})
