import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, testPassword, type Login, type TestCounty } from '../../app/testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const chosen = 'seven lamps on a river'
const nobody = undefined
const codes = (as: Login, body: unknown) => county.request(as, 'POST', '/activation-codes', body)
const use = (code: string, password = chosen) =>
  county.request(nobody, 'POST', '/activations', { code, password, bureau: 'test' })
const signIn = (name: string, password: string) =>
  county.request(nobody, 'POST', '/sessions', { name, password, bureau: 'test' })

async function teacher(name: string, phone: string | null = null) {
  return county.person({ organisationId: county.tree.a, name, phone })
}

test('201: a registrar makes a code, its holder chooses a password once and signs in by staff number or phone', async () => {
  const person = await teacher('初次启用', '13900001111')
  const made = await codes(county.logins.school_registrar, { personIds: [person.id] })
  expect(made.status).toBe(201)
  const [item] = made.body.items
  expect(item).toMatchObject({ personId: person.id, purpose: 'first_use', signInName: person.staffNo })
  expect(item.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
  const checked = await county.request(nobody, 'POST', '/activation-checks', {
    code: item.code.toLowerCase(),
    bureau: 'test',
  })
  expect([checked.status, checked.body.name]).toEqual([200, '初次启用'])
  const opened = await use(item.code)
  expect([opened.status, opened.body.person.name]).toEqual([201, '初次启用'])
  expect(opened.answer.headers.get('set-cookie')).toMatch(/HttpOnly/)
  expect((await signIn(person.staffNo, chosen)).status).toBe(201)
  expect((await signIn('139 0000 1111', chosen)).status).toBe(201)
  const again = await use(item.code, 'another lamp entirely')
  expect([again.status, again.body.code]).toEqual([410, 'code_used'])
})

test('410: a newer code ends the older, and a withdrawn one is good for nothing', async () => {
  const person = await teacher('重发的人')
  const first = (await codes(county.logins.school_registrar, { personIds: [person.id] })).body.items[0]
  const second = (await codes(county.logins.school_registrar, { personIds: [person.id] })).body.items[0]
  expect((await use(first.code)).body.code).toBe('code_withdrawn')
  const path = `/activation-codes/${second.id}/withdrawal`
  expect((await county.request(county.logins.otherRegistrar, 'POST', path)).status).toBe(404)
  expect((await county.request(county.logins.school_registrar, 'POST', path)).status).toBe(204)
  expect((await county.request(county.logins.school_registrar, 'POST', path)).body.code).toBe('code_ended')
  expect((await use(second.code)).body.code).toBe('code_withdrawn')
})

test('410: a code expires after the days of the setting', async () => {
  const { bureau_officer: officer, school_registrar: registrar } = county.logins
  const settings = { activationDays: 1, secondFactorRoles: [] }
  expect((await county.request(officer, 'PUT', '/account-settings', settings)).status).toBe(200)
  const person = await teacher('来晚了的人')
  const [item] = (await codes(registrar, { personIds: [person.id] })).body.items
  const client = await county.pool.connect()
  await client.query(`begin; set local app.tenant = '${county.tenant.id}'`)
  await client.query(`update activation_code set expires_at = expires_at - interval '25 hours' where id = $1`, [
    item.id,
  ])
  await client.query('commit')
  client.release()
  expect((await use(item.code)).body.code).toBe('code_expired')
})

test('422: a password that is short, common or one’s own is refused, and the code stays good', async () => {
  const person = await teacher('蓝玉衡', '13900002222')
  const [item] = (await codes(county.logins.school_registrar, { personIds: [person.id] })).body.items
  for (const [password, code] of [
    ['short', 'password_short'],
    ['woaini1314', 'password_plain'],
    ['qwertyuiop', 'password_plain'],
    ['lanyuheng-likes-tea', 'password_own'],
    ['call me 13900002222', 'password_own'],
    [`${person.staffNo}-abc`, 'password_own'],
  ]) {
    const { status, body } = await use(item.code, password)
    expect([password, status, body.code]).toEqual([password, 422, code])
  }
  expect((await use(item.code)).status).toBe(201)
})

test('201: a whole school at once, as slips to cut out; who has an account or a good code is left out', async () => {
  const people = await Promise.all(
    ['甲一', '甲二', '甲三', '甲四', '甲五', '甲六', '甲七', '甲八', '甲九'].map((name) =>
      county.person({ organisationId: county.tree.b, name }),
    ),
  )
  const officer = county.logins.town_officer
  const made = await codes(officer, { organisationId: county.tree.b })
  expect(made.status).toBe(201)
  expect(made.body.items.map((item: { personId: string }) => item.personId).sort()).toEqual(
    people.map(({ id }) => id).sort(),
  )
  const slips = await county.request(officer, 'POST', '/activation-slips', {
    codes: made.body.items.map((item: { code: string }) => item.code),
  })
  expect([slips.status, slips.answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const bytes = Buffer.from(await slips.answer.arrayBuffer())
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2)
  const none = await codes(officer, { organisationId: county.tree.b })
  expect([none.status, none.body.code]).toEqual([422, 'nobody_to_activate'])
  const list = await county.request(officer, 'GET', `/account-states?organisationId=${county.tree.b}&state=waiting`)
  expect(list.body.items).toHaveLength(9)
  const stranger = await county.request(county.logins.otherRegistrar, 'POST', '/activation-slips', {
    codes: made.body.items.map((item: { code: string }) => item.code),
  })
  expect([stranger.status, stranger.body.code]).toEqual([422, 'nobody_to_activate'])
})

test('404: nobody makes codes for people of another part', async () => {
  const person = await county.person({ organisationId: county.tree.c, name: '别校的人' })
  const refused = await codes(county.logins.school_registrar, { personIds: [person.id] })
  expect([refused.status, refused.body.code]).toEqual([404, 'person_not_found'])
  const school = await codes(county.logins.school_registrar, { organisationId: county.tree.c })
  expect([school.status, school.body.code]).toEqual([404, 'organisation_not_found'])
})

test('403: a school gives no new password to an account that holds a role; the bureau does', async () => {
  const person = await teacher('兼任校长')
  await county.login('兼任校长', [['principal', county.tree.a]], person.id)
  const refused = await codes(county.logins.school_registrar, { personIds: [person.id] })
  expect([refused.status, refused.body.code]).toEqual([403, 'account_above'])
  const made = await codes(county.logins.bureau_officer, { personIds: [person.id] })
  expect([made.status, made.body.items[0].purpose]).toEqual([201, 'new_password'])
})

test('204: who forgot the password asks, the registrar answers with a code, and every session ends', async () => {
  const person = await teacher('健忘的人')
  const login = await county.login('健忘的人', [], person.id)
  const ask = (name: string) => county.request(nobody, 'POST', '/password-requests', { name, bureau: 'test' })
  const [known, unknown] = [await ask(`u-${login.accountId}`), await ask('nobody-of-that-name')]
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
  expect(known.status).toBe(204)
  expect((await ask(`u-${login.accountId}`)).status).toBe(204)
  const registrar = county.logins.school_registrar
  const waiting = await county.request(registrar, 'GET', '/password-requests')
  const mine = waiting.body.items.filter((item: { accountId: string }) => item.accountId === login.accountId)
  expect(mine).toHaveLength(1)
  const notices = await county.request(registrar, 'GET', '/notices')
  expect(notices.body.items[0]).toMatchObject({ code: 'account.password_asked', params: { name: '健忘的人' } })
  const path = `/password-requests/${mine[0].id}/code`
  expect((await county.request(county.logins.otherRegistrar, 'POST', path, {})).status).toBe(404)
  const answered = await county.request(registrar, 'POST', path, {})
  expect(answered.status).toBe(201)
  expect((await county.request(registrar, 'POST', path, {})).body.code).toBe('request_closed')
  expect((await use(answered.body.items[0].code)).status).toBe(201)
  expect((await county.request(login, 'GET', '/me')).status).toBe(401)
  expect((await signIn(`u-${login.accountId}`, testPassword)).status).toBe(401)
  expect((await signIn(`u-${login.accountId}`, chosen)).status).toBe(201)
})

test('204: a request may be closed without a code', async () => {
  const person = await teacher('冒名的人')
  const login = await county.login('冒名的人', [], person.id)
  await county.request(nobody, 'POST', '/password-requests', { name: `u-${login.accountId}`, bureau: 'test' })
  const waiting = await county.request(county.logins.school_registrar, 'GET', '/password-requests')
  const id = waiting.body.items.find((item: { accountId: string }) => item.accountId === login.accountId).id
  const path = `/password-requests/${id}/refusal`
  expect((await county.request(county.logins.school_registrar, 'POST', path)).status).toBe(204)
  expect((await county.request(county.logins.school_registrar, 'POST', path)).status).toBe(409)
})

test('403: a password is changed only after a proof; it ends the other sessions and keeps this one', async () => {
  const login = await county.login('换密码的人', [])
  const other = await signIn(`u-${login.accountId}`, testPassword)
  const cookie = other.answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const fresh = { ...login, cookie }
  await county.commit(async (tx) => {
    await tx.execute(`update session set proved_at = null where account_id = '${login.accountId}'`)
    return { ok: true as const, value: undefined }
  })
  const body = { password: chosen }
  const refused = await county.request(fresh, 'POST', '/password-changes', body)
  expect([refused.status, refused.body.code]).toEqual([403, 'reauth_needed'])
  expect((await county.request(fresh, 'POST', '/sessions/current/proof', { password: testPassword })).status).toBe(204)
  expect((await county.request(fresh, 'POST', '/password-changes', body)).status).toBe(204)
  expect((await county.request(fresh, 'GET', '/me')).status).toBe(200)
  expect((await county.request(login, 'GET', '/me')).status).toBe(401)
})

test('204: one session is ended by its id, the others at once; another person’s is not found', async () => {
  const login = await county.login('多台设备', [])
  const cookies: string[] = []
  for (let device = 0; device < 3; device += 1) {
    const opened = await signIn(`u-${login.accountId}`, testPassword)
    cookies.push(opened.answer.headers.get('set-cookie')?.split(';')[0] ?? '')
  }
  const list = await county.request(login, 'GET', '/sessions')
  expect(list.body.items).toHaveLength(4)
  expect(list.body.items.filter((item: { isCurrent: boolean }) => item.isCurrent)).toHaveLength(1)
  const one = list.body.items.find((item: { isCurrent: boolean }) => !item.isCurrent)
  expect((await county.request(county.logins.auditor, 'DELETE', `/sessions/${one.id}`)).status).toBe(404)
  expect((await county.request(login, 'DELETE', `/sessions/${one.id}`)).status).toBe(204)
  expect((await county.request(login, 'DELETE', '/sessions/others')).status).toBe(204)
  expect((await county.request(login, 'GET', '/sessions')).body.items).toHaveLength(1)
  expect((await county.request({ ...login, cookie: cookies[2] ?? '' }, 'GET', '/me')).status).toBe(401)
})
